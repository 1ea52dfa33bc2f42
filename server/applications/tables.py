"""Applications, what happened to them, their uploads, and the deadlines that run.

What identifies a person is encrypted (`*_cipher`, AES-GCM) or a keyed digest (`*_digest`), never plain.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
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

application = Table(
    "application",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("hall_id", String(80), nullable=False),
    Column("item_code", String(80), nullable=False),
    Column("unit_code", String(80), nullable=False),
    # The item as it was when the draft was begun: what was asked for then stays readable when the catalogue changes.
    Column("item_version", String(64), nullable=False),
    Column("item_snapshot", JSON, nullable=False),
    Column("form_version", String(40), nullable=False),
    Column("owner_digest", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("number", String(16), unique=True),
    Column("kind", String(16)),
    Column("name_cipher", LargeBinary),
    Column("contact_cipher", LargeBinary),
    Column("document_kind", String(24)),
    Column("document_cipher", LargeBinary),
    Column("document_digest", String(64), index=True),
    Column("phone_cipher", LargeBinary),
    Column("phone_check", String(64)),
    Column("address_cipher", LargeBinary),
    Column("created_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("submitted_at", UtcTime),
    # The deadline that runs now; its history is in application_timer.
    Column("due_at", UtcTime),
    Column("due_provisional", Boolean),
    Column("officer_id", ForeignKey("officer.id")),
    CheckConstraint("kind IS NULL OR kind IN ('individual', 'firm')", name="kind"),
    CheckConstraint("(state = 'draft') = (number IS NULL)", name="numbered"),
    CheckConstraint("(state = 'draft') = (submitted_at IS NULL)", name="submitted"),
    Index("ix_application_desk", "unit_code", "state", "due_at"),
)

application_event = Table(
    "application_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("application_id", ForeignKey("application.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("event", String(24), nullable=False),
    Column("from_state", String(16), nullable=False),
    Column("to_state", String(16), nullable=False),
    Column("actor", String(16), nullable=False),
    Column("officer_id", ForeignKey("officer.id")),
    # As it was then: a name in a record does not change with the person's.
    Column("officer_name", Text),
    Column("note", Text),
    Column("details", JSON),
    UniqueConstraint("application_id", "seq"),
    CheckConstraint("actor IN ('citizen', 'officer', 'system')", name="actor"),
)

application_upload = Table(
    "application_upload",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("application_id", ForeignKey("application.id"), nullable=False, index=True),
    Column("material_seq", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", String(40), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    # Of the bytes that were sent, before a picture was re-encoded.
    Column("sent_sha256", String(64), nullable=False),
    Column("sent_size", Integer, nullable=False),
    Column("uploaded_at", UtcTime, nullable=False),
    UniqueConstraint("application_id", "material_seq", "sent_sha256"),
)

application_timer = Table(
    "application_timer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("application_id", ForeignKey("application.id"), nullable=False, index=True),
    Column("kind", String(24), nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("due_day", Date, nullable=False),
    Column("calendar", String(60), nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("ended_at", UtcTime),
    Column("fired_at", UtcTime),
    Index("ix_application_timer_due", "fired_at", "ended_at", "due_at"),
)
