"""What the hotline had with a number, as painted lines."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from models.records.caller import TimelineKind, TimelineRow
from models.records.case import CaseRow
from widgets.base.moment import clock, countdown, day
from widgets.base.rows import Line, Mark
from widgets.base.standing import unsent_mark, unsent_note
from widgets.base.theme import Tone
from widgets.base.words import deadline_word, language, stage_word


def case_line(row: CaseRow, now: datetime) -> Line:
    """Return an open case: what it is about, how near its next promise is, where it stands and who has it."""
    left, tone = countdown(row.due, now)
    urgent = (Mark(QCoreApplication.translate("CallerPane", "Urgent"), Tone.OVERDUE),) if row.urgent else ()
    return Line(
        key=row.id,
        title=row.item_name.in_(language()),
        bold=True,
        marks=(*urgent, *unsent_mark(row.unsent)),
        subtitle=" · ".join(filter(None, (row.no, stage_word(row.stage), row.handler.in_(language())))),
        right=(Mark(left, tone),) if left else (),
        spoken=" · ".join(filter(None, (row.item_name.in_(language()), row.no, stage_word(row.stage), promise_words(row, now)))),
        note=unsent_note(row.unsent),
    )


def promise_words(row: CaseRow, now: datetime) -> str:
    """Return what is promised next and how near it is, e.g. ``feedback in 0:48``; '' where nothing is."""
    left, _tone = countdown(row.due, now)
    return f"{deadline_word(row.due_kind)} {left}" if row.due_kind and left else left


def timeline_line(row: TimelineRow, now: datetime) -> Line:
    """Return one line of the history: the time of today or the date of another day, what it was, and how satisfied the citizen was."""
    today = day(row.at, now) == day(now.isoformat(), now)
    marks = [*unsent_mark(row.unsent)]
    if row.open:
        marks.append(Mark(QCoreApplication.translate("CallerPane", "open"), Tone.ACCENT))
    if row.score is not None:
        words = QCoreApplication.translate("CallerPane", "rated {score}").format(score=row.score)
        marks.append(Mark(words, Tone.DUE if row.score < 3 else Tone.OK))
    return Line(
        key=f"{row.kind.value}:{row.ref}",
        time=clock(row.at) if today else day(row.at, now)[-10:],
        title=row.title.in_(language()),
        right=tuple(marks),
        subtitle=" · ".join(filter(None, (timeline_word(row.kind), row.detail, row.about.in_(language())))),
        note=unsent_note(row.unsent),
    )


def timeline_word(kind: TimelineKind) -> str:
    """Return what a line of the history is."""
    return {
        TimelineKind.CALL: QCoreApplication.translate("CallerPane", "Call"),
        TimelineKind.CASE: QCoreApplication.translate("CallerPane", "Case"),
        TimelineKind.PROMISE: QCoreApplication.translate("CallerPane", "Promise"),
    }[kind]
