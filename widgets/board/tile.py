"""A tile: the frame around a content, with its heading, its age where it is old, and the handles while the board is arranged."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from models.records.board import Tile
from widgets.base.moment import duration, seconds_since
from widgets.base.parts import Chip, Pane, restyle
from widgets.base.theme import Tone, colour
from widgets.board.content import Content
from widgets.board.sight import Sight
from widgets.board.words import tile_word

STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_CORNER = 22


class Cover(QFrame):
    """Lies over a tile while the board is arranged, and takes the mouse and the keys.

    ``moved(dx, dy)`` and ``sized(dx, dy)`` are steps of the keyboard; ``dragged(point, sizing)`` follows the mouse, in pixels from where it
    was pressed, and ``dropped()`` ends that. ``hidden()`` puts the tile away, ``parted()`` gives it a window of its own.
    """

    stepped = Signal(int, int, bool)
    dragged = Signal(QPoint, bool)
    dropped = Signal()
    put_away = Signal()
    parted = Signal()

    def __init__(self, over: QWidget, name: str) -> None:
        super().__init__(over)
        self.setProperty("role", "cover")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self._from: QPoint | None = None
        self._sizing = False
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self.stepped.emit(*STEPS[key], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key is Qt.Key.Key_Delete:
            self.put_away.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.parted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()
            self._sizing = self._at_corner(event.position().toPoint())
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self.dragged.emit(event.globalPosition().toPoint() - self._from, self._sizing)
            return
        corner = self._at_corner(event.position().toPoint())
        self.setCursor(Qt.CursorShape.SizeFDiagCursor if corner else Qt.CursorShape.SizeAllCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._from = None
            self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent"), 2))
        for gap in (7, 12, 17):
            painter.drawLine(self.width() - gap, self.height() - 6, self.width() - 6, self.height() - gap)

    def _at_corner(self, point: QPoint) -> bool:
        return point.x() >= self.width() - _CORNER and point.y() >= self.height() - _CORNER


class TileFrame(Pane):
    """A content in its frame. What is old is grey and says how old it is."""

    def __init__(self, content: Content) -> None:
        super().__init__(tile_word(content.tile))
        self.setObjectName(f"board.tile.{content.tile.value}")
        self.tile: Tile = content.tile
        self.content = content
        row = self.header.layout()
        assert row is not None
        row.setContentsMargins(14, 3, 8, 3)  # lower than a pane's: there are twelve of them
        self.body.addWidget(content, 1)
        self._age = Chip()
        self.header.add_right(self._age)
        self.cover = Cover(self, tile_word(content.tile))

    def show_sight(self, sight: Sight) -> None:
        """Show what there is now, and how old it is."""
        self.content.show_sight(sight)
        since = sight.since(self.tile)
        old = self.tr("old · {time}").format(time=duration(seconds_since(since, sight.now))) if since else ""
        if old != self._age.text():
            self._age.set_chip(old, Tone.DUE)
        restyle(self, stale=bool(since))

    def arrange(self, on: bool) -> None:
        """Let the tile be moved, or be used again."""
        self.cover.setGeometry(self.rect())
        self.cover.setVisible(on)
        self.cover.raise_()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.cover.setGeometry(self.rect())
