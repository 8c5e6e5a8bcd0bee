"""Asks in place how the citizen's answers were heard, where nobody spoke with the citizen on this line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from widgets.base.buttons import KeyButton
from widgets.base.parts import Label
from widgets.base.theme import Tone


class HowLine(QLineEdit):
    """Enter gives the words, Escape leaves them."""

    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HowAsked(QWidget):
    """A sentence, a line for the words, and the button that rings instead.

    ``given(words)`` on Enter (nothing without words), ``left()`` on Escape, ``edited()`` with each keystroke, ``dial_asked()``.
    """

    given = Signal(str)
    left = Signal()
    edited = Signal()
    dial_asked = Signal()

    def __init__(self, dial_key: str) -> None:
        super().__init__()
        self._why = Label(size="small", tone=Tone.DUE, wrap=True)
        self.line = HowLine()
        self.line.setObjectName("callback.how")
        self.line.setAccessibleName(self.tr("How you heard it"))
        self.line.setPlaceholderText(self.tr("by SMS, at the counter, another number …"))
        self.ring = KeyButton(self.tr("Ring"), dial_key, name="callback.how.dial")
        self.save = KeyButton("", "Enter", kind="primary", name="callback.how.save")
        self.save.setAccessibleName(self.tr("Save"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.ring)
        row.addWidget(self.save)
        for button in (self.ring, self.save):
            button.setFixedHeight(32)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 12, 7)
        column.setSpacing(4)
        column.addWidget(self._why)
        column.addLayout(row)
        self.line.entered.connect(self._on_entered)
        self.line.left.connect(self.left)
        self.line.textEdited.connect(self.edited)
        self.save.clicked.connect(self._on_entered)
        self.ring.clicked.connect(self.dial_asked)

    def ask(self, why: str) -> None:
        """Say why it is asked and take the keyboard; words that were begun before are still there."""
        self._why.setText(why)
        self.line.setAccessibleDescription(why)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_entered(self) -> None:
        words = self.line.text().strip()
        if words:
            self.given.emit(words)
