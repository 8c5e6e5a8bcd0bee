"""The lists of My work as lines, and a delegate that sets the counts off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from models.records.call import EndReason, MissedRow, RingRow
from models.records.case import CaseRow, WorkCount, WorkList
from models.records.catalogue import Line as CallLine
from models.records.draft import Draft
from widgets.base.moment import LONG_WAIT, clock, countdown, day_clock, duration
from widgets.base.number import masked
from widgets.base.rows import Index, Line, LineDelegate, Mark
from widgets.base.standing import unsent_mark, unsent_note
from widgets.base.theme import Tone, colour, face
from widgets.base.words import deadline_word, first_word, language, line_word, list_word, stage_word


class OwnList(StrEnum):
    """What stands beside the cases: drafts put aside and numbers that wait for a free line, both of this desk, and missed calls."""

    DRAFTS = "drafts"
    RINGS = "to_ring"
    MISSED = "missed"


KEY_NAMES: Mapping[WorkList | OwnList, str] = {
    OwnList.DRAFTS: "drafts",
    OwnList.RINGS: "to_ring",
    OwnList.MISSED: "missed",
    WorkList.TO_DISPATCH: "to_dispatch",
    WorkList.AWAITING_FEEDBACK: "awaiting",
    WorkList.CALLBACKS_DUE: "callbacks_due",
    WorkList.OVERDUE: "overdue",
}
"""The names under which the window hands in the keys of the lists."""


_TRIED = QT_TRANSLATE_NOOP("QueuePane", "No. {number} tried {time}")
_UNREACHED = QT_TRANSLATE_NOOP("QueuePane", "No. {number} tried {time}, not reached")
_VAIN: Mapping[EndReason, object] = {
    EndReason.NO_ANSWER: QT_TRANSLATE_NOOP("QueuePane", "No. {number} tried {time}, nobody picked up"),
    EndReason.BUSY: QT_TRANSLATE_NOOP("QueuePane", "No. {number} tried {time}, line busy"),
    EndReason.INVALID: _UNREACHED,
    EndReason.FAILED: _UNREACHED,
}
"""How it came to nothing that a missed caller was rung; who gave up by themselves, or whose end nobody knows, has only tried."""


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
    first = (Mark(first_word(), Tone.ACCENT),) if row.priority else ()
    speech = language()
    who = (stage_word(row.stage), row.handler.in_(speech), row.person_name or masked(row.number))
    return Line(
        key=row.id,
        title=row.item_name.in_(speech),
        lead=row.no,
        subtitle=" · ".join(filter(None, who)),
        marks=(*first, *urgent, *unsent_mark(row.unsent)),
        right=due,
        note=unsent_note(row.unsent),
    )


def name_of(shown: WorkList | OwnList) -> str:
    """Return the name of a list."""
    if isinstance(shown, WorkList):
        return list_word(shown)
    if shown is OwnList.DRAFTS:
        return QCoreApplication.translate("QueuePane", "Drafts")
    if shown is OwnList.MISSED:
        return QCoreApplication.translate("QueuePane", "Missed")
    return QCoreApplication.translate("QueuePane", "To ring")


def draft_line(draft: Draft, item: str, now: datetime, *, on_disk: bool, typed_by: int = 0) -> Line:
    """Return a draft that was put aside: its words, whose they are, and when they were typed; ``item`` is the chosen item's name or ''.

    ``typed_by`` is the other operator who typed it at this desk, 0 where that was nobody else.
    """
    beside = {name: words for name, words in draft.fields.items() if name not in ("name", "address", "district", "notes")}
    words = draft.text or next(iter(beside.values()), "") or draft.query
    who = (draft.fields.get("name", ""), masked(draft.number), draft.fields.get("address", ""), draft.fields.get("notes", ""))
    title = words or item or next(filter(None, who), "")
    lost = () if on_disk else (Mark(QCoreApplication.translate("QueuePane", "not on the disk yet"), Tone.OVERDUE),)
    typed = (Mark(QCoreApplication.translate("QueuePane", "typed by No. {number}").format(number=typed_by), Tone.DUE),) if typed_by else ()
    return Line(
        key=draft.key,
        time=day_clock(draft.saved_at, now) if draft.saved_at else "",
        title=" ".join(title.split()),
        subtitle=" · ".join(filter(None, (item if words else "", *who))),
        marks=typed,
        right=lost,
    )


def ring_line(row: RingRow) -> Line:
    """Return a number that waits to be rung, with the case it is rung for."""
    name = row.who.in_(language())
    return Line(
        key=row.number,
        time=clock(row.since),
        title=name or masked(row.number),
        subtitle=" · ".join(filter(None, (row.case_no, masked(row.number) if name else ""))),
    )


def missed_line(row: MissedRow, now: datetime, rung_by: int = 0) -> Line:
    """Return a number that rang and that nobody answered: how often, how long it waited, and how long ago; its key is its newest call.

    Where somebody was put through and nobody took the call up, that is said instead of how long they waited. ``rung_by`` is the operator
    of another desk who rings it at this moment, 0 for nobody; who has tried since in vain is told beneath, where the whole row is free.
    """
    times = QCoreApplication.translate("QueuePane", "{count} calls").format(count=len(row.calls)) if len(row.calls) > 1 else ""
    number = masked(row.number) or QCoreApplication.translate("QueuePane", "Number withheld")
    waited = QCoreApplication.translate("QueuePane", "waited {time}").format(time=duration(row.waited))
    line = "" if row.line is CallLine.GENERAL else line_word(row.line)
    brief = QCoreApplication.translate("QueuePane", "gave up within 5 s")
    lost = QCoreApplication.translate("QueuePane", "lost when put through")
    overdue = row.handed_on or row.waited > LONG_WAIT
    return Line(
        key=row.calls[0],
        time=day_clock(row.last, now),
        title=row.who or number,
        subtitle=" · ".join(filter(None, (number if row.who else "", line, _tried(row, now, rung_by)))),
        marks=(Mark(times, Tone.DUE),) if times else (),
        right=(Mark(brief, Tone.MUTED) if row.brief else Mark(lost if row.handed_on else waited, Tone.OVERDUE if overdue else Tone.DUE),),
    )


def _tried(row: MissedRow, now: datetime, rung_by: int) -> str:
    """Return who rings a missed caller, or has rung them since and what came of it; '' where nobody has."""
    if rung_by:
        return QCoreApplication.translate("QueuePane", "No. {number} rings them").format(number=rung_by)
    if row.tried_by:
        words = QCoreApplication.translate("QueuePane", str(_VAIN.get(row.tried_end or EndReason.OPERATOR, _TRIED)))
        return words.format(number=row.tried_by, time=day_clock(row.tried_at, now))
    return ""


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
