"""The list behind a number, over the board. What it lists is what was counted, so both have the same length."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records.board import Ask
from widgets.base.buttons import KeyButton
from widgets.base.listing import Listing
from widgets.base.overlay import Overlay
from widgets.base.parts import Chip, ElidedLabel, Header, Label, Rule
from widgets.base.rows import Line
from widgets.base.theme import Tone


class Behind(Overlay):
    """Esc closes it. ``line_chosen(Ask, key)`` when a line is taken with Enter or a double click."""

    line_chosen = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=860, top=56)
        self.setObjectName("board.behind")
        self._ask: Ask | None = None
        self._header = Header("")
        self._size = Chip(role="pill")
        self._size.setObjectName("board.behind.size")
        self._header.add(self._size)
        self._close = KeyButton(self.tr("Close"), "Esc", kind="quiet", name="board.behind.close")
        self._close.clicked.connect(self.close_over)
        self._header.add_right(self._close)
        self.listing = Listing("board.behind.lines")
        self.listing.setAccessibleName(self.tr("The list behind the number"))
        self.listing.activated_key.connect(self._on_chosen)
        self._nothing = Label(self.tr("Nothing is counted here."), tone=Tone.MUTED)
        self._nothing.setContentsMargins(16, 14, 16, 14)
        self._foot = ElidedLabel("", size="small", tone=Tone.MUTED)
        self._foot.setContentsMargins(16, 6, 16, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.listing, 1)
        column.addWidget(self._nothing)
        column.addWidget(Rule())
        column.addWidget(self._foot)

    def ask(self) -> Ask | None:
        """Return which list is open, None where none is."""
        return None if self.isHidden() else self._ask

    def show_list(self, ask: Ask, title: str, lines: Sequence[Line], foot: str) -> None:
        """Show the list behind a number; the current row stays on its line where it is the same list, read again."""
        same = ask == self.ask()
        self._ask = ask
        self._header.title.setText(title)
        self._size.set_chip(str(len(lines)), Tone.ACCENT)
        self._foot.set_text(foot)
        self.listing.set_lines(lines, keep=same)
        if lines and not self.listing.current_key():
            self.listing.set_current(lines[0].key)
        self.listing.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        if not same:
            self.open_over(self.listing if lines else self._close)
        self.place()

    def height_wanted(self) -> int:
        body = self.listing.content_height() + 2 if self.listing.lines.rowCount() else self._nothing.sizeHint().height()
        return self._header.sizeHint().height() + body + self._foot.sizeHint().height() + 8

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.listing.scrollToTop()

    def _on_chosen(self, key: str) -> None:
        if self._ask is not None:
            self.line_chosen.emit(self._ask, key)
