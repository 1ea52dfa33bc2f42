"""Closures: connectors that are closed for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0003_closures"
down_revision = "0002_desk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "closure",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("hall_id", sa.String(length=80), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason_zh", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("to_at IS NULL OR to_at > from_at", name=op.f("ck_closure_span")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_closure_ended")),
        sa.ForeignKeyConstraint(["made_by"], ["officer.id"], name=op.f("fk_closure_made_by_officer")),
        sa.ForeignKeyConstraint(["ended_by"], ["officer.id"], name=op.f("fk_closure_ended_by_officer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    op.create_index("ix_closure_open", "closure", ["hall_id", "ended_at", "to_at"], unique=False)
