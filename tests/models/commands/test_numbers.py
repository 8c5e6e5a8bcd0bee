"""Case numbers: never given twice by one profile, told apart by device, found with their year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from models.commands import case
from models.commands.mark import mark_device
from models.records.base import CHINA
from models.records.case import CaseKind
from models.records.failure import BadInput, StoreFailure
from models.records.operation import Desk
from models.repositories import case as cases
from models.rules import case_number
from models.store.centre import join
from models.store.clock import SettableClock
from models.store.inspection import inspect
from models.store.store import Store, open_store, rebuild
from tests.support.halfway import FailingRows


def accept(store: Store, desk: Desk, text: str = "") -> str:
    _, case_id = case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="", text=text)
    return case_id


def number(store: Store, case_id: str) -> str:
    return cases.state(store, case_id).no


def given_out(store: Store) -> list[str]:
    return [no for (no,) in store.replica.database.raw.execute('SELECT no FROM "case" ORDER BY no')]


def test_rows_that_failed_behind_their_operation_are_made_up_for_at_once(
    store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    FailingRows(store, monkeypatch, times=1)
    one = accept(store, desk, "甲")
    assert number(store, one) == "1124-28-001"
    assert number(store, accept(store, desk, "乙")) == "1124-28-002"
    assert inspect(store).clean


def test_a_number_is_not_given_again_while_the_rows_are_behind(store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = FailingRows(store, monkeypatch, times=2)
    with pytest.raises(StoreFailure) as met:
        accept(store, desk, "甲")
    assert met.value.details["saved"] is True
    failing.left = 1
    with pytest.raises(StoreFailure):
        accept(store, desk, "乙")
    assert number(store, accept(store, desk, "丙")) == "1124-28-002"
    assert given_out(store) == ["1124-28-001", "1124-28-002"]
    assert inspect(store).clean


def test_the_same_acceptance_asked_again_after_such_a_failure_is_found_and_not_made_twice(
    store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    FailingRows(store, monkeypatch, times=2)
    with pytest.raises(StoreFailure):
        accept(store, desk, "漏水")
    again = accept(store, desk, "漏水")
    assert given_out(store) == ["1124-28-001"]
    assert cases.state(store, again).text == "漏水"
    assert number(store, accept(store, desk, "漏水")) == "1124-28-002", "two needs in the same words are two cases"


def test_the_start_makes_up_for_rows_too(profile_dir: Path, clock: SettableClock, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_store(profile_dir, clock=clock)
    with monkeypatch.context() as patched:
        FailingRows(opened, patched, times=9)
        with pytest.raises(StoreFailure):
            accept(opened, desk)
    opened.close()
    again = open_store(profile_dir, clock=clock)
    assert number(again, accept(again, desk)) == "1124-28-002"
    again.close()


def test_a_number_of_before_midnight_counts_for_its_own_day(store: Store, clock: SettableClock, desk: Desk) -> None:
    clock.set(datetime(2026, 12, 31, 23, 59, 59, 999_000, tzinfo=CHINA))
    made, now = [], clock.now

    def moved() -> datetime:
        made.append(1)
        return now() if len(made) == 1 else now() + timedelta(seconds=1)

    clock.now = moved  # type: ignore[method-assign]
    one = accept(store, desk)
    clock.now = now  # type: ignore[method-assign]
    assert number(store, one) == "1231-28-001"
    assert number(store, accept(store, desk)) == "1231-28-002"
    clock.advance(timedelta(seconds=2))
    assert number(store, accept(store, desk)) == "0101-28-001"


@settings(max_examples=10, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(-3, 3), st.sampled_from((0, 1, 2)), st.booleans()), min_size=1, max_size=8))
def test_no_number_comes_twice_whatever_clock_and_disk_do(
    steps: list[tuple[int, int, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    clock = SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))
    opened = open_store(tmp_path_factory.mktemp("p"), clock=clock)
    desk, made = Desk(actor=28, desk="28", session="s"), 0
    with pytest.MonkeyPatch.context() as patched:
        failing = FailingRows(opened, patched, times=0)
        for n, (days, times, again) in enumerate(steps):
            clock.set(clock.now() + timedelta(days=days))
            failing.left = times
            try:
                accept(opened, desk, f"{n}")
                made += 1
            except StoreFailure as failure:
                made += failure.details.get("saved") is True
            failing.left = 0
            if again:
                opened.catch_up()
        opened.catch_up()
    numbers = given_out(opened)
    opened.close()
    assert len(numbers) == len(set(numbers)) == made


@pytest.fixture
def second(tmp_path: Path, clock: SettableClock) -> Iterator[Store]:
    """Another device, at which the same operator sits."""
    opened = open_store(tmp_path / "second", clock=clock)
    yield opened
    opened.close()


def test_a_second_device_of_a_desk_has_its_letter(store: Store, second: Store, desk: Desk, admin: Desk) -> None:
    mark_device(second, admin, "B")
    assert [number(where, accept(where, desk)) for where in (store, second)] == ["1124-28-001", "1124-28B-001"]
    for typed in ("1124-28B-001", "1124 28b 1", "11月24日28号台B第1件", "112428B001"):
        assert len(cases.find(second, typed)) == 1, typed
    for begun in ("1124-28B", "1124-28B-", "1124-28b-0", "1124-28Ｂ-001"):
        assert len(cases.find(second, begun)) == 1, begun
        assert cases.find(store, begun) == (), begun
    assert cases.find(second, "1124-28-001") == ()
    rebuild(second)
    assert number(second, accept(second, desk)) == "1124-28B-002"
    mark_device(second, admin, "")
    assert number(second, accept(second, desk)) == "1124-28-003"


def test_an_operator_at_two_desks_of_a_centre_gives_no_number_twice(store: Store, second: Store, desk: Desk) -> None:
    join(store, "epoch", 28)
    join(second, "epoch", 101)
    assert [number(where, accept(where, desk)) for where in (store, second)] == ["1124-28-001", "1124-101-001"]


@pytest.mark.parametrize("mark", ["I", "O", "BB", "b", "1", "台"])
def test_a_mark_is_one_letter_that_cannot_be_misread(mark: str, store: Store, admin: Desk) -> None:
    with pytest.raises(BadInput, match=r"case_number\.bad"):
        mark_device(store, admin, mark)
    assert store.outbox.mark() == ""


def test_a_number_of_two_years_lists_the_newest_first_and_each_by_its_year(store: Store, clock: SettableClock, desk: Desk) -> None:
    old = accept(store, desk)
    clock.advance(timedelta(days=365))
    new = accept(store, desk)
    assert number(store, old) == number(store, new)
    assert [(row.id, row.opened_at[:4]) for row in cases.find(store, "1124-28-001")] == [(new, "2027"), (old, "2026")]
    assert [row.id for row in cases.find(store, "2026-1124-28-001")] == [old]
    assert [row.id for row in cases.find(store, "2027年11月24日28号台第1件")] == [new]
    assert cases.find(store, "2025 1124 28 1") == ()


@given(st.dates(), st.integers(1, 999), st.integers(1, 9999), st.sampled_from(sorted(case_number.MARKS | {""})))
def test_a_number_with_its_mark_and_year_is_read_back(day: datetime, desk: int, n: int, mark: str) -> None:
    no = case_number.make(day, desk, n, mark)
    assert case_number.canonical(no) == case_number.canonical(no.lower().replace("-", " ")) == no
    assert case_number.parse(no) == (day.month, day.day, desk, n)
    assert case_number.split_year(f"2026-{no}") == (2026, no)
    assert case_number.split_year(no) == (None, no)
