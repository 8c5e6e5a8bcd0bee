"""How far the replica has come."""

from __future__ import annotations

from models.tables.base import ReplicaTable, whole


class Meta(ReplicaTable):
    """One row: the last local operation that has been folded in, and the incarnation of the device that made it."""

    __tablename__ = "meta"

    id = whole(key=True)
    applied_dseq = whole()
    applied_inc = whole()
