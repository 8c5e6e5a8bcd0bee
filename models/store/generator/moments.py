"""When people ring: a year of moments with the hours, weekdays and seasons of a city."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate

from models.records.base import CHINA

DAYS = 365

_HOURS = (1.1, 0.8, 0.6, 0.5, 0.6, 1.0, 2.2, 4.4, 7.4, 8.6, 8.4, 7.2, 5.2, 5.0, 6.2, 6.6, 6.4, 6.0, 5.6, 5.4, 4.6, 3.4, 2.4, 1.7)
"""How the calls of a day spread over its hours: two office peaks, a quiet noon, few at night."""
_WEEKDAYS = (1.10, 1.04, 1.00, 1.00, 1.02, 0.94, 0.88)
"""Monday brings what the weekend has left."""
_MONTHS = (0.95, 0.80, 0.95, 0.95, 1.00, 1.06, 1.16, 1.14, 1.04, 0.96, 0.94, 1.00)
"""The Spring Festival is quiet, the hot months break air conditioners."""
_WOBBLE = 0.08
"""By how much one day differs from the next for no reason."""

_LAST_CALL = timedelta(minutes=2)
"""Whoever rings later than this before the end is not through by then."""

_day_curve = list(accumulate(_HOURS))


def moments(count: int, end: datetime, dice: random.Random) -> Iterator[datetime]:
    """Yield ``count`` moments of the 365 days up to ``end`` (aware), in order. A case number carries no year, so no day comes twice."""
    end = end.astimezone(CHINA)
    midnight = end.replace(hour=0, minute=0, second=0, microsecond=0)
    days = [midnight - timedelta(days=back) for back in reversed(range(DAYS))]
    weights = [_WEEKDAYS[day.weekday()] * _MONTHS[day.month - 1] * dice.uniform(1 - _WOBBLE, 1 + _WOBBLE) for day in days]
    weights[-1] *= _passed(end - midnight)
    total, given = sum(weights), 0
    for day, reached in zip(days, accumulate(weights), strict=True):
        upto = count if day is days[-1] else round(count * reached / total)
        room = (end - _LAST_CALL - day).total_seconds() if day is days[-1] else 86_400.0
        yield from sorted(day + timedelta(milliseconds=round(_second(dice, room) * 1000)) for _ in range(upto - given))
        given = upto


def _passed(since_midnight: timedelta) -> float:
    """Return the share of a day's calls that have come by then."""
    hour, rest = divmod(since_midnight.total_seconds() / 3600, 1)
    before = _day_curve[int(hour) - 1] if hour else 0.0
    return (before + rest * _HOURS[int(hour)]) / _day_curve[-1]


def _second(dice: random.Random, room: float) -> float:
    """Return a second of the day by the curve of the hours, less than ``room``."""
    hour = dice.choices(range(24), cum_weights=_day_curve)[0]
    second = (hour + dice.random()) * 3600
    return second if second < room else dice.random() * max(room, 0.0)
