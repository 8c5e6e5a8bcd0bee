"""The list of those who can do it: the current row is opened up and carries the button that sends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QPushButton, QStyleOptionViewItem, QWidget

from widgets.base.listing import RingListing
from widgets.base.rows import LINE_ROLE, Line, LineDelegate, LineListModel
from widgets.base.theme import colour, face

Index = QModelIndex | QPersistentModelIndex
TITLE, CHIPS, WORDS = 20, 22, 18
"""Heights of a line of the title, of chips and of small words, in pixels."""
_BREAKS = (("· ", " +", " −"), (", ", "; ", "，", "；"))
"""Between which characters a line may end, the better places first."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class PickDelegate(LineDelegate):
    """Paints a line whose chips go on beneath one another where they do not fit.

    The current row shows all lines of its subtitle; the others show the first one, and only where they have no chips.
    """

    def __init__(self, listing: Picks) -> None:
        super().__init__(listing)
        self._listing = listing

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line | None = index.data(LINE_ROLE)
        if line is None:
            return QSize(0, 0)
        width = self._listing.chip_width(self.margin + 12)
        head = self._head(line) if self._is_open(index) else TITLE
        height = 8 + head + CHIPS * len(self._chip_lines(line, width)) + WORDS * len(self._words(line, index)) + 8
        return QSize(120, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line | None = index.data(LINE_ROLE)
        if line is None:
            return
        box: QRect = option.rect
        current = self._is_current(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.fillRect(box, colour("accent_soft"))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), colour("accent"))
        painter.setPen(colour("line"))
        painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())
        left, right, top, head = box.left() + self.margin, box.right() - 12, box.top() + 8, TITLE
        if self._is_open(index):
            titles = self._titles(line)
            head = self._head(line)
            for place, title in enumerate(titles):
                y = top + (head - TITLE * len(titles)) // 2 + TITLE * place
                self._paint_title(painter, replace(line, title=title), left, y, right - self._listing.button_size().width() - 10)
        else:
            self._paint_title(painter, line, left, top, self._paint_right(painter, line, right, top))
        y = top + head
        for chips in self._chip_lines(line, self._listing.chip_width(self.margin + 12)):
            x = left
            for mark in chips:
                x = self._paint_mark(painter, line.under[mark], x, y + 1, right)
            y += CHIPS
        painter.setFont(face(12))
        painter.setPen(colour("muted"))
        for words in self._words(line, index):
            shown = QFontMetrics(face(12)).elidedText(words, Qt.TextElideMode.ElideRight, max(right - left, 0))
            painter.drawText(QRect(left, y, right - left, WORDS), Qt.AlignmentFlag.AlignVCenter, shown)
            y += WORDS
        painter.restore()

    def _is_current(self, index: Index) -> bool:
        return index.row() == self._listing.currentIndex().row()

    def _is_open(self, index: Index) -> bool:
        return self._is_current(index) and not self._listing.button_size().isEmpty()

    def _titles(self, line: Line) -> list[str]:
        """Return the title of the current row in one or two lines: beside the button a whole name is worth a second one."""
        room = self._listing.chip_width(self.margin + 12) - self._listing.button_size().width() - 10
        return halves(line.title, room, QFontMetrics(face(14, line.bold)).horizontalAdvance)

    def _head(self, line: Line) -> int:
        return max(self._listing.button_size().height(), TITLE * len(self._titles(line)))

    def _words(self, line: Line, index: Index) -> list[str]:
        width, metrics = self._listing.chip_width(self.margin + 12), QFontMetrics(face(12))
        words = [folded for words in line.subtitle.splitlines() for folded in fold(words, width, metrics.horizontalAdvance)]
        return words if self._is_current(index) else [] if line.under else words[:1]

    def _chip_lines(self, line: Line, width: int) -> list[list[int]]:
        """Return the chips' places in ``line.under``, line by line."""
        lines: list[list[int]] = []
        used = width + 1
        for place, mark in enumerate(line.under):
            needed = self._mark_width(mark)
            if used + needed > width:
                lines.append([])
                used = 0
            lines[-1].append(place)
            used += needed + 6
        return lines


