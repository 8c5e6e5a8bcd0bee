"""Assignments of cases to departments and towns, with what they owe and what was said to them.

The table begins empty: the rows of cases from before follow from their journals, and are written when each is folded again (0007).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_WORDS = ("assigned_at", "acknowledged_at", "answered_at", "ended_at", "answer_due")
_WATCHED = ("step", "due", "chase_at", "bulletin_at")


def upgrade() -> None:
    op.create_table(
        "unit_task",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("lead", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in _WORDS),
        sa.Column("in_time", sa.Boolean(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in _WATCHED),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("chased", "supervised", "bulletined")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("returned_at", "return_state", "return_reason")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("reached", "scored", "satisfied")),
        sa.PrimaryKeyConstraint("case_id", "place"),
        sqlite_with_rowid=False,
    )
    op.create_index("unit_task_unit", "unit_task", ["unit", "answer_due"], unique=False)
    op.create_index("unit_task_watched", "unit_task", ["step", "due"], unique=False, sqlite_where=sa.text("step != ''"))
