"""The families of tables, one for each file of a profile and one for the central server, and what their columns are.

They are SQLAlchemy's Core tables, declared as classes. The ORM would map the same classes, but nothing here loads or saves objects, and
importing and mapping it takes a sixth of the time that a desk needs to be ready for a call.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Boolean, Column, ColumnClause, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint
from sqlalchemy.types import TypeEngine


class _Declared:
    """Makes a table of each class that names one: its columns by their names, then its indexes.

    A statement takes the class itself, ``select(Call.number)``, ``insert(Call)``; ``__table__`` is the table where the columns are wanted.
    """

    metadata: ClassVar[MetaData]
    __tablename__: ClassVar[str]
    __indexes__: ClassVar[tuple[Index | UniqueConstraint, ...]] = ()
    __rowid__: ClassVar[bool] = True
    """Without row ids SQLite clusters the table by its primary key."""
    __options__: ClassVar[Mapping[str, Any]] = {}
    """What a certain database is told about the table, in SQLAlchemy's words, e.g. ``postgresql_with``."""
    __table__: ClassVar[Table]

    def __init_subclass__(cls) -> None:
        if "__tablename__" not in cls.__dict__:
            cls.metadata = MetaData()
            return
        columns = {name: value for name, value in cls.__dict__.items() if isinstance(value, Column)}
        for name, column in columns.items():
            column.name = column.key = name
        options = dict(cls.__options__) if cls.__rowid__ else {**cls.__options__, "sqlite_with_rowid": False}
        cls.__table__ = Table(cls.__tablename__, cls.metadata, *columns.values(), *cls.__indexes__, **options)

    @classmethod
    def __clause_element__(cls) -> Table:
        return cls.__table__


class OutboxTable(_Declared):
    """Tables of ``outbox.db``: precious, nothing in it can be made again."""


class ReplicaTable(_Declared):
    """Tables of ``replica.db``: disposable, every row can be folded again from the operations.

    Times are ISO 8601 strings in the hotline's zone, so that their order as text is their order in time. Columns named ``data`` hold the
    JSON of the record of that stem.
    """


class CentreTable(_Declared):
    """Tables of the central server, on SQLite and PostgreSQL alike (sync protocol 3.5). Times are ISO 8601 strings as above."""


def words(*, key: bool = False, unique: bool = False) -> ColumnClause[str]:
    """Return a column of text; ``key`` makes it (part of) the primary key."""
    return _column(String, key, unique=unique or None)


def words_or_null() -> ColumnClause[str | None]:
    """Return a column of text that may be unknown."""
    return _column(String, nullable=True)


def whole(*, key: bool = False) -> ColumnClause[int]:
    """Return a column of whole numbers; as a ``key`` the numbers are ours, not the file's."""
    return _column(Integer, key)


def whole_or_null() -> ColumnClause[int | None]:
    """Return a column of whole numbers that may be unknown."""
    return _column(Integer, nullable=True)


def big(*, key: bool = False) -> ColumnClause[int]:
    """Return a column of whole numbers that outgrow 32 bits, where the database makes a difference."""
    return _column(BigInteger, key)


def raw() -> ColumnClause[bytes]:
    """Return a column of bytes."""
    return _column(LargeBinary)


def flag() -> ColumnClause[bool]:
    """Return a column that is true or false."""
    return _column(Boolean)


def flag_or_null() -> ColumnClause[bool | None]:
    """Return a column that is true, false or unknown."""
    return _column(Boolean, nullable=True)


def _column(kind: type[TypeEngine[Any]], key: bool = False, *, nullable: bool = False, unique: bool | None = None) -> Column[Any]:
    return Column(kind, primary_key=key, nullable=nullable, unique=unique, autoincrement=False)
