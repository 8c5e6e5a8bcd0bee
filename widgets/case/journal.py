"""The journal of a case as a readable timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from models.records.base import CHINA, parse_time
from models.records.call import CallRow
from models.records.journal import Entry
from widgets.base.listing import RingListing
from widgets.base.moment import clock, day_clock
from widgets.base.rows import LINE_ROLE, Line, LineDelegate, Mark
from widgets.base.theme import Tone, colour, face
from widgets.base.words import entry_words
from widgets.case.calls import among

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 29


def entry_line(entry: Entry, *, undone: bool, now: datetime) -> Line:
    """Return a journal entry as a line: when, who, what, and the rest in muted words. A muted line is one that was taken back."""
    title, detail = entry_words(entry)
    today = parse_time(entry.at).date() == now.astimezone(CHINA).date()
    return Line(
        key=entry.op_id,
        time=clock(entry.at, seconds=True) if today else day_clock(entry.at, now),
        lead=QCoreApplication.translate("journal", "No. {number}").format(number=entry.actor),
        title=title,
        subtitle=detail,
        tone=Tone.MUTED if undone else Tone.PLAIN,
        right=(Mark(QCoreApplication.translate("journal", "taken back"), Tone.DUE),) if undone else (),
    )


class EntryDelegate(LineDelegate):
    """Paints an entry on one line; one that was taken back is struck through."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line | None = index.data(LINE_ROLE)
        if line is None:
            return
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("accent_soft"))
        painter.setPen(colour("line"))
        painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())
        undone = line.tone is Tone.MUTED
        right = self._paint_right(painter, line, box.right() - 12, box.top() + 4)
        x = box.left() + self.margin
        small, base = face(12), face(13)
        base.setStrikeOut(undone)
        column = QFontMetrics(small).horizontalAdvance("00-00 00:00" if len(line.time) > 8 else "00:00:00") + 10
        ink = colour("muted" if undone else "text")
        for text, font, pen, least in (
            (line.time, small, colour("muted"), column),
            (line.lead, small, colour("muted"), 0),
            (line.title, base, ink, 0),
            (line.subtitle, small, colour("muted"), 0),
        ):
            width = max(right - x, 0)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.setFont(font)
            painter.setPen(pen)
            painter.drawText(QRect(x, box.top(), width, box.height() - 1), Qt.AlignmentFlag.AlignVCenter, shown)
            x += max(QFontMetrics(font).horizontalAdvance(shown) + 10, least)
        painter.restore()


class Journal(RingListing):
    """The timeline, oldest first, among it the calls, whose numbers can be rung.

    It follows the newest entry unless the operator has scrolled up.
    """

    def __init__(self) -> None:
        super().__init__("case.journal")
        self._follow = True
        self._first = ""
        self._entries: list[tuple[str, Line]] = []
        self._calls: list[tuple[CallRow, Line]] = []
        self.setItemDelegate(EntryDelegate(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Journal of the case"))
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._on_range_changed)
        bar.valueChanged.connect(self._on_value_changed)

    def set_entries(self, entries: Sequence[Entry], undone: frozenset[str], now: datetime) -> None:
        """Show a journal; ``undone`` holds the operation ids that were taken back. Another case's journal has no calls so far."""
        first = entries[0].op_id if entries else ""
        if not first or first != self._first:
            self._follow = True
            self._calls = []
        self._first = first
        self._entries = [(entry.at, entry_line(entry, undone=entry.op_id in undone, now=now)) for entry in entries]
        self._lay_out()

    def set_calls(self, calls: Sequence[tuple[CallRow, Line]]) -> None:
        """Show the calls of the case, in order, among its entries."""
        self._calls = list(calls)
        self._lay_out()

    def _lay_out(self) -> None:
        follow = self._follow
        self.set_lines(among(self._entries, self._calls))
        if follow:
            self.scrollToBottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Whole rows only: what is left over of the height stays empty beneath them.
        inner = self.height() - 2 * self.frameWidth()
        rest = inner % HEIGHT if inner >= HEIGHT else 0
        if self.viewportMargins().bottom() != rest:
            self.setViewportMargins(0, 0, 0, rest)

    def _on_range_changed(self, _least: int, most: int) -> None:
        if self._follow:
            self.verticalScrollBar().setValue(most)

    def _on_value_changed(self, value: int) -> None:
        self._follow = value >= self.verticalScrollBar().maximum() - 2
