"""A tile in a window of its own, for a second screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.base.theme import dress
from widgets.board.tile import TileFrame
from widgets.board.words import tile_word


class Apart(QWidget):
    """Closing it, or Esc, lays the tile on the board again: ``returned()``. F11 fills the screen.

    ``framed(tuple)`` says where it has been put (x, y, width, height).
    """

    returned = Signal()
    framed = Signal(object)

    def __init__(self, frame: TileFrame, at: tuple[int, ...]) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(tile_word(frame.tile))
        self.setMinimumSize(QSize(220, 140))
        self._going = False
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        frame.arrange(False)
        column.addWidget(frame)
        frame.show()
        dress(self)
        self.resize(480, 320)
        place = QRect(*at) if len(at) == 4 else QRect()
        screens = QGuiApplication.screens()
        if place.isValid() and any(screen.availableGeometry().intersects(place) for screen in screens):
            self.setGeometry(place)  # on a screen that is no longer there it would be lost

    def let_go(self) -> None:
        """Close the window without laying the tile back."""
        self._going = True
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._going:
            self._going = True
            self.returned.emit()

    def _tell(self) -> None:
        if self.isVisible() and not self.isFullScreen():
            frame = self.geometry()
            self.framed.emit((frame.x(), frame.y(), frame.width(), frame.height()))
