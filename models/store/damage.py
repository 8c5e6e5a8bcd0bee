"""Finding damage before it is built upon, setting a damaged file aside, and saving from it what SQLite can still read."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Table

from models.store.clock import Clock
from models.store.database import Database, suspect
from models.store.envelope import digest_of
from models.store.failures import told
from models.store.profile import DAMAGED
from models.store.versions import dated
from models.tables.base import OutboxTable
from models.tables.outbox import Op

_MAGIC = b"SQLite format 3\x00"
_SMALL = 16 << 20
"""Up to this size (bytes) the precious file is checked at every start; SQLite reads about 200 MB a second here."""

_TRIES = 20_000
"""How many single rows are asked for between two damaged places before the rest is given up."""

Values = tuple[object, ...]


def damaged(path: Path, precious: bool) -> bool:
    """Tell whether a file cannot be trusted.

    Always: it is SQLite's, and as long as its header says. With a marker from an earlier run, or for the precious file where it is small or
    was not closed in order: ``quick_check`` too. A file that is not there, or empty, is new and not damaged.
    """
    with told(path):
        size = path.stat().st_size if path.exists() else 0
        if not size:
            return False
        with path.open("rb") as stream:
            header = stream.read(100)
    if len(header) < 100 or not header.startswith(_MAGIC):
        return True
    log = path.with_name(f"{path.name}-wal")
    unclean = log.exists() and log.stat().st_size > 0
    short = size < _promised(header)
    if short and not unclean:
        return True
    # killed while the log was being moved into it, a file may be short and yet whole together with its log
    if short or suspect(path).exists() or (precious and (unclean or size <= _SMALL)):
        return not whole(path)
    return False


def set_aside(path: Path, clock: Clock) -> Path:
    """Move a file with its log to ``damaged/`` of the profile and return where it is now."""
    folder = path.parent / DAMAGED
    with told(path):
        folder.mkdir(mode=0o700, exist_ok=True)
        target = dated(folder, path.name, clock.now())
        path.replace(target)
        for tail in ("-wal", "-shm"):
            beside = path.with_name(path.name + tail)
            if beside.exists():
                beside.replace(target.with_name(target.name + tail))
        suspect(path).unlink(missing_ok=True)
    return target


def salvage(source: Path, into: Database) -> int:
    """Copy every row that can still be read from a damaged outbox into a new one, table by table; return how many operations came over."""
    with contextlib.closing(_reader(source)) as old:
        for table in OutboxTable.metadata.sorted_tables:
            columns = [column.name for column in table.columns]
            names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" for _ in columns)
            with into.transaction():
                for values in _readable(old, table.name, names):
                    if _plausible(table, values):
                        into.raw.execute(f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({marks})', values)
    return int(into.raw.execute("SELECT count(*) FROM op").fetchone()[0])


def _readable(old: sqlite3.Connection, table: str, names: str) -> Iterator[Values]:
    """Yield rows from the front up to the first damage, from the back down to the last, and what answers one by one between them."""
    first = last = None
    try:
        old.execute(f'SELECT {names} FROM "{table}" LIMIT 0')
    except sqlite3.DatabaseError:
        return  # the list of tables itself cannot be read
    with contextlib.suppress(sqlite3.DatabaseError):
        for key, *values in old.execute(f'SELECT rowid, {names} FROM "{table}" ORDER BY rowid'):
            first = key
            yield tuple(values)
        return
    with contextlib.suppress(sqlite3.DatabaseError):
        for key, *values in old.execute(f'SELECT rowid, {names} FROM "{table}" ORDER BY rowid DESC'):
            if first is not None and key <= first:
                return
            last = key
            yield tuple(values)
    if first is None and last is None:
        return
    begin = 0 if first is None else first
    end = begin + _TRIES if last is None else min(last, begin + _TRIES)
    for key in range(begin + 1, end):
        with contextlib.suppress(sqlite3.DatabaseError):
            row = old.execute(f'SELECT {names} FROM "{table}" WHERE rowid = ?', (key,)).fetchone()
            if row is not None:
                yield tuple(row)


def _plausible(table: Table, values: Values) -> bool:
    """Tell whether a row holds the types that its columns want, and an operation the body that was hashed."""
    for column, value in zip(table.columns, values, strict=True):
        if not (value is None and column.nullable) and not isinstance(value, column.type.python_type):
            return False
    if table.name != Op.__tablename__:
        return True
    row = dict(zip((column.name for column in table.columns), values, strict=True))
    try:
        return digest_of(str(row["salt"]), str(row["body"])) == row["digest"]
    except ValueError:
        return False


def _promised(header: bytes) -> int:
    """Return how many bytes the file must have by its own header (SQLite file format 1.3), 0 where the header does not say."""
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    valid = header[24:28] == header[92:96]
    return (65536 if page == 1 else page) * pages if valid else 0


def whole(path: Path) -> bool:
    """Tell whether SQLite finds a file that nobody has open whole (``quick_check``)."""
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
            return [row[0] for row in raw.execute("PRAGMA quick_check(1)")] == ["ok"]
    except sqlite3.DatabaseError:
        return False


def _reader(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.text_factory = _text
    return raw


def _text(data: bytes) -> str:
    """Return a text that may have been scribbled over; its digest will tell."""
    return data.decode(errors="replace")
