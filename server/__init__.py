"""Who asks: a hall over HTTP, one folder for each capability, and `foundation` that they all stand on.

`app.py` puts the capabilities together, `serving.py` listens, `openapi.py` describes the API. A capability has the same few files:
routes (addresses), pages or wire (what templates or programs get), storage and tables (SQL), and what is its own.
"""
