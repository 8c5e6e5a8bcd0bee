"""The list behind a figure, beside the bulletin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal

from models.records.base import parse_time
from models.records.call import CallRow, Direction
from models.records.report import BehindRow
from widgets.base.buttons import KeyButton
from widgets.base.listing import Listing
from widgets.base.moment import day_clock, duration, seconds_since
from widgets.base.number import masked
from widgets.base.parts import ElidedLabel, Label, Pane, inset
from widgets.base.rows import Line, Mark
from widgets.base.standing import unsent_mark
from widgets.base.theme import Tone
from widgets.base.words import end_word, language, stage_word
from widgets.report.words import long_words


class BehindPane(Pane):
    """The cases or calls that a figure counts. ``case_asked(id)`` by Enter or a double click; ``more_asked`` when the end comes into
    sight and more are there; ``left`` when it is closed."""

    case_asked = Signal(str)
    more_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Behind the figure"))
        self.setObjectName("report.behind")
        close = KeyButton(self.tr("Close"), "Esc", kind="quiet", name="report.behind.close")
        close.clicked.connect(self.left)
        self.header.add_right(close)
        self._title = ElidedLabel("", bold=True)
        self._count = Label(tone=Tone.MUTED, size="small")
        self.body.addWidget(inset(self._title, self._count, vertical=True, spacing=2))
        self.list = Listing("report.behind.list")
        self.list.setAccessibleName(self.tr("Behind the figure"))
        self.list.activated_key.connect(self._on_activated)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.body.addWidget(self.list, 1)
        self._rows: tuple[BehindRow, ...] = ()
        self._total = 0

    def set_rows(self, title: str, total: int, rows: Sequence[BehindRow], now: datetime) -> None:
        """Show the first ``rows`` of ``total``."""
        self._rows, self._total = tuple(rows), total
        self._title.set_text(title)
        told = self.tr("{total} in all") if len(rows) == total else self.tr("{total} in all, the newest {shown} are shown; scroll for more")
        self._count.setText(told.format(total=f"{total:,}", shown=f"{len(rows):,}"))
        self.list.set_lines([_line(place, row, now) for place, row in enumerate(rows)])

    def _on_activated(self, key: str) -> None:
        row = self._rows[int(key)]
        found = row.case.id if row.case else row.call.case if row.call else ""
        if found:
            self.case_asked.emit(found)

    def _on_scrolled(self, value: int) -> None:
        if value == self.list.verticalScrollBar().maximum() and len(self._rows) < self._total:
            self.more_asked.emit()


def _line(place: int, row: BehindRow, now: datetime) -> Line:
    if row.call is not None:
        return _call_line(place, row.call, row.note.in_(language()), now)
    found, note = row.case, row.note.in_(language())
    if found is None:
        return Line(key=str(place), title=note)
    who = (stage_word(found.stage), found.handler.in_(language()), found.person_name or masked(found.number))
    return Line(
        key=str(place),
        title=note or found.item_name.in_(language()),
        lead=found.no,
        time=day_clock(found.opened_at, now),
        subtitle=" · ".join(filter(None, (found.item_name.in_(language()) if note else "", *who))),
        marks=unsent_mark(found.unsent),
    )


def _call_line(place: int, call: CallRow, note: str, now: datetime) -> Line:
    """A call: who, how long they waited, how long they spoke, how it ended."""
    spoken = duration(seconds_since(call.answered_at, parse_time(call.ended_at))) if call.answered_at and call.ended_at else ""
    until = call.answered_at or call.ended_at
    waited = ""
    if until and call.direction is Direction.IN:
        seconds = seconds_since(call.queued_at, parse_time(until))
        waited = QCoreApplication.translate("report", "waited {time}").format(time=long_words(seconds))
    return Line(
        key=str(place),
        title=note or masked(call.number) or "—",
        time=day_clock(call.queued_at, now),
        subtitle=" · ".join(filter(None, (waited, end_word(call.reason) if call.reason else "", str(call.operator or "")))),
        right=(Mark(spoken, Tone.MUTED),) if spoken else (),
    )
