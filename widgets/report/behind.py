"""The list behind a figure, beside the bulletin."""

from __future__ import annotations

from datetime import datetime

import msgspec
from PySide6.QtCore import QCoreApplication, Signal

from models.records.base import parse_time
from models.records.call import CallRow, Direction
from models.records.report import BehindRow, Listed
from widgets.base.buttons import KeyButton
from widgets.base.listing import Listing
from widgets.base.moment import day_clock, duration, seconds_since
from widgets.base.number import masked
from widgets.base.parts import ElidedLabel, Label, Pane, inset
from widgets.base.rows import Line, Mark
from widgets.base.standing import unsent_mark
from widgets.base.theme import Tone
from widgets.base.words import end_word, language, owner_word, stage_word
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
        self._none = inset(Label(self.tr("The figure is 0: there is no case or call to list."), tone=Tone.MUTED, wrap=True))
        self.body.addWidget(self._none)
        self.body.addWidget(self.list, 1)
        self._rows: tuple[BehindRow, ...] = ()
        self._total = 0

    def set_rows(self, title: str, listed: Listed, now: datetime, mark: str = "") -> None:
        """Show a part of a list; ``mark`` is what the marked line is there for."""
        rows, total = listed.rows, listed.total
        self._rows, self._total = rows, total
        self._title.set_text(title)
        self._none.setVisible(not total)
        if len(rows) == total:
            told = self.tr("{total} in all")
        elif any(row.marked for row in rows):
            told = self.tr("{total} in all, the quickest first; {first} to {last} are shown")
        else:
            told = self.tr("{total} in all, the newest {shown} are shown; scroll for more")
        first, last = listed.offset + 1, listed.offset + len(rows)
        self._count.setText(told.format(total=f"{total:,}", shown=f"{len(rows):,}", first=f"{first:,}", last=f"{last:,}"))
        self.list.set_lines([_line(place, row, now, mark) for place, row in enumerate(rows)])

    def show_marked(self) -> None:
        """Go to the line that is marked, where one is."""
        place = next((place for place, row in enumerate(self._rows) if row.marked), None)
        if place is not None:
            self.list.step(place - self.list.currentIndex().row())

    def _on_activated(self, key: str) -> None:
        row = self._rows[int(key)]
        found = row.case.id if row.case else row.call.case if row.call else ""
        if found:
            self.case_asked.emit(found)

    def _on_scrolled(self, value: int) -> None:
        if value == self.list.verticalScrollBar().maximum() and len(self._rows) < self._total:
            self.more_asked.emit()


def _line(place: int, row: BehindRow, now: datetime, mark: str) -> Line:
    line = _plain_line(place, row, now)
    if row.seconds is None:
        return line
    took = long_words(row.seconds)
    told = Mark(f"{mark}: {took}", Tone.ACCENT) if row.marked else Mark(took, Tone.MUTED)
    return msgspec.structs.replace(line, right=(told,))


def _plain_line(place: int, row: BehindRow, now: datetime) -> Line:
    if row.call is not None:
        return _call_line(place, row.call, row.note.in_(language()), now)
    found, note = row.case, row.note.in_(language())
    if found is None:
        return Line(key=str(place), title=note)
    person = found.person_name or masked(found.number)
    who = (stage_word(found.stage), found.handler.in_(language()), person, owner_word(found.owner))
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
