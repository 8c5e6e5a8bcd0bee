"""Writing down who the callers are."""

from __future__ import annotations

from msgspec.structs import replace

from models.commands import untold
from models.commands.guard import admit, fits
from models.records.caller import Flag, PersonRow
from models.records.effects import PersonFlag, PersonSave
from models.records.failure import BadInput
from models.records.operation import Changes, Desk, Entity
from models.repositories import caller
from models.rules.access import CENTRE
from models.rules.flags import timed
from models.rules.permissions import Permission
from models.rules.phone import kept
from models.store.store import Store


def save_person(store: Store, desk: Desk, person: PersonRow) -> tuple[Changes, str]:
    """Write a person down; return what changed and the person's id, a new one where ``person.id`` is ''.

    Numbers are normalised, withheld ones left out. Raises BadInput ``person.empty`` for a person with neither name nor number, or
    ``phone.bad``, ``text.long``, ``text.broken``, and RuleBroken ``permission.denied``.
    """
    admit(store, desk, Permission.SEE_CALLERS)
    numbers = tuple(dict.fromkeys(number for number in map(kept, person.numbers) if number))
    name = person.name.strip()
    if not name and not numbers:
        raise BadInput("person.empty")
    asked = replace(person, name=name, numbers=numbers)
    saved = replace(asked, id=person.id or untold.begun(store, desk, asked) or store.outbox.ids.next())
    fits(PersonSave(person=saved))
    with untold.kept(store, desk, asked, saved.id), store.write(desk) as work:
        body = PersonSave(person=saved, seen=caller.person(store, saved.id))
        work.record(CENTRE, Entity(type="person", id=saved.id), body, caller.revision(store, saved.id))
    return work.changes, saved.id


def flag_person(store: Store, desk: Desk, person_id: str, flag: Flag, *, lifted: bool = False) -> Changes:
    """Set a flag on a person in the place of one of the same kind, or lift it. A caution lapses some time after its review day.

    Raises BadInput ``person.missing``, ``text.long``, ``text.broken``, RuleBroken ``permission.denied``.
    """
    admit(store, desk, Permission.SEE_CALLERS)
    rev = caller.revision(store, person_id)
    if not rev:
        raise BadInput("person.missing", person=person_id)
    flag = flag if lifted else timed(flag)
    fits(PersonFlag(person_id=person_id, flag=flag, lifted=lifted))
    with store.write(desk) as work:
        work.record(CENTRE, Entity(type="person", id=person_id), PersonFlag(person_id=person_id, flag=flag, lifted=lifted), rev)
    return work.changes
