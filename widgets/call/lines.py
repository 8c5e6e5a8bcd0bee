"""Two small painted parts of the call bar: who waits, and what was last said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.records.call import CallRow
from widgets.base.moment import duration, seconds_since, wait_tone
from widgets.base.number import masked
from widgets.base.theme import Tone, colour, face, tone_colours
from widgets.base.words import line_word

LINE_BREAK = "\u2028"
"""Begins another line within what was said."""


def _ink(tone: Tone) -> QColor:
    return colour("text") if tone is Tone.PLAIN else tone_colours(tone)[0]


class Said(QWidget):
    """Words in up to three lines, shortened with an ellipsis; the whole of them is the tooltip."""

    rows = 3

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._tone = Tone.PLAIN
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_text(self, text: str, tone: Tone) -> None:
        """Show ``text``; '' shows nothing."""
        if (text, tone) != (self._text, self._tone):
            self._text, self._tone = text, tone
            told = text.replace(LINE_BREAK, " · ")
            self.setToolTip(told)
            self.setAccessibleName(told)
            self.update()

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        font = face(13)
        metrics = QFontMetrics(font)
        height = metrics.lineSpacing()
        room = min(self.rows, max(self.height() // height, 1))
        layout = QTextLayout(self._text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        spans: list[tuple[int, int]] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(self.width(), 20))
            spans.append((line.textStart(), line.textLength()))
        layout.endLayout()
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(_ink(self._tone))
        top = (self.height() - min(len(spans), room) * height) // 2
        for row, (start, length) in enumerate(spans[:room]):
            cut = row == room - 1 and len(spans) > room
            text = self._text[start:].replace(LINE_BREAK, " · ") if cut else self._text[start : start + length]
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width()) if cut else text.rstrip()
            painter.drawText(QPointF(0, top + row * height + metrics.ascent()), shown)


class Waiting(QWidget):
    """The callers in the queue, longest wait first, as ``number time`` in up to three lines; those that do not fit are counted."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._callers: tuple[tuple[str, str, Tone], ...] = ()
        self._columns = 2
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def set_callers(self, title: str, callers: Sequence[tuple[str, str, Tone]]) -> None:
        """Show ``callers`` as (number, wait, tone of the wait) under a title."""
        new = tuple(callers)
        if (title, new) == (self._title, self._callers):
            return
        self._title, self._callers = title, new
        told = " · ".join(f"{number} {wait}" for number, wait, _ in new)
        self.setAccessibleName(f"{title}: {told}" if new else "")
        self.setToolTip(told)
        self.updateGeometry()
        self.update()

    def set_calls(self, waiting: Sequence[CallRow], now: datetime, nameless: Collection[str]) -> None:
        """Show calls, longest wait first, with numbers that others may see; of those with ids in ``nameless`` only the line.

        Several calls from one number are one line with their count.
        """
        waits: dict[str, list[int]] = {}
        shown: dict[str, str] = {}
        for call in waiting:
            known = bool(call.number) and call.id not in nameless
            key = call.number if known else call.id
            shown[key] = line_word(call.line) if call.id in nameless else masked(call.number) or self.tr("withheld")
            waits.setdefault(key, []).append(seconds_since(call.queued_at, now))
        told = [(f"{shown[key]} ×{len(all_)}" if len(all_) > 1 else shown[key], max(all_)) for key, all_ in waits.items()]
        title = self.tr("Waiting {count}").format(count=len(waiting))
        self.set_callers(title, [(words, duration(wait), wait_tone(wait)) for words, wait in told])

    def set_columns(self, columns: int) -> None:
        """Ask for the room of one or two columns."""
        if columns != self._columns:
            self._columns = columns
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(max(self._title_width(), (self._columns if len(self._callers) > 2 else 1) * self._column()), 56)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._title_width(), self._column()), 40)

    def _title_width(self) -> int:
        return QFontMetrics(face(12)).horizontalAdvance(f"{self._title} · +99")

    def _column(self) -> int:
        """Return the width of one column: the longest number, its wait, and the gap between two columns."""
        plain, bold = QFontMetrics(face(12)), QFontMetrics(face(12, True))
        return max((plain.horizontalAdvance(number) + bold.horizontalAdvance(wait) for number, wait, _ in self._callers), default=0) + 24

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = face(12)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        height = 18
        widest = self._column()
        columns = min(max((self.width() + 14) // widest, 1), 2)
        places = 2 * columns
        top = max((self.height() - height * (1 + min(-(-len(self._callers) // columns), 2))) // 2, 0)
        left = self.width() - columns * widest + 14
        hidden = len(self._callers) - places
        painter.setPen(colour("muted"))
        title = f"{self._title} · +{hidden}" if hidden > 0 else self._title
        painter.drawText(QRect(0, top, self.width(), height), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, title)
        for at, (number, wait, tone) in enumerate(self._callers[:places]):
            x = left + (at % columns) * widest
            y = top + height * (1 + at // columns)
            box = QRect(x, y, widest - 14, height)
            room = box.width() - QFontMetrics(face(12, True)).horizontalAdvance(wait) - 4
            painter.setFont(font)
            painter.setPen(colour("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(number, Qt.TextElideMode.ElideRight, room))
            painter.setFont(face(12, tone is not Tone.MUTED))
            painter.setPen(_ink(tone))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, wait)
