"""Departments, towns and other bodies."""

from __future__ import annotations

from models.tables.base import ReplicaTable, flag, whole, words


class Unit(ReplicaTable):
    __tablename__ = "unit"

    code = words(key=True)
    place = whole()
    data = words()
    retired = flag()


class UnitItem(ReplicaTable):
    """An item that belongs to a unit."""

    __tablename__ = "unit_item"
    __rowid__ = False

    item = words(key=True)
    code = words(key=True)
