"""How departments and towns are assessed (考核): which figures there are, in words, and whether a task was done in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from models.records.base import CHINA, Text, parse_time
from models.records.profile import Profile
from models.records.supervision import Figure, ReturnState, UnitTask
from models.rules.supervision import answer_due


def in_time(task: UnitTask, profile: Profile) -> bool | None:
    """Tell whether a unit kept its promise to answer; None while it is open, or where it no longer had to.

    It had not where its return was accepted, or where the case went another way before the answer was due.
    """
    if task.return_decision is ReturnState.ACCEPTED:
        return None
    due = parse_time(answer_due(task, profile).due)
    if task.answered_at:
        return parse_time(task.answered_at) <= due
    return False if task.ended_at and parse_time(task.ended_at) > due else None


DEFINITIONS: Mapping[Figure, Text] = {
    Figure.ASSIGNED: Text(
        "交办：期间内交给该单位的件数，主办、协办都算，返工另算一件",
        "Assigned in the span, as main unit or helping; rework is one more",
    ),
    Figure.DUE: Text(
        "应答复：答复期限落在期间内、且已经答复或已经逾期的件数；准予退回的、尚待裁定退回的、未到期就另行处理的不算",
        "Answers due in the span that were given or are late; not where the return was accepted or is undecided, nor what went another way",
    ),
    Figure.IN_TIME: Text("按期：应答复的件里，在期限内答复的", "Of those, answered by the time"),
    Figure.RETURNED: Text("退回：期间内该单位提出退回的件数", "Returned by the unit in the span as not its own"),
    Figure.RETURN_ACCEPTED: Text("准予退回：其中裁定不归该单位的", "Of those, the returns that were accepted"),
    Figure.CALLBACK_DUE: Text("应回访：期间内该单位作为主办答复的件数", "Answered in the span as main unit: citizens to be called back"),
    Figure.REACHED: Text("已回访：其中已回访到来电人的", "Of those, the citizens who were reached"),
    Figure.SCORED: Text("已评分：其中来电人给了分的", "Of those, the ones who gave a mark"),
    Figure.SATISFIED: Text("满意：其中给 4 分或 5 分的", "Of those, marks of 4 or 5"),
    Figure.FAULTS: Text("投诉属实：期间内核实属实的对该单位的投诉", "Complaints about the unit found true in the span"),
}
"""Satisfaction is always read with its three denominators: satisfied / gave a mark / reached / due."""


class Span(StrEnum):
    """Spans of time for an assessment, of the hotline's calendar."""

    WEEK = "week"
    MONTH = "month"
    LAST_MONTH = "last_month"
    YEAR = "year"
    LAST_YEAR = "last_year"


def span_of(span: Span, now: datetime) -> tuple[datetime, datetime]:
    """Return [begin, end) of a span around ``now`` (aware), at midnight of the hotline's clock. A week begins on Monday."""
    today = now.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    match span:
        case Span.WEEK:
            monday = today - timedelta(days=today.weekday())
            return monday, monday + timedelta(days=7)
        case Span.MONTH:
            return month, _month_after(month)
        case Span.LAST_MONTH:
            return (month - timedelta(days=1)).replace(day=1), month
        case Span.YEAR:
            return year, year.replace(year=year.year + 1)
        case Span.LAST_YEAR:
            return year.replace(year=year.year - 1), year


def _month_after(month: datetime) -> datetime:
    return (month + timedelta(days=32)).replace(day=1)
