"""How far the replica follows the centre, and what of the desk's own lies on top. Empty on a desk that stands alone."""

from __future__ import annotations

from sqlalchemy import Index

from models.tables.base import ReplicaTable, whole, words


class StreamCursor(ReplicaTable):
    """The last row of a stream that has been folded: its number and chain value in the history ``epoch``."""

    __tablename__ = "cursor"
    __rowid__ = False

    stream = words(key=True)
    epoch = words()
    seq = whole()
    chain = words()


class PendingOp(ReplicaTable):
    """An operation of this desk that is folded in before the feed has brought it."""

    __tablename__ = "pending"
    __indexes__ = (Index("pending_entity", "entity_type", "entity_id"),)

    dseq = whole(key=True)
    op_id = words()
    entity_type = words()
    entity_id = words()


class Beneath(ReplicaTable):
    """A row as the feed left it, beneath the pending operations of its entity; ``data`` is JSON, '' where there was no such row."""

    __tablename__ = "beneath"
    __indexes__ = (Index("beneath_entity", "entity_type", "entity_id"),)
    __rowid__ = False

    table = words(key=True)
    key = words(key=True)
    entity_type = words()
    entity_id = words()
    data = words()


class Confirmation(ReplicaTable):
    """An own operation that the feed has brought and that the outbox has not been told of: the two files commit one after the other."""

    __tablename__ = "confirmation"
    __rowid__ = False

    op_id = words(key=True)
    stream = words()
    seq = whole()
    outcome = words()
    problem = words()
    fields = words()
    received_at = words()


class Unread(ReplicaTable):
    """A row of the feed whose type this version does not know, kept as it came: a version that knows it begins the replica anew."""

    __tablename__ = "unread"
    __rowid__ = False

    stream = words(key=True)
    seq = whole(key=True)
    type = words()
    data = words()
