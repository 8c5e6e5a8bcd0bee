"""Times in words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.base import CHINA
from widgets.base.moment import clock, countdown, day, day_clock, duration, seconds_since, wait_tone
from widgets.base.theme import Tone

NOW = datetime(2026, 11, 21, 9, 41, 7, tzinfo=CHINA)


def test_a_time_of_day_is_the_hotlines_own() -> None:
    assert clock("2026-11-21T01:41:07+00:00") == "09:41"
    assert clock("2026-11-21T09:41:07+08:00", seconds=True) == "09:41:07"
    assert clock("") == ""


def test_a_time_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="without an offset"):
        clock("2026-11-21T09:41:07")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-21T08:05:00+08:00", "08:05"),
        ("2026-11-20T23:59:00+08:00", "11-20 23:59"),
        ("2026-11-20T23:59:00+00:00", "07:59"),
        ("2012-09-26T08:00:00+08:00", "2012-09-26"),
        ("", ""),
    ],
)
def test_the_day_is_told_where_it_is_not_today(at: str, words: str) -> None:
    assert day_clock(at, NOW) == words


def test_a_date_tells_its_year_only_where_it_is_another() -> None:
    assert [day(value, NOW) for value in ("2026-12-01", "2027-01-01", "2026-11-20T23:59:00+08:00", "")] == [
        "12-01",
        "2027-01-01",
        "11-20",
        "",
    ]


@pytest.mark.parametrize(
    ("seconds", "words", "tone"),
    [
        (48 * 60, "in 0:48", Tone.DUE),
        (60 * 60, "in 1:00", Tone.DUE),
        (60 * 60 + 1, "in 1:00", Tone.MUTED),
        (0, "in 0:00", Tone.DUE),
        (-1, "late 0:00", Tone.OVERDUE),
        (-12 * 60, "late 0:12", Tone.OVERDUE),
        (27 * 3600, "in 1 d 3 h", Tone.MUTED),
        (-50 * 3600, "late 2 d 2 h", Tone.OVERDUE),
    ],
)
def test_a_promise_counts_down(seconds: int, words: str, tone: Tone) -> None:
    assert countdown((NOW + timedelta(seconds=seconds)).isoformat(), NOW) == (words, tone)


def test_no_promise_says_nothing() -> None:
    assert countdown("", NOW) == ("", Tone.PLAIN)


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (42.9, "0:42"), (725, "12:05"), (3723, "1:02:03"), (-5, "0:00")])
def test_a_duration(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@given(st.integers(min_value=-10_000, max_value=10_000))
def test_seconds_since_never_run_backwards(offset: int) -> None:
    at = (NOW - timedelta(seconds=offset)).isoformat()
    assert seconds_since(at, NOW) == max(offset, 0)


def test_a_wait_changes_its_tone_after_the_promise() -> None:
    assert [wait_tone(seconds) for seconds in (15, 16, 60, 61)] == [Tone.MUTED, Tone.DUE, Tone.DUE, Tone.OVERDUE]
    assert wait_tone(25, promise=30, calm=Tone.PLAIN) is Tone.PLAIN
