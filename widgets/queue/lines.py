"""The lists of My work as lines, and a delegate that sets the counts off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from models.records.case import CaseRow, WorkCount, WorkList
from widgets.base.moment import countdown
from widgets.base.number import masked
from widgets.base.rows import Index, Line, LineDelegate, Mark
from widgets.base.theme import Tone, colour, face
from widgets.base.words import deadline_word, language, list_word, stage_word

KEY_NAMES: Mapping[WorkList, str] = {
    WorkList.TO_DISPATCH: "to_dispatch",
    WorkList.AWAITING_FEEDBACK: "awaiting",
    WorkList.CALLBACKS_DUE: "callbacks_due",
    WorkList.OVERDUE: "overdue",
}
"""The names under which the window hands in the keys of the lists."""


def count_line(count: WorkCount, now: datetime, key: str) -> Line:
    """Return the row of a list: its count in ``lead``, its name, and how its earliest promise stands."""
    name = list_word(count.list)
    marks: tuple[Mark, ...] = ()
    if count.count and count.earliest:
        words, tone = countdown(count.earliest, now)
        late = QCoreApplication.translate("QueuePane", "{count} · {time}")
        first = QCoreApplication.translate("QueuePane", "first {time}")
        told = late.format(count=count.late, time=words) if count.late else first.format(time=words)
        marks = (Mark(told, tone),)
    return Line(
        key=count.list.value,
        title=name,
        lead=str(count.count),
        right=marks,
        hint=key,
        bold=bool(count.count),
        tone=Tone.PLAIN if count.count else Tone.MUTED,
        spoken=", ".join((name, str(count.count), *(mark.text for mark in marks))),
    )


def case_line(row: CaseRow, now: datetime) -> Line:
    """Return a case of a list: what it is, who has it, and the next promise."""
    words, tone = countdown(row.due, now)
    due = (Mark(f"{deadline_word(row.due_kind)} {words}" if row.due_kind else words, tone),) if words else ()
    urgent = (Mark(QCoreApplication.translate("QueuePane", "urgent"), Tone.OVERDUE),) if row.urgent else ()
    speech = language()
    who = (stage_word(row.stage), row.handler.in_(speech), row.person_name or masked(row.number))
    return Line(
        key=row.id,
        title=row.item_name.in_(speech),
        lead=row.no,
        subtitle=" · ".join(filter(None, who)),
        marks=urgent,
        right=due,
    )


class CountDelegate(LineDelegate):
    """Paints ``lead`` as a large figure in a column before the title: the count of a list.

    Rows are two pixels lower than elsewhere, so that all four lists stay in sight in the smallest window while a notice is shown.
    """

    column = 32

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 34)

    def _paint_title(self, painter: QPainter, line: Line, left: int, top: int, right: int) -> None:
        late = any(mark.tone is Tone.OVERDUE for mark in line.right)
        painter.setFont(face(17, line.bold))
        painter.setPen(colour("overdue" if late else "text" if line.bold else "muted"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(left - 8, top, self.column - 4, 20), flags, line.lead)
        super()._paint_title(painter, msgspec.structs.replace(line, lead=""), left + self.column, top, right)
