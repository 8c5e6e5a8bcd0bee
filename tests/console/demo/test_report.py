"""The report says what the store holds, and nothing that the script says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from console.demo.report import Report, write_report
from models.records.base import CHINA
from models.records.callback import Step
from models.records.case import CloseReason
from models.records.journal import CallbackAnswer, Close, Dispatch, Unmet, Verify, WorkDone
from models.records.operation import Desk
from models.store.clock import SettableClock
from models.store.store import Store, open_store
from tests.models.store.day import WALL, WALL_NAME, Day

FIELDS = {"story", "closed", "resolved", "satisfied", "cards", "unmet", "journal"}


@pytest.fixture
def store(profile_dir: Path) -> Iterator[Store]:
    opened = open_store(profile_dir, clock=SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)))
    yield opened
    opened.close()


@pytest.fixture
def day(store: Store) -> Day:
    assert isinstance(store.clock, SettableClock)
    return Day(store, store.clock, Desk(actor=28, desk="28", session="a"), Desk(actor=2, desk="2", session="b"))


def read(store: Store, *cases: str) -> Report:
    return msgspec.json.decode(write_report(store, "a story", cases, None), type=Report)


def test_one_object_with_the_agreed_fields(store: Store, day: Day, tmp_path: Path) -> None:
    target = tmp_path / "reports" / "first.json"
    text = write_report(store, "first-call", (day.opened("C03-03"),), target)
    told = json.loads(target.read_text(encoding="utf-8"))
    assert told == json.loads(text)
    assert set(told) == FIELDS
    assert told["story"] == "first-call"
    assert [entry["entry"] for entry in told["journal"]] == ["case.accept"]
    assert set(told["journal"][0]) == {"at", "operator", "desk", "entry", "body"}
    assert told["journal"][0]["operator"] == 28


def test_nothing_played_is_nothing_closed(store: Store) -> None:
    report = read(store)
    assert (report.closed, report.resolved, report.satisfied, report.journal) == (False, False, None, ())


def test_an_open_case_is_neither_closed_nor_resolved(store: Store, day: Day) -> None:
    report = read(store, day.painted())
    assert (report.closed, report.resolved, report.satisfied) == (False, False, None)


@pytest.mark.parametrize(("score", "satisfied"), [(5, True), (2, False), (None, None)])
def test_closed_resolved_and_satisfied_are_three_facts(store: Store, day: Day, score: int | None, satisfied: bool | None) -> None:
    answer = CallbackAnswer(steps=((Step.DONE, True),), score=score, comment="")
    case = day.then(day.painted(), answer, Close(reason=CloseReason.DONE, resolved=True))
    report = read(store, case)
    assert (report.closed, report.resolved, report.satisfied) == (True, True, satisfied)


def test_an_unmet_need_is_closed_and_not_resolved(store: Store, day: Day) -> None:
    case = day.then(day.opened("C10-04"), Unmet(need="夜里的车", tried="问过出租车公司"), Close(reason=CloseReason.UNMET, resolved=False))
    report = read(store, case)
    assert (report.closed, report.resolved, report.satisfied) == (True, False, None)
    assert [need["need"] for need in report.unmet] == ["夜里的车"]
    assert report.unmet[0]["tried"] == "问过出租车公司"


def test_a_card_is_told_with_the_partner_and_the_case(store: Store, day: Day) -> None:
    case = day.rough_wall()
    report = read(store, case)
    assert [(card["partner"], card["card"]) for card in report.cards] == [(WALL, "yellow")]
    assert report.cards[0]["case"]


def test_two_cases_are_closed_only_together(store: Store, day: Day) -> None:
    first = day.then(day.painted(), CallbackAnswer(steps=((Step.DONE, True),), score=5), Close(reason=CloseReason.DONE, resolved=True))
    second = day.then(day.opened("C06-01"), Dispatch(partner=WALL, name=WALL_NAME), WorkDone())
    report = read(store, first, second)
    assert (report.closed, report.resolved) == (False, False)
    assert len(report.journal) == len(read(store, first).journal) + len(read(store, second).journal)
    assert not any(isinstance(entry["body"], Verify) for entry in report.journal)
