"""Marks on cases whose latest change has not reached the centre, and none anywhere else."""

from __future__ import annotations

from datetime import timedelta

from models.commands.case import accept, append
from models.records.case import CaseKind, WorkList
from models.records.journal import Note
from models.records.operation import Desk
from models.repositories import caller, queue
from models.repositories import case as cases
from models.repositories.unsent import unsent
from models.store.clock import SettableClock
from models.store.store import Store
from tests.models.store.day import NUMBER, Day
from tests.models.store.desks import SyncedDesk, accepted


def with_number(one: SyncedDesk) -> str:
    _, case_id = accept(one.store, one.desk, item_code="C03-03", kind=CaseKind.SERVICE, number=NUMBER)
    return case_id


def marks(one: SyncedDesk, case_id: str) -> set[bool]:
    """Return what every list says of a case."""
    store, now = one.store, one.store.clock.now()
    row = cases.state(store, case_id)
    work = queue.rows(store, one.desk.actor, WorkList.TO_DISPATCH, now)
    card = caller.card(store, row.number, now)
    lists = [*work, *cases.find(store, row.no), *cases.find(store, row.number), *card.open_cases]
    told = [found.unsent for found in lists if found.id == case_id]
    told += [line.unsent for line in card.timeline if line.ref == case_id and line.kind == "case"]
    assert len(told) >= 5
    return set(told)


def test_a_case_is_marked_from_a_moment_after_it_was_written_until_the_centre_has_it(one: SyncedDesk, clock: SettableClock) -> None:
    case_id = with_number(one)
    assert marks(one, case_id) == {False}
    clock.advance(timedelta(seconds=2))
    assert unsent(one.store) == {case_id}
    assert marks(one, case_id) == {True}
    one.push()
    assert marks(one, case_id) == {False}
    one.pull()
    append(one.store, one.desk, case_id, Note(text="又响了"))
    clock.advance(timedelta(seconds=2))
    assert marks(one, case_id) == {True}


def test_only_what_waits_is_marked(one: SyncedDesk, clock: SettableClock) -> None:
    sent = with_number(one)
    one.push()
    late = with_number(one)
    clock.advance(timedelta(seconds=2))
    assert unsent(one.store) == {late}
    assert marks(one, sent) == {False}


def test_a_clock_that_was_set_back_hides_no_mark(one: SyncedDesk, clock: SettableClock) -> None:
    case_id = accepted(one)
    clock.set(clock.now() - timedelta(hours=3))
    assert unsent(one.store) == {case_id}


def test_nothing_waits_on_a_desk_that_stands_alone(store: Store, desk: Desk, clock: SettableClock) -> None:
    Day(store, clock, desk, desk).opened("C03-03")
    clock.advance(timedelta(hours=1))
    assert unsent(store) == frozenset()
