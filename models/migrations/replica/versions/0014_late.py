"""What became of a suggestion a second time, where two saw to it before they knew of each other. Begins empty."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "suggestion_late",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("suggestion", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("operator", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("suggestion_late_of", "suggestion_late", ["suggestion"], unique=False)
    op.create_index("suggestion_late_ref", "suggestion_late", ["ref"], unique=False)
