"""Opening hours: spans like ``08:30-12:00`` of a day, in the hotline's clock. A span may pass midnight (``20:00-02:00``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from models.records.base import CHINA
from models.records.failure import BadInput

DAY = 24 * 60
"""Minutes of a day."""

_SPAN = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


def parse_span(text: str) -> tuple[int, int]:
    """Return (start, end) of a span in minutes after midnight; ``end`` ≤ ``start`` means that it passes midnight, 1440 is ``24:00``.

    Raises BadInput ``hours.bad`` where the text is no span.
    """
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise BadInput("hours.bad", hours=text)
    start_hour, start_minute, end_hour, end_minute = (int(part) for part in found.groups())
    start, end = start_hour * 60 + start_minute, end_hour * 60 + end_minute
    if start_minute > 59 or end_minute > 59 or start >= DAY or end > DAY:
        raise BadInput("hours.bad", hours=text)
    return start, end


def covers(hours: Iterable[str], days: str, at: datetime) -> bool:
    """Tell whether somebody with these hours works at ``at`` (aware). ``days`` holds ISO weekday digits, Monday = 1.

    The part of a span after midnight belongs to the day on which the span began. The end is not included. Raises BadInput ``hours.bad``.
    """
    local = at.astimezone(CHINA)
    minute = local.hour * 60 + local.minute
    today = str(local.isoweekday()) in days
    yesterday = str((local.isoweekday() - 2) % 7 + 1) in days
    for span in hours:
        start, end = parse_span(span)
        if start < end:
            if today and start <= minute < end:
                return True
        elif (today and minute >= start) or (yesterday and minute < end):
            return True
    return False


def close_of_day(hours: Iterable[str]) -> int:
    """Return the minute after midnight at which the last span of an office day ends, 1440 at most.

    Raises BadInput ``hours.bad`` for no hours at all, or a span that is unreadable or passes midnight: an office day ends on its day.
    """
    ends = []
    for span in hours:
        start, end = parse_span(span)
        if end <= start:
            raise BadInput("hours.bad", hours=span)
        ends.append(end)
    if not ends:
        raise BadInput("hours.bad", hours="")
    return max(ends)


def office_spans(hours: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) minutes of an office day in order, spans that touch or overlap made one.

    Raises BadInput ``hours.bad`` as ``close_of_day`` does.
    """
    joined: list[tuple[int, int]] = []
    close_of_day(hours)
    for start, end in sorted(parse_span(span) for span in hours):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
