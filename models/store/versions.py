"""Which version a file has, and bringing it to ours."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from models.migrations import HEADS, Family
from models.records.failure import StoreFailure
from models.store.clock import Clock
from models.store.database import Database, version_in
from models.store.failures import told
from models.store.profile import BACKUPS

KEPT = 5
"""How many backups of a file stay."""


def bring_up(database: Database, family: Family, clock: Clock) -> bool:
    """Make a new file's tables or upgrade an older file; return whether anything was done.

    An older outbox is copied to ``backups/`` first; the replica can be made again from the operations and is not. A newer file has been
    refused before (see :func:`refuse_newer`).
    """
    found = database.version()
    if found == HEADS[family]:
        return False
    if found and family == "outbox":
        backup(database, clock)
    from models.migrations.upgrade import upgrade  # noqa: PLC0415 – start-up: Alembic takes 0.2 s to load and is needed once a release

    with database.transaction() as connection:
        upgrade(connection, family)
    return True


def refuse_newer(path: Path, family: Family) -> None:
    """Raise StoreFailure ``store.newer`` if the file was written by a newer program; one that cannot be read is not told apart here."""
    if not path.exists():
        return
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
            found = version_in(raw)
    except sqlite3.DatabaseError:
        return
    if found > HEADS[family]:
        raise StoreFailure("store.newer", file=path.name, found=found, known=HEADS[family])


def backup(database: Database, clock: Clock) -> Path:
    """Copy a file to ``backups/`` of its profile and return the copy; older copies than the last five of this file go."""
    folder = database.path.parent / BACKUPS
    target = dated(folder, database.path.name, clock.now())
    database.copy_to(target)
    with told(target):
        target.chmod(0o600)
        for old in _oldest(folder.glob(f"{database.path.name}-*")):
            old.unlink()
    return target


def dated(folder: Path, name: str, now: datetime) -> Path:
    """Return a path in ``folder`` that says when and does not exist so far."""
    base = folder / f"{name}-{now:%Y%m%d-%H%M%S}"
    target, n = base, 1
    while target.exists():
        n += 1
        target = base.with_name(f"{base.name}-{n:02d}")
    return target


def _oldest(copies: Iterable[Path]) -> list[Path]:
    """Return the copies that are too many, by the time they were written."""
    ordered = sorted(copies, key=lambda path: (path.stat().st_mtime_ns, path.name))
    return ordered[:-KEPT]
