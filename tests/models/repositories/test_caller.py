"""The caller's card, and finding people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.commands import call, caller, case
from models.records.base import parse_time
from models.records.caller import PersonRow, TimelineKind
from models.records.case import CaseKind, DeadlineKind, Stage
from models.records.journal import Acknowledge, Dispatch
from models.records.operation import Desk
from models.repositories import caller as callers
from models.store.clock import SettableClock, stamp
from models.store.store import Store
from tests.models.store.day import COUNSELLOR, NUMBER, WALL, WALL_NAME, Day, a_call


@pytest.fixture
def day(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> Day:
    return Day(store, clock, desk, lead)


def save(store: Store, desk: Desk, name: str, *numbers: str) -> str:
    return caller.save_person(store, desk, PersonRow(id="", name=name, numbers=numbers))[1]


def test_card_has_people_open_cases_and_one_timeline(day: Day) -> None:
    store, clock, desk = day.store, day.clock, day.desk
    save(store, desk, "陈小丽", NUMBER)
    clock.advance(timedelta(minutes=1))
    save(store, desk, "陈建国", NUMBER)
    closed = day.rough_wall()
    call.record_call(store, desk, a_call("c1", clock))
    eta = stamp(clock.now() + timedelta(minutes=40))
    going_on = day.then(day.opened("C06-01", person_name="陈小丽"), Dispatch(partner=WALL, name=WALL_NAME), Acknowledge(eta=eta))
    card = callers.card(store, NUMBER, clock.now())
    assert [person.name for person in card.people] == ["陈建国", "陈小丽"]
    assert [(row.id, row.stage) for row in card.open_cases] == [(going_on, Stage.ACKNOWLEDGED)]
    assert [(line.kind, line.ref, line.open) for line in card.timeline] == [
        (TimelineKind.PROMISE, going_on, True),
        (TimelineKind.CASE, going_on, True),
        (TimelineKind.CALL, "c1", False),
        (TimelineKind.CASE, closed, False),
    ]
    assert parse_time(card.timeline[0].at) == parse_time(eta)
    assert card.timeline[1].detail == f"{card.open_cases[0].no} · 陈小丽"
    assert card.timeline[2].detail == "28 · 2:00"
    assert card.timeline[3].score == 5


def test_withheld_callers_are_not_one_another(day: Day) -> None:
    day.opened("C03-03", number="")
    card = callers.card(day.store, "", day.clock.now())
    assert (card.people, card.open_cases, card.timeline) == ((), (), ())


def test_timeline_holds_the_last_fifty_of_everything(day: Day) -> None:
    for n in range(60):
        call.record_call(day.store, day.desk, a_call(f"c{n:02d}", day.clock))
        day.clock.advance(timedelta(minutes=1))
    newest = day.opened("C03-03")
    timeline = callers.card(day.store, NUMBER, day.clock.now()).timeline
    assert len(timeline) == callers.TIMELINE
    assert [line.at for line in timeline] == sorted((line.at for line in timeline), reverse=True)
    assert newest in [line.ref for line in timeline]
    assert "c11" not in [line.ref for line in timeline]


def test_a_call_that_nobody_answered_says_so(day: Day) -> None:
    call.record_call(day.store, day.desk, replace(a_call("c1", day.clock), answered_at="", operator=0))
    line = callers.card(day.store, NUMBER, day.clock.now()).timeline[0]
    assert (line.title.zh, line.detail) == ("来电未接通", "")


def test_psychology_line_stays_sealed_for_others(day: Day) -> None:
    _, sealed = case.accept(day.store, COUNSELLOR, item_code="C13-07", kind=CaseKind.SERVICE, number=NUMBER)
    plain = callers.card(day.store, NUMBER, day.clock.now())
    counsellor = callers.card(day.store, NUMBER, day.clock.now(), sealed=True)
    assert (plain.open_cases, plain.timeline) == ((), ())
    assert [row.id for row in counsellor.open_cases] == [sealed]


def test_people_are_found_by_name_and_by_number(store: Store, desk: Desk) -> None:
    one = save(store, desk, "陈小丽", NUMBER)
    two = save(store, desk, "陈建国", "13800001111")
    save(store, desk, "林陈", "13900001111")

    def found(text: str) -> list[str]:
        return [person.id for person in callers.find_people(store, text)]

    assert found("陈小丽") == [one]
    assert set(found("陈")) == {one, two}
    assert found("138 0000 1111") == [two]
    assert found("1380000") == [two]
    assert found("6555 0101") == [one]
    assert found("138") == []
    assert found("  ") == []


def test_numbers_for_a_simulated_shift(store: Store, desk: Desk) -> None:
    save(store, desk, "甲", NUMBER)
    save(store, desk, "乙", NUMBER, "13800001111")
    assert set(callers.some_numbers(store, 10)) == {NUMBER, "13800001111"}
    assert len(callers.some_numbers(store, 1)) == 1


def test_every_promise_can_be_told_to_the_caller() -> None:
    assert set(callers._PROMISES) == set(DeadlineKind)
