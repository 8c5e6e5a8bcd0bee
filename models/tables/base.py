"""The two families of tables, one for each file of a profile."""

from __future__ import annotations

from sqlalchemy.orm import DeclarativeBase


class OutboxTable(DeclarativeBase):
    """Tables of ``outbox.db``: precious, nothing in it can be made again."""


class ReplicaTable(DeclarativeBase):
    """Tables of ``replica.db``: disposable, every row can be folded again from the operations.

    Times are ISO 8601 strings in the hotline's zone, so that their order as text is their order in time. Columns named ``data`` hold the
    JSON of the record of that stem.
    """


class CentreTable(DeclarativeBase):
    """Tables of the central server, on SQLite and PostgreSQL alike (sync protocol 3.5). Times are ISO 8601 strings as above."""
