"""The catalogue: units, items, materials, who serves at which window, everyday words, questions that found nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0001_catalogue"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "unit",
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("authority_id", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("windows", sa.Integer(), nullable=False),
        sa.Column("online_agent", sa.Boolean(), nullable=False),
        sa.Column("phone_hint", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("windows >= 0", name=op.f("ck_unit_windows")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_unit")),
    )
    op.create_table(
        "item",
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("unit_code", sa.String(80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("statutory_days", sa.Integer()),
        sa.Column("promised_days", sa.Integer(), nullable=False),
        sa.Column("fee", sa.Text(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("keywords", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("promised_days >= 0", name=op.f("ck_item_promised")),
        sa.CheckConstraint("statutory_days IS NULL OR promised_days <= statutory_days", name=op.f("ck_item_limits")),
        sa.CheckConstraint("visits >= 0", name=op.f("ck_item_visits")),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"], name=op.f("fk_item_unit_code_unit")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_item")),
    )
    op.create_index(op.f("ix_item_unit_code"), "item", ["unit_code"])
    op.create_table(
        "material",
        sa.Column("item_code", sa.String(80), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("condition", sa.Text()),
        sa.Column("reusable", sa.Boolean(), nullable=False),
        sa.Column("issuer", sa.String(80)),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["item_code"], ["item.code"], name=op.f("fk_material_item_code_item")),
        sa.ForeignKeyConstraint(["issuer"], ["unit.code"], name=op.f("fk_material_issuer_unit")),
        sa.PrimaryKeyConstraint("item_code", "seq", name=op.f("pk_material")),
    )
    op.create_table(
        "window_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.String(80), nullable=False),
        sa.Column("window_code", sa.String(80), nullable=False),
        sa.Column("unit_code", sa.String(80), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_window_assignment_order")),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"], name=op.f("fk_window_assignment_unit_code_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_window_assignment")),
        sa.UniqueConstraint(
            "hall_id",
            "window_code",
            "unit_code",
            "valid_from",
            name=op.f("uq_window_assignment_hall_id_window_code_unit_code_valid_from"),
        ),
    )
    op.create_index("ix_window_assignment_unit", "window_assignment", ["hall_id", "unit_code"])
    op.create_table(
        "alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.String(40), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.CheckConstraint("kind IN ('unit', 'item')", name=op.f("ck_alias_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
        sa.UniqueConstraint("authority_id", "word", "kind", "code", name=op.f("uq_alias_authority_id_word_kind_code")),
    )
    op.create_table(
        "missed_query",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hall_id", sa.String(80), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_query")),
        sa.UniqueConstraint("hall_id", "query", name=op.f("uq_missed_query_hall_id_query")),
    )
    op.create_table(
        "catalogue_load",
        sa.Column("authority_id", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("authority_id", name=op.f("pk_catalogue_load")),
    )


def downgrade() -> None:
    """Drop them again, the other way round."""
    for name in ("catalogue_load", "missed_query", "alias", "window_assignment", "material", "item", "unit"):
        op.drop_table(name)
