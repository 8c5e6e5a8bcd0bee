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


class Revision(ReplicaTable):
    """A row of the catalogue or of the knowledge as an operation left it; ``kind`` names the reference table."""

    __tablename__ = "revision"
    __indexes__ = (Index("revision_code", "kind", "code", "version"),)
    __rowid__ = False

    op_id = words(key=True)
    code = words(key=True)
    kind = words()
    version = whole()
    at = words()
    operator = whole()
    data = words()


class Proposal(ReplicaTable):
    """An item that somebody proposes for a need; ``data`` is the item, ``settled_at`` is '' while nobody has decided."""

    __tablename__ = "proposal"
    __rowid__ = False

    id = words(key=True)
    need = words()
    data = words()
    at = words()
    operator = whole()
    code = words()
    said = words()
    settled_at = words()
    settled_by = whole()
