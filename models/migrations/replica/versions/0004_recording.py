"""What the call system calls its recording of a call."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_CALL = "id, direction, number, line, state, queued_at, answered_at, ended_at, reason, party, case_id, operator"


def upgrade() -> None:
    # a column that is added stands behind the constraints: the table is made anew, so that old files and new ones are the same
    op.drop_index("call_number", "call")
    op.drop_index("call_queued", "call")
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
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(f"INSERT INTO call ({_CALL}, recording) SELECT {_CALL}, '' FROM call_before")
    op.drop_table("call_before")
    op.create_index("call_number", "call", ["number", "queued_at"], unique=False)
    op.create_index("call_queued", "call", ["queued_at"], unique=False)
