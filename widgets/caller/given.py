"""A line for the number that a caller gives whose own was withheld."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget


class GivenNumber(QWidget):
    """``ask`` shows or hides it; ``given(str)`` follows Enter, or leaving it with words in it."""

    given = Signal(str)
    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setObjectName("caller.number")
        self.line.setAccessibleName(self.tr("Number to ring back"))
        self.line.setPlaceholderText(self.tr("Number to ring back, then Enter"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 12, 4)
        row.addWidget(self.line)
        self.line.editingFinished.connect(lambda: self.given.emit(self.line.text()) if self.line.text().strip() else None)
        self.hide()

    def ask(self, asked: bool) -> None:
        """Offer the line, or take it away with what stands in it; ``answered`` says that the keyboard was there."""
        held = self.line.hasFocus()
        if not asked:
            self.line.clear()
        self.setVisible(asked)
        if held and not asked:
            self.answered.emit()

    def refuse(self) -> None:
        """Say that what stands there is no number; it stays."""
        self.line.setToolTip(self.tr("That is no telephone number"))
        self.line.selectAll()

    def focus_first(self) -> bool:
        """Take the keyboard where the line is offered; tell whether it is."""
        if self.isVisible():
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self.isVisible()
