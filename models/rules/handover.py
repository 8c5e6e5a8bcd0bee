"""Shifts, and what holds back somebody who leaves: promises of the next shift that would have nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from models.records.base import CHINA, parse_time
from models.records.case import CaseRow
from models.records.catalogue import Line
from models.records.failure import BadInput
from models.records.handover import Shift, UnownedRow
from models.records.staff import OperatorRow
from models.rules.permissions import Permission, may_on

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def shift_at(shifts: Sequence[str], now: datetime) -> Shift:
    """Return the shift that is on at ``now`` (aware): from the last of these times of the day to the next one, the end not included.

    Raises BadInput ``shifts.bad`` where there is none, or one that is no time of a day.
    """
    minutes = sorted({_minute(text) for text in shifts})
    if not minutes:
        raise BadInput("shifts.bad", shifts="")
    local = now.astimezone(CHINA)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    turns = [midnight + timedelta(days=day, minutes=minute) for day in (-1, 0, 1) for minute in minutes]
    begins = max(turn for turn in turns if turn <= local)
    ends = min(turn for turn in turns if turn > local)
    return Shift(begins=begins.isoformat(), ends=ends.isoformat())


def next_shift(shifts: Sequence[str], now: datetime) -> Shift:
    """Return the shift after the one that is on at ``now`` (aware). Raises BadInput ``shifts.bad``."""
    return shift_at(shifts, parse_time(shift_at(shifts, now).ends))


def falls_due(row: CaseRow, shift: Shift) -> bool:
    """Tell whether the promise of a case falls due before a shift is over; one that is past already waits just as well."""
    return bool(row.due) and parse_time(row.due) < parse_time(shift.ends)


def held_back(mine: Iterable[CaseRow], laid_down: Iterable[UnownedRow], leaver: int, shift: Shift) -> tuple[CaseRow, ...]:
    """Return the cases that hold back operator ``leaver``, the earliest promise first.

    Those are the promises that fall due before ``shift`` is over and would have nobody: ``mine`` are the cases that the leaver answers for,
    and of those that were laid down the ones that the leaver laid down and nobody has accepted.
    """
    waiting = (row.case for row in laid_down if row.by == leaver)
    held = (row for row in (*mine, *waiting) if falls_due(row, shift))
    return tuple(sorted(held, key=lambda row: (row.due, row.id)))


def may_let_go(lead: OperatorRow | None, line: Line) -> bool:
    """Tell whether somebody may let an operator go all the same: one who is here and may give the cases of the line to anybody."""
    return lead is not None and not lead.retired and may_on(lead.role, Permission.REASSIGN, line)


def _minute(text: str) -> int:
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise BadInput("shifts.bad", shifts=text)
    return int(found.group(1)) * 60 + int(found.group(2))
