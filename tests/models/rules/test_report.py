"""Spans and their parts, callbacks, paces, and the middle of many values."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.base import CHINA, parse_time
from models.records.callback import Attempt
from models.records.case import CloseReason
from models.records.failure import BadInput
from models.records.journal import (
    Answer,
    Body,
    CallbackAnswer,
    CallbackAttempt,
    Cancel,
    Close,
    Decline,
    Dispatch,
    OnSite,
    Rework,
    WorkDone,
)
from models.records.report import Period
from models.rules.lifecycle import fold
from models.rules.report import (
    Callback,
    Pace,
    beside,
    busiest,
    callback_of,
    days_in,
    days_of,
    is_year,
    middle,
    pace_of,
    part_span,
    parts,
    span_between,
    span_of,
)
from tests.models.rules.journals import ALL_YES, MORNING, PARTNER, accept, entry, journal

DAYS = st.dates(date(2000, 1, 3), date(2050, 12, 31))
PERIODS = st.sampled_from([Period.DAY, Period.WEEK, Period.MONTH, Period.YEAR])
SENT = Dispatch(partner="P001", name=PARTNER)
RATED = CallbackAnswer(steps=ALL_YES, score=5)
SILENT = CallbackAnswer(steps=ALL_YES, score=None)


@given(PERIODS, DAYS)
def test_a_period_holds_its_day_and_the_next_begins_where_it_ends(period: Period, day: date) -> None:
    span = span_of(period, day)
    first, after = days_of(span)
    assert first <= day < after
    assert span_of(period, after - timedelta(days=1)) == span
    assert beside(period, span, 1).begins == span.ends
    assert beside(period, beside(period, span, 1), -1) == span


@given(DAYS, st.integers(1, 3000))
def test_the_parts_of_a_span_lie_side_by_side_and_fill_it(first: date, length: int) -> None:
    span = span_between(first, first + timedelta(days=length))
    size, labels = parts(span)
    spans = [part_span(label, span) for label in labels]
    assert spans[0].begins == span.begins
    assert spans[-1].ends == span.ends
    assert all(one.ends == two.begins for one, two in zip(spans, spans[1:], strict=False))
    assert all(part.begins[:size] == label for part, label in zip(spans[1:], labels[1:], strict=True))


def test_a_span_of_ones_own_moves_by_its_own_length() -> None:
    span = span_between(date(2013, 3, 18), date(2013, 3, 21))
    assert days_of(beside(Period.SPAN, span, -2)) == (date(2013, 3, 12), date(2013, 3, 15))


@pytest.mark.parametrize("after", [date(2013, 3, 18), date(2013, 3, 17), date(2033, 3, 18)])
def test_a_span_that_is_none_is_refused(after: date) -> None:
    with pytest.raises(BadInput, match=r"report\.span"):
        span_between(date(2013, 3, 18), after)


def test_only_what_is_about_a_year_is_told_as_one() -> None:
    assert is_year(span_between(date(2012, 9, 26), date(2013, 9, 26)))
    assert not is_year(span_of(Period.MONTH, date(2012, 9, 26)))


def test_days_that_are_still_to_come_are_not_counted() -> None:
    span = span_of(Period.MONTH, date(2013, 9, 1))
    assert days_in(span, datetime(2013, 9, 26, 8, tzinfo=CHINA)) == 26
    assert days_in(span, datetime(2013, 11, 1, tzinfo=CHINA)) == 30
    assert days_in(span, datetime(2013, 8, 1, tzinfo=CHINA)) == 0


@given(st.lists(st.integers(0, 50)), st.sampled_from([0.5, 0.9]))
def test_so_many_do_not_exceed_the_middle(values: list[int], place: float) -> None:
    found = middle(Counter(values), place)
    if found is None:
        assert values == []
        return
    below = sum(1 for value in values if value < found)
    assert below < len(values) * place <= sum(1 for value in values if value <= found)


def test_the_busiest_is_the_first_of_the_greatest() -> None:
    assert (busiest([0, 0]), busiest([1, 3, 3])) == (None, 1)


@pytest.mark.parametrize(
    ("bodies", "callback"),
    [
        ((), Callback.NOT_DUE),
        ((SENT,), Callback.NOT_DUE),
        ((SENT, Cancel()), Callback.NOT_DUE),
        ((Answer(words="先关总阀"), Close(reason=CloseReason.ANSWERED, resolved=True)), Callback.NOT_DUE),
        ((SENT, WorkDone()), Callback.DUE),
        ((SENT, WorkDone(), CallbackAttempt(outcome=Attempt.NO_ANSWER)), Callback.DUE),
        ((SENT, WorkDone(), CallbackAttempt(outcome=Attempt.REFUSED)), Callback.REACHED),
        ((SENT, WorkDone(), SILENT), Callback.REACHED),
        ((SENT, WorkDone(), RATED), Callback.RATED),
        ((SENT, WorkDone(), RATED, Rework(reason="又漏")), Callback.DUE),
        ((SENT, WorkDone(), CallbackAnswer(steps=ALL_YES, score=2), Rework(reason="又漏")), Callback.RATED),
    ],
)
def test_how_far_a_callback_has_come(bodies: tuple[Body, ...], callback: Callback) -> None:
    assert callback_of(fold(journal(accept(), *bodies))) is callback


def test_only_the_first_of_everything_is_timed() -> None:
    bodies = (accept(), SENT, Decline(reason="满"), SENT, OnSite(), WorkDone(), Rework(reason="又漏"), OnSite(), WorkDone())
    assert pace_of(fold(journal(*bodies))) == Pace(60, 180, 240)
    assert pace_of(fold(journal(accept()))) == Pace(None, None, None)


def test_a_clock_that_was_set_back_makes_nothing_faster_than_at_once() -> None:
    lines = (entry(1, accept()), entry(2, SENT, MORNING - timedelta(hours=1)), entry(3, WorkDone(), MORNING + timedelta(minutes=5)))
    assert pace_of(fold(lines)) == Pace(0, None, 3900)
    assert parse_time(fold(lines).opened_at) == MORNING
