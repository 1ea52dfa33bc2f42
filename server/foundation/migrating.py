"""Bring the tables up to date, from code: no alembic.ini, no command."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Run every migration that has not run yet, in one transaction."""
    settings = alembic_settings()
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "heads")


def alembic_settings() -> Config:
    """Where the migrations lie."""
    settings = Config()
    settings.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return settings
