"""Staff, their sessions, and the log-ins that failed."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text

from server.foundation.database import UtcTime, metadata

officer = Table(
    "officer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String(60), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("unit_code", String(80), index=True),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    CheckConstraint("role IN ('officer', 'supervisor')", name="role"),
    CheckConstraint("role <> 'officer' OR unit_code IS NOT NULL", name="unit"),
)

staff_session = Table(
    "staff_session",
    metadata,
    Column("token_digest", String(64), primary_key=True),
    Column("officer_id", ForeignKey("officer.id"), nullable=False, index=True),
    Column("started_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
)

login_failure = Table(
    "login_failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login_digest", String(64), nullable=False),
    Column("address_digest", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("ix_login_failure_login", "login_digest", "at"),
    Index("ix_login_failure_address", "address_digest", "at"),
)
