"""How long a call waited, which bulletins and boards count by.

Until now each of their counts reckoned it from the times of every call anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_CALL = "id, direction, number, line, state, queued_at, answered_at, ended_at, reason, party, case_id, operator, recording"
_WAITED = (
    "CASE WHEN direction = 'in' THEN max(0, CAST(round((julianday(CASE WHEN answered_at != '' THEN answered_at ELSE ended_at END) "
    "- julianday(queued_at)) * 86400000) AS INTEGER)) END"
)
_MISSED = sa.text("direction = 'in' AND (answered_at = '' OR reason IN ('abandoned', 'no_answer'))")


def upgrade() -> None:
    # a column that is added stands behind the constraints: the table is made anew, so that old files and new ones are the same
    for index in ("call_case", "call_missed", "call_number", "call_queued"):
        op.drop_index(index, "call")
    op.rename_table("call", "call_before")
    op.create_table(
        "call",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("queued_at", sa.String(), nullable=False),
        sa.Column("answered_at", sa.String(), nullable=False),
        sa.Column("ended_at", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("operator", sa.Integer(), nullable=False),
        sa.Column("recording", sa.String(), nullable=False),
        sa.Column("waited_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(f"INSERT INTO call ({_CALL}, waited_ms) SELECT {_CALL}, {_WAITED} FROM call_before")
    op.drop_table("call_before")
    op.create_index("call_case", "call", ["case_id"], unique=False, sqlite_where=sa.text("case_id != ''"))
    op.create_index("call_missed", "call", ["queued_at"], unique=False, sqlite_where=_MISSED)
    op.create_index("call_number", "call", ["number", "queued_at"], unique=False)
    op.create_index("call_queued", "call", ["queued_at", "direction", "answered_at", "reason", "waited_ms"], unique=False)
