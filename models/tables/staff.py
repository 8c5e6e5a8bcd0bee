"""The people at the desks."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import ReplicaTable


class Operator(ReplicaTable):
    """A numbered operator; ``code`` is the number as text, as in every reference table."""

    __tablename__ = "operator"

    code: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    data: Mapped[str]
    retired: Mapped[bool]
