"""Which telephone stands at this desk: its extension, asked over the window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from widgets.base.overlay import Overlay
from widgets.base.parts import Label, inset
from widgets.base.theme import Tone


class PhoneCard(Overlay):
    """Enter gives what was typed with ``given(words)``, Esc leaves it. It stays open until it is closed from outside or left."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=460)
        self.setObjectName("call.phone")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 8, 14)
        column.setSpacing(6)
        remark = self.tr("Its extension. Enter signs in there, so that calls ring at it; Esc leaves it as it is.")
        self._said = Label(wrap=True)
        self.edit = QLineEdit()
        self.edit.setObjectName("phone.extension")
        self.edit.setProperty("role", "search")
        self.edit.setAccessibleName(self.tr("Extension of the telephone"))
        self.edit.setPlaceholderText(self.tr("Extension of the telephone"))
        self.edit.setMaxLength(32)
        title = Label(self.tr("Telephone at this desk"), size="title")
        column.addWidget(inset(title, Label(remark, wrap=True, tone=Tone.MUTED), vertical=True))
        column.addWidget(inset(self.edit))
        self._said_row = inset(self._said)
        column.addWidget(self._said_row)
        self._column = column
        self._said_row.hide()
        self.edit.returnPressed.connect(lambda: self.given.emit(self.edit.text().strip()))

    def ask(self, extension: str) -> None:
        """Ask for the number, with the present one filled in."""
        self.say("")
        self.edit.setText(extension)
        self.edit.selectAll()
        self.open_over(self.edit)

    def say(self, words: str) -> None:
        """Say why a number cannot be taken; '' says nothing."""
        self._said.setText(words)
        self._said.set_tone(Tone.DUE)
        self._said_row.setVisible(bool(words))
        if not self.isHidden():
            self.place()

    def height_wanted(self) -> int:
        return self._column.totalHeightForWidth(min(self._width, self._over.width() - 2 * self.side))
