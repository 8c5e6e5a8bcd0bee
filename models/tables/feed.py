"""How far the replica follows the centre, and what of the desk's own lies on top. Empty on a desk that stands alone."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import ReplicaTable


class StreamCursor(ReplicaTable):
    """The last row of a stream that has been folded: its number and chain value in the history ``epoch``."""

    __tablename__ = "cursor"
    __table_args__ = {"sqlite_with_rowid": False}

    stream: Mapped[str] = mapped_column(primary_key=True)
    epoch: Mapped[str]
    seq: Mapped[int]
    chain: Mapped[str]


class PendingOp(ReplicaTable):
    """An operation of this desk that is folded in before the feed has brought it."""

    __tablename__ = "pending"
    __table_args__ = (Index("pending_entity", "entity_type", "entity_id"),)

    dseq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    op_id: Mapped[str]
    entity_type: Mapped[str]
    entity_id: Mapped[str]


class Beneath(ReplicaTable):
    """A row as the feed left it, beneath the pending operations of its entity; ``data`` is JSON, '' where there was no such row."""

    __tablename__ = "beneath"
    __table_args__ = (Index("beneath_entity", "entity_type", "entity_id"), {"sqlite_with_rowid": False})

    table: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    entity_type: Mapped[str]
    entity_id: Mapped[str]
    data: Mapped[str]


class Confirmation(ReplicaTable):
    """An own operation that the feed has brought and that the outbox has not been told of: the two files commit one after the other."""

    __tablename__ = "confirmation"
    __table_args__ = {"sqlite_with_rowid": False}

    op_id: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str]
    seq: Mapped[int]
    outcome: Mapped[str]
    problem: Mapped[str]
    fields: Mapped[str]


class Unread(ReplicaTable):
    """A row of the feed whose type this version does not know, kept as it came: a version that knows it begins the replica anew."""

    __tablename__ = "unread"
    __table_args__ = {"sqlite_with_rowid": False}

    stream: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    data: Mapped[str]
