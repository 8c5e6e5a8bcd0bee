"""A clock that is set back: the journal keeps its order, promises count from what came last, and the next start says so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from models.commands import case
from models.records.base import Text, parse_time
from models.records.case import CaseKind, DeadlineKind, Stage, WorkList
from models.records.journal import Acknowledge, CallbackAnswer, Close, Dispatch, Rework, Undo, WorkDone
from models.records.operation import Desk
from models.repositories import case as cases
from models.repositories import queue
from models.store.clock import SettableClock, stamp
from models.store.inspection import inspect
from models.store.store import Store, open_store
from tests.models.store.day import DONE, Day
from widgets.case.steps import StepState, steps_of

SENT = Dispatch(partner="P001", name=Text("家家乐"))


@pytest.fixture
def day(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> Day:
    return Day(store, clock, desk, lead)


def set_back(day: Day, hours: int) -> None:
    day.clock.set(day.clock.now() - timedelta(hours=hours))


def test_the_journal_keeps_the_order_in_which_it_was_written(day: Day) -> None:
    one = day.then(day.opened("C03-03"), SENT)
    set_back(day, 30)
    day.then(one, Acknowledge(), WorkDone())
    assert [entry.verb for entry in cases.journal(day.store, one)] == ["case.accept", "case.dispatch", "case.acknowledge", "case.work_done"]
    assert cases.state(day.store, one).stage is Stage.CALLBACK
    case.undo_last(day.store, day.desk, one)
    undone = cases.journal(day.store, one)[-1].body
    assert isinstance(undone, Undo)
    assert undone.op_id == cases.journal(day.store, one)[3].op_id
    assert inspect(day.store).clean


def test_a_promise_counts_from_the_last_sending_and_not_from_the_latest_time(day: Day) -> None:
    one = day.then(day.opened("C01-01"), SENT, WorkDone())
    set_back(day, 48)
    day.then(one, Rework(reason="还漏"))
    sent = day.clock.now() - timedelta(minutes=3)
    day.then(one, Acknowledge())
    found = cases.deadline(day.store, cases.state(day.store, one))
    assert found is not None
    assert found.kind is DeadlineKind.FEEDBACK
    minutes = day.store.profile.feedback_partner.minutes
    assert minutes, "the test needs a promise in minutes"
    assert parse_time(found.due) == sent + timedelta(minutes=minutes)


def test_lists_and_counts_agree_after_it(day: Day) -> None:
    one, other = day.opened("C03-03"), day.then(day.opened("C03-03"), SENT)
    set_back(day, 100)
    now = day.clock.now()
    counts = {count.list: count for count in queue.counts(day.store, 28, now)}
    assert [row.id for row in queue.rows(day.store, 28, WorkList.TO_DISPATCH, now)] == [one]
    assert [row.id for row in queue.rows(day.store, 28, WorkList.AWAITING_FEEDBACK, now)] == [other]
    assert (counts[WorkList.TO_DISPATCH].count, counts[WorkList.AWAITING_FEEDBACK].count, counts[WorkList.OVERDUE].count) == (1, 1, 0)


def test_the_steps_of_a_case_end_as_it_ended(day: Day) -> None:
    one = day.then(day.opened("C03-03"), SENT, WorkDone(), CallbackAnswer(steps=DONE, score=5))
    set_back(day, 5)
    day.then(one, Close(reason="done", resolved=True))  # type: ignore[arg-type]
    assert [step.state for step in steps_of(cases.state(day.store, one))][-1] is StepState.DONE


@pytest.mark.parametrize(("behind", "told"), [(timedelta(minutes=1), False), (timedelta(minutes=90), True), (timedelta(days=400), True)])
def test_the_next_start_says_that_the_clock_is_behind(
    behind: timedelta, told: bool, profile_dir: Path, clock: SettableClock, desk: Desk
) -> None:
    opened = open_store(profile_dir, clock=clock)
    case.accept(opened, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    opened.close()
    clock.set(clock.now() - behind)
    again = open_store(profile_dir, clock=clock)
    assert [(notice.code, notice.details) for notice in again.notices] == (
        [("clock.behind", {"minutes": int(behind.total_seconds() // 60)})] if told else []
    )
    _, one = case.accept(again, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    assert cases.state(again, one).opened_at == stamp(clock.now())
    again.close()
