"""Departments, towns and other bodies."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import ReplicaTable


class Unit(ReplicaTable):
    __tablename__ = "unit"

    code: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    data: Mapped[str]
    retired: Mapped[bool]


class UnitItem(ReplicaTable):
    """An item that belongs to a unit."""

    __tablename__ = "unit_item"
    __table_args__ = {"sqlite_with_rowid": False}

    item: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class UnitFault(ReplicaTable):
    """A complaint about a unit that was found true; ``place`` counts within the case."""

    __tablename__ = "unit_fault"
    __table_args__ = (Index("unit_fault_unit", "unit", "at"), {"sqlite_with_rowid": False})

    case_id: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str]
    at: Mapped[str]
