"""Why nobody need ring back: one line, asked in place beneath the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from widgets.base.overlay import FocusMemory
from widgets.base.parts import ElidedLabel, Label
from widgets.base.theme import Tone


class ReasonLine(QWidget):
    """Enter gives the reason with ``given(key, words)``, Esc leaves it; an empty line gives nothing. The caret goes back where it was.

    ``opened(bool)`` says whether it asks.
    """

    given = Signal(str, str)
    opened = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._memory = FocusMemory()
        self._whose = Label(bold=True)
        self.edit = QLineEdit()
        self.edit.setObjectName("queue.reason")
        self.edit.setAccessibleName(self.tr("Why nobody need ring back"))
        self.edit.setPlaceholderText(self.tr("Why nobody need ring back"))
        self.edit.setMaxLength(500)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._whose)
        row.addWidget(self.edit, 1)
        row.addWidget(ElidedLabel(self.tr("Enter · Esc"), size="small", tone=Tone.MUTED))
        self.hide()

    def ask(self, key: str, whose: str) -> None:
        """Ask about the line ``key`` and take the caret: the operator pressed the key for it."""
        self._memory.keep()
        self._key = key
        self._whose.setText(whose)
        self.edit.clear()
        self.show()
        self.opened.emit(True)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def key(self) -> str:
        """Return which line is asked about, '' while none is."""
        return "" if self.isHidden() else self._key

    def leave(self) -> None:
        """Ask no longer."""
        if self.isHidden():
            return
        held = self.edit.hasFocus()
        self.hide()
        self.opened.emit(False)
        if held:
            self._memory.give_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            words = self.edit.text().strip()
            if words:
                self.leave()
                self.given.emit(self._key, words)
        else:
            super().keyPressEvent(event)