def halves(title: str, width: int, measure: Callable[[str], int]) -> list[str]:
    """Return a title that is too wide in two lines: broken at a space, or anywhere where the first word alone is too wide (Chinese)."""
    if measure(title) <= width:
        return [title]
    fitting = [place for place in range(1, len(title)) if measure(title[:place].rstrip()) <= width]
    if not fitting:
        return [title]
    place = next((at for at in reversed(fitting) if title[at - 1] == " "), fitting[-1])
    return [title[:place].rstrip(), title[place:].lstrip()]


def fold(words: str, width: int, measure: Callable[[str], int]) -> list[str]:
    """Return words that are too wide in lines, broken after a ``·``, before a ``+`` or ``−``, else after a comma; others stay whole."""
    if measure(words) <= width:
        return [words]
    for breaks in _BREAKS:
        places = [place for place in range(1, len(words)) if words[place - 1 : place + 1].startswith(breaks)]
        fitting = [place for place in places if measure(words[:place].rstrip(" ·")) <= width]
        if fitting:
            return [words[: fitting[-1]].rstrip(" ·"), *fold(words[fitting[-1] :].strip(), width, measure)]
    return [words]


class Picks(RingListing):
    """A listing with room for a button on its current row. ``ring_asked`` only rings.

    Enter means somebody is sent, so it takes only the row that was chosen here since the keyboard came, with the arrow keys or the mouse:
    the keyboard also comes by itself, and whoever types a number believes it to be elsewhere. Letters and digits therefore choose nothing
    and undo the choice. ``unchosen`` says that such an Enter took nothing.
    """

    unchosen = Signal()

    def __init__(self, name: str, button: QPushButton | None = None, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._button = button
        self._picked = ""
        """The key of the row that was chosen here, '' while none is."""
        if button is not None:
            button.setParent(self.viewport())
            button.hide()
        self.setItemDelegate(PickDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().valueChanged.connect(self._place)
        self.chosen.connect(self._on_chosen)

    def button_size(self) -> QSize:
        """Return the room that the button takes, empty where there is none."""
        return self._button.sizeHint() if self._button is not None else QSize()

    def chip_width(self, margins: int) -> int:
        """Return the width for chips: the same with and without a scroll bar, so that it never depends on the height it makes."""
        return self.width() - self.verticalScrollBar().sizeHint().width() - 2 * self.frameWidth() - margins

    def set_lines(self, lines: Sequence[Line], *, keep: bool = True) -> None:
        super().set_lines(lines, keep=keep)
        self.relayout()

    def relayout(self) -> None:
        """Measure the rows again, e.g. because the current one or the caption of the button has changed."""
        self.doItemsLayout()
        self._place()

    def titles(self) -> tuple[str, ...]:
        """Return the titles from the top."""
        model: LineListModel = self.lines
        return tuple(line.title for line in model.lines())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.relayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._picked = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if entered and self._picked != self.current_key():
            self.unchosen.emit()
        elif event.key() not in _ENTER and event.text().isprintable() and event.text():
            self._picked = ""
        else:
            super().keyPressEvent(event)
            if event.key() in _STEPS:
                self._picked = self.current_key()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._picked = self.current_key() if self.indexAt(event.position().toPoint()).isValid() else ""

    def _on_chosen(self, _key: str) -> None:
        self.relayout()
        self.scrollTo(self.currentIndex())
        self._place()

    def _place(self) -> None:
        """Put the button on the current row."""
        if self._button is None:
            return
        index = self.currentIndex()
        self._button.setVisible(index.isValid())
        if index.isValid():
            size, row = self._button.sizeHint(), self.visualRect(index)
            self._button.setGeometry(QRect(QPoint(row.right() - 12 - size.width(), row.top() + 8), size))
