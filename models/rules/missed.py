"""Calls that nobody answered as lines to ring back: one for each number and line of the hotline."""

from __future__ import annotations

from collections.abc import Iterable

from models.records.base import parse_time
from models.records.call import CallRow, EndReason, MissedRow
from models.records.catalogue import Line

BRIEF = 5.0
"""Seconds: who gives up sooner is shown apart from those whom nobody answered (the definitions of the connect rate), never left out."""


def missed_rows(calls: Iterable[CallRow]) -> tuple[MissedRow, ...]:
    """Return the lines that ended calls make, those who waited in earnest first, then by when they rang first.

    A withheld number says nothing about who rang: each of its calls is a line of its own.
    """
    groups: dict[tuple[str, Line, str], list[CallRow]] = {}
    for call in sorted(calls, key=lambda call: (call.queued_at, call.id), reverse=True):
        groups.setdefault((call.number, call.line, "" if call.number else call.id), []).append(call)
    return tuple(sorted(map(_row, groups.values()), key=lambda row: (row.brief, row.since, row.calls)))


def waited(call: CallRow) -> float:
    """Return how many seconds an ended call waited that nobody answered."""
    return max((parse_time(call.ended_at) - parse_time(call.queued_at)).total_seconds(), 0.0)


def _row(calls: list[CallRow]) -> MissedRow:
    newest, oldest = calls[0], calls[-1]
    return MissedRow(
        number=newest.number,
        line=newest.line,
        calls=tuple(call.id for call in calls),
        since=oldest.queued_at,
        last=newest.queued_at,
        waited=max(map(waited, calls)),
        brief=all(call.reason is EndReason.ABANDONED and waited(call) < BRIEF for call in calls),
    )
