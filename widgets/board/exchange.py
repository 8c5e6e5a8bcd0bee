"""What the call system lacks, or has had unheard, in a line each above the tiles. Hidden while there is nothing of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.records.call import Room
from widgets.base.buttons import KeyButton
from widgets.base.parts import Label
from widgets.base.theme import Tone
from widgets.base.unseen import unseen_words
from widgets.base.words import line_word


class ExchangeLines(QWidget):
    """The lines for which no queue is there, for as long as it is not; and calls that nobody saw, until that is put away:
    ``unseen_noted(until)`` with the end of the last loss (ISO).
    """

    unseen_noted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._missing = _Notice("board.missing")
        self._unseen = _Notice("board.unseen")
        self._until = ""
        noted = KeyButton(self.tr("Noted"), name="board.unseen.noted")
        noted.clicked.connect(lambda: self.unseen_noted.emit(self._until))
        self._unseen.offer(noted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._missing)
        column.addWidget(self._unseen)
        self.hide()

    def show_room(self, room: Room | None, now: datetime) -> None:
        """Show what the room tells of the call system."""
        lines, unseen = (room.missing, room.unseen) if room is not None else ((), ())
        said = self.tr("The exchange has no queue for: {lines}. Their calls ring at no desk; whoever runs the exchange can add it.")
        self._missing.say(said.format(lines=self.tr(", ").join(line_word(line) for line in lines)) if lines else "")
        self._until = unseen[-1].until if unseen else ""
        self._unseen.say(unseen_words(unseen, now))
        self.setVisible(bool(lines or unseen))


class _Notice(QFrame):
    """One calm line in the colour of what is due."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", Tone.DUE.value)
        self.setObjectName(name)
        self._words = Label(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(10)
        row.addWidget(self._words, 1)
        self._row = row
        self.hide()

    def offer(self, button: KeyButton) -> None:
        """Have a button at the end of the line."""
        self._row.addWidget(button)

    def say(self, words: str) -> None:
        """Show ``words``; '' hides the line."""
        self._words.setText(words)
        self.setVisible(bool(words))
