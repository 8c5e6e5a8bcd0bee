"""What lies over the window for a moment without being a window: a child widget that gives the focus back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid


class FocusMemory:
    """Remembers which widget had the focus, and gives it back."""

    def __init__(self) -> None:
        self._widget: QWidget | None = None

    def keep(self) -> None:
        """Remember who has the focus now."""
        self._widget = QApplication.focusWidget()

    def give_back(self) -> None:
        """Let the remembered widget have the focus again, where it still exists and is on screen."""
        widget, self._widget = self._widget, None
        if widget is not None and isValid(widget) and widget.isVisible():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)


class Overlay(QFrame):
    """A frame over the upper middle of its parent. Esc closes it; the focus goes back where it was. ``closed`` follows each closing."""

    closed = Signal()
    side = 40
    """Pixels that stay free at the left and the right of it."""

    def __init__(self, parent: QWidget, *, width: int, top: int = 64) -> None:
        super().__init__(parent)
        self.setProperty("role", "overlay")
        self._over = parent
        self._width = width
        self._top = top
        self._memory = FocusMemory()
        parent.installEventFilter(self)
        self.hide()

    def open_over(self, focus: QWidget) -> None:
        """Show it and let ``focus``, a part of it, have the keyboard. Opening it twice changes nothing."""
        if self.isHidden():
            self._memory.keep()
        self.place()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_over(self) -> None:
        """Hide it and give the focus back; where the operator has gone on elsewhere by hand the focus stays there."""
        if self.isHidden():
            return
        focus = QApplication.focusWidget()
        inside = focus is None or self.isAncestorOf(focus)
        self.hide()
        if inside:
            self._memory.give_back()
        self.closed.emit()

    def height_wanted(self) -> int:
        """Return the height that the content needs, in pixels."""
        return self.sizeHint().height()

    def place(self) -> None:
        """Centre it near the top of the parent, within it."""
        room = self._over.rect()
        width = min(self._width, room.width() - 2 * self.side)
        height = min(self.height_wanted(), room.height() - self._top - 24)
        self.setGeometry((room.width() - width) // 2, self._top, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_over()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._over and not self.isHidden():
            self.place()
        return super().eventFilter(watched, event)
