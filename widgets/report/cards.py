"""Cards of figures: each number a button that asks for the list behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.records.report import Asked, Cut, Figure
from widgets.base.parts import Label, clear
from widgets.base.theme import Tone


class Link(NamedTuple):
    """Words that open a list: the one behind a response time, or a table of the bulletin."""

    words: str
    opens: Asked | Cut


Part = Figure | Link | str
"""A figure, words that open something, or words beside them."""


class FigureButton(QPushButton):
    """A number, or a time, that opens its list. ``scale`` is ``number`` for the large ones. It takes the focus by Tab only."""

    def __init__(self, part: Figure | Link, word: str, *, scale: str = "base") -> None:
        told = f"{part.value:,}" if isinstance(part, Figure) else part.words
        super().__init__(told)
        self.opens: Asked | Cut = part.asked if isinstance(part, Figure) else part.opens
        self.setProperty("kind", "figure")
        self.setProperty("scale", scale)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{word}: {told}")


class Card(QFrame):
    """A framed heading with rows: a word, then figures and words. ``asked(Asked | Cut)`` when a figure or a link is pressed."""

    asked = Signal(object)

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "pane")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        self._title = Label(title, bold=True)
        column.addWidget(self._title)
        self._head = QVBoxLayout()
        column.addLayout(self._head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._row = 0

    def begin(self, title: str) -> None:
        """Take everything away and set another heading."""
        clear(self._head)
        clear(self._grid)
        self._row = 0
        self._title.setText(title)

    def headline(self, word: str, figure: Figure, note: str = "") -> None:
        """Show the card's own figure large, with words beneath it."""
        self._head.addWidget(self._button(figure, word, "number"), 0, Qt.AlignmentFlag.AlignLeft)
        if note:
            self._head.addWidget(Label(note, size="small", tone=Tone.MUTED, wrap=True))

    def row(self, word: str, *columns: Sequence[Part]) -> None:
        """Add a row: its word, then cells of figures and words, each at the right of its column but the last."""
        self._grid.addWidget(Label(word), self._row, 0)
        for place, parts in enumerate(columns, start=1):
            cell = QWidget()
            line = QHBoxLayout(cell)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(5)
            line.addStretch(1)
            for part in parts:
                line.addWidget(Label(part, tone=Tone.MUTED) if isinstance(part, str) else self._button(part, word))
            self._grid.addWidget(cell, self._row, place)
        self._grid.setColumnStretch(0, 1)
        self._row += 1

    def titles(self, *words: str) -> None:
        """Add a row of small headings over the columns."""
        for place, word in enumerate(words, start=1):
            self._grid.addWidget(Label(word, size="small", tone=Tone.MUTED), self._row, place, Qt.AlignmentFlag.AlignRight)
        self._row += 1

    def footnote(self, words: str) -> None:
        """Add small words under everything."""
        self._grid.addWidget(Label(words, size="small", tone=Tone.MUTED, wrap=True), self._row, 0, 1, -1)
        self._row += 1

    def _button(self, part: Figure | Link, word: str, scale: str = "base") -> FigureButton:
        button = FigureButton(part, word, scale=scale)
        button.clicked.connect(lambda _on=False: self.asked.emit(button.opens))
        return button
