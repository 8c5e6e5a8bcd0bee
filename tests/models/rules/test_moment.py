"""When something counts as done that a desk with a wrong clock tells of."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.base import CHINA, parse_time
from models.records.operation import At
from models.rules.moment import moment
from models.store.clock import stamp

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
HOUR = 3_600_000


def at(clock: datetime, offset_ms: int = 0) -> At:
    return At(wall=stamp(clock), mono_ms=0, boot="b", offset_ms=offset_ms, err_ms=20)


def later(**span: float) -> datetime:
    return NINE + timedelta(**span)


@pytest.mark.parametrize(
    ("clock", "offset_ms", "received", "expected"),
    [
        (NINE, 0, later(seconds=1), NINE),
        (NINE, 40_000, later(seconds=50), NINE),
        (later(seconds=30), 0, NINE, later(seconds=30)),
        (later(hours=3), -3 * HOUR, later(seconds=1), NINE),
        (later(hours=-3), 3 * HOUR, later(minutes=20), NINE),
        (later(hours=3), -3 * HOUR, later(days=2), NINE),
        (later(hours=3), 0, later(seconds=1), later(seconds=1)),
        (later(days=3), -72 * HOUR, later(seconds=1), later(seconds=1)),
        (later(days=-20_000), 0, later(seconds=1), later(days=-20_000)),
    ],
)
def test_a_clock_is_put_right_as_far_as_it_is_known_to_be_off(
    clock: datetime, offset_ms: int, received: datetime, expected: datetime
) -> None:
    assert moment(at(clock, offset_ms), stamp(received)) == stamp(expected)


@given(skew=st.integers(-20 * HOUR, 20 * HOUR), away=st.integers(0, 40 * 24 * HOUR))
def test_a_look_at_the_centre_s_clock_gives_the_time_however_long_the_desk_was_away(skew: int, away: int) -> None:
    found = moment(at(NINE + timedelta(milliseconds=skew), -skew), stamp(NINE + timedelta(milliseconds=away)))
    assert abs(parse_time(found) - NINE) <= timedelta(minutes=1)


@given(wall=st.datetimes(datetime(1990, 1, 1), datetime(2080, 1, 1)), offset=st.integers(-(10**12), 10**12))
def test_nothing_is_done_after_it_came_in(wall: datetime, offset: int) -> None:
    found = parse_time(moment(at(wall.replace(tzinfo=CHINA), offset), stamp(NINE)))
    assert found <= NINE + timedelta(minutes=1)


@pytest.mark.parametrize("wall", ["soon", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_that_is_none_stays_what_it_was(wall: str) -> None:
    assert moment(At(wall=wall, mono_ms=0, boot="b", offset_ms=3 * HOUR), stamp(NINE)) == wall


@pytest.mark.parametrize(("wall", "offset_ms"), [("9999-12-31T23:59:59+08:00", 20 * HOUR), ("0001-01-01T00:00:00+00:00", -20 * HOUR)])
def test_the_ends_of_the_calendar_break_nothing(wall: str, offset_ms: int) -> None:
    assert moment(At(wall=wall, mono_ms=0, boot="b", offset_ms=offset_ms), stamp(NINE)) == stamp(NINE)
