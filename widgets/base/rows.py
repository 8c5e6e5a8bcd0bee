"""Lists of rows: one Qt item model and one delegate that paint every list alike.

A pane turns each record into a :class:`Line`; the delegate paints it in one or two lines of text, with a leading mark, chips that follow
the title, and chips or a key at the right. Painting reads only the line, never a record or a store.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.base.theme import Tone, colour, face, tone_colours

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
KEY_ROLE = Qt.ItemDataRole.UserRole + 2


class Mark(msgspec.Struct, frozen=True):
    """A chip: a word and what its colour means. ``flag`` names a token painted as a small card before the word."""

    text: str
    tone: Tone = Tone.MUTED
    flag: str = ""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row as it is painted. ``key`` identifies it across updates; ``lead`` stands before the title in muted ink;
    ``spans`` are half-open ranges of ``title`` set off in the accent; ``time`` is a left column; ``hint`` a key at the right;
    ``note`` is said by the tooltip and aloud only."""

    key: str
    title: str
    subtitle: str = ""
    lead: str = ""
    time: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    marks: tuple[Mark, ...] = ()
    under: tuple[Mark, ...] = ()
    right: tuple[Mark, ...] = ()
    hint: str = ""
    bold: bool = False
    tone: Tone = Tone.PLAIN
    spoken: str = ""
    note: str = ""


class LineListModel(QAbstractListModel):
    """Lines in a list. ``set_lines`` keeps rows that stay, so that a selection survives an update."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show ``lines``; where the keys are unchanged only the changed rows are repainted."""
        new = tuple(lines)
        if [line.key for line in new] == [line.key for line in self._lines]:
            old, self._lines = self._lines, new
            for row, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._lines = new
        self.endResetModel()

    def lines(self) -> tuple[Line, ...]:
        """Return what is shown."""
        return self._lines

    def row_of(self, key: str) -> int:
        """Return the row of a key, or -1."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == KEY_ROLE:
            return line.key
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.lead} {line.title}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            marks = (mark.text for mark in line.marks + line.right)
            told = line.spoken or ", ".join(filter(None, (line.lead, line.title, *marks, line.subtitle)))
            return ", ".join(filter(None, (told, line.note)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (line.title, line.subtitle, line.note)))
        return None


class LineDelegate(QStyledItemDelegate):
    """Paints a :class:`Line`. Heights follow the content: 40 px for one line, 56 px for two, 76 px with chips beneath."""

    margin = 14

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line | None = index.data(LINE_ROLE)
        if line is None:
            return QSize(0, 0)
        height = 36 + (18 if line.subtitle else 0) + (22 if line.under else 0)
        return QSize(120, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line | None = index.data(LINE_ROLE)
        if line is None:
            return
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, colour("accent_soft"))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), colour("accent"))
        painter.setPen(colour("line"))
        painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())
        left = box.left() + self.margin
        top = box.top() + 8
        right = self._paint_right(painter, line, box.right() - 12, top)
        if line.time:
            painter.setFont(face(12))
            painter.setPen(colour("muted"))
            painter.drawText(QRect(left, top, 64, 20), Qt.AlignmentFlag.AlignVCenter, line.time)
            left += QFontMetrics(face(12)).horizontalAdvance("00-00 00:00" if len(line.time) > 8 else "00:00:00") + 8
        self._paint_title(painter, line, left, top, right)
        y = top + 20
        if line.under:
            x = left
            for mark in line.under:
                x = self._paint_mark(painter, mark, x, y + 1, right)
            y += 22
        if line.subtitle:
            font = face(12)
            painter.setFont(font)
            painter.setPen(colour("muted"))
            room = max(box.right() - 12 - left, 0)
            shown = QFontMetrics(font).elidedText(line.subtitle, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, y, room, 18), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_right(self, painter: QPainter, line: Line, right: int, top: int) -> int:
        """Paint hint and right-hand chips; return where the title has to end."""
        if line.hint:
            font = face(11)
            width = max(QFontMetrics(font).horizontalAdvance(line.hint) + 10, 20)
            frame = QRectF(right - width + 0.5, top + 1.5, width - 1, 17)
            painter.setPen(colour("line_strong"))
            painter.setBrush(colour("surface1"))
            painter.drawRoundedRect(frame, 4, 4)
            painter.setFont(font)
            painter.setPen(colour("muted"))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, line.hint)
            right -= width + 8
        for mark in reversed(line.right):
            width = self._mark_width(mark)
            self._paint_mark(painter, mark, right - width, top, right)
            right -= width + 6
        return right

    def _paint_title(self, painter: QPainter, line: Line, left: int, top: int, right: int) -> None:
        x = left
        if line.lead:
            font = face(13)
            painter.setFont(font)
            painter.setPen(colour("muted"))
            width = QFontMetrics(font).horizontalAdvance(line.lead)
            painter.drawText(QRect(x, top, width + 2, 20), Qt.AlignmentFlag.AlignVCenter, line.lead)
            x += width + 8
        font = face(14, line.bold)
        metrics = QFontMetrics(font)
        room = max(right - x - sum(self._mark_width(mark) + 6 for mark in line.marks), 40)
        shown = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        ink = colour("text") if line.tone is Tone.PLAIN else tone_colours(line.tone)[0]
        for start, text, accent in _segments(shown, line.spans):
            painter.setPen(colour("accent") if accent else ink)
            painter.setFont(face(14, True) if accent else font)
            offset = metrics.horizontalAdvance(shown[:start]) if not line.spans else 0
            width = QFontMetrics(painter.font()).horizontalAdvance(text)
            painter.drawText(QRect(x + offset, top, width + 4, 20), Qt.AlignmentFlag.AlignVCenter, text)
            if line.spans:
                x += width
        x += metrics.horizontalAdvance(shown) + 8 if not line.spans else 8
        for mark in line.marks:
            x = self._paint_mark(painter, mark, x, top, right)

    def _mark_width(self, mark: Mark) -> int:
        font = face(12, mark.tone not in (Tone.MUTED, Tone.PLAIN))
        return QFontMetrics(font).horizontalAdvance(mark.text) + 12 + (14 if mark.flag else 0)

    def _paint_mark(self, painter: QPainter, mark: Mark, x: int, y: int, right: int) -> int:
        """Paint a chip with its left edge at ``x``; return where the next one starts. One that does not fit is left out."""
        width = self._mark_width(mark)
        if x + width > right + 1:
            return right + 1
        ink, ground = tone_colours(mark.tone)
        path = QPainterPath()
        path.addRoundedRect(QRectF(x, y + 1, width, 18), 4, 4)
        painter.fillPath(path, ground)
        text_left = x + 6
        if mark.flag:
            card = QPainterPath(QPointF(0, 0))
            card.addRoundedRect(QRectF(x + 5, y + 4, 8, 12), 1.5, 1.5)
            painter.fillPath(card, colour(mark.flag))
            text_left += 14
        painter.setFont(face(12, mark.tone not in (Tone.MUTED, Tone.PLAIN)))
        painter.setPen(ink)
        painter.drawText(QRect(text_left, y + 1, width, 18), Qt.AlignmentFlag.AlignVCenter, mark.text)
        return x + width + 6


def _segments(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, str, bool]]:
    """Cut ``text`` into (start, piece, set off) along the spans."""
    pieces: list[tuple[int, str, bool]] = []
    at = 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            pieces.append((at, text[at:start], False))
        pieces.append((start, text[start:end], True))
        at = end
    if at < len(text):
        pieces.append((at, text[at:], False))
    return pieces
