"""Calls that were handed on and that nobody took up then are looked for beside those that nobody answered at all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    nobody = sa.text("direction = 'in' AND (answered_at = '' OR reason IN ('abandoned', 'no_answer'))")
    op.drop_index("call_missed", "call")
    op.create_index("call_missed", "call", ["queued_at"], unique=False, sqlite_where=nobody)
