"""What is closed, from when until when, why, and who said so."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text

from server.foundation.database import UtcTime, metadata

closure = Table(
    "closure",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("hall_id", String(80), nullable=False),
    Column("target", Text, nullable=False),
    Column("from_at", UtcTime, nullable=False),
    Column("to_at", UtcTime),
    Column("reason_zh", Text, nullable=False),
    Column("reason_en", Text, nullable=False),
    Column("made_by", ForeignKey("officer.id"), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("ended_by", ForeignKey("officer.id")),
    Column("ended_at", UtcTime),
    CheckConstraint("to_at IS NULL OR to_at > from_at", name="span"),
    CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
    Index("ix_closure_open", "hall_id", "ended_at", "to_at"),
)
