"""One SQLite file, one connection, one thread."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Self

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import StaticPool

from models.records.failure import StoreFailure
from models.store.failures import DAMAGED, failure_of, told

_LOG_BYTES = 32 << 20
"""The log shrinks back to this size after something large was written."""

Synchronous = Literal["FULL", "NORMAL"]


class Database:
    """A connection to a file, used from the thread that opened it: the only one that writes, in WAL, deleting securely, or one to read.

    ``connection`` is for statements of SQLAlchemy (outside :meth:`transaction` each stands alone), ``raw`` for bulk inserts. Whatever
    goes wrong with the disk is raised as StoreFailure; after damage the file is marked so that the next opening sets it aside.
    """

    def __init__(self, path: Path, synchronous: Synchronous) -> None:
        """Open or create the file. Raises StoreFailure where the disk does not allow it or the file is none of SQLite's."""
        self.path = path
        with self._told():
            path.touch(mode=0o600)
            self._take(sqlite3.connect(path, isolation_level=None))
            try:
                self.raw.execute("PRAGMA journal_mode=WAL")
                self.raw.execute(f"PRAGMA synchronous={synchronous}")
                self.raw.execute("PRAGMA secure_delete=ON")
                self.raw.execute("PRAGMA temp_store=MEMORY")
                self.raw.execute(f"PRAGMA journal_size_limit={_LOG_BYTES}")
                self.raw.execute("BEGIN IMMEDIATE")
                self.raw.execute("ROLLBACK")
            except sqlite3.Error:
                self.raw.close()
                raise

    @classmethod
    def reading(cls, path: Path) -> Self:
        """Open a file that somebody else keeps open, to read only. Raises StoreFailure where that cannot be."""
        made = cls.__new__(cls)
        made.path = path
        with made._told():
            made._take(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None))
        return made

    def _take(self, raw: sqlite3.Connection) -> None:
        self.raw = raw
        engine = create_engine("sqlite://", creator=lambda: self.raw, poolclass=StaticPool, isolation_level="AUTOCOMMIT")
        event.listen(engine, "handle_error", self._on_error)
        self.connection: Connection = engine.connect()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Run the block in one write transaction: committed on success, otherwise as if it had never begun."""
        with self._told():
            self.raw.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.raw.execute("COMMIT")
            except BaseException:
                if self.raw.in_transaction:
                    self.raw.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Run the block in one read transaction: all that it reads is of one moment."""
        with self._told():
            self.raw.execute("BEGIN")
            try:
                yield
            finally:
                if self.raw.in_transaction:
                    self.raw.execute("ROLLBACK")

    def copy_to(self, target: Path) -> None:
        """Write a compact copy of the file (``VACUUM INTO``); ``target`` must not exist."""
        with told(target):
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.raw.execute("VACUUM INTO ?", (str(target),))

    def version(self) -> str:
        """Return the revision of the migrations that the file has, '' where it has no tables so far."""
        with self._told():
            return version_in(self.raw)

    def sound(self) -> bool:
        """Tell whether SQLite finds the file whole (``quick_check``)."""
        try:
            return [row[0] for row in self.raw.execute("PRAGMA quick_check(1)")] == ["ok"]
        except sqlite3.DatabaseError:
            return False

    def close(self) -> None:
        """Close the file; SQLite then moves the log into it."""
        self.connection.close()
        self.connection.engine.dispose()
        self.raw.close()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with told(self.path):
                yield
        except StoreFailure as failure:
            self._mark(failure)
            raise

    def _on_error(self, context: ExceptionContext) -> None:
        failure = failure_of(context.original_exception, self.path.name)
        if failure is not None:
            self._mark(failure)
            raise failure from context.original_exception

    def _mark(self, failure: StoreFailure) -> None:
        if failure.code == DAMAGED:
            with contextlib.suppress(OSError):
                suspect(self.path).touch()


def version_in(raw: sqlite3.Connection) -> str:
    """Return the revision of a file through any connection to it; raises what SQLite says."""
    found = raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    row = raw.execute("SELECT version_num FROM alembic_version").fetchone() if found else None
    return str(row[0]) if row else ""


def suspect(path: Path) -> Path:
    """Return the marker that lies beside a file in which SQLite met damage."""
    return path.with_name(f"{path.name}.suspect")
