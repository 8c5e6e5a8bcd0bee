"""A list view over lines, made for the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QWidget

from widgets.base.rows import KEY_ROLE, Line, LineDelegate, LineListModel


class Listing(QListView):
    """Shows lines; up and down move, Enter, a double click or the digit that a line shows as its key activates.

    ``chosen(key)`` follows the current row, ``activated_key(key)`` says that the operator wants it.
    """

    chosen = Signal(str)
    activated_key = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.lines = LineListModel()
        self.lines.setParent(self)  # it must not go before its view when both become garbage
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def set_lines(self, lines: Sequence[Line], *, keep: bool = True) -> None:
        """Show ``lines``; the current row stays on its key where that is still there (``keep``), else nothing is current."""
        key = self.current_key() if keep else ""
        self.lines.set_lines(lines)
        row = self.lines.row_of(key) if key else -1
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self.lines.index(row))

    def current_key(self) -> str:
        """Return the key of the current row, or ''."""
        index = self.currentIndex()
        return str(index.data(KEY_ROLE)) if index.isValid() else ""

    def set_current(self, key: str) -> bool:
        """Make a row current; tell whether it was there."""
        row = self.lines.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row))
        return row >= 0

    def step(self, by: int) -> None:
        """Move the current row, stopping at the ends."""
        count = self.lines.rowCount()
        if count:
            self.setCurrentIndex(self.lines.index(min(max(self.currentIndex().row() + by, 0), count - 1)))

    def content_height(self) -> int:
        """Return the height that all rows need, in pixels."""
        return sum(self.sizeHintForRow(row) for row in range(self.lines.rowCount()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key():
            self.activated_key.emit(self.current_key())
            return
        named = next((line.key for line in self.lines.lines() if event.text().isdigit() and line.hint == event.text()), "")
        if named and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.activated_key.emit(named)
            return
        super().keyPressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.activated_key.emit(str(index.data(KEY_ROLE)))

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.chosen.emit(str(current.data(KEY_ROLE)) if current.isValid() else "")


class RingListing(Listing):
    """A listing of people who can be rung. ``ring_asked(key)``: Shift+Enter or Shift and a click on a line."""

    ring_asked = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.current_key():
            self.ring_asked.emit(self.current_key())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if shift and event.button() is Qt.MouseButton.LeftButton and index.isValid() and index.data(KEY_ROLE):
            self.ring_asked.emit(str(index.data(KEY_ROLE)))
            return
        super().mouseReleaseEvent(event)
