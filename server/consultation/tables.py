"""Consultations: a citizen's question to a unit and what was said about it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from server.foundation.database import UtcTime, metadata

consultation = Table(
    "consultation",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("number", String(16), nullable=False, unique=True),
    Column("hall_id", String(80), nullable=False),
    Column("unit_code", String(80), nullable=False),
    Column("item_code", String(80)),
    Column("state", String(16), nullable=False),
    Column("name_cipher", LargeBinary, nullable=False),
    Column("phone_cipher", LargeBinary, nullable=False),
    Column("phone_check", String(64), nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("due_provisional", Boolean, nullable=False),
    Column("due_calendar", String(60), nullable=False),
    Column("answered_at", UtcTime),
    CheckConstraint("state IN ('waiting', 'answered')", name="state"),
    Index("ix_consultation_desk", "unit_code", "state", "due_at"),
)

consultation_message = Table(
    "consultation_message",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("consultation_id", ForeignKey("consultation.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("author", String(16), nullable=False),
    Column("officer_id", ForeignKey("officer.id")),
    Column("officer_name", Text),
    Column("text", Text, nullable=False),
    UniqueConstraint("consultation_id", "seq"),
    CheckConstraint("author IN ('citizen', 'officer')", name="author"),
)
