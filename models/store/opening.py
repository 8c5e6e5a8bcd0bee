"""Opening the two files: examined, set aside and mended where damaged, brought to our version."""

from __future__ import annotations

import shutil
from pathlib import Path

from models.migrations import Family
from models.records.failure import StoreFailure, WorldFailure
from models.store.clock import Clock
from models.store.damage import damaged, salvage, set_aside
from models.store.database import Database, Synchronous
from models.store.failures import DAMAGED, told
from models.store.profile import OUTBOX, REHEARSAL, REPLICA
from models.store.versions import bring_up


def open_outbox(directory: Path, clock: Clock) -> tuple[Database, list[WorldFailure]]:
    """Return the precious file; of a damaged one everything that SQLite can still read is carried into a new one."""
    path = directory / OUTBOX
    if not damaged(path, precious=True):
        return _open(path, "outbox", "FULL", clock), []
    kept = set_aside(path, clock)
    database = _open(path, "outbox", "FULL", clock)
    try:
        saved = salvage(kept, database)
    except BaseException:
        database.close()
        raise
    return database, [_notice(path, kept, saved=saved)]


def open_replica(directory: Path, clock: Clock) -> tuple[Database, list[WorldFailure]]:
    """Return the disposable file, an empty one in the place of a damaged one: the operations will fill it again."""
    path = directory / REPLICA
    if not damaged(path, precious=False):
        return _open(path, "replica", "NORMAL", clock), []
    kept = set_aside(path, clock)
    return _open(path, "replica", "NORMAL", clock), [_notice(path, kept)]


def remove(path: Path) -> None:
    """Remove a database file with its log; one that is not there is no failure."""
    with told(path):
        for tail in ("", "-wal", "-shm"):
            path.with_name(path.name + tail).unlink(missing_ok=True)


def forget_rehearsals(directory: Path) -> None:
    """Remove the copies of a profile that a killed process left: a key lies in them. The caller holds the profile.

    What cannot be removed keeps nobody from working; it is tried again the next time.
    """
    for left in directory.glob(f"{REHEARSAL}*"):
        shutil.rmtree(left, ignore_errors=True)


def _open(path: Path, family: Family, synchronous: Synchronous, clock: Clock) -> Database:
    database = Database(path, synchronous)
    try:
        bring_up(database, family, clock)
    except BaseException:
        database.close()
        raise
    return database


def _notice(path: Path, kept: Path, **more: object) -> StoreFailure:
    return StoreFailure(DAMAGED, file=path.name, kept=f"{kept.parent.name}/{kept.name}", **more)
