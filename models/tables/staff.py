"""The people at the desks."""

from __future__ import annotations

from models.tables.base import ReplicaTable, flag, whole, words


class Operator(ReplicaTable):
    """A numbered operator; ``code`` is the number as text, as in every reference table."""

    __tablename__ = "operator"

    code = words(key=True)
    place = whole()
    data = words()
    retired = flag()
