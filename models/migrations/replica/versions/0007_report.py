"""What bulletins count of a case: the call that it came by, how far its callback has come, and how fast it went.

Only the fold knows these for the cases that are there: each of them is noted as stale and folded again when the file is opened.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_OPEN = sa.text("open = 1")
_INDEXES = (
    ("case_no", ("no",), None),
    ("case_number", ("number", "opened_at"), None),
    ("case_name", ("person_name", "opened_at"), None),
    ("case_person", ("person_id",), None),
    ("case_opened", ("opened_at", "opened_by"), None),
    ("case_handler", ("handler_code", "dispatched_at"), None),
    ("case_open_number", ("number", "opened_at"), _OPEN),
    ("case_open_work", ("opened_by", "work", "due"), _OPEN),
    ("case_open_due", ("due",), _OPEN),
    ("case_open_handler", ("handler_code", "stage"), _OPEN),
)
_CASE = """id, no, kind, stage, item_code, item_zh, item_en, line, urgent, confidential, person_id, person_name, number, district,
    handler_kind, handler_code, handler_zh, handler_en, dispatched_at, opened_at, opened_by, due, due_kind, work, open, closed, resolved,
    satisfied, score, rev"""


def upgrade() -> None:
    # a column that is added stands behind the constraints: the table is made anew, so that old files and new ones are the same
    for name, _, _ in _INDEXES:
        op.drop_index(name, "case")
    op.rename_table("case", "case_before")
    op.create_table(
        "case",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "no", "kind", "stage")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("item_code", "item_zh", "item_en", "line")),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("person_id", "person_name", "number", "district")),
        *(sa.Column(f"handler_{name}", sa.String(), nullable=False) for name in ("kind", "code", "zh", "en")),
        sa.Column("dispatched_at", sa.String(), nullable=False),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("due", "due_kind", "work")),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=True),
        sa.Column("satisfied", sa.Boolean(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("came_by", sa.String(), nullable=False),
        sa.Column("callback", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("sent_s", "there_s", "done_s")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(f'INSERT INTO "case" ({_CASE}, came_by, callback) SELECT {_CASE}, \'\', 0 FROM case_before')
    op.drop_table("case_before")
    for name, columns, where in _INDEXES:
        op.create_index(name, "case", list(columns), unique=False, sqlite_where=where)
    op.create_index("discipline_at", "discipline", ["at"], unique=False)
    key = sa.Column("case_id", sa.String(), nullable=False)
    op.create_table("stale_case", key, sa.PrimaryKeyConstraint("case_id"), sqlite_with_rowid=False)
    op.execute('INSERT INTO stale_case SELECT id FROM "case"')
