"""Working days against the State Council's notices, copied out by hand.

2026 (notice of 2025-11-04): 元旦 1.1–1.3, work 1.4; 春节 2.15–2.23, work 2.14 and 2.28; 清明 4.4–4.6; 劳动节 5.1–5.5, work 5.9;
端午 6.19–6.21; 中秋 9.25–9.27; 国庆 10.1–10.7, work 9.20 and 10.10.
2025: 春节 1.28–2.4, work 1.26 and 2.8; 国庆、中秋 10.1–10.8, work 9.28 and 10.11.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.base import CHINA
from models.records.failure import BadInput
from models.rules.calendar import add_working_days, is_working_day

OFFICE = ("08:30-12:00", "14:30-17:30")


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2025-01-26", True),
        ("2025-02-04", False),
        ("2025-02-08", True),
        ("2025-09-28", True),
        ("2025-10-08", False),
        ("2025-10-11", True),
        ("2026-01-02", False),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-16", False),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-02-28", True),
        ("2026-04-06", False),
        ("2026-05-05", False),
        ("2026-05-09", True),
        ("2026-06-19", False),
        ("2026-09-20", True),
        ("2026-09-25", False),
        ("2026-10-07", False),
        ("2026-10-10", True),
        ("2026-10-11", False),
        ("2026-11-24", True),
        ("2026-11-28", False),
        ("2012-09-29", True),
        ("2013-09-26", True),
    ],
)
def test_days_of_the_notices(day: str, working: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) == (working, True)


@pytest.mark.parametrize(("day", "working"), [("2090-01-02", True), ("2090-01-07", False), ("2003-10-01", True)])
def test_years_without_a_notice_count_plain_weekdays_and_say_so(day: str, working: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) == (working, False)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-24T10:00", 1, "2026-11-25T17:30"),
        ("2026-11-24T08:00", 1, "2026-11-25T17:30"),
        ("2026-11-24T13:00", 1, "2026-11-25T17:30"),
        ("2026-11-24T17:29", 1, "2026-11-25T17:30"),
        ("2026-11-24T17:30", 1, "2026-11-26T17:30"),
        ("2026-11-24T23:00", 1, "2026-11-26T17:30"),
        ("2026-11-27T10:00", 1, "2026-11-30T17:30"),
        ("2026-11-27T20:00", 1, "2026-12-01T17:30"),
        ("2026-11-28T10:00", 1, "2026-12-01T17:30"),
        ("2026-11-24T10:00", 5, "2026-12-01T17:30"),
        # Spring Festival: Friday the 13th, Saturday the 14th is worked, then nine days off.
        ("2026-02-13T10:00", 1, "2026-02-14T17:30"),
        ("2026-02-13T10:00", 2, "2026-02-24T17:30"),
        ("2026-02-14T18:00", 1, "2026-02-25T17:30"),
        ("2026-02-17T10:00", 1, "2026-02-25T17:30"),
        ("2026-02-24T10:00", 5, "2026-03-02T17:30"),
        # National Day: Sunday 20 September is worked, so is Saturday 10 October.
        ("2026-09-18T10:00", 1, "2026-09-20T17:30"),
        ("2026-09-30T10:00", 1, "2026-10-08T17:30"),
        ("2026-09-30T18:00", 1, "2026-10-09T17:30"),
        ("2026-10-08T10:00", 2, "2026-10-10T17:30"),
        ("2026-10-09T10:00", 2, "2026-10-12T17:30"),
        ("2026-04-30T10:00", 2, "2026-05-07T17:30"),
    ],
)
def test_promises_in_working_days(received: str, days: int, due: str) -> None:
    start = datetime.fromisoformat(received).replace(tzinfo=CHINA)
    assert add_working_days(start, days, OFFICE) == (datetime.fromisoformat(due).replace(tzinfo=CHINA), True)


def test_a_promise_into_a_year_without_a_notice_is_uncertain() -> None:
    due, certain = add_working_days(datetime(2089, 12, 30, 10, tzinfo=CHINA), 1, OFFICE)
    assert due == datetime(2090, 1, 2, 17, 30, tzinfo=CHINA)
    assert not certain


def test_the_hotlines_clock_counts_not_the_callers() -> None:
    late_in_ruian = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    due, _ = add_working_days(late_in_ruian, 1, OFFICE)
    assert due == datetime(2026, 11, 26, 17, 30, tzinfo=CHINA)


@given(st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)), st.integers(1, 15), st.timedeltas(timedelta(0), timedelta(days=9)))
def test_due_is_a_working_day_after_receipt_and_never_runs_backwards(naive: datetime, days: int, later: timedelta) -> None:
    start = naive.replace(tzinfo=CHINA)
    due, _ = add_working_days(start, days, OFFICE)
    assert due > start
    assert is_working_day(due.date())[0]
    assert (due.hour, due.minute) == (17, 30)
    assert add_working_days(start + later, days, OFFICE)[0] >= due
    assert add_working_days(start, days + 1, OFFICE)[0] > due


def test_less_than_a_day_is_refused() -> None:
    with pytest.raises(BadInput, match=r"calendar\.days"):
        add_working_days(datetime(2026, 11, 24, tzinfo=CHINA), 0, OFFICE)
