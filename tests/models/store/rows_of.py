"""All rows of a table of the replica."""

from __future__ import annotations

from sqlalchemy import select

from models.store.rows import Row
from models.store.store import Store
from models.tables.base import ReplicaTable


def rows_of(store: Store, table: type[ReplicaTable]) -> list[Row]:
    """Return the rows as the dictionaries that were written, in the order of the primary key."""
    query = select(table.__table__).order_by(*table.__table__.primary_key.columns)  # type: ignore[attr-defined]
    return [dict(row) for row in store.read().execute(query).mappings()]
