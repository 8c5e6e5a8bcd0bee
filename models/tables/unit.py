"""Departments, towns and other bodies."""

from __future__ import annotations

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
