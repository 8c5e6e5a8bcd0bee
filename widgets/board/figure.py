"""Numbers that can be pressed: a large one that fills its tile, and small ones in a line. Each opens the list behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from models.records.board import Ask
from widgets.base.theme import Tone, colour, face, tone_colours

LARGEST = 160
_SMALLEST = 18


class Number(QAbstractButton):
    """A number with its tone. ``asked(Ask)`` when it is pressed, by mouse, Enter or Space; without an :class:`Ask` it is only shown.

    ``set_stale`` greys it: what it says was so some time ago.
    """

    asked = Signal(object)

    def __init__(self, ask: Ask | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask: Ask | None = None
        self._tone = Tone.PLAIN
        self._stale = False
        self.set_ask(ask)
        self.clicked.connect(self._on_clicked)

    def set_ask(self, ask: Ask | None) -> None:
        """Say which list is behind the number."""
        self._ask = ask
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if ask is None else Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor if ask is None else Qt.CursorShape.PointingHandCursor)

    def ask(self) -> Ask | None:
        """Return which list is behind the number."""
        return self._ask

    def show_value(self, text: str, tone: Tone = Tone.PLAIN, told: str = "") -> None:
        """Show a number; ``told`` is what it is, said aloud and by the tooltip."""
        if (text, tone) != (self.text(), self._tone):
            self._tone = tone
            self.setText(text)
            self.updateGeometry()
            self.update()
        said = f"{told}: {text}" if told else text
        if said != self.accessibleName():
            self.setAccessibleName(said)
            self.setToolTip(told)

    def set_stale(self, stale: bool) -> None:
        """Grey it, or show it in its own ink again."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    def ink(self) -> QColor:
        """Return the colour to write in."""
        return colour("muted") if self._stale else tone_colours(self._tone)[0]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paint_focus(self, painter: QPainter, box: QRectF) -> None:
        """Paint the frame around a number that has the keyboard."""
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    def _on_clicked(self) -> None:
        if self._ask is not None:
            self.asked.emit(self._ask)


class Figure(Number):
    """A number as large as its room allows."""

    def __init__(self, ask: Ask | None = None) -> None:
        super().__init__(ask)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(120, 56)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(6, 0, -6, 0)
        font = face(fitting(self.text(), room.width(), room.height()), True)
        painter.setFont(font)
        painter.setPen(self.ink())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.underMouse() and self.ask() is not None:
            width = QFontMetrics(font).horizontalAdvance(self.text())
            painter.drawLine(QPointF(room.left(), room.bottom() - 1), QPointF(room.left() + width, room.bottom() - 1))
        self.paint_focus(painter, QRectF(self.rect()))


class Count(Number):
    """A word and a number in a line of such. One that is nothing to worry about is written in muted ink, others on their ground."""

    def __init__(self, ask: Ask | None = None, name: str = "") -> None:
        super().__init__(ask)
        self.setObjectName(name)
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_count(self, word: str, value: str, tone: Tone = Tone.MUTED, told: str = "") -> None:
        """Show a word with its number."""
        if word != self._word:
            self._word = word
            self.updateGeometry()
            self.update()
        self.show_value(value, tone, told or word)

    def _side(self) -> int:
        return 3 if self._tone in (Tone.MUTED, Tone.PLAIN) else 5

    def _face(self) -> QFont:
        return face(12, self._tone not in (Tone.MUTED, Tone.PLAIN))

    def sizeHint(self) -> QSize:
        word = QFontMetrics(self._face()).horizontalAdvance(self._word)
        between = 5 if word and self.text() else 0
        return QSize(word + between + QFontMetrics(face(13, True)).horizontalAdvance(self.text()) + 2 * self._side() + 2, 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = tone_colours(self._tone)[1]
        box = QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5)
        if self._tone not in (Tone.MUTED, Tone.PLAIN) and not self._stale:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 4, 4)
        elif self.underMouse() and self.ask() is not None:
            painter.setPen(colour("line_strong"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        ink = self.ink()
        painter.setPen(ink)
        number, words = face(13, True), self._face()
        room = self.rect().adjusted(self._side(), 0, -self._side(), 0)
        wide = QFontMetrics(number).horizontalAdvance(self.text())
        left = room.width() - wide - (4 if self.text() else 0)
        shown = QFontMetrics(words).elidedText(self._word, Qt.TextElideMode.ElideRight, max(left, 0))
        painter.setFont(words)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(number)
        if not self._stale and self._tone is Tone.MUTED and self.text() not in ("0", "—"):
            painter.setPen(colour("text"))
        offset = QFontMetrics(words).horizontalAdvance(shown) + (5 if shown else 0)
        painter.drawText(QRect(room.left() + offset, room.top(), wide + 4, room.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        self.paint_focus(painter, QRectF(self.rect()))


def fitting(text: str, width: int, height: int, most: int = LARGEST) -> int:
    """Return the size in pixels of the bold interface font in which a text fills its room."""
    size = max(min(int(height * 0.86), most), _SMALLEST)
    wide = QFontMetrics(face(size, True)).horizontalAdvance(text)
    return max(_SMALLEST, int(size * width / wide)) if wide > width > 0 else size
