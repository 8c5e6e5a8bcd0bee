"""Folding what is known of people."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from sqlalchemy import delete, insert, select

from models.records.caller import PersonRow
from models.records.effects import Content, PersonFlag, PersonSave
from models.records.operation import Operation, Topic
from models.store.folds.context import FoldContext
from models.store.rows import number_rows, person_row
from models.tables.caller import Person, PersonNumber


def save(context: FoldContext, operation: Operation, content: Content) -> None:
    """The whole record replaces the one before."""
    assert isinstance(content, PersonSave)
    _write(context, operation, content.person)


def flag(context: FoldContext, operation: Operation, content: Content) -> None:
    """A person carries one flag of each kind at most; a person who is unknown here (lost to damage) gets none."""
    assert isinstance(content, PersonFlag)
    data = context.connection.scalar(select(Person.data).where(Person.id == content.person_id))
    if data is None:
        return
    person = msgspec.json.decode(data, type=PersonRow)
    kept = tuple(found for found in person.flags if found.kind is not content.flag.kind)
    _write(context, operation, replace(person, flags=kept if content.lifted else (*kept, content.flag)))


def _write(context: FoldContext, operation: Operation, person: PersonRow) -> None:
    rev = context.connection.scalar(select(Person.rev).where(Person.id == person.id)) or 0
    context.connection.execute(insert(Person).prefix_with("OR REPLACE"), [person_row(person, operation.at.wall, rev + 1)])
    context.connection.execute(delete(PersonNumber).where(PersonNumber.person_id == person.id))
    if numbers := number_rows(person):
        context.connection.execute(insert(PersonNumber), numbers)
    context.touch(Topic.PERSON, person.id)
