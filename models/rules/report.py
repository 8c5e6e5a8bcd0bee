"""What the figures of a bulletin mean, and the spans that it is made for.

* Service level: calls answered within the profile's seconds (15 in GB/T 33358-2016) of all that were offered.
* Connect rate: calls answered of all that were offered; the same standard wants 95 of 100 over any 24 h.
* Offered: answered, given up in earnest, or lost. Callers who give up in less than 5 s (``models.rules.missed.BRIEF``) heard no welcome
  that an operator could have shortened: they are counted apart and shown beside the rate, never left out of the bulletin.
* Closed, resolved and satisfied are three facts. Satisfied is told with what it is a part of: satisfied / rated / reached / due.
* Response times run from the moment at which those who are measured could know: the desk's from taking the case on to the first dispatch or
  assignment, a partner's or department's from there to the first arrival and to the first report that the work is done. What is done
  once more (rework) is not measured again. These are in-house definitions: no standard gives one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from models.records.base import CHINA, parse_time
from models.records.call import CallRow, Direction
from models.records.callback import Attempt
from models.records.case import CaseKind, CaseState, Stage
from models.records.failure import BadInput
from models.records.report import Period, Span

HELP = (CaseKind.SERVICE, CaseKind.UNMET)
"""The kinds of case that are a call for help (求助): somebody has to come. Not consultations, complaints and suggestions."""

_YEAR = 360
_LONGEST = timedelta(days=3_660)
_HEARD = frozenset((Attempt.REACHED.value, Attempt.REFUSED.value))
_SENT = ("dispatch", "assign")


class Callback(IntEnum):
    """How far the callback of a case has come; each is a part of the one before it."""

    NOT_DUE = 0
    DUE = 1
    REACHED = 2
    RATED = 3


def callback_of(state: CaseState) -> Callback:
    """Return how far the callback of a case has come.

    It is due once work was reported done or the citizen has been rung about it; reached once somebody spoke with the citizen, who may also
    have refused to answer; rated once there is a mark. A mark that new work has made void counts no more, a bad one does until the next.
    """
    if state.score is not None:
        return Callback.RATED
    if state.callback_done or any(how in _HEARD for _, how in state.attempts):
        return Callback.REACHED
    due = state.attempts or "work_done" in state.firsts or "callback" in state.firsts or state.stage is Stage.CALLBACK
    return Callback.DUE if due else Callback.NOT_DUE


class Pace(NamedTuple):
    """Whole seconds until somebody was sent, and from then until somebody stood there and was done; None where it has not happened."""

    sent: int | None
    there: int | None
    done: int | None


def pace_of(state: CaseState) -> Pace:
    """Return how fast a case went. A clock that was set back makes no time shorter than none."""
    sent = min((state.firsts[verb] for verb in _SENT if verb in state.firsts), default="")
    if not sent:
        return Pace(None, None, None)
    return Pace(_between(state.opened_at, sent), _between(sent, state.firsts.get("on_site")), _between(sent, state.firsts.get("work_done")))


def waited_ms(call: CallRow) -> int | None:
    """Return how many milliseconds somebody who rang waited for an answer, or until they gave up; None while they wait, and for a call out.

    A clock that was set back makes no wait shorter than none; of times that cannot be read nobody knows how long.
    """
    until = call.answered_at or call.ended_at
    if call.direction is not Direction.IN or not until:
        return None
    try:
        return max(round((parse_time(until) - parse_time(call.queued_at)) / timedelta(milliseconds=1)), 0)
    except ValueError:
        return None


def span_of(period: Period, day: date) -> Span:
    """Return the day, week, month or year in which ``day`` lies; a span of one's own is made with ``span_between``."""
    if period is Period.WEEK:
        first = day - timedelta(days=day.weekday())
        return span_between(first, first + timedelta(days=7))
    if period is Period.MONTH:
        first = day.replace(day=1)
        return span_between(first, (first + timedelta(days=31)).replace(day=1))
    if period is Period.YEAR:
        return span_between(date(day.year, 1, 1), date(day.year + 1, 1, 1))
    return span_between(day, day + timedelta(days=1))


