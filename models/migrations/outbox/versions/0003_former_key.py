"""Public keys that this desk sealed with before its present one; of devices whose key nobody kept, '' says so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "former_key",
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("device"),
    )
    op.execute(
        "INSERT INTO former_key (device, public_key) SELECT DISTINCT device, '' FROM op WHERE device NOT IN (SELECT device FROM identity)"
    )
