"""Calls that nobody answered and what became of them, the calls of a case, who had a recording played, and who needed the lead.

The tables begin empty, and rightly: an earlier program wrote down none of it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    unanswered = sa.text("direction = 'in' AND answered_at = ''")
    op.create_index("call_case", "call", ["case_id"], unique=False, sqlite_where=sa.text("case_id != ''"))
    op.create_index("call_missed", "call", ["queued_at"], unique=False, sqlite_where=unanswered)
    op.create_table(
        "call_settled",
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("operator", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("call_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "call_played",
        sa.Column("op_id", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("operator", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("op_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("call_played_call", "call_played", ["call_id"], unique=False)
    op.create_table(
        "alert",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("operator", sa.Integer(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
