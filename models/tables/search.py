"""What operators chose after typing, and what they typed in vain."""

from __future__ import annotations

from models.tables.base import ReplicaTable, whole, words


class SearchChoice(ReplicaTable):
    __tablename__ = "choice"
    __rowid__ = False

    query = words(key=True)
    code = words(key=True)
    count = whole()


class SearchLead(ReplicaTable):
    __tablename__ = "lead"
    __rowid__ = False

    query = words(key=True)
    count = whole()
    last_at = words()
