"""Units, items and their materials: the catalogue one reads.

Errors: CatalogueError (server.items.catalogue), when a file of it is wrong.
"""
