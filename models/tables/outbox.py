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


class DeskMark(OutboxTable):
    """The letter that tells this device from others of the same desk in case numbers, one row; none for the first device."""

    __tablename__ = "desk_mark"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str]


class Conflict(OutboxTable):
    """Two values that cannot both stand, kept until somebody chooses."""

    __tablename__ = "conflict"

    id: Mapped[str] = mapped_column(primary_key=True)
    op_id: Mapped[str]
    field: Mapped[str]
    ours: Mapped[str]
    theirs: Mapped[str]
    at: Mapped[str]
    settled_at: Mapped[str]
