"""Working days in China: weekends, public holidays and the days that make up for them (调休), as the State Council announces each year."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from chinese_calendar import constants

from models.records.base import CHINA
from models.records.failure import BadInput
from models.rules.hours import close_of_day, office_spans

_HOLIDAYS: frozenset[date] = frozenset(constants.holidays)
_MAKE_UP: frozenset[date] = frozenset(constants.workdays)
_YEARS: frozenset[int] = frozenset(day.year for day in _HOLIDAYS)
_WEEKEND_FROM = 6


def is_working_day(day: date) -> tuple[bool, bool]:
    """Return (whether offices work on this day, whether that is certain).

    The answer is uncertain, and plain weekdays count, for a year whose holiday notice the calendar does not hold.
    """
    weekday = day.isoweekday() < _WEEKEND_FROM
    if day.year not in _YEARS:
        return weekday, False
    return day in _MAKE_UP or (weekday and day not in _HOLIDAYS), True


def add_working_days(start: datetime, days: int, office_hours: tuple[str, ...]) -> tuple[datetime, bool]:
    """Return (when a promise of ``days`` working days falls due, whether every day counted is certain).

    The day of receipt does not count (Civil Code, art. 201); what comes in after the office has closed, or on a day off, counts as received
    on the next working day. Due is the end of the office hours of the last day, in the hotline's clock. ``start`` must be aware.
    Raises BadInput ``calendar.days`` for less than one day, ``hours.bad`` for office hours that cannot be read.
    """
    if days < 1:
        raise BadInput("calendar.days", days=days)
    closing = timedelta(minutes=close_of_day(office_hours))
    local = start.astimezone(CHINA)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    working, certain = is_working_day(midnight.date())
    received_late = not working or local >= midnight + closing
    for _ in range(days + received_late):
        midnight, sure = _next_working_day(midnight)
        certain = certain and sure
    return midnight + closing, certain


def add_working_minutes(start: datetime, minutes: int, office_hours: tuple[str, ...]) -> tuple[datetime, bool]:
    """Return (the first moment by which ``minutes`` of office time have passed since ``start``, whether every day counted is certain).

    The clock stands still at noon, after hours and on days off: 11:30 and 60 minutes are 15:00 where the noon break lasts until 14:30. The
    end of a span is reached, not passed: 08:30 and 210 minutes are 12:00. ``start`` must be aware. Raises BadInput ``calendar.minutes``
    for less than one minute, ``hours.bad`` for office hours that cannot be read.
    """
    left = _length(minutes)
    spans = office_spans(office_hours)
    begin = start.astimezone(CHINA)
    midnight = begin.replace(hour=0, minute=0, second=0, microsecond=0)
    certain = True
    while True:
        working, sure = is_working_day(midnight.date())
        certain = certain and sure
        for opening, closing in spans if working else ():
            since = max(begin, midnight + timedelta(minutes=opening))
            room = midnight + timedelta(minutes=closing) - since
            if left <= room:
                return since + left, certain
            left -= max(room, timedelta())
        midnight += timedelta(days=1)


def take_working_minutes(end: datetime, minutes: int, office_hours: tuple[str, ...]) -> tuple[datetime, bool]:
    """Return (the last moment from which ``minutes`` of office time are left until ``end``, whether every day counted is certain).

    The mirror of ``add_working_minutes``, and raises the same. Before the first day of the calendar there is none: that is then the moment.
    """
    left = _length(minutes)
    spans = office_spans(office_hours)
    until = end.astimezone(CHINA)
    midnight = until.replace(hour=0, minute=0, second=0, microsecond=0)
    certain = True
    while True:
        working, sure = is_working_day(midnight.date())
        certain = certain and sure
        for opening, closing in reversed(spans) if working else ():
            before = min(until, midnight + timedelta(minutes=closing))
            room = before - midnight - timedelta(minutes=opening)
            if left <= room:
                return before - left, certain
            left -= max(room, timedelta())
        if midnight.date() == date.min:
            return midnight, False
        midnight -= timedelta(days=1)


def _length(minutes: int) -> timedelta:
    if minutes < 1:
        raise BadInput("calendar.minutes", minutes=minutes)
    return timedelta(minutes=minutes)


def _next_working_day(midnight: datetime) -> tuple[datetime, bool]:
    """Return the start of the next working day, and whether every day on the way is certain."""
    certain = True
    while True:
        midnight += timedelta(days=1)
        working, sure = is_working_day(midnight.date())
        certain = certain and sure
        if working:
            return midnight, certain
