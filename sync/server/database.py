"""The server's database: SQLite in one file, or PostgreSQL. Either way a unit of work is one transaction, run again where it must be."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool, StaticPool

from sync.protocol.problems import Code
from sync.server.observing import log
from sync.server.refusal import Refusal

T = TypeVar("T")
Work = Callable[[Connection], T]

ATTEMPTS = 8
"""How often a transaction is tried that met another one."""

_MET = frozenset(("40001", "40P01", "23505"))
"""Serialisation failure, deadlock, and two transactions that made the same row for the first time."""
_FULL = frozenset(("53100", "53200"))
_WORLD = (sqlite3.OperationalError, sqlite3.InternalError, psycopg.OperationalError, psycopg.InterfaceError)
_LOG_PAGES = 4000
"""How long SQLite's log grows (16 MB) before its pages are written to the file: what many transactions wrote to is written once."""
_OPTIONS = "-c statement_timeout=20000 -c lock_timeout=15000 -c idle_in_transaction_session_timeout=30000 -c synchronous_commit=on"


class Database(Protocol):
    """What the core needs. Both calls may be made from any thread."""

    @property
    def kind(self) -> str:
        """``sqlite`` or ``postgresql``."""
        ...

    @property
    def engine(self) -> Engine:
        """The engine that writes."""
        ...

    @property
    def url(self) -> str:
        """The address, with its password: not to be told anybody."""
        ...

    def write(self, work: Work[T]) -> T:
        """Run ``work`` in a transaction and return its result after the commit. Raises Refusal ``try-later`` or ``server-storage-full``."""
        ...

    def read(self, work: Work[T]) -> T:
        """Run ``work`` on one snapshot that nobody moves."""
        ...

    def ask(self, work: Work[T]) -> T:
        """Run ``work`` in which every statement stands alone: cheaper than a snapshot, and enough for one question."""
        ...

    def close(self) -> None:
        """Let go of every connection."""
        ...


def open_database(url: str) -> Database:
    """Return the database behind a URL of SQLAlchemy's, ``sqlite:///path`` or ``postgresql+psycopg://…``. Raises ValueError for others."""
    backend = make_url(url).get_backend_name()
    if backend == "sqlite":
        return SqliteDatabase(Path(make_url(url).database or "centre.db"))
    if backend == "postgresql":
        return PostgresDatabase(url)
    raise ValueError(f"no database of ours: {backend}")


class SqliteDatabase:
    """One file. One connection writes (and moves the log), a few only read; a second server process on the file is refused."""

    kind = "sqlite"

    def __init__(self, path: Path, readers: int = 4) -> None:
        self.url = f"sqlite:///{path}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        self._path = path
        self._raw = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256)
        self._raw.execute("PRAGMA journal_mode=WAL")
        self._raw.execute("PRAGMA synchronous=FULL")
        self._raw.execute("PRAGMA secure_delete=ON")
        self._raw.execute("PRAGMA temp_store=MEMORY")
        self._raw.execute("PRAGMA cache_size=-65536")
        self._raw.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")
        self._turn = threading.Lock()
        self.engine = create_engine("sqlite://", creator=lambda: self._raw, poolclass=StaticPool, isolation_level="AUTOCOMMIT")
        self._connection = self.engine.connect()
        self._reading = create_engine(
            "sqlite://", creator=self._reader, poolclass=QueuePool, pool_size=readers, max_overflow=0, isolation_level="AUTOCOMMIT"
        )

    def write(self, work: Work[T]) -> T:
        with self._turn, _told():
            self._raw.execute("BEGIN IMMEDIATE")
            try:
                result = work(self._connection)
                self._raw.execute("COMMIT")
            except BaseException:
                if self._raw.in_transaction:
                    self._raw.execute("ROLLBACK")
                raise
            return result

    def read(self, work: Work[T]) -> T:
        with _told(), self._reading.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                return work(connection)
            finally:
                connection.exec_driver_sql("ROLLBACK")

    def ask(self, work: Work[T]) -> T:
        with _told(), self._reading.connect() as connection:
            return work(connection)

    def close(self) -> None:
        self._reading.dispose()
        with self._turn:
            self._connection.close()
            self._raw.close()

    def _reader(self) -> sqlite3.Connection:
        # SQLite before 3.51.3 can damage a log that two connections move at once: only the writer ever does.
        raw = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False)
        raw.execute("PRAGMA query_only=ON")
        raw.execute("PRAGMA wal_autocheckpoint=0")
        return raw


class PostgresDatabase:
    """A pool of connections. Where a standby takes over, it must be a synchronous one: another loses what was acknowledged (3.5)."""

    kind = "postgresql"

    def __init__(self, url: str, connections: int = 10) -> None:
        self.url = url
        self.engine = create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            pool_timeout=10,
            pool_pre_ping=False,
            isolation_level="READ COMMITTED",
            connect_args={"options": _OPTIONS, "connect_timeout": 5},
        )
        self._reading = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._asking = self.engine.execution_options(isolation_level="AUTOCOMMIT")

    def write(self, work: Work[T]) -> T:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with _told(), self.engine.connect() as connection, connection.begin():
                    return work(connection)
            except _Met as met:
                if attempt == ATTEMPTS:
                    # So often it is hardly chance: whoever runs the centre has to see which of the three it was.
                    log.warning("transaction given up", attempts=attempt, why=met.state)
                    raise Refusal(Code.TRY_LATER, "other requests were in the way", retry_after=1.0) from None
        raise AssertionError("the loop returns or raises")

    def read(self, work: Work[T]) -> T:
        with _told(), self._reading.connect() as connection, connection.begin():
            return work(connection)

    def ask(self, work: Work[T]) -> T:
        with _told(), self._asking.connect() as connection:
            return work(connection)

    def close(self) -> None:
        self.engine.dispose()


class _Met(Exception):
    """Two transactions were in each other's way: this one is run again. ``state`` is what PostgreSQL called it."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Tell what the world does to a database: never as a decision on an operation (sync protocol 3.5, step 3). Our own faults pass."""
    try:
        yield
    except DBAPIError as error:
        raise _of(error.orig) or error from error.orig
    except (sqlite3.Error, psycopg.Error) as error:
        raise _of(error) or error from error
    except PoolTimeout as error:
        raise Refusal(Code.TRY_LATER, "every connection to the database is busy", retry_after=1.0) from error


def _of(error: BaseException | None) -> Exception | None:
    state = getattr(error, "sqlstate", None)
    if state in _MET:
        return _Met(state)
    if state in _FULL or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL:
        return Refusal(Code.STORAGE_FULL, "the database takes no more", retry_after=30.0)
    if not isinstance(error, _WORLD):
        return None
    name = state or getattr(error, "sqlite_errorname", type(error).__name__)
    return Refusal(Code.TRY_LATER, f"the database does not answer ({name})", retry_after=1.0)
