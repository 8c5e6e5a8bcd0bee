"""The few statements of a push and of a pull, in the words of SQLite and of PostgreSQL.

A push of 100 operations is a dozen statements; building them anew each time would cost more than running them. So these are plain text, and
whatever has many rows goes over in one parameter or one call. The lines of a feed are never made into strings and back: they come out of
the database as the bytes that are sent, which is four times faster.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from typing import Any, Protocol

import msgspec
from psycopg.types.string import ByteaBinaryLoader
from sqlalchemy import BigInteger, Connection, Integer, String
from sqlalchemy.types import TypeEngine

from models.tables.base import CentreTable

Row = tuple[object, ...]
Found = tuple[Any, ...]
Line = tuple[int, bytes, bytes]
"""A row of a feed as it is sent on: its number, its chain value, and its text."""


class Speech(Protocol):
    """One dialect. Rows are as the driver gives them: making objects of them costs as much again as reading them."""

    def select(self, connection: Connection, text: str, values: Collection[str]) -> list[Found]:
        """Return the rows of a query that ends in a column, in which that has one of ``values``."""
        ...

    def lock(self, connection: Connection, text: str, order: str, values: Collection[str]) -> list[Found]:
        """Do the same in the order of some columns, locking the rows for this transaction in that order."""
        ...

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row], conflict: str = "") -> None:
        """Insert rows, if there are any, with a value for each of ``columns``; ``conflict`` says what is done about one that is there."""
        ...

    def run(self, connection: Connection, text: str, *values: object) -> None:
        """Run a statement whose parameters are written ``?``."""
        ...

    def rows(self, connection: Connection, text: str, *values: object) -> list[Found]:
        """Return the rows of a query whose parameters are written ``?``."""
        ...

    def lines(self, connection: Connection, stream: str, after: int, most: int) -> list[Line]:
        """Return at most ``most`` rows of a stream behind the number ``after``, in their order."""
        ...


class _Sqlite:
    def select(self, connection: Connection, text: str, values: Collection[str]) -> list[Found]:
        return self.rows(connection, f"{text} IN (SELECT value FROM json_each(?))", _list(values))

    def lock(self, connection: Connection, text: str, order: str, values: Collection[str]) -> list[Found]:
        # whoever writes has the whole file
        return self.select(connection, text, values)

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row], conflict: str = "") -> None:
        if rows:
            marks = ", ".join("?" * len(columns))
            _driver(connection).executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) {conflict}", rows)

    def run(self, connection: Connection, text: str, *values: object) -> None:
        _driver(connection).execute(text, values)

    def rows(self, connection: Connection, text: str, *values: object) -> list[Found]:
        found: list[Found] = _driver(connection).execute(text, values).fetchall()
        return found

    def lines(self, connection: Connection, stream: str, after: int, most: int) -> list[Line]:
        text = _LINES.format("seq, CAST(chain AS BLOB), CAST(line AS BLOB)").replace("%s", "?")
        found: list[Line] = _driver(connection).execute(text, (stream, after, most)).fetchall()
        return found


class _Postgresql:
    def select(self, connection: Connection, text: str, values: Collection[str]) -> list[Found]:
        return self.rows(connection, f"{text} = {_ANY}", _list(values))

    def lock(self, connection: Connection, text: str, order: str, values: Collection[str]) -> list[Found]:
        return self.rows(connection, f"{text} = {_ANY} ORDER BY {order} FOR UPDATE", _list(values))

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row], conflict: str = "") -> None:
        if not rows:
            return
        names = ", ".join(columns)
        if len(rows) >= _MANY and not conflict:
            with _driver(connection).cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(_types(table, tuple(columns)))
                for row in rows:
                    copy.write_row(row)
            return
        # one parameter for all rows: a tenth of the time of one message for each
        text = f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, ?) {conflict}"
        self.run(connection, text, _encode([dict(zip(columns, row, strict=True)) for row in rows]).decode())

    def run(self, connection: Connection, text: str, *values: object) -> None:
        _driver(connection).execute(text.replace("?", "%s"), values)

    def rows(self, connection: Connection, text: str, *values: object) -> list[Found]:
        found: list[Found] = _driver(connection).execute(text.replace("?", "%s"), values).fetchall()
        return found

    def lines(self, connection: Connection, stream: str, after: int, most: int) -> list[Line]:
        with _driver(connection).cursor(binary=True) as cursor:
            # what a text is in the binary format is what it is as bytes
            cursor.adapters.register_loader("varchar", ByteaBinaryLoader)
            found: list[Line] = cursor.execute(_LINES.format("seq, chain, line"), (stream, after, most)).fetchall()
        return found


_encode = msgspec.json.Encoder().encode

_ANY = "ANY(ARRAY(SELECT json_array_elements_text(?)))"
"""A list that goes over as one text: the driver's own arrays take three times as long to make."""

_MANY = 16
"""From so many rows on they are copied: that takes half the time of an INSERT, but asks twice."""

_WIRE: dict[type[TypeEngine[Any]], str] = {String: "varchar", Integer: "int4", BigInteger: "int8"}
"""Type of a column → how PostgreSQL calls what goes over the wire for it."""


@functools.cache
def _types(table: str, columns: tuple[str, ...]) -> list[str]:
    """Return the types of some columns as they are copied."""
    known = CentreTable.metadata.tables[table].columns
    return [_WIRE[type(known[name].type)] for name in columns]


_LINES = "SELECT {} FROM feed WHERE stream = %s AND seq > %s ORDER BY seq LIMIT %s"


def _driver(connection: Connection) -> Any:
    """Return the driver's own connection: going through SQLAlchemy's costs as much again as a short statement takes."""
    return connection.connection.driver_connection


def _list(values: Collection[str]) -> str:
    return _encode(list(values)).decode()


_SPEECHES: dict[str, Speech] = {"sqlite": _Sqlite(), "postgresql": _Postgresql()}


def speech_of(connection: Connection) -> Speech:
    """Return the dialect of a connection."""
    return _SPEECHES[connection.dialect.name]
