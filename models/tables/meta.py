"""How far the replica has come."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import ReplicaTable


class Meta(ReplicaTable):
    """One row: the last local operation that has been folded in, and the incarnation of the device that made it."""

    __tablename__ = "meta"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    applied_dseq: Mapped[int]
    applied_inc: Mapped[int]
