"""Which figure of a bulletin a number on the board is: one definition for both (``models.rules.report``)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from models.records.base import CHINA, parse_time
from models.records.board import Ask, What
from models.records.board import Span as Back
from models.records.report import Asked, Cut, Measure, Span

SOON = timedelta(hours=2)
"""A promise that falls due within this time is counted beside those that are past."""
_CALLS: Mapping[What, Measure] = {
    What.OFFERED: Measure.OFFERED,
    What.IN_TIME: Measure.ANSWERED_IN_TIME,
    What.CONNECTED: Measure.ANSWERED,
    What.ABANDONED: Measure.ABANDONED,
    What.BRIEF: Measure.BRIEF,
}
_CASES: Mapping[What, Measure] = {
    What.DUE: Measure.CALLBACK_DUE,
    What.REACHED: Measure.REACHED,
    What.ANSWER: Measure.RATED,
    What.SATISFIED: Measure.SATISFIED,
}
_DAY = timedelta(days=1)


def asked_of(ask: Ask, now: datetime) -> Asked | None:
    """Return the figure that a number is at ``now`` (aware), None for one that no bulletin has: how things stand at the moment.

    Calls since midnight or in 24 hours; satisfaction of the cases taken on today; needs of the week that began on Monday.
    """
    midnight = now.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    if ask.what in _CALLS:
        rolling = ask.of == Back.DAY.value
        return Asked(measure=_CALLS[ask.what], span=_span(now - _DAY, now) if rolling else _span(midnight, midnight + _DAY))
    if ask.what in _CASES:
        return Asked(measure=_CASES[ask.what], span=_span(midnight, midnight + _DAY))
    match ask.what:
        case What.HALF_HOUR:
            begins = parse_time(ask.of)
            return Asked(measure=Measure.CALLS_IN, span=_span(begins, begins + timedelta(minutes=30)))
        case What.RUNG:
            return Asked(measure=Measure.CALLS_IN, span=_span(midnight, midnight + _DAY))
        case What.WEEK_BEFORE:
            return Asked(measure=Measure.CALLS_IN, span=_span(midnight - 7 * _DAY, midnight - 6 * _DAY))
        case What.UNMET:
            cuts = ((Cut.ITEM, ask.of),) if ask.of else ()
            monday = midnight - midnight.weekday() * _DAY
            return Asked(measure=Measure.UNMET, span=_span(monday, monday + 7 * _DAY), cuts=cuts)
    return None


def _span(begins: datetime, ends: datetime) -> Span:
    begin, end = (moment.astimezone(CHINA).isoformat(timespec="milliseconds") for moment in (begins, ends))
    return Span(begins=begin, ends=end)
