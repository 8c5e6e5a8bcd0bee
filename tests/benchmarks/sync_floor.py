"""What the bare databases do with the same records: no wire, no signature, no rule, no order that a desk could follow."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import msgspec
import psycopg

from tests.benchmarks.sync_measured import Job, Measured, Side, rate
from tests.benchmarks.sync_processes import url
from tests.benchmarks.sync_records import BATCH, Small

COPY, INSERT = "PostgreSQL COPY", "SQLite INSERT"


def measure(folder: Path, socket_folder: Path | None, records: list[Small]) -> list[Measured]:
    """Return the floors; that of PostgreSQL needs a database ``floor`` behind ``socket_folder``."""
    rows = [(record.id, msgspec.json.encode(record).decode()) for record in records]
    return [_sqlite(folder / "floor.db", rows), *(_postgres(socket_folder, rows) if socket_folder is not None else ())]


def _sqlite(path: Path, rows: list[tuple[str, str]]) -> Measured:
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE record (id TEXT PRIMARY KEY, data TEXT NOT NULL)")
        begun = time.perf_counter()
        for first in range(0, len(rows), BATCH):
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT INTO record VALUES (?, ?)", rows[first : first + BATCH])
            database.execute("COMMIT")
        took = time.perf_counter() - begun
    finally:
        database.close()
    return rate(INSERT, Job.PUSH, len(rows), took, side=Side.FLOOR, case="a commit for each batch", note="WAL, synchronous=FULL")


def _postgres(socket_folder: Path, rows: list[tuple[str, str]]) -> list[Measured]:
    found = []
    with psycopg.connect(url(socket_folder, "floor")) as connection:
        for case, size in (("a commit for each batch", BATCH), ("one commit", len(rows))):
            connection.execute("DROP TABLE IF EXISTS record")
            connection.execute("CREATE TABLE record (id uuid PRIMARY KEY, data text NOT NULL)")
            connection.commit()
            begun = time.perf_counter()
            for first in range(0, len(rows), size):
                with connection.cursor() as cursor, cursor.copy("COPY record FROM STDIN") as copy:
                    for row in rows[first : first + size]:
                        copy.write_row(row)
                connection.commit()
            took = time.perf_counter() - begun
            found.append(rate(COPY, Job.PUSH, len(rows), took, side=Side.FLOOR, case=case))
    return found
