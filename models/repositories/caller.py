"""The caller's card and the people behind numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from operator import attrgetter

import msgspec
from sqlalchemy import select

from models.records.base import Text, parse_time
from models.records.call import CallRow, Direction
from models.records.caller import CallerCard, PersonRow, TimelineKind, TimelineRow
from models.records.case import CaseRow, DeadlineKind, Stage
from models.records.failure import BadInput
from models.repositories.rows import CASE_COLUMNS, call_of, case_of, open_to
from models.repositories.unsent import marked
from models.rules.phone import normalise
from models.store.store import Store
from models.tables.call import Call
from models.tables.caller import Person, PersonNumber
from models.tables.case import OPEN, Case

TIMELINE = 50
"""How many lines of history a card holds."""

SHORTEST = 7
"""From so many digits on, the beginning of a telephone number is looked for: fewer would mean too many people."""

_AFTER_ALL = "\U0010ffff"
_decode = msgspec.json.Decoder(PersonRow).decode

_CALLS = {
    (Direction.IN, True): Text("来电", "Call in"),
    (Direction.IN, False): Text("来电未接通", "Call in, not answered"),
    (Direction.OUT, True): Text("去电", "Call out"),
    (Direction.OUT, False): Text("去电未接通", "Call out, not reached"),
}
_PROMISES = {
    DeadlineKind.DISPATCH: Text("待派单", "To be dispatched"),
    DeadlineKind.ACKNOWLEDGE: Text("待接单", "To be acknowledged"),
    DeadlineKind.ON_SITE: Text("约定上门", "Arrival promised"),
    DeadlineKind.FEEDBACK: Text("约定反馈", "Report promised"),
    DeadlineKind.CALLBACK: Text("约定回访", "Callback promised"),
    DeadlineKind.VERIFY: Text("投诉待核实", "Complaint to be verified"),
    DeadlineKind.DECIDE_RETURN: Text("退回待裁定", "Return to be decided"),
}


def card(store: Store, number: str, now: datetime, *, sealed: bool = False) -> CallerCard:
    """Return everything known of a normalised number: people, open cases, and one timeline, newest first.

    Promises that are still ahead of ``now`` (aware) or past it stand in the timeline at their own time. A withheld number ('') has an empty
    card: its callers are not one another. Cases and calls of the psychology line
    stand in it only with ``sealed``, which is for counsellors.
    """
    if not number:
        return CallerCard(number="", people=(), open_cases=(), timeline=())
    seen, heard = open_to(Case.line, sealed), open_to(Call.line, sealed)
    mine = select(*CASE_COLUMNS).where(Case.number == number, *seen).order_by(Case.opened_at.desc()).limit(TIMELINE)
    calls = select(Call.__table__).where(Call.number == number, *heard).order_by(Call.queued_at.desc()).limit(TIMELINE)
    going_on = select(*CASE_COLUMNS).where(OPEN, Case.number == number, *seen).order_by(Case.opened_at.desc()).limit(TIMELINE)
    connection = store.read()
    open_cases = marked(store, map(case_of, connection.execute(going_on).mappings()))
    lines = [
        *map(_case_line, marked(store, map(case_of, connection.execute(mine).mappings()))),
        *(_call_line(call_of(row)) for row in connection.execute(calls).mappings()),
        *(_promise_line(case) for case in open_cases if case.due and case.due_kind),
    ]
    lines.sort(key=attrgetter("at"), reverse=True)
    return CallerCard(number=number, people=people_of(store, number), open_cases=open_cases, timeline=tuple(lines[:TIMELINE]))


def people_of(store: Store, number: str) -> tuple[PersonRow, ...]:
    """Return the people behind a normalised number, the one saved last first."""
    query = (
        select(Person.data)
        .join(PersonNumber, PersonNumber.person_id == Person.id)
        .where(PersonNumber.number == number)
        .order_by(Person.saved_at.desc(), Person.id)
    )
    return tuple(_decode(data) for data in store.read().scalars(query))


def person(store: Store, person_id: str) -> PersonRow | None:
    """Return one person, or None."""
    data = store.read().scalar(select(Person.data).where(Person.id == person_id))
    return _decode(data) if data is not None else None


def revision(store: Store, person_id: str) -> int:
    """Return how many operations there have been on a person, 0 for one that is not there."""
    return store.read().scalar(select(Person.rev).where(Person.id == person_id)) or 0


def some_numbers(store: Store, limit: int) -> tuple[str, ...]:
    """Return numbers that people ring from, those of the people saved last first; each once."""
    last = select(Person.id, Person.saved_at).order_by(Person.saved_at.desc(), Person.id).limit(limit).subquery()
    query = (
        select(PersonNumber.number)
        .join(last, last.c.id == PersonNumber.person_id)
        .order_by(last.c.saved_at.desc(), last.c.id, PersonNumber.number)
    )
    return tuple(dict.fromkeys(store.read().scalars(query)))[:limit]


def find_people(store: Store, text: str, limit: int = 20) -> tuple[PersonRow, ...]:
    """Return people by name (whole, then beginning so) or by telephone number (whole, or at least seven digits of its beginning)."""
    wanted = text.strip()
    if not wanted:
        return ()
    digits = _digits(wanted)
    if digits:
        ids = select(PersonNumber.person_id).where(PersonNumber.number >= digits, PersonNumber.number < digits + _AFTER_ALL).limit(limit)
        query = select(Person.data).where(Person.id.in_(ids)).order_by(Person.name, Person.id)
    else:
        query = (
            select(Person.data)
            .where(Person.name >= wanted, Person.name < wanted + _AFTER_ALL)
            .order_by(Person.name, Person.id)
            .limit(limit)
        )
    return tuple(_decode(data) for data in store.read().scalars(query))


def recent_people(store: Store, fits: Callable[[str], bool], limit: int, among: int = 5_000) -> tuple[PersonRow, ...]:
    """Return people whose name ``fits``, of the ``among`` who were saved last."""
    names = store.read().execute(select(Person.id, Person.name).order_by(Person.saved_at.desc(), Person.id).limit(among))
    ids = [person_id for person_id, name in names if name and fits(name)][:limit]
    found = store.read().execute(select(Person.id, Person.data).where(Person.id.in_(ids)))
    rows = {person_id: _decode(data) for person_id, data in found}
    return tuple(rows[person_id] for person_id in ids)


def _digits(text: str) -> str:
    """Return a telephone number, or the beginning of one, in its canonical form; '' where the text is none."""
    bare = "".join(char for char in text if char not in " -")
    if not (bare.isascii() and bare.removeprefix("+").isdigit()):
        return ""
    try:
        number = normalise(bare)
    except BadInput:
        number = bare
    return number if len(number) >= SHORTEST else ""


def _case_line(case: CaseRow) -> TimelineRow:
    going_on = not case.closed and case.stage is not Stage.MERGED
    told = " · ".join(part for part in (case.no, case.person_name) if part)
    return TimelineRow(
        kind=TimelineKind.CASE,
        at=case.opened_at,
        ref=case.id,
        title=case.item_name,
        detail=told,
        score=case.score,
        open=going_on,
        unsent=case.unsent,
    )


def _call_line(call: CallRow) -> TimelineRow:
    answered = bool(call.answered_at)
    title = _CALLS[call.direction, answered]
    return TimelineRow(kind=TimelineKind.CALL, at=call.queued_at, ref=call.id, title=title, detail=" · ".join(_call_detail(call)))


def _call_detail(call: CallRow) -> Iterator[str]:
    """The operator's number and how long they talked."""
    if call.operator:
        yield str(call.operator)
    if call.answered_at and call.ended_at:
        seconds = max(0, int((parse_time(call.ended_at) - parse_time(call.answered_at)).total_seconds()))
        yield f"{seconds // 60}:{seconds % 60:02d}"


def _promise_line(case: CaseRow) -> TimelineRow:
    assert case.due_kind is not None
    return TimelineRow(
        kind=TimelineKind.PROMISE, at=case.due, ref=case.id, title=_PROMISES[case.due_kind], detail=case.no, about=case.item_name, open=True
    )
