"""Calls that nobody answered, or took up where they were handed on, as lines to ring back: one for each number and line of the hotline."""

from __future__ import annotations

from collections.abc import Iterable

from models.records.base import parse_time
from models.records.call import CallRow, Direction, EndReason, MissedRow
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


def unanswered(call: CallRow) -> bool:
    """Tell whether somebody rang and was lost: nobody answered, or who did handed the call on and nobody took it up."""
    over = call.direction is Direction.IN and call.ended_at != ""
    return over and (not call.answered_at or handed_on(call))


def handed_on(call: CallRow) -> bool:
    """Tell whether a call was answered, handed on, and not taken up: no other one that was answered ends so."""
    return call.answered_at != "" and call.reason in (EndReason.ABANDONED, EndReason.NO_ANSWER)


def waited(call: CallRow) -> float:
    """Return how many seconds an ended call waited that nobody answered. Of one that was handed on it is what it waited for the answer."""
    until = call.answered_at or call.ended_at
    return max((parse_time(until) - parse_time(call.queued_at)).total_seconds(), 0.0)


def _row(calls: list[CallRow]) -> MissedRow:
    newest, oldest = calls[0], calls[-1]
    return MissedRow(
        number=newest.number,
        line=newest.line,
        calls=tuple(call.id for call in calls),
        since=oldest.queued_at,
        last=newest.queued_at,
        waited=max(map(waited, calls)),
        brief=all(call.reason is EndReason.ABANDONED and not call.answered_at and waited(call) < BRIEF for call in calls),
        handed_on=any(map(handed_on, calls)),
    )
