"""The window of reference tables: assembly only."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.admin.reference import ReferencePresenter
from console.shortcuts import key_labels
from models.records.call import Capability
from widgets.base.theme import dress
from widgets.call.ring import RingLine
from widgets.reference.view import ReferencePane

RING_MS = 500
"""How often the line that tells of a ring looks whether there is one, and for how long."""


class ReferenceWindow(QWidget):
    """Import and export of catalogue, partners, knowledge, units and staff, beside the operator's window. Esc closes it.

    It may lie over the call bar, so a call that rings is told at its top, and answered from there.
    """

    def __init__(self, console: Any) -> None:
        super().__init__()
        self._console = console
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Import and export"))
        self.setMinimumSize(QSize(820, 520))
        self.resize(1100, 720)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        self.ring = RingLine(key_labels())
        self.ring.answer_asked.connect(lambda: console.parts.presenters.keys.answer())
        column.addWidget(self.ring)
        self.pane = ReferencePane(key_labels())
        column.addWidget(self.pane, 1)
        self.presenter = ReferencePresenter(console, self.pane)
        console.parts.line.call_changed.connect(self._look)
        self._clock = QTimer(self)
        self._clock.setInterval(RING_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()
        QShortcut(QKeySequence("Escape"), self, self.close)
        dress(self)

    def _look(self) -> None:
        """Show the call that rings at this desk, if one does."""
        parts = self._console.parts
        by_hand = Capability.ANSWER not in parts.line.capabilities()
        self.ring.set_call(parts.presenters.desk.call, parts.tools.now(), by_hand=by_hand)
