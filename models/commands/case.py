"""Accepting a case and everything that is done to it afterwards."""

from __future__ import annotations

import re

from msgspec.structs import replace
from sqlalchemy import func, select

from models.commands import unit, untold, verdict
from models.commands.guard import admit, fits
from models.commands.pairing import counterpart
from models.records.base import CHINA, parse_time
from models.records.case import CaseKind, CaseState, Verification, Way
from models.records.catalogue import Line
from models.records.draft import Spent
from models.records.failure import BadInput, RuleBroken
from models.records.journal import (
    Absorb,
    Accept,
    Amend,
    Body,
    Complain,
    Entry,
    HandOver,
    Merge,
    Reassign,
    Refile,
    TakeOver,
    Undo,
    Verify,
)
from models.records.operation import Changes, Desk, Entity
from models.records.outreach import SuggestionOutcome, SuggestionSettle
from models.repositories import case as cases
from models.repositories import catalogue, staff
from models.rules import case_number
from models.rules.access import CENTRE, stream_of
from models.rules.amending import amendment
from models.rules.lifecycle import fold, undoable
from models.rules.outreach import suggestion_of
from models.rules.owner import check_move, named
from models.rules.permissions import VERBS, Permission, may, may_read, require, require_on
from models.rules.phone import kept
from models.rules.supervision import check_time
from models.rules.verbs import check
from models.store.clock import stamp
from models.store.store import Store
from models.store.work import UnitOfWork
from models.tables.case import CaseCounter


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
    way: Way = Way.UNSAID,
    spent: Spent | None = None,
) -> tuple[Changes, str]:
    """Take a need on under an item; return what changed and the id of the new case.

    ``number`` is as it was typed or signalled, '' where it was withheld; ``way`` is how it came, which nothing says of what a call brought;
    ``spent`` are the drafted words that become the case, gone in the same commit, in which what is left of them becomes the draft of that
    case, and the suggestion that they began with is settled. Asked for again after a failure that says ``saved``, the case is found and not
    made anew. Raises BadInput for an unknown or retired item or an unreadable number, RuleBroken ``permission.denied`` or, for an item of
    the psychology line at a desk that may not read it, ``line.sealed``; BadInput ``text.long`` and ``text.broken`` as for every step.
    """
    admit(store, desk, Permission.ACCEPT_CASES)
    card = catalogue.item_card(store, item_code)
    item = card.item
    if item.retired:
        raise BadInput("catalogue.retired_item", item=item_code)
    if not may_read(desk.role, item.line):
        raise RuleBroken("line.sealed")
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
        way=way,
    )
    check(None, body, store.profile)
    fits(body)
    asked = replace(body, no="")
    if made := untold.begun(store, desk, asked):
        return untold.told(store, made, _at_home(spent, made)), made
    case_id = store.outbox.ids.next()
    with untold.kept(store, desk, asked, case_id), store.write(desk) as work:
        work.spend(_at_home(spent, case_id))
        work.record(stream_of(item.line), _case(case_id), body)
        if suggestion := suggestion_of(spent.key if spent is not None else ""):
            settled = SuggestionSettle(suggestion=suggestion, outcome=SuggestionOutcome.CASE, ref=case_id)
            work.record(CENTRE, Entity(type="suggestion", id=suggestion), settled)
    return work.changes, case_id


def _at_home(spent: Spent | None, case_id: str) -> Spent | None:
    """Return the words that a case takes over, with those that are left laid beside it."""
    if spent is None or spent.left is None:
        return spent
    return replace(spent, left=replace(spent.left, key=f"case:{case_id}", case_id=case_id))


