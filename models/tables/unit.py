"""Departments, towns and other bodies."""

from __future__ import annotations

from sqlalchemy import Index

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


class UnitFault(ReplicaTable):
    """A complaint about a unit that was found true; ``place`` counts within the case."""

    __tablename__ = "unit_fault"
    __indexes__ = (Index("unit_fault_unit", "unit", "at"),)
    __rowid__ = False

    case_id = words(key=True)
    place = whole(key=True)
    unit = words()
    at = words()
