"""Office time against a table reckoned by hand, and against a clock that is moved minute by minute."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from models.records.base import CHINA
from models.records.case import DeadlineKind
from models.records.failure import BadInput
from models.records.profile import DeadlineRule
from models.rules.calendar import add_working_days, add_working_minutes, take_working_minutes
from models.rules.deadlines import promise
from models.rules.hours import office_spans
from tests.models.rules.journals import profile

OFFICE = ("08:30-12:00", "14:30-17:30")
LINES = (Path(__file__).parent / "office-days.csv").read_text(encoding="utf-8").splitlines()
TABLE = list(csv.DictReader(line for line in LINES if not line.startswith("#")))


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['start']}-{row['n']}-{row['unit']}" for row in TABLE])
def test_the_table_reckoned_by_hand(row: dict[str, str]) -> None:
    start = datetime.fromisoformat(row["start"]).replace(tzinfo=CHINA)
    reckon = add_working_days if row["unit"] == "days" else add_working_minutes
    due, certain = reckon(start, int(row["n"]), OFFICE)
    assert (due.strftime("%Y-%m-%dT%H:%M"), certain) == (row["due"], row["certain"] == "yes"), row["why"]


def _span(first: str, last: str) -> set[date]:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return {begin + timedelta(days=n) for n in range((end - begin).days + 1)}


OFF = set[date]().union(
    _span("2025-01-01", "2025-01-01"), _span("2025-01-28", "2025-02-04"), _span("2025-04-04", "2025-04-06"),
    _span("2025-05-01", "2025-05-05"), _span("2025-05-31", "2025-06-02"), _span("2025-10-01", "2025-10-08"),
    _span("2026-01-01", "2026-01-03"), _span("2026-02-15", "2026-02-23"), _span("2026-04-04", "2026-04-06"),
    _span("2026-05-01", "2026-05-05"), _span("2026-06-19", "2026-06-21"), _span("2026-09-25", "2026-09-27"),
    _span("2026-10-01", "2026-10-07"),
)  # fmt: skip
"""Copied out of the notices by hand, as the days that are worked are: the model does not ask the calendar that it checks."""
WORKED = {
    date.fromisoformat(day)
    for day in (
        "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    )
}  # fmt: skip
MINUTE = timedelta(minutes=1)
BEGIN, END = datetime(2025, 3, 1), datetime(2026, 11, 1)


def works(moment: datetime, spans: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether the office works in the minute that begins at a moment."""
    day = moment.date()
    if day in OFF or (day.isoweekday() > 5 and day not in WORKED):
        return False
    return any(start <= moment.hour * 60 + moment.minute < end for start, end in spans)


class Office(RuleBasedStateMachine):
    """A case goes to and fro between an office and its deadlines; every step is reckoned twice."""

    @initialize(
        moment=st.datetimes(BEGIN, END).map(lambda found: found.replace(second=0, microsecond=0)),
        cuts=st.lists(st.integers(0, 287), min_size=2, max_size=6, unique=True).filter(lambda found: len(found) % 2 == 0),
    )
    def begin(self, moment: datetime, cuts: list[int]) -> None:
        ends = sorted(cut * 5 for cut in cuts)
        self.now = moment.replace(tzinfo=CHINA)
        self.spans = tuple(zip(ends[::2], ends[1::2], strict=True))
        self.hours = tuple(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in self.spans)

    @rule(minutes=st.integers(1, 1500))
    def falls_due(self, minutes: int) -> None:
        minutes = min(minutes, 3 * sum(end - start for start, end in self.spans))
        moment, left = self.now, minutes
        while left:
            left -= works(moment, self.spans)
            moment += MINUTE
        due, certain = add_working_minutes(self.now, minutes, self.hours)
        assert (due, certain) == (moment, True)
        if moment.replace(tzinfo=None) < END:
            self.now = due

    @rule(minutes=st.integers(1, 1500))
    def is_chased(self, minutes: int) -> None:
        minutes = min(minutes, 3 * sum(end - start for start, end in self.spans))
        moment, left = self.now, minutes
        while left:
            moment -= MINUTE
            left -= works(moment, self.spans)
        before, certain = take_working_minutes(self.now, minutes, self.hours)
        assert (before, certain) == (moment, True)
        if moment.replace(tzinfo=None) > BEGIN:
            self.now = before

    @rule(days=st.integers(1, 6))
    def falls_due_in_days(self, days: int) -> None:
        closing = self.spans[-1][1]
        moment, left = self.now.astimezone(CHINA), days
        late = not works_on(moment.date()) or moment.hour * 60 + moment.minute >= closing
        left += late
        day = moment.date()
        while left:
            day += timedelta(days=1)
            left -= works_on(day)
        due, certain = add_working_days(self.now, days, self.hours)
        assert (due, certain) == (datetime(day.year, day.month, day.day, tzinfo=CHINA) + closing * MINUTE, True)

    @rule(minutes=st.integers(1, 4000))
    def time_passes(self, minutes: int) -> None:
        later = self.now + minutes * MINUTE
        if later.replace(tzinfo=None) < END:
            self.now = later

    @rule(seconds=st.integers(1, 59), minutes=st.integers(1, 400))
    def falls_due_to_the_second(self, seconds: int, minutes: int) -> None:
        moment, left = self.now + timedelta(seconds=seconds), timedelta(minutes=minutes)
        while True:
            rest = MINUTE - timedelta(seconds=moment.second)
            if works(moment, self.spans):
                if left <= rest:
                    break
                left -= rest
            moment += rest
        assert add_working_minutes(self.now + timedelta(seconds=seconds), minutes, self.hours) == (moment + left, True)


def works_on(day: date) -> bool:
    return day in WORKED or (day.isoweekday() < 6 and day not in OFF)


TestOffice = Office.TestCase
TestOffice.settings = settings(max_examples=60, stateful_step_count=12, deadline=None, derandomize=True)


def test_another_zone_is_the_same_moment() -> None:
    assert add_working_minutes(datetime(2026, 11, 24, 3, 30, tzinfo=UTC), 60, OFFICE)[0] == datetime(2026, 11, 24, 15, tzinfo=CHINA)


@pytest.mark.parametrize("minutes", [0, -5])
def test_no_time_at_all_is_refused(minutes: int) -> None:
    for reckon in (add_working_minutes, take_working_minutes):
        with pytest.raises(BadInput, match=r"calendar\.minutes"):
            reckon(datetime(2026, 11, 24, 9, tzinfo=CHINA), minutes, OFFICE)


def test_spans_in_any_order_that_touch_or_overlap_are_one() -> None:
    assert office_spans(("14:30-17:30", "08:30-10:00", "10:00-11:00", "10:30-12:00")) == ((510, 720), (870, 1050))
    with pytest.raises(BadInput, match=r"hours\.bad"):
        office_spans(("20:00-02:00",))


def test_a_promise_of_office_time() -> None:
    found = promise(DeadlineKind.ACKNOWLEDGE, DeadlineRule(office_minutes=60), datetime(2026, 11, 24, 11, 30, tzinfo=CHINA), profile())
    assert (found.due, found.days, found.certain) == ("2026-11-24T15:00:00+08:00", 0, True)
    with pytest.raises(BadInput, match=r"profile\.rule"):
        promise(DeadlineKind.ACKNOWLEDGE, DeadlineRule(office_minutes=60, days=1), datetime(2026, 11, 24, 9, tzinfo=CHINA), profile())
