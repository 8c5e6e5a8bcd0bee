"""The catalogue and the area, as reference rows; ``place`` keeps the order in which they were imported."""

from __future__ import annotations

from sqlalchemy import Index

from models.tables.base import ReplicaTable, flag, whole, words


class Category(ReplicaTable):
    __tablename__ = "category"

    code = words(key=True)
    place = whole()
    data = words()
    retired = flag()


class Item(ReplicaTable):
    __tablename__ = "item"
    __indexes__ = (Index("item_category", "category"),)

    code = words(key=True)
    place = whole()
    category = words()
    data = words()
    retired = flag()


class District(ReplicaTable):
    """A district; ``kind`` (street, town, township) decides how soon an emergency must be met."""

    __tablename__ = "district"

    code = words(key=True)
    place = whole()
    kind = words()
    data = words()
    retired = flag()
