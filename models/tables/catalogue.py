"""The catalogue and the area, as reference rows; ``place`` keeps the order in which they were imported."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import ReplicaTable


class Category(ReplicaTable):
    __tablename__ = "category"

    code: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    data: Mapped[str]
    retired: Mapped[bool]


class Item(ReplicaTable):
    __tablename__ = "item"
    __table_args__ = (Index("item_category", "category"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    category: Mapped[str]
    data: Mapped[str]
    retired: Mapped[bool]


class District(ReplicaTable):
    """A district; ``kind`` (street, town, township) decides how soon an emergency must be met."""

    __tablename__ = "district"

    code: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    kind: Mapped[str]
    data: Mapped[str]
    retired: Mapped[bool]
