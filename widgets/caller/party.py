"""Who is on the line where it is no citizen: a partner or unit by its name, with the open cases it may be ringing about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records.case import CaseRow
from widgets.base.listing import Listing
from widgets.base.parts import Chip, ElidedLabel, KeyHint, inset
from widgets.base.theme import Tone
from widgets.caller.lines import case_line

_ROWS = 3
"""So many cases are shown whole; more scroll."""


class PartyBox(QWidget):
    """Hidden while a citizen is on the line or nobody. ``case_asked(id)`` on Enter, a double click, or the digit beside a case."""

    case_asked = Signal(str)

    def __init__(self, key: str) -> None:
        super().__init__()
        self._name = ElidedLabel("", bold=True)
        self._kind = Chip("", Tone.ACCENT)
        self._key = KeyHint(key)
        self.cases = Listing("caller.party")
        self.cases.setAccessibleName(self.tr("Open cases of who is on the line"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        head = inset(self._name, self._kind, self._key, margins=(14, 8, 12, 4))
        column.addWidget(head)
        column.addWidget(self.cases)
        layout = head.layout()
        assert layout is not None
        layout.setAlignment(self._kind, Qt.AlignmentFlag.AlignVCenter)
        self.cases.activated_key.connect(self.case_asked)
        self.hide()

    def set_party(self, name: str, kind: str, rows: Sequence[CaseRow], now: datetime) -> None:
        """Show a name and what it is, and the cases to choose from where there are several; '' shows nothing."""
        self._name.set_text(name)
        self.setAccessibleName(" · ".join(filter(None, (name, kind))))
        self._kind.set_chip(kind, Tone.ACCENT)
        several = len(rows) > 1
        lines = [replace(case_line(row, now), hint=str(at) if at <= 9 else "", right=()) for at, row in enumerate(rows, start=1)]
        self.cases.set_lines(lines if several else ())
        self.cases.setFixedHeight(sum(self.cases.sizeHintForRow(row) for row in range(min(len(lines), _ROWS))) if several else 0)
        self.cases.setVisible(several)
        self._key.setVisible(several)
        self.setVisible(bool(name))

    def focus_first(self) -> bool:
        """Take the keyboard, where there is something to choose; tell whether there is."""
        if self.isHidden() or self.cases.isHidden():
            return False
        if not self.cases.current_key():
            self.cases.step(0)
        self.cases.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True