def span_between(first: date, after: date) -> Span:
    """Return the span from the midnight that begins ``first`` to the one that begins ``after``, in the hotline's clock.

    Raises BadInput ``report.span`` where that is nothing, or more than ten years.
    """
    if not timedelta() < after - first <= _LONGEST:
        raise BadInput("report.span")
    return Span(begins=_midnight(first), ends=_midnight(after))


def beside(period: Period, span: Span, by: int) -> Span:
    """Return the period ``by`` steps after (or before) a span of it; a span of one's own moves by its own length."""
    first, after = days_of(span)
    if period is Period.SPAN:
        length = (after - first) * by
        return span_between(first + length, after + length)
    if period is Period.MONTH:
        months = first.year * 12 + first.month - 1 + by
        return span_of(period, date(months // 12, months % 12 + 1, 1))
    if period is Period.YEAR:
        return span_of(period, date(first.year + by, 1, 1))
    return span_of(period, first + timedelta(days=(7 if period is Period.WEEK else 1) * by))


def days_of(span: Span) -> tuple[date, date]:
    """Return the first day of a span and the one after its last."""
    return parse_time(span.begins).date(), parse_time(span.ends).date()


def parts(span: Span) -> tuple[int, tuple[str, ...]]:
    """Return along what a span is drawn: how many characters of an ISO time tell its part, and every part in order.

    A day by its hours (``2013-03-18T07``), up to two months by days (``2013-03-18``), more by months (``2013-03``).
    """
    first, after = days_of(span)
    length = (after - first).days
    if length <= 1:
        return 13, tuple(f"{first.isoformat()}T{hour:02}" for hour in range(24))
    if length <= 62:
        return 10, tuple((first + timedelta(days=day)).isoformat() for day in range(length))
    return 7, tuple(_months(first, after))


def part_span(part: str, whole: Span) -> Span:
    """Return the span of one of the ``parts`` of a whole, cut where the whole begins or ends within it."""
    if len(part) == 13:
        begins = datetime.fromisoformat(f"{part}:00:00").replace(tzinfo=CHINA)
        return Span(begins=_stamp(begins), ends=_stamp(begins + timedelta(hours=1)))
    span = span_of(Period.MONTH, date.fromisoformat(f"{part}-01")) if len(part) == 7 else span_of(Period.DAY, date.fromisoformat(part))
    return Span(begins=max(span.begins, whole.begins), ends=min(span.ends, whole.ends))


def is_year(span: Span) -> bool:
    """Tell whether a span is long enough to be told as a year."""
    first, after = days_of(span)
    return (after - first).days >= _YEAR


def days_in(span: Span, now: datetime) -> int:
    """Return how many days of a span have begun by ``now`` (aware)."""
    begins, ends = parse_time(span.begins), min(parse_time(span.ends), now)
    return max(math.ceil((ends - begins) / timedelta(days=1)), 0)


def middle(counts: Mapping[int, int], place: float) -> int | None:
    """Return the value that ``place`` (0 to 1) of all do not exceed (nearest rank), from value → how often; None where there is none."""
    rank = rank_of(sum(counts.values()), place) + 1
    for value in sorted(counts):
        rank -= counts[value]
        if rank <= 0:
            return value
    return None


def rank_of(total: int, place: float) -> int:
    """Return where among ``total`` sorted values the one stands that ``place`` (0 to 1) of them do not exceed, counted from 0."""
    return math.ceil(total * place) - 1


def busiest(values: Sequence[int]) -> int | None:
    """Return the place of the greatest value, the first of several, None where all are nothing."""
    return max(range(len(values)), key=lambda place: (values[place], -place)) if any(values) else None


def _between(begin: str, end: str | None) -> int | None:
    return max(int((parse_time(end) - parse_time(begin)).total_seconds()), 0) if end else None


def _months(first: date, after: date) -> Iterator[str]:
    month = first.replace(day=1)
    while month < after:
        yield month.isoformat()[:7]
        month = (month + timedelta(days=31)).replace(day=1)


def _midnight(day: date) -> str:
    return _stamp(datetime(day.year, day.month, day.day, tzinfo=CHINA))


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
