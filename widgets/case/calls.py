"""The calls of a case as lines of its journal: who was rung or rang, what came of it, how long they talked, and the recording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from models.records.base import CHINA, parse_time
from models.records.call import CallRow, Direction, EndReason
from widgets.base.moment import clock, day_clock, duration, seconds_since
from widgets.base.number import masked
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import end_word

PREFIX = "call:"
"""How the key of a call begins; the rest of it is the call's id."""


def call_line(call: CallRow, who: str, *, plays: bool, now: datetime) -> Line:
    """Return a call as a line: ``who`` is the name behind the number, '' where nobody knows; ``plays``: Enter has its recording played."""
    told = who or masked(call.number) or QCoreApplication.translate("CallBar", "Number withheld")
    came = call.direction is Direction.IN
    title = QCoreApplication.translate("journal", "{who} rang") if came else QCoreApplication.translate("journal", "Rang {who}")
    today = parse_time(call.queued_at).date() == now.astimezone(CHINA).date()
    recorded = QCoreApplication.translate("journal", "recorded: {reference}").format(reference=call.recording) if call.recording else ""
    operator = QCoreApplication.translate("journal", "No. {number}").format(number=call.operator) if call.operator else ""
    return Line(
        key=f"{PREFIX}{call.id}",
        time=clock(call.queued_at, seconds=True) if today else day_clock(call.queued_at, now),
        lead=operator,
        title=title.format(who=told),
        subtitle=" · ".join(filter(None, (came_of(call), went_to(call), recorded))),
        right=(Mark(QCoreApplication.translate("journal", "Enter plays"), Tone.ACCENT),) if recorded and plays else (),
    )


def came_of(call: CallRow) -> str:
    """Return what came of a call."""
    if not call.answered_at:
        return end_word(call.reason) if call.reason else QCoreApplication.translate("journal", "rings")
    if not call.ended_at:
        return QCoreApplication.translate("journal", "on the line")
    talked = duration(seconds_since(call.answered_at, parse_time(call.ended_at)))
    return QCoreApplication.translate("journal", "answered, talked {time}").format(time=talked)


def went_to(call: CallRow) -> str:
    """Return who else was in an answered call that is over, '' for nobody."""
    if not call.answered_at or not call.ended_at or not call.party:
        return ""
    if call.reason in (EndReason.ABANDONED, EndReason.NO_ANSWER):
        said = QCoreApplication.translate("journal", "lost on the way to {party}")
    elif call.reason is EndReason.TRANSFER:
        said = QCoreApplication.translate("journal", "put through to {party}")
    else:
        said = QCoreApplication.translate("journal", "{party} took part")
    return said.format(party=masked(call.party))


def among(entries: Iterable[tuple[str, Line]], calls: Sequence[tuple[CallRow, Line]]) -> list[Line]:
    """Return the lines of a journal, (ISO time, line) in its own order, with its calls in order among them.

    Of two things at the same moment a caller rang before what was written, and a call out follows from it.
    """
    lines: list[Line] = []
    waiting = list(calls)
    for at, line in entries:
        while waiting and _before(waiting[0][0], at):
            lines.append(waiting.pop(0)[1])
        lines.append(line)
    return lines + [line for _, line in waiting]


def _before(call: CallRow, at: str) -> bool:
    began, written = parse_time(call.queued_at), parse_time(at)
    return began < written or (began == written and call.direction is Direction.IN)
