"""Changing the fields of a case and of a person so that no operator's value is ever silently written over (sync protocol 3.7)."""

from __future__ import annotations

from msgspec.structs import replace

from models.records.caller import Flag, PersonRow
from models.records.case import CaseKind, CaseState, FieldConflict
from models.records.effects import PersonSave
from models.records.journal import Amend, Entry
from models.records.outcome import Outcome

FIELDS = ("text", "address", "district", "kind", "person_id", "person_name")
"""The fields of a case that an amendment can change."""

_PERSON_FIELDS = ("name", "address", "district", "notes")


def counts(content: object, outcome: Outcome | None) -> bool:
    """Tell whether an operation takes part in the fold: what the centre let stand (or has not seen), and of a change of fields also one
    that lost some of them, because the others stand and the loss must be seen.
    """
    if outcome is None or outcome.effective:
        return True
    return outcome is Outcome.SUPERSEDED and isinstance(content, Amend | PersonSave)


def amendment(state: CaseState, wanted: Amend) -> Amend:
    """Return ``wanted`` with what its operator sees in the fields that it changes; what they say they saw themselves goes before."""
    seen = {field: str(getattr(state, field)) for field in FIELDS if getattr(wanted, field) is not None}
    return replace(wanted, seen={**seen, **wanted.seen})


def lost_fields(state: CaseState, body: Amend) -> tuple[str, ...]:
    """Return the fields of an amendment that meet another value than the one its operator saw, and not the one that is wanted."""
    return tuple(field for field in FIELDS if _lost(state, body, field))


def amended(state: CaseState, entry: Entry, body: Amend) -> CaseState:
    """Return the state with the fields that could be changed, and a conflict for each of those that could not."""
    lost = lost_fields(state, body)
    values = {field: getattr(body, field) for field in FIELDS if getattr(body, field) is not None and field not in lost}
    if "kind" in values:
        values["kind"] = CaseKind(values["kind"])
    conflicts = tuple(conflict for conflict in state.conflicts if conflict.op_id not in body.settles)
    new = tuple(
        FieldConflict(
            field=field,
            op_id=entry.op_id,
            kept=str(getattr(state, field)),
            other=str(getattr(body, field)),
            by=entry.actor,
            at=entry.at,
        )
        for field in lost
    )
    return replace(state, **values, conflicts=(*conflicts, *new))


def person_changed(current: PersonRow, seen: PersonRow | None, wanted: PersonRow) -> tuple[PersonRow, tuple[str, ...]]:
    """Return a person with an operator's changes, and the fields in which somebody else's value stays.

    ``seen`` is the person that the operator saw, None where they were new to that desk: then every given field counts as changed.
    Numbers and flags are sets: what was added is added, what was taken away is taken away.
    """
    before = seen or PersonRow(id=wanted.id, name="", numbers=())
    lost: list[str] = []
    values: dict[str, object] = {}
    for field in _PERSON_FIELDS:
        now, was, to = getattr(current, field), getattr(before, field), getattr(wanted, field)
        if to in (was, now):
            continue
        if now == was:
            values[field] = to
        else:
            lost.append(field)
    changes = {**values, "numbers": _numbers(current, before, wanted), "flags": _flags(current, before, wanted)}
    return replace(current, **changes), tuple(lost)


def person_saved(current: PersonRow | None, body: PersonSave, base_rev: int) -> tuple[PersonRow, tuple[str, ...]]:
    """Return a person as a save leaves them, and the fields in which somebody else's value stays.

    One without what had been seen, although the desk knew the person (``base_rev``), is of the time before that was kept: it replaces the
    whole.
    """
    if current is None or (body.seen is None and base_rev):
        return body.person, ()
    return person_changed(current, body.seen, body.person)


def _numbers(current: PersonRow, before: PersonRow, wanted: PersonRow) -> tuple[str, ...]:
    if current.numbers == before.numbers:
        return wanted.numbers
    gone = set(before.numbers) - set(wanted.numbers)
    kept = (number for number in current.numbers if number not in gone)
    added = (number for number in wanted.numbers if number not in before.numbers)
    return tuple(dict.fromkeys((*kept, *added)))


def _flags(current: PersonRow, before: PersonRow, wanted: PersonRow) -> tuple[Flag, ...]:
    if current.flags == before.flags:
        return wanted.flags
    lifted = {flag.kind for flag in before.flags} - {flag.kind for flag in wanted.flags}
    set_anew = tuple(flag for flag in wanted.flags if flag not in before.flags)
    kept = tuple(flag for flag in current.flags if flag.kind not in lifted | {flag.kind for flag in set_anew})
    return (*kept, *set_anew)


def _lost(state: CaseState, body: Amend, field: str) -> bool:
    wanted = getattr(body, field)
    if wanted is None or field not in body.seen:
        return False
    return str(getattr(state, field)) not in (body.seen[field], str(wanted))
