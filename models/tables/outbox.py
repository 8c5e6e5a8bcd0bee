"""What a desk must never lose: operations, drafts, who the desk is, and conflicts that wait for a decision."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import OutboxTable


class Op(OutboxTable):
    """An operation with its envelope; ``body`` is the exact text that was signed. ``seq`` is the server's number once acknowledged."""

    __tablename__ = "op"
    __table_args__ = (Index("op_unconfirmed", "state"),)

    dseq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    op_id: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    inc: Mapped[int]
    actor: Mapped[str]
    session: Mapped[str]
    desk: Mapped[str]
    stream: Mapped[str]
    group_id: Mapped[str | None]
    entity_type: Mapped[str]
    entity_id: Mapped[str]
    type: Mapped[str]
    v: Mapped[int]
    base_rev: Mapped[int]
    wall: Mapped[str]
    mono_ms: Mapped[int]
    boot: Mapped[str]
    offset_ms: Mapped[int]
    err_ms: Mapped[int]
    salt: Mapped[str]
    body: Mapped[str]
    digest: Mapped[str]
    sig: Mapped[str]
    state: Mapped[str]
    seq: Mapped[int | None]


class Receipt(OutboxTable):
    """What the centre made of an operation (state ``acked`` or ``confirmed``): the stream that its number counts in, the outcome, the
    stable code of what was wrong ('' where nothing was), and the fields that it lost (JSON).
    """

    __tablename__ = "receipt"

    op_id: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str]
    outcome: Mapped[str]
    problem: Mapped[str]
    fields: Mapped[str]


class SavedDraft(OutboxTable):
    """A form that is being typed; ``data`` is the JSON of the record ``Draft``."""

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(primary_key=True)
    saved_at: Mapped[str]
    data: Mapped[str]


class Identity(OutboxTable):
    """Who this desk is, one row. ``lost`` counts operations that damage took away: what they did lives on only in the replica."""

    __tablename__ = "identity"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    device: Mapped[str]
    inc: Mapped[int]
    next_dseq: Mapped[int]
    boot: Mapped[str]
    public_key: Mapped[str]
    lost: Mapped[int]


class Centre(OutboxTable):
    """The centre that this desk belongs to, one row; none on a desk that stands alone.

    ``epoch`` names the history of the centre's database ('' until the first page of it comes), ``pruned`` is the last operation of those
    that have been let go.
    """

    __tablename__ = "centre"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    epoch: Mapped[str]
    pruned: Mapped[int]


class Conflict(OutboxTable):
    """What the centre did not let stand of an operation, kept until somebody chooses: one row for each lost field.

    ``field`` is '' where it is the whole operation. ``settled_at`` is '' while it waits; ``ours`` and ``theirs`` are the two values.
    """

    __tablename__ = "conflict"

    id: Mapped[str] = mapped_column(primary_key=True)
    op_id: Mapped[str]
    field: Mapped[str]
    ours: Mapped[str]
    theirs: Mapped[str]
    at: Mapped[str]
    settled_at: Mapped[str]
