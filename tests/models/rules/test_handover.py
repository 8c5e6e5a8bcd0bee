"""Shifts by the profile's times, and which promises hold back whoever leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.base import CHINA, Text, parse_time
from models.records.case import CaseKind, CaseRow, Stage
from models.records.catalogue import Line
from models.records.failure import BadInput
from models.records.handover import UnownedRow
from models.records.staff import OperatorRow, Role
from models.rules.handover import falls_due, held_back, may_let_go, next_shift, shift_at
from tests.models.rules.journals import profile

THREE = ("00:00", "08:00", "16:00")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda found: found.replace(tzinfo=CHINA))
TIMES = st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda told: f"{told[0]:02d}:{told[1]:02d}"), min_size=1, max_size=5)


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("now", "begins", "ends"),
    [
        (at(7, 59), at(0), at(8)),
        (at(8), at(8), at(16)),
        (at(15, 59), at(8), at(16)),
        (at(16), at(16), at(0, day=25)),
        (at(23, 59), at(16), at(0, day=25)),
    ],
)
def test_the_shift_that_is_on(now: datetime, begins: datetime, ends: datetime) -> None:
    shift = shift_at(THREE, now)
    assert (parse_time(shift.begins), parse_time(shift.ends)) == (begins, ends)


def test_the_next_shift_passes_midnight() -> None:
    shift = next_shift(("08:00", "20:00"), at(21))
    assert (parse_time(shift.begins), parse_time(shift.ends)) == (at(8, day=25), at(20, day=25))
    once = shift_at(("08:30",), at(7))
    assert (parse_time(once.begins), parse_time(once.ends)) == (at(8, 30, day=23), at(8, 30))


@given(TIMES, MOMENTS)
def test_shifts_follow_one_another_without_a_gap(times: list[str], now: datetime) -> None:
    shift, after = shift_at(times, now), next_shift(times, now)
    assert parse_time(shift.begins) <= now < parse_time(shift.ends)
    assert shift.ends == after.begins
    assert timedelta() < parse_time(shift.ends) - parse_time(shift.begins) <= timedelta(days=1)


@pytest.mark.parametrize("times", [(), ("24:00",), ("8",), ("08:60",), ("",)])
def test_what_is_no_time_is_refused(times: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as refused:
        shift_at(times, at(9))
    assert refused.value.code == "shifts.bad"


@pytest.mark.parametrize("code", ["standard", "household"])
def test_the_shipped_profiles_name_their_shifts(code: str) -> None:
    assert shift_at(profile(code).shifts, at(9)) == shift_at(THREE, at(9))


def row(case_id: str, due: datetime | None) -> CaseRow:
    return CaseRow(
        id=case_id,
        no=case_id,
        kind=CaseKind.SERVICE,
        stage=Stage.ACCEPTED,
        item_code="C03-03",
        item_name=Text("漏水"),
        urgent=False,
        person_name="",
        number="",
        district="",
        handler=Text(""),
        opened_at="",
        due=due.isoformat() if due else "",
    )


def laid_down(case_id: str, due: datetime, by: int) -> UnownedRow:
    return UnownedRow(case=row(case_id, due), by=by, at=at(9).isoformat())


def test_promises_of_the_next_shift_hold_back_whoever_would_leave_them_with_nobody() -> None:
    shift = next_shift(THREE, at(15))
    mine = [row("late", at(14)), row("in time", at(23, 59)), row("after", at(0, day=25)), row("none", None)]
    others = [laid_down("waits", at(20), 28), laid_down("a colleague's", at(20), 12)]
    assert [found.id for found in held_back(mine, others, 28, shift)] == ["late", "waits", "in time"]
    assert [found.id for found in held_back([], others, 12, shift)] == ["a colleague's"]
    assert held_back([], [], 28, shift) == ()


@given(st.lists(st.tuples(MOMENTS, st.sampled_from(["mine", "laid down", "accepted"])), max_size=12), MOMENTS)
def test_nobody_is_held_by_what_somebody_has_and_nothing_that_falls_due_is_passed_over(
    found: list[tuple[datetime, str]], now: datetime
) -> None:
    shift = next_shift(THREE, now)
    rows = {str(n): (row(str(n), due), due, where) for n, (due, where) in enumerate(found)}
    mine = [case for case, _, where in rows.values() if where == "mine"]
    down = [UnownedRow(case=case, by=28, at="") for case, _, where in rows.values() if where == "laid down"]
    held = {case.id for case in held_back(mine, down, 28, shift)}
    ends = parse_time(shift.ends)
    assert held == {name for name, (_, due, where) in rows.items() if where != "accepted" and due < ends}
    assert all(falls_due(rows[name][0], shift) for name in held)


@pytest.mark.parametrize("role", Role)
def test_who_may_let_somebody_go(role: Role) -> None:
    somebody = OperatorRow(number=2, name=Text("演示"), role=role, desk=1)
    assert may_let_go(somebody, Line.GENERAL) is (role is Role.LEAD)
    assert may_let_go(somebody, Line.PSYCHOLOGY) is (role in (Role.LEAD, Role.COUNSELLOR))
    assert not may_let_go(None, Line.GENERAL)
