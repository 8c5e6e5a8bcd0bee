"""The pages of a window, one beneath the other, with their keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from widgets.base.buttons import KeyButton

_WIDTH = 190


class Rail(QFrame):
    """Buttons that open pages; the first nine show the digit that opens them with Ctrl. ``chosen(stem)`` when one is pressed.

    ``left`` when the window is to be closed. The room beneath the pages is for what comes and goes: nothing moves when it does.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, pages: Sequence[tuple[str, str]], leave_key: str, beneath: QWidget) -> None:
        """``pages`` are pairs of a stem and a title, in order; ``leave_key`` is written beside the way back to the desk."""
        super().__init__()
        self.setObjectName("rail")
        self.setProperty("role", "pane")
        self.setAccessibleName(self.tr("Pages"))
        self.setFixedWidth(_WIDTH)
        self._buttons: dict[str, KeyButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        for place, (stem, title) in enumerate(pages, start=1):
            button = KeyButton(title, f"Ctrl {place}" if place <= 9 else "", kind="page", name=f"rail.{stem}")
            button.setCheckable(True)
            button.clicked.connect(lambda _on, stem=stem: self.chosen.emit(stem))
            self._buttons[stem] = button
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(beneath)
        back = KeyButton(self.tr("To the desk"), leave_key, kind="page", name="rail.leave")
        back.clicked.connect(self.left)
        column.addWidget(back)

    def set_current(self, stem: str) -> None:
        """Mark the page that is open."""
        for name, button in self._buttons.items():
            button.setChecked(name == stem)
