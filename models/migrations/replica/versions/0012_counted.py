"""What bulletins and boards count by: how long a call waited, and how a contact came.

Until now each count reckoned the wait from the times of every call anew. Of the contacts so far nobody has said how they came.
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
_CASE = (
    "id, no, kind, stage, item_code, item_zh, item_en, line, urgent, confidential, person_id, person_name, number, district, handler_kind, "
    "handler_code, handler_zh, handler_en, dispatched_at, opened_at, opened_by, owner, priority, due, due_kind, work, open, closed, "
    "resolved, satisfied, score, rev, came_by, callback, sent_s, there_s, done_s"
)
_INDEXES = {
    "case_handler": (["handler_code", "dispatched_at"], None),
    "case_name": (["person_name", "opened_at"], None),
    "case_no": (["no"], None),
    "case_number": (["number", "opened_at"], None),
    "case_open_due": (["due"], "open = 1"),
    "case_open_handler": (["handler_code", "stage"], "open = 1"),
    "case_open_number": (["number", "opened_at"], "open = 1"),
    "case_open_work": (["owner", "work", "due"], "open = 1"),
    "case_opened": (["opened_at", "opened_by"], None),
    "case_person": (["person_id"], None),
    "case_rated": (["handler_code", "satisfied"], "satisfied IS NOT NULL"),
}
_MISSED = sa.text("direction = 'in' AND (answered_at = '' OR reason IN ('abandoned', 'no_answer'))")


def upgrade() -> None:
    _calls()
    _cases()


def _calls() -> None:
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


def _cases() -> None:
    for index in _INDEXES:
        op.drop_index(index, "case")
    op.rename_table("case", "case_before")
    op.create_table(
        "case",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("no", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("item_code", sa.String(), nullable=False),
        sa.Column("item_zh", sa.String(), nullable=False),
        sa.Column("item_en", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("handler_kind", sa.String(), nullable=False),
        sa.Column("handler_code", sa.String(), nullable=False),
        sa.Column("handler_zh", sa.String(), nullable=False),
        sa.Column("handler_en", sa.String(), nullable=False),
        sa.Column("dispatched_at", sa.String(), nullable=False),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("due_kind", sa.String(), nullable=False),
        sa.Column("work", sa.String(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=True),
        sa.Column("satisfied", sa.Boolean(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("came_by", sa.String(), nullable=False),
        sa.Column("callback", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("sent_s", "there_s", "done_s")),
        sa.Column("way", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(f"INSERT INTO \"case\" ({_CASE}, way) SELECT {_CASE}, '' FROM case_before")
    op.drop_table("case_before")
    for name, (columns, where) in _INDEXES.items():
        op.create_index(name, "case", columns, unique=False, sqlite_where=sa.text(where) if where else None)
