"""Accepting a case and everything that is done to it afterwards."""

from __future__ import annotations

import re

from sqlalchemy import func, select

from models.commands import verdict
from models.commands.pairing import counterpart
from models.records.base import CHINA
from models.records.case import CaseKind, CaseState, Verification
from models.records.catalogue import Line
from models.records.failure import BadInput, RuleBroken
from models.records.journal import Absorb, Accept, Amend, Body, Entry, Merge, Refile, Undo, Verify
from models.records.operation import Changes, Desk, Entity
from models.repositories import case as cases
from models.repositories import catalogue
from models.rules import case_number
from models.rules.amending import amendment
from models.rules.lifecycle import fold, undoable
from models.rules.phone import kept
from models.rules.verbs import check
from models.store.store import Store
from models.store.work import UnitOfWork
from models.tables.case import CaseCounter

CENTRE = "centre/ruian"
"""The stream of the centre's cases, calls and people."""
SEALED = "line/psychology"
"""The stream of the psychology line, which only counsellors' desks will receive."""


def accept(
    store: Store,
    desk: Desk,
    *,
    item_code: str,
    kind: CaseKind,
    number: str,
    person_id: str = "",
    person_name: str = "",
    district: str = "",
    address: str = "",
    text: str = "",
    call_id: str = "",
    confidential: bool = False,
) -> tuple[Changes, str]:
    """Take a need on under an item; return what changed and the id of the new case.

    ``number`` is as it was typed or signalled, '' where it was withheld. Raises BadInput for an unknown or retired item or an unreadable
    number.
    """
    card = catalogue.item_card(store, item_code)
    item = card.item
    if item.retired:
        raise BadInput("catalogue.retired_item", item=item_code)
    body = Accept(
        no=_next_number(store, desk),
        kind=kind,
        item_code=item.code,
        item_name=item.name,
        item_version=item.version,
        handler_kind=item.handler,
        line=item.line,
        urgent=item.emergency,
        number=kept(number),
        person_id=person_id,
        person_name=person_name,
        district=district,
        address=address,
        text=text,
        call_id=call_id,
        confidential=confidential,
        minutes_on_site=card.minutes_on_site,
    )
    check(None, body, store.profile)
    case_id = store.outbox.ids.next()
    with store.write(desk) as work:
        work.record(stream_of(item.line), _case(case_id), body)
    return work.changes, case_id


def append(store: Store, desk: Desk, case_id: str, body: Body) -> Changes:
    """Add an entry to the journal of a case, and with it what the rules tie to it, all or nothing.

    A verdict gets its ``card`` filled in and writes the partner's bad record; a merge writes the other half into the case that goes on; an
    undo of either takes the other half back too. Raises RuleBroken with the codes of ``models.rules.verbs``, ``undo.not_now`` for an entry
    that is not the last one that can be taken back, ``veto.two_people``, or ``merge.use_merge`` for a half merge.
    """
    journal = cases.journal(store, case_id)
    state = fold(journal) if journal else None
    check(state, body, store.profile)
    assert state is not None, "the rules refuse every verb but an acceptance for a case that does not exist"
    with store.write(desk) as work:
        match body:
            case Absorb():
                raise RuleBroken("merge.use_merge")
            case Verify():
                _verify(store, work, desk, journal, state, body)
            case Merge():
                _merge(store, work, state, body)
            case Undo():
                _undo(store, work, journal, state, body)
            case Amend():
                _write(work, state, amendment(state, body))
            case _:
                _write(work, state, body)
    return work.changes


def undo_last(store: Store, desk: Desk, case_id: str) -> Changes:
    """Take back the last entry of a case that can be taken back. Raises RuleBroken ``undo.nothing`` where there is none."""
    last = undoable(cases.journal(store, case_id))
    if last is None:
        raise RuleBroken("undo.nothing")
    return append(store, desk, case_id, Undo(op_id=last.op_id))


def refile(store: Store, desk: Desk, case_id: str, item_code: str) -> Changes:
    """Put a case under another item, as that item is now. Raises BadInput for an unknown item, RuleBroken where the case is over."""
    card = catalogue.item_card(store, item_code)
    item = card.item
    body = Refile(
        item_code=item.code,
        item_name=item.name,
        item_version=item.version,
        handler_kind=item.handler,
        line=item.line,
        urgent=item.emergency,
        minutes_on_site=card.minutes_on_site,
    )
    return append(store, desk, case_id, body)


def stream_of(line: Line) -> str:
    """Return the stream that a case of this line belongs to."""
    return SEALED if line is Line.PSYCHOLOGY else CENTRE


def _verify(store: Store, work: UnitOfWork, desk: Desk, journal: tuple[Entry, ...], state: CaseState, body: Verify) -> None:
    if body.verdict is Verification.VETO:
        verdict.need_two_people(journal, desk)
    body = verdict.with_card(store, body)
    entry = _write(work, state, body)
    verdict.discipline(store, work, state.id, body, entry)


def _merge(store: Store, work: UnitOfWork, state: CaseState, body: Merge) -> None:
    other = cases.journal(store, body.into)
    other_state = fold(other) if other else None
    half = Absorb(other=state.id, other_no=state.no)
    check(other_state, half, store.profile)
    assert other_state is not None, "the rules refuse an absorption by a case that does not exist"
    _write(work, state, body)
    _write(work, other_state, half)


def _undo(store: Store, work: UnitOfWork, journal: tuple[Entry, ...], state: CaseState, body: Undo) -> None:
    """Take back the last entry that can be, or the undo that was made last of all (which restores what it took back)."""
    last = undoable(journal)
    again = journal[-1] if isinstance(journal[-1].body, Undo) else None
    if body.op_id not in {entry.op_id for entry in (last, again) if entry is not None}:
        raise RuleBroken("undo.not_now")
    _write(work, state, body)
    target = _origin(journal, body.op_id)
    if isinstance(target.body, Verify):
        verdict.compensate(store, work, target)
    if isinstance(target.body, Merge) and (other := cases.journal(store, target.body.into)):
        half = counterpart(other, state.id, taken_back=again is not None and body.op_id == again.op_id)
        if half is not None:
            _write(work, fold(other), Undo(op_id=half.op_id))


def _origin(journal: tuple[Entry, ...], op_id: str) -> Entry:
    """Return the entry that an undo, or an undo of an undo, is about in the end."""
    by_id = {entry.op_id: entry for entry in journal}
    found = by_id[op_id]
    while isinstance(found.body, Undo):
        found = by_id[found.body.op_id]
    return found


def _write(work: UnitOfWork, state: CaseState, body: Body) -> str:
    line = body.line if isinstance(body, Refile) else state.line
    return work.record(stream_of(line), _case(state.id), body, state.rev)


def _case(case_id: str) -> Entity:
    return Entity(type="case", id=case_id)


def _next_number(store: Store, desk: Desk) -> str:
    """Return the next free number of this desk today: the desk's own number, or the operator's where its name holds none."""
    today = store.clock.now().astimezone(CHINA).date()
    digits = re.search(r"\d+", desk.desk)
    place = int(digits.group()) if digits else desk.actor
    query = select(func.max(CaseCounter.n)).where(CaseCounter.day == today.isoformat(), CaseCounter.desk == place)
    return case_number.make(today, place, (store.read().scalar(query) or 0) + 1)
