"""Two operators on one case see each other: a word beside what the caller says, and the others are told what is open here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from sync.protocol.messages import PresenceRow
from widgets.base.theme import Tone

STILL_MS = 10_000
"""Who has typed nothing for so long is not writing any more."""


class PresenceSign(QObject):
    """``tell(case_id, writing)`` is called whenever what is open here becomes another, or somebody begins or ceases to write."""

    def __init__(self, window: Any, presenters: Any, tell: Callable[[str, bool], None]) -> None:
        super().__init__(window)
        self._window = window
        self._desk = presenters.desk
        self._tell = tell
        self._others: tuple[PresenceRow, ...] = ()
        self._writing = False
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(STILL_MS)
        self._still.timeout.connect(self._on_still)
        self._desk.case_changed.connect(self._on_case_changed)
        for typed in (window.catalogue.text_changed, window.case.words_changed, presenters.caller.fields_changed):
            typed.connect(self._on_typed)
        self._on_case_changed()

    def set_others(self, rows: Sequence[PresenceRow]) -> None:
        """Take who else has which case open."""
        self._others = tuple(rows)
        self._show()

    def _on_case_changed(self) -> None:
        self._tell(self._case_id(), self._writing and bool(self._case_id()))
        self._show()

    def _on_typed(self) -> None:
        """Somebody typed; what is put into the fields by the program is no writing."""
        focus = QApplication.focusWidget()
        if focus is None or not any(pane.isAncestorOf(focus) for pane in (self._window.catalogue, self._window.case, self._window.caller)):
            return
        self._still.start()
        if not self._writing:
            self._writing = True
            self._on_case_changed()

    def _on_still(self) -> None:
        self._writing = False
        self._on_case_changed()

    def _case_id(self) -> str:
        return self._desk.case.id if self._desk.case is not None else ""

    def _show(self) -> None:
        here = [row for row in self._others if row.case_id == self._case_id() and row.case_id]
        writing = [str(row.number) for row in here if row.writing]
        say = self._window.catalogue.speech.set_others
        if writing:
            say(self.tr("Operator {number} is writing here").format(number=", ".join(writing)), Tone.DUE)
        elif here:
            numbers = ", ".join(str(row.number) for row in here)
            say(self.tr("Operator {number} has it open").format(number=numbers), Tone.MUTED)
        else:
            say("", Tone.MUTED)
