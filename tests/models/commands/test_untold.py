"""A step that the disk took and that was told as failed: pressed again, it counts once, whatever caught up meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.commands import call, caller, case, draft
from models.records.callback import Attempt
from models.records.caller import PersonRow
from models.records.case import CaseKind
from models.records.draft import Draft, Spent
from models.records.failure import StoreFailure
from models.records.journal import CallbackAttempt, Dispatch, Note
from models.records.operation import Desk
from models.repositories import case as cases
from models.store.clock import SettableClock
from models.store.inspection import inspect
from models.store.store import Store
from tests.models.store.day import WALL, WALL_NAME, Day, a_call
from tests.support.halfway import FailingRows

UNREACHED = CallbackAttempt(outcome=Attempt.NO_ANSWER)


@pytest.fixture
def day(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> Day:
    return Day(store, clock, desk, lead)


@pytest.fixture
def fails(store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Do something that is safe on the disk and told as failed; then let another command bring the rows up to date."""

    def deed(what: Callable[[], object]) -> None:
        failing = FailingRows(store, monkeypatch, times=2)
        with pytest.raises(StoreFailure) as met:
            what()
        failing.left = 0
        assert met.value.details["saved"] is True
        store.catch_up()

    return deed


def test_an_acceptance_is_found_after_another_command_caught_up_first(
    day: Day, desk: Desk, fails: Callable[[Callable[[], object]], None]
) -> None:
    def accept() -> str:
        return case.accept(
            day.store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="13800001111", text="漏水", spent=Spent(key="c1")
        )[1]

    fails(accept)
    call.record_call(day.store, desk, a_call("c1", day.clock))
    draft.save_draft(day.store, Draft(key="c1", text="漏水"))
    made = accept()
    assert [row.id for row in cases.find(day.store, "13800001111")] == [made]
    assert draft.load_drafts(day.store) == ()
    assert accept() != made
    assert inspect(day.store).clean


def test_an_attempt_pressed_again_counts_once_and_a_later_one_counts_again(
    day: Day, desk: Desk, fails: Callable[[Callable[[], object]], None]
) -> None:
    one = day.painted()
    fails(lambda: case.append(day.store, desk, one, UNREACHED))
    assert case.append(day.store, desk, one, UNREACHED).touched
    assert len(cases.state(day.store, one).attempts) == 1
    case.append(day.store, desk, one, UNREACHED)
    assert len(cases.state(day.store, one).attempts) == 2


def test_what_was_not_pressed_again_soon_or_at_once_is_another_attempt(
    day: Day, desk: Desk, lead: Desk, fails: Callable[[Callable[[], object]], None]
) -> None:
    late, after, other = day.painted(), day.painted(), day.painted()
    for one in (late, after, other):
        fails(lambda one=one: case.append(day.store, desk, one, UNREACHED))  # type: ignore[misc]
    case.append(day.store, desk, after, Note(text="再试"))
    case.append(day.store, desk, after, UNREACHED)
    case.append(day.store, lead, other, UNREACHED)
    day.clock.advance(timedelta(minutes=11))
    case.append(day.store, desk, late, UNREACHED)
    assert [len(cases.state(day.store, one).attempts) for one in (late, after, other)] == [2, 2, 2]


def test_a_step_that_fits_only_once_is_not_refused_when_it_is_pressed_again(
    day: Day, desk: Desk, fails: Callable[[Callable[[], object]], None]
) -> None:
    one, sent = day.opened("C06-01"), Dispatch(partner=WALL, name=WALL_NAME)
    fails(lambda: case.append(day.store, desk, one, sent))
    case.append(day.store, desk, one, sent)
    assert len(cases.journal(day.store, one)) == 2


def test_an_undo_pressed_again_takes_back_one_step(day: Day, desk: Desk, fails: Callable[[Callable[[], object]], None]) -> None:
    one = day.then(day.opened("C06-01"), Note(text="一"), Note(text="二"))
    fails(lambda: case.undo_last(day.store, desk, one))
    case.undo_last(day.store, desk, one)
    assert len(cases.journal(day.store, one)) == 4
    case.undo_last(day.store, desk, one)
    assert len(cases.journal(day.store, one)) == 5


def test_a_person_saved_again_is_one_person(day: Day, desk: Desk, fails: Callable[[Callable[[], object]], None]) -> None:
    woman = PersonRow(id="", name="陈女士", numbers=("13800001111",))
    fails(lambda: caller.save_person(day.store, desk, woman))
    _, first = caller.save_person(day.store, desk, woman)
    assert [operation.entity.id for operation in day.store.outbox.operations() if operation.type == "person.save"] == [first, first]
