"""Outreach events, what is counted at their tables, and the suggestions made there. All begin empty."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "outreach",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("begins", sa.String(), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("outreach_begins", "outreach", ["begins"], unique=False)
    op.create_table(
        "outreach_count",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("operator", sa.Integer(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("back_at", sa.String(), nullable=False),
        sa.Column("back_by", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("outreach_count_event", "outreach_count", ["event", "at"], unique=False)
    op.create_table(
        "suggestion",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("operator", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("settled_at", sa.String(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("suggestion_event", "suggestion", ["event", "at"], unique=False)
    op.create_index("suggestion_open", "suggestion", ["at"], unique=False, sqlite_where=sa.text("settled_at = ''"))
    op.create_index("suggestion_ref", "suggestion", ["ref"], unique=False)
