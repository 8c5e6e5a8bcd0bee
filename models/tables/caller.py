"""People and the numbers that they ring from."""

from __future__ import annotations

from sqlalchemy import Index

from models.tables.base import ReplicaTable, whole, words


class Person(ReplicaTable):
    """A citizen; ``data`` is the JSON of ``PersonRow``, ``rev`` counts the operations on it."""

    __tablename__ = "person"
    __indexes__ = (Index("person_name", "name"), Index("person_saved", "saved_at"))

    id = words(key=True)
    name = words()
    saved_at = words()
    rev = whole()
    data = words()


class PersonNumber(ReplicaTable):
    """A normalised number of a person; several people may share one."""

    __tablename__ = "person_number"
    __indexes__ = (Index("person_number_person", "person_id"),)
    __rowid__ = False

    number = words(key=True)
    person_id = words(key=True)