def append(store: Store, desk: Desk, case_id: str, body: Body, spent: Spent | None = None, instead: str = "") -> Changes:
    """Add an entry to the journal of a case, and with it what the rules tie to it, all or nothing; ``spent`` as for ``accept``.

    ``instead`` is an operation of this desk that the centre did not let stand and that this one does again, '' where it is new.

    A verdict gets its ``card`` filled in and writes the partner's bad record; a merge writes the other half into the case that goes on; an
    undo of either takes the other half back too. Raises RuleBroken with the codes of ``models.rules.verbs``, ``undo.not_now`` for an entry
    that is not the last one that can be taken back, ``veto.two_people`` and its kin (see ``verdict``), ``merge.use_merge`` for a half
    merge, those of ``models.rules.supervision`` for what comes before or after its time, ``merge.sealed`` and ``refile.sealed`` for a way
    into or out of the psychology line, those of ``check_move`` for a change of owner, ``case.sealed``, or ``permission.denied``; BadInput
    ``unit.unknown``.
    """
    admit(store, desk)
    if (needed := VERBS.get(type(body))) is not None:
        require_on(desk.role, needed, cases.line(store, case_id) or Line.GENERAL)
    journal = cases.journal(store, case_id, sealed=may(desk.role, Permission.SEE_SEALED))
    asked = replace(body, vouch=None) if isinstance(body, Verify) else body  # asked for again, the centre gives another word
    if untold.added(store, desk, asked, case_id, len(journal)):
        return untold.told(store, case_id, spent)
    state = fold(journal) if journal else None
    if isinstance(body, Complain):
        body = verdict.accusing(store, state, body)
    body = unit.spelled_out(store, state, body)
    check(state, body, store.profile)
    check_time(state, body, store.profile, parse_time(stamp(store.clock.now())))
    fits(body)
    assert state is not None, "the rules refuse every verb but an acceptance for a case that does not exist"
    with untold.kept(store, desk, asked, case_id, len(journal)), store.write(desk) as work:
        work.spend(spent)
        work.stand_for(instead)
        match body:
            case Absorb():
                raise RuleBroken("merge.use_merge")
            case Verify():
                _verify(store, work, desk, state, body)
            case Refile():
                _refile(work, desk, state, body)
            case Merge():
                _merge(store, work, state, body)
            case Undo():
                _undo(store, work, desk, journal, state, body)
            case Amend():
                _write(work, state, amendment(state, body))
            case TakeOver() | Reassign() | HandOver():
                check_move(desk.role, desk.actor, body, state.line, staff.by_number(store, named(body)))
                _write(work, state, body)
            case _:
                _write(work, state, body)
    return work.changes


def undo_last(store: Store, desk: Desk, case_id: str) -> Changes:
    """Take back the last entry of a case that can be taken back. Raises RuleBroken ``undo.nothing`` where there is none."""
    admit(store, desk)
    journal = cases.journal(store, case_id, sealed=may(desk.role, Permission.SEE_SEALED))
    if journal and isinstance(journal[-1].body, Undo) and untold.added(store, desk, journal[-1].body, case_id, len(journal)):
        return untold.told(store, case_id, None)
    last = undoable(journal)
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


def _verify(store: Store, work: UnitOfWork, desk: Desk, state: CaseState, body: Verify) -> None:
    if body.verdict is Verification.VETO:
        verdict.need_two_people(store, desk, state, body)
    body = verdict.with_card(store, state, body)
    entry = _write(work, state, body)
    verdict.discipline(store, work, state, body, entry)


def _refile(work: UnitOfWork, desk: Desk, state: CaseState, body: Refile) -> None:
    """A case keeps to its stream: what was said on the psychology line must not come out of it by way of another item."""
    if not may_read(desk.role, body.line):
        raise RuleBroken("line.sealed")
    if stream_of(body.line) != stream_of(state.line):
        raise RuleBroken("refile.sealed")
    _write(work, state, body)


def _merge(store: Store, work: UnitOfWork, state: CaseState, body: Merge) -> None:
    other = cases.journal(store, body.into, sealed=True)
    other_state = fold(other) if other else None
    if other_state is not None and stream_of(other_state.line) != stream_of(state.line):
        raise RuleBroken("merge.sealed")
    half = Absorb(other=state.id, other_no=state.no)
    check(other_state, half, store.profile)
    assert other_state is not None, "the rules refuse an absorption by a case that does not exist"
    _write(work, state, body)
    _write(work, other_state, half)


def _undo(store: Store, work: UnitOfWork, desk: Desk, journal: tuple[Entry, ...], state: CaseState, body: Undo) -> None:
    """Take back the last entry that can be, or the undo that was made last of all (which restores what it took back).

    Who wrote an entry may take it back; another needs to be one who might have written it. Two people stand behind a veto, so it is taken
    back, and restored, by one of those who may confirm one only.
    """
    last = undoable(journal)
    again = journal[-1] if isinstance(journal[-1].body, Undo) else None
    if body.op_id not in {entry.op_id for entry in (last, again) if entry is not None}:
        raise RuleBroken("undo.not_now")
    target = _origin(journal, body.op_id)
    veto = isinstance(target.body, Verify) and target.body.verdict is Verification.VETO
    if veto:
        require(desk.role, Permission.VETO)
    elif target.actor != desk.actor:
        require_on(desk.role, VERBS[type(target.body)], state.line)
    _write(work, state, body)
    if isinstance(target.body, Verify):
        verdict.compensate(store, work, target)
    if isinstance(target.body, Merge) and (other := cases.journal(store, target.body.into, sealed=True)):
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
    """Return the next free number of this desk today.

    It holds the number that the centre gave this device, else the one in the desk's name, else the operator's.
    """
    today = store.clock.now().astimezone(CHINA).date()
    digits = re.search(r"\d+", desk.desk)
    place = store.outbox.desk or (int(digits.group()) if digits else desk.actor)
    query = select(func.max(CaseCounter.n)).where(CaseCounter.day == today.isoformat(), CaseCounter.desk == place)
    return case_number.make(today, place, (store.read().scalar(query) or 0) + 1, store.outbox.mark())
