"""Finding cases, and the figures of the top bar."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.commands import call as call_commands
from models.commands import case
from models.records.call import Direction
from models.records.case import CaseKind
from models.records.failure import RuleBroken
from models.records.operation import Desk
from models.repositories import call as calls
from models.repositories import case as cases
from models.store.clock import SettableClock, stamp
from models.store.store import Store
from tests.models.store.day import NUMBER, a_call


def accept(store: Store, desk: Desk, name: str = "", number: str = NUMBER, item: str = "C03-03") -> str:
    return case.accept(store, desk, item_code=item, kind=CaseKind.SERVICE, number=number, person_name=name)[1]


def test_a_case_is_found_by_its_number_however_it_is_typed(store: Store, desk: Desk) -> None:
    one = accept(store, desk)
    for text in ("1124-28-001", "1124 28 1", "11月24日28号台第1件", "112428001", "１１２４－２８－００１"):
        assert [row.id for row in cases.find(store, text)] == [one], text
        assert cases.by_no(store, text) == cases.row(store, one)
    assert cases.by_no(store, "1124-28-999") is None
    assert cases.by_no(store, "水管") is None


def test_a_number_that_came_again_after_a_year_is_the_newest(store: Store, clock: SettableClock, desk: Desk) -> None:
    old = accept(store, desk)
    clock.advance(timedelta(days=365))
    new = accept(store, desk)
    assert cases.by_no(store, "1124-28-001").id == new  # type: ignore[union-attr]
    assert [row.id for row in cases.find(store, "1124-28-001")] == [new, old]


def test_by_telephone_number_newest_first(store: Store, clock: SettableClock, desk: Desk) -> None:
    first = accept(store, desk)
    clock.advance(timedelta(minutes=1))
    second = accept(store, desk)
    accept(store, desk, number="13800001111")
    assert [row.id for row in cases.find(store, "6555-0101")] == [second, first]
    assert [row.id for row in cases.find(store, "6555-0101", limit=1)] == [second]


def test_whole_names_come_before_names_that_begin_so(store: Store, desk: Desk) -> None:
    longer, whole = accept(store, desk, "陈晓燕"), accept(store, desk, "陈晓")
    accept(store, desk, "林晓")
    assert [row.id for row in cases.find(store, " 陈晓 ")] == [whole, longer]
    assert cases.find(store, "") == ()


def test_psychology_line_is_not_found_by_others(store: Store, counsellor: Desk) -> None:
    sealed = accept(store, counsellor, "小周", item="C13-07")
    assert cases.find(store, "小周") == ()
    assert [row.id for row in cases.find(store, "小周", sealed=True)] == [sealed]


def test_a_case_that_is_not_there(store: Store) -> None:
    assert cases.journal(store, "nothing") == ()
    assert cases.row(store, "nothing") is None
    with pytest.raises(RuleBroken, match=r"case\.missing"):
        cases.state(store, "nothing")


def test_figures_of_today(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> None:
    quick = a_call("quick", clock)
    slow = replace(a_call("slow", clock), queued_at=stamp(clock.now() - timedelta(minutes=5)))
    for row in (
        quick,
        slow,
        replace(quick, id="given up", answered_at=""),
        replace(quick, id="out", direction=Direction.OUT),
        replace(quick, id="another", operator=2),
    ):
        call_commands.record_call(store, desk, row)
    accept(store, desk)
    accept(store, lead)
    assert calls.answered_today(store, 28, clock.now()) == (1, 2)
    assert cases.accepted_today(store, 28, clock.now()) == 1
    clock.advance(timedelta(hours=15))
    assert calls.answered_today(store, 28, clock.now()) == (0, 0)
    assert cases.accepted_today(store, 28, clock.now()) == 0
    assert calls.by_id(store, "slow") == slow
