from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models.records.base import CHINA
from models.records.failure import BadInput
from models.rules.hours import close_of_day, covers, parse_span


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("text", "span"), [("08:30-12:00", (510, 720)), ("00:00-24:00", (0, 1440)), ("20:00-02:00", (1200, 120)), (" 7:05-9:00 ", (425, 540))]
)
def test_spans(text: str, span: tuple[int, int]) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize("text", ["", "8-12", "08:30", "25:00-26:00", "08:60-09:00", "08:00-24:01", "24:00-08:00", "all day"])
def test_text_that_is_no_span(text: str) -> None:
    with pytest.raises(BadInput, match=r"hours\.bad"):
        parse_span(text)


@pytest.mark.parametrize(
    ("hours", "days", "moment", "open_"),
    [
        (("08:30-12:00", "14:30-17:30"), "12345", at(23, 8, 30), True),
        (("08:30-12:00", "14:30-17:30"), "12345", at(23, 12, 0), False),
        (("08:30-12:00", "14:30-17:30"), "12345", at(23, 17, 29), True),
        (("08:30-12:00", "14:30-17:30"), "12345", at(22, 9), False),
        (("00:00-24:00",), "1234567", at(22, 23, 59), True),
        (("20:00-02:00",), "1", at(23, 20), True),
        (("20:00-02:00",), "1", at(24, 1, 59), True),
        (("20:00-02:00",), "1", at(24, 2), False),
        (("20:00-02:00",), "1", at(23, 1), False),
        (("20:00-02:00",), "7", at(23, 1), True),
        ((), "1234567", at(23, 9), False),
        (("00:00-24:00",), "", at(23, 9), False),
    ],
)
def test_who_is_on_duty(hours: tuple[str, ...], days: str, moment: datetime, open_: bool) -> None:
    assert covers(hours, days, moment) is open_
    assert covers(hours, days, moment.astimezone(UTC)) is open_


def test_an_office_day_ends_with_its_last_span() -> None:
    assert close_of_day(("14:30-17:30", "08:30-12:00")) == 1050


@pytest.mark.parametrize("hours", [(), ("20:00-02:00",), ("nonsense",)])
def test_office_hours_without_an_end(hours: tuple[str, ...]) -> None:
    with pytest.raises(BadInput, match=r"hours\.bad"):
        close_of_day(hours)
