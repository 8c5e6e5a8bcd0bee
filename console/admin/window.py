"""The window of reference tables: assembly only."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.admin.reference import ReferencePresenter
from console.shortcuts import key_labels
from widgets.base.theme import dress
from widgets.reference.view import ReferencePane


class ReferenceWindow(QWidget):
    """Import and export of catalogue, partners, knowledge, units and staff, beside the operator's window. Esc closes it."""

    def __init__(self, console: Any) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Import and export"))
        self.setMinimumSize(QSize(820, 520))
        self.resize(1100, 720)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        self.pane = ReferencePane(key_labels())
        column.addWidget(self.pane)
        self.presenter = ReferencePresenter(console, self.pane)
        QShortcut(QKeySequence("Escape"), self, self.close)
        dress(self)
