"""A chart that is worked with: the pointer or the arrow keys go from value to value, Enter or a click opens what is behind one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.base.plot import Canvas, Kind, Plot, Spot
from widgets.base.theme import colour, face, tokens

_FACE = 12
_INSET = 6


class Chart(QWidget):
    """Shows a plot. ``chosen(strand, place)`` when somebody wants to see what a value counts."""

    chosen = Signal(int, int)

    def __init__(self, name: str, title: str) -> None:
        """``title`` is what it is called aloud; the values are told as its description."""
        super().__init__()
        self.setObjectName(name)
        self._title = title
        self._plot = Plot(kind=Kind.BARS, labels=(), strands=())
        self._current: Spot | None = None
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_plot(self, plot: Plot) -> None:
        """Show other values; where the labels are the same the current one stays."""
        if plot.labels != self._plot.labels or self._current not in plot.spots():
            self._current = None
        self._plot = plot
        self._tell()
        self.update()

    def plot(self) -> Plot:
        """Return what is shown."""
        return self._plot

    def current(self) -> Spot | None:
        """Return the strand and the place that are set off, None for none."""
        return self._current

    def said(self, spot: Spot) -> str:
        """Return a value in words: ``2013-03: Cases 5,240``."""
        strand, place = spot
        found = self._plot.strands[strand]
        return f"{self._plot.labels[place]}: {found.name} {found.values[place]:,}"

    def sizeHint(self) -> QSize:
        return QSize(320, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._canvas().paint(painter, self._current)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("focus"), 1))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, strands = event.key(), len(self._plot.strands)
        strand, place = self._current or (0, -1 if key == Qt.Key.Key_Right else len(self._plot.labels))
        places = len(self._plot.strands[strand].values) if strands else 0
        steps = {
            Qt.Key.Key_Right: (strand, place + 1),
            Qt.Key.Key_Left: (strand, place - 1),
            Qt.Key.Key_Home: (strand, 0),
            Qt.Key.Key_End: (strand, places - 1),
        }
        if places and strands and key in steps:
            self._move((strand, min(max(steps[Qt.Key(key)][1], 0), places - 1)))
        elif places and strands and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._current:
            beside = (strand + (1 if key == Qt.Key.Key_Down else -1)) % strands
            self._move((beside, place) if place < len(self._plot.strands[beside].values) else self._current)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current:
            self.chosen.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self._canvas().spot_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor)
        self._move(spot)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self._canvas().spot_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and spot is not None:
            self._move(spot)
            self.chosen.emit(*spot)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._move(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current is None:
            self._move(next(iter(self._plot.spots()), None))

    def _canvas(self) -> Canvas:
        area = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        return Canvas(self._plot, area, tokens(), face(_FACE))

    def _move(self, spot: Spot | None) -> None:
        if spot != self._current:
            self._current = spot
            self._tell()
            self.update()

    def _tell(self) -> None:
        """Let the description say the current value, or all of them."""
        self.setAccessibleDescription(self.said(self._current) if self._current else "; ".join(map(self.said, self._plot.spots())))
