"""Units, items and their materials: the catalogue one reads. Errors: CatalogueError (server.items.loading)."""
