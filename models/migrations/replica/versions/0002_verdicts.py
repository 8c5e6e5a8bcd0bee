"""What verdicts leave behind besides cards: complaints about units that were true, and vetoes that wait for a second person.

Both begin empty, and rightly: an earlier program could find no complaint about a unit true and knew no proposals.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "unit_fault",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "place"),
        sqlite_with_rowid=False,
    )
    op.create_index("unit_fault_unit", "unit_fault", ["unit", "at"], unique=False)
    op.create_table(
        "veto_proposed",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
        sqlite_with_rowid=False,
    )
