"""People and the numbers that they ring from."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import ReplicaTable


class Person(ReplicaTable):
    """A citizen; ``data`` is the JSON of ``PersonRow``, ``rev`` counts the operations on it."""

    __tablename__ = "person"
    __table_args__ = (Index("person_name", "name"), Index("person_saved", "saved_at"))

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    saved_at: Mapped[str]
    rev: Mapped[int]
    data: Mapped[str]


class PersonNumber(ReplicaTable):
    """A normalised number of a person; several people may share one."""

    __tablename__ = "person_number"
    __table_args__ = (Index("person_number_person", "person_id"), {"sqlite_with_rowid": False})

    number: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(primary_key=True)
