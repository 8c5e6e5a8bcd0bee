"""My work: the same lists as the rules say, each with its earliest promise."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.commands import case
from models.records.base import parse_time
from models.records.case import CaseKind, WorkCount, WorkList
from models.records.journal import Cancel, HandOver, Prioritise, Reassign, TakeOver
from models.records.operation import Desk
from models.repositories import case as cases
from models.repositories import owner, queue
from models.rules.deadlines import is_late
from models.rules.work import work_list
from models.store.clock import SettableClock
from models.store.store import Store
from tests.models.store.day import Day


@pytest.fixture
def day(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> Day:
    return Day(store, clock, desk, lead)


def by_list(counts: tuple[WorkCount, ...]) -> dict[WorkList, WorkCount]:
    return {count.list: count for count in counts}


def test_an_idle_desk_has_four_empty_lists_in_order(store: Store, clock: SettableClock) -> None:
    assert queue.counts(store, 28, clock.now()) == tuple(WorkCount(list=which, count=0) for which in WorkList)


@pytest.mark.parametrize("hours", [0, 1, 30, 24 * 20])
def test_lists_are_those_of_the_rules_at_any_time(hours: int, day: Day) -> None:
    ids = day.whole()
    now = day.clock.now() + timedelta(hours=hours)
    expected: dict[WorkList, set[str]] = {which: set() for which in WorkList}
    for case_id in ids:
        state = cases.state(day.store, case_id)
        if state.owner != 28:
            continue  # laid down: nobody's work so far
        for which in work_list(state, cases.deadline(day.store, state), now):
            expected[which].add(case_id)
    shown = {which: {row.id for row in queue.rows(day.store, 28, which, now)} & set(ids) for which in WorkList}
    assert shown == expected
    counts = by_list(queue.counts(day.store, 28, now))
    for which in WorkList:
        rows = queue.rows(day.store, 28, which, now)
        assert counts[which].count == len(rows)
        assert counts[which].earliest == min((row.due for row in rows if row.due), default="")
        assert [row.due for row in rows] == sorted(row.due for row in rows)


def test_overdue_counts_every_late_promise_and_nothing_else(day: Day) -> None:
    one, other = day.opened("C01-01"), day.opened("C01-01")
    before = by_list(queue.counts(day.store, 28, day.clock.now()))
    assert (before[WorkList.TO_DISPATCH].count, before[WorkList.TO_DISPATCH].late, before[WorkList.OVERDUE].count) == (2, 0, 0)
    later = day.clock.now() + timedelta(hours=2)
    after = by_list(queue.counts(day.store, 28, later))
    assert (after[WorkList.TO_DISPATCH].late, after[WorkList.OVERDUE].count) == (2, 2)
    assert [row.id for row in queue.rows(day.store, 28, WorkList.OVERDUE, later)] == [one, other]


@pytest.mark.parametrize(("step", "late"), [(timedelta(microseconds=-1), 0), (timedelta(), 0), (timedelta(microseconds=1), 1)])
def test_a_promise_is_late_from_the_moment_after_it(step: timedelta, late: int, day: Day) -> None:
    case_id = day.opened("C01-01")
    promised = cases.deadline(day.store, cases.state(day.store, case_id))
    assert promised is not None
    now = parse_time(promised.due) + step
    assert is_late(promised, now) is bool(late)
    assert by_list(queue.counts(day.store, 28, now))[WorkList.OVERDUE].count == late
    assert len(queue.rows(day.store, 28, WorkList.OVERDUE, now)) == late


def test_other_peoples_cases_are_not_mine_and_finished_ones_nobodys(day: Day) -> None:
    one = day.opened("C03-03")
    assert queue.rows(day.store, 2, WorkList.TO_DISPATCH, day.clock.now()) == ()
    day.then(one, Cancel())
    assert queue.rows(day.store, 28, WorkList.TO_DISPATCH, day.clock.now()) == ()


def test_limit_keeps_the_most_urgent(day: Day) -> None:
    ids = [day.opened("C03-03", CaseKind.SERVICE) for _ in range(4)]
    assert [row.id for row in queue.rows(day.store, 28, WorkList.TO_DISPATCH, day.clock.now(), limit=2)] == ids[:2]


def test_what_a_lead_puts_first_stands_first_until_it_is_taken_back(day: Day, lead: Desk) -> None:
    one, other = day.opened("C03-03"), day.opened("C03-03")
    day.then(other, Prioritise(reason="独居老人"), desk=lead)
    rows = queue.rows(day.store, 28, WorkList.TO_DISPATCH, day.clock.now())
    assert [(row.id, row.priority) for row in rows] == [(other, True), (one, False)]
    case.undo_last(day.store, lead, other)
    rows = queue.rows(day.store, 28, WorkList.TO_DISPATCH, day.clock.now())
    assert [(row.id, row.priority) for row in rows] == [(one, False), (other, False)]


def test_a_case_stands_in_the_lists_of_whoever_answers_for_it(day: Day, lead: Desk) -> None:
    moved = day.opened("C03-03")

    def owners() -> list[int]:
        now = day.clock.now()
        return [who for who in (28, 2, 12) if moved in {row.id for row in queue.rows(day.store, who, WorkList.TO_DISPATCH, now)}]

    assert owners() == [28]
    day.then(moved, HandOver(seen=28))
    assert owners() == []
    assert [row.case.id for row in owner.unowned(day.store)] == [moved]
    day.then(moved, TakeOver(seen=0), desk=lead)
    assert (owners(), owner.unowned(day.store)) == ([2], ())
    day.then(moved, Reassign(seen=2, to=12, reason="病了"), desk=lead)
    assert owners() == [12]
