"""Steps of partners' admission and of their cards, who stood behind each verdict, and the indexes behind a partner's figures.

The steps begin empty, and rightly: an earlier program wrote down none. Whoever gave a verdict stands in the journal of its case.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _verdicts()
    op.create_table(
        "partner_event",
        sa.Column("op_id", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("op_id"),
    )
    op.create_index("partner_event_partner", "partner_event", ["partner", "place"], unique=False)
    op.create_index("partner_event_type", "partner_event", ["type", "partner", "place"], unique=False)
    op.create_index("partner_event_entry", "partner_event", ["entry", "place"], unique=False, sqlite_where=sa.text("entry != ''"))
    op.create_index("case_rated", "case", ["handler_code", "satisfied"], unique=False, sqlite_where=sa.text("satisfied IS NOT NULL"))
    op.create_index(
        "entry_accused",
        "entry",
        [sa.text("json_extract(body, '$.partner')")],
        unique=False,
        sqlite_where=sa.text("type = 'case.complain'"),
    )


def _verdicts() -> None:
    """Make the table of verdicts anew with a column for who gave them: a column without a value for old rows cannot be added."""
    op.rename_table("discipline", "discipline_before")
    op.drop_index("discipline_partner")
    op.drop_index("discipline_entry")
    op.drop_index("discipline_at")
    op.create_table(
        "discipline",
        sa.Column("op_id", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("op_id"),
    )
    op.create_index("discipline_partner", "discipline", ["partner", "at"], unique=False)
    op.create_index("discipline_entry", "discipline", ["entry"], unique=False)
    op.create_index("discipline_at", "discipline", ["at"], unique=False)
    given = "SELECT '[' || actor || ']' FROM entry WHERE case_id = old.case_id AND op_id = old.entry"
    columns = "op_id, partner, case_id, at, change, level, verdict, entry"
    op.execute(f"INSERT INTO discipline ({columns}, by) SELECT {columns}, coalesce(({given}), '[]') FROM discipline_before AS old")
    op.drop_table("discipline_before")
