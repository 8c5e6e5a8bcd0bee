"""Folding what is known of people."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from models.records.caller import PersonRow
from models.records.effects import Content, PersonFlag, PersonSave
from models.records.operation import Operation, Topic
from models.rules.amending import person_saved
from models.store.folds.context import FoldContext
from models.store.rows import insert_many, number_rows, person_row
from models.tables.caller import Person, PersonNumber

_decode = msgspec.json.Decoder(PersonRow).decode


def save(context: FoldContext, operation: Operation, content: Content) -> None:
    """Only what the operator changed is changed: what somebody else wrote in the meantime stays."""
    assert isinstance(content, PersonSave)
    current, rev = _found(context, content.person.id)
    person, _ = person_saved(current, content, operation.base.rev)
    _write(context, operation, person, rev + 1)


def flag(context: FoldContext, operation: Operation, content: Content) -> None:
    """A person carries one flag of each kind at most; a person who is unknown here (lost to damage) gets none."""
    assert isinstance(content, PersonFlag)
    person, rev = _found(context, content.person_id)
    if person is None:
        return
    kept = tuple(found for found in person.flags if found.kind is not content.flag.kind)
    _write(context, operation, replace(person, flags=kept if content.lifted else (*kept, content.flag)), rev + 1)


def number(context: FoldContext, person_id: str) -> None:
    """Write anew which numbers a person rings from."""
    context.raw.execute("DELETE FROM person_number WHERE person_id = ?", (person_id,))
    person, _ = _found(context, person_id)
    if person is not None:
        insert_many(context.raw, PersonNumber, number_rows(person))


def _found(context: FoldContext, person_id: str) -> tuple[PersonRow | None, int]:
    row = context.raw.execute("SELECT data, rev FROM person WHERE id = ?", (person_id,)).fetchone()
    return (_decode(row[0]), row[1]) if row else (None, 0)


def _write(context: FoldContext, operation: Operation, person: PersonRow, rev: int) -> None:
    context.keep(operation.entity, Person, person.id)
    insert_many(context.raw, Person, [person_row(person, operation.at.wall, rev)])
    number(context, person.id)
    context.touch(Topic.PERSON, person.id)
