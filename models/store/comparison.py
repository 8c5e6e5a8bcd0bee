"""Comparing two replicas row by row."""

from __future__ import annotations

from pathlib import Path

from models.store.database import Database
from models.store.failures import told
from models.tables.base import ReplicaTable


def differing_tables(database: Database, other: Path) -> tuple[str, ...]:
    """Return the names of the tables whose rows differ between an open replica and a closed one at ``other``."""
    raw = database.raw
    with told(other):
        raw.execute("ATTACH ? AS other", (str(other),))
        try:
            names = [table.name for table in ReplicaTable.metadata.sorted_tables]
            return tuple(name for name in names if _differs(database, f'main."{name}"', f'other."{name}"'))
        finally:
            raw.execute("DETACH other")


def _differs(database: Database, one: str, two: str) -> bool:
    ways = ((one, two), (two, one))
    return any(database.raw.execute(f"SELECT * FROM {a} EXCEPT SELECT * FROM {b} LIMIT 1").fetchone() is not None for a, b in ways)
