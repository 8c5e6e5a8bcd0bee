"""Who answers for a case and which cases stand first, what bulletins count of it, what was handed over, and a lead's notes to one operator.

Until now nobody could hand a case on, so whoever accepted one answers for it. What bulletins count (the call that it came by, how far its
callback has come, how fast it went) only the fold knows: each case is noted as stale and folded again when the file is opened.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_CASE = (
    "id, no, kind, stage, item_code, item_zh, item_en, line, urgent, confidential, person_id, person_name, number, district, handler_kind, "
    "handler_code, handler_zh, handler_en, dispatched_at, opened_at, opened_by, "
    "due, due_kind, work, open, closed, resolved, satisfied, score, rev"
)
_INDEXES = (
    "case_handler",
    "case_name",
    "case_no",
    "case_number",
    "case_open_due",
    "case_open_handler",
    "case_open_number",
    "case_open_work",
    "case_opened",
    "case_person",
)


def upgrade() -> None:
    # a column that is added stands behind the constraints: the table is made anew, so that old files and new ones are the same
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
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(f'INSERT INTO "case" ({_CASE}, owner, priority, came_by, callback) SELECT {_CASE}, opened_by, 0, \'\', 0 FROM case_before')
    op.drop_table("case_before")
    op.create_index("case_handler", "case", ["handler_code", "dispatched_at"], unique=False)
    op.create_index("case_name", "case", ["person_name", "opened_at"], unique=False)
    op.create_index("case_no", "case", ["no"], unique=False)
    op.create_index("case_number", "case", ["number", "opened_at"], unique=False)
    op.create_index("case_open_due", "case", ["due"], unique=False, sqlite_where=sa.text("open = 1"))
    op.create_index("case_open_handler", "case", ["handler_code", "stage"], unique=False, sqlite_where=sa.text("open = 1"))
    op.create_index("case_open_number", "case", ["number", "opened_at"], unique=False, sqlite_where=sa.text("open = 1"))
    op.create_index("case_open_work", "case", ["owner", "work", "due"], unique=False, sqlite_where=sa.text("open = 1"))
    op.create_index("case_opened", "case", ["opened_at", "opened_by"], unique=False)
    op.create_index("case_person", "case", ["person_id"], unique=False)
    op.create_index("discipline_at", "discipline", ["at"], unique=False)
    key = sa.Column("case_id", sa.String(), nullable=False)
    op.create_table("stale_case", key, sa.PrimaryKeyConstraint("case_id"), sqlite_with_rowid=False)
    op.execute('INSERT INTO stale_case SELECT id FROM "case"')
    op.create_table(
        "unowned",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("handed_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "handover",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("operator", sa.Integer(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("shift", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("cases", sa.String(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("handover_waiting", "handover", ["at"], unique=False, sqlite_where=sa.text("taken_by = 0"))
    op.create_table(
        "whisper",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sender", sa.Integer(), nullable=False),
        sa.Column("to", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("read_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("whisper_unread", "whisper", ["to", "at"], unique=False, sqlite_where=sa.text("read_at = ''"))
