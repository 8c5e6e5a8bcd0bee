"""What every new file of a run would pay again: the tables that the migrations make, and the statements that SQLAlchemy compiles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from models.migrations import HEADS, Family
from models.migrations import upgrade as migrations
from models.store import database
from sync.server import database as server_database

STATEMENTS = 4000
"""How many are kept."""

migrate = migrations.upgrade
"""The migrations themselves, whatever stands in their place for the time being."""

_scripts = migrations.scripts
_made: dict[tuple[Family, str], list[str]] = {}


@contextmanager
def remembered_tables() -> Iterator[None]:
    """Let new SQLite files get their tables from the statements that the migrations came to the first time: Alembic takes its time.

    A file that has tables, a version that is not ours and a PostgreSQL are migrated as always.
    """

    def once(connection: Connection, family: Family, target: str = "head") -> None:
        ours = target == "head" and migrations.scripts is _scripts and connection.dialect.name == "sqlite"
        if not ours or connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first():
            migrate(connection, family, target)
            return
        key = (family, HEADS[family])
        raw: Any = connection.connection.driver_connection
        if key not in _made:
            migrate(connection, family)
            _made[key] = [line for line in raw.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")]
            return
        for statement in _made[key]:
            raw.execute(statement)

    with patch.object(migrations, "upgrade", once):
        yield


class _Alike(SQLiteDialect_pysqlite):
    """Every dialect of this class is as good as another, so that they find each other's statements; its listeners are its own."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Alike)

    def __hash__(self) -> int:
        return hash(_Alike)


@contextmanager
def shared_statements() -> Iterator[None]:
    """Let all connections to SQLite share what SQLAlchemy has compiled: a run opens hundreds of databases of one form."""

    def create(*arguments: Any, **options: Any) -> Engine:
        engine = create_engine(*arguments, **options)
        if type(engine.dialect) is SQLiteDialect_pysqlite:
            engine.dialect.__class__ = _Alike
            engine.dialect._type_memos = _first().dialect._type_memos
            engine._compiled_cache = _first()._compiled_cache
        return engine

    with patch.object(database, "create_engine", create), patch.object(server_database, "create_engine", create):
        yield


@lru_cache(maxsize=1)
def _first() -> Engine:
    return create_engine("sqlite://", query_cache_size=STATEMENTS)
