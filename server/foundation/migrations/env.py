"""Alembic's entry: the connection is handed in by `server.foundation.migrating`."""

from alembic import context

from server.foundation.database import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
