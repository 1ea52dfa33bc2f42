"""The staff pages: what came in, one application, one consultation."""
