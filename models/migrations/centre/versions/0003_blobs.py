"""The bytes that operations name: who may have them, what is here, and what is on its way."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_NAMING = ("partner.licence", "partner.terms")
_STANDS = ("applied", "rebased")
_HEX = frozenset("0123456789abcdef")


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "stream"),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("upload", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("touched_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256", "device"),
    )
    op.create_table(
        "blob_piece",
        sa.Column("upload", sa.String(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("upload", "first"),
    )
    _look_back()


def _look_back() -> None:
    """Note what the operations name that came before there was a place for it."""
    rows = op.get_bind().execute(sa.text("SELECT stream, line FROM feed WHERE stream = 'partners' AND line LIKE '%sha256%'"))
    named = {(sha256, stream) for stream, line in rows for sha256 in _named(json.loads(line))}
    if named:
        table = sa.table("attachment", sa.column("sha256", sa.String()), sa.column("stream", sa.String()))
        op.bulk_insert(table, [{"sha256": sha256, "stream": stream} for sha256, stream in sorted(named)])


def _named(row: dict[str, object]) -> list[str]:
    operation = row["operation"]
    if not isinstance(operation, dict) or operation.get("type") not in _NAMING or row.get("outcome") not in _STANDS:
        return []
    scan = json.loads(operation["body"]).get("scan")
    sha256 = scan.get("sha256", "") if isinstance(scan, dict) else ""
    return [sha256] if len(sha256) == 64 and _HEX.issuperset(sha256) else []
