"""A department's task as a line of a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records.supervision import ReturnState, Watchlist
from models.records.unit import TaskRow
from widgets.base.moment import countdown, day_clock
from widgets.base.number import regrouped
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.unit_words import pressed_word, step_word
from widgets.base.words import language

_OWED = QT_TRANSLATE_NOOP("supervision", "answer to the return")
_TRUE = QT_TRANSLATE_NOOP("supervision", "complaint true")
_DUE = QT_TRANSLATE_NOOP("supervision", "due {time}")
_ASSIGNED = QT_TRANSLATE_NOOP("supervision", "assigned {time}")
_HELPS = QT_TRANSLATE_NOOP("supervision", "helps")
_LATE = QT_TRANSLATE_NOOP("supervision", "late")
_IN_TIME = QT_TRANSLATE_NOOP("supervision", "in time")
_UNASSESSED = QT_TRANSLATE_NOOP("supervision", "not assessed")
_RETURNS: Mapping[ReturnState, object] = {
    ReturnState.OPEN: QT_TRANSLATE_NOOP("supervision", "return to decide"),
    ReturnState.ACCEPTED: QT_TRANSLATE_NOOP("supervision", "return accepted"),
    ReturnState.REJECTED: QT_TRANSLATE_NOOP("supervision", "return rejected"),
    ReturnState.LAPSED: QT_TRANSLATE_NOOP("supervision", "returned"),
}


def watched_line(row: TaskRow, which: Watchlist, now: datetime, phone: str = "") -> Line:
    """Return a task that waits for somebody to press its unit, or to answer its return: what is owed, and how far the promise is.

    ``phone`` is the unit's number.
    """
    far, tone = countdown(row.due, now)
    owed = step_word(row.step) if row.step is not None else _say(_OWED)
    chips = tuple(Mark(f"✓ {pressed_word(press)}", Tone.MUTED) for press in row.pressed)
    told = [row.return_reason] if which is Watchlist.RETURNS else []
    return _line(row, (*told, *_about(row, now), regrouped(phone)), (*chips, Mark(f"{owed} {far}", tone)))


def assessed_line(row: TaskRow, now: datetime) -> Line:
    """Return a task behind a figure: when it was due, and whether that was kept."""
    if not row.answer_due:
        return _line(row, _about(row, now), (Mark(_say(_TRUE), Tone.OVERDUE),))
    marks = [Mark(_say(_DUE).format(time=day_clock(row.answer_due, now)), Tone.MUTED)]
    if row.return_state in _RETURNS:
        marks.append(Mark(_say(_RETURNS[row.return_state]), Tone.DUE))
    marks.append(_kept(row, now))
    return _line(row, _about(row, now), tuple(marks))


def _kept(row: TaskRow, now: datetime) -> Mark:
    if row.in_time is None:
        late = not row.answered_at and row.return_state is ReturnState.NONE and countdown(row.answer_due, now)[1] is Tone.OVERDUE
        return Mark(_say(_LATE), Tone.OVERDUE) if late and row.step is not None else Mark(_say(_UNASSESSED), Tone.MUTED)
    return Mark(_say(_IN_TIME), Tone.OK) if row.in_time else Mark(_say(_LATE), Tone.OVERDUE)


def _about(row: TaskRow, now: datetime) -> tuple[str, ...]:
    return (row.case.item_name.in_(language()), _say(_ASSIGNED).format(time=day_clock(row.assigned_at, now)))


def _line(row: TaskRow, under: tuple[str, ...], right: tuple[Mark, ...]) -> Line:
    return Line(
        key=row.key,
        lead=row.case.no,
        title=row.name.in_(language()) or row.unit,
        subtitle=" · ".join(filter(None, under)),
        marks=() if row.lead else (Mark(_say(_HELPS), Tone.ACCENT),),
        right=right,
    )


def _say(source: object) -> str:
    return QCoreApplication.translate("supervision", str(source))
