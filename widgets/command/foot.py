"""The foot of the window: that there are commands, and what the search takes."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from widgets.base.parts import ElidedLabel, KeyHint, Label
from widgets.base.theme import Tone

HEIGHT = 46


class CommandFoot(QFrame):
    """One line of 46 px; ``key`` opens the command bar."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.setProperty("role", "foot")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(8)
        row.addWidget(Label(self.tr("Commands"), size="small", tone=Tone.MUTED))
        row.addWidget(KeyHint(key))
        row.addWidget(ElidedLabel(self.tr("Search takes pinyin, initials, dialect, typos and English"), size="small", tone=Tone.MUTED), 1)
