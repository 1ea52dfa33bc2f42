"""The catalogue's tables. Units and items belong to an authority, windows and what serves at them to a hall."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from server.foundation.database import UtcTime, metadata

# Codes are opaque strings, unique in the database: the national ones carry their region.
CODE_LENGTH = 80

unit = Table(
    "unit",
    metadata,
    Column("code", String(CODE_LENGTH), primary_key=True),
    Column("authority_id", String(40), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("short_name", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("floor", Integer, nullable=False),
    Column("windows", Integer, nullable=False),
    Column("online_agent", Boolean, nullable=False),
    Column("phone_hint", Text),
    Column("note", Text),
    Column("listed", Boolean, nullable=False),
    CheckConstraint("windows >= 0", name="windows"),
)

item = Table(
    "item",
    metadata,
    Column("code", String(CODE_LENGTH), primary_key=True),
    Column("unit_code", ForeignKey("unit.code"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("statutory_days", Integer),
    Column("promised_days", Integer, nullable=False),
    Column("fee", Text, nullable=False),
    Column("online", Boolean, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("result", Text, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("keywords", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("listed", Boolean, nullable=False),
    CheckConstraint("promised_days >= 0", name="promised"),
    CheckConstraint("statutory_days IS NULL OR promised_days <= statutory_days", name="limits"),
    CheckConstraint("visits >= 0", name="visits"),
)

material = Table(
    "material",
    metadata,
    Column("item_code", ForeignKey("item.code"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("required", Boolean, nullable=False),
    Column("condition", Text),
    Column("reusable", Boolean, nullable=False),
    Column("issuer", ForeignKey("unit.code")),
    Column("sample", Boolean, nullable=False),
)

window_assignment = Table(
    "window_assignment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hall_id", String(80), nullable=False),
    Column("window_code", String(CODE_LENGTH), nullable=False),
    Column("unit_code", ForeignKey("unit.code"), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    UniqueConstraint("hall_id", "window_code", "unit_code", "valid_from"),
    CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="order"),
    Index("ix_window_assignment_unit", "hall_id", "unit_code"),
)

alias = Table(
    "alias",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("authority_id", String(40), nullable=False),
    Column("word", Text, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("code", String(CODE_LENGTH), nullable=False),
    UniqueConstraint("authority_id", "word", "kind", "code"),
    CheckConstraint("kind IN ('unit', 'item')", name="kind"),
)

missed_query = Table(
    "missed_query",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hall_id", String(80), nullable=False),
    Column("query", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_at", UtcTime, nullable=False),
    Column("last_at", UtcTime, nullable=False),
    UniqueConstraint("hall_id", "query"),
)

catalogue_load = Table(
    "catalogue_load",
    metadata,
    Column("authority_id", String(40), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("loaded_at", UtcTime, nullable=False),
)
