"""Two operators on one case see each other: a word beside what the caller says, and the others are told what is open here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from sync.protocol.messages import PresenceRow
from widgets.base.theme import Tone

STILL_MS = 10_000
"""Who has typed nothing for so long is not writing any more."""


class PresenceSign(QObject):
    """``tell(case_id, writing)`` is called whenever what is open here becomes another, or somebody begins or ceases to write.

    ``number`` is that of the operator who sits here: their own desk elsewhere is nobody else.
    """

    def __init__(self, window: Any, presenters: Any, number: int, tell: Callable[[str, bool], None]) -> None:
        super().__init__(window)
        self._number = number
        self._window = window
        self._desk = presenters.desk
        self._tell = tell
        self._others: tuple[PresenceRow, ...] = ()
        self._writing = ""
        """The case in which somebody writes here, '' for none."""
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(STILL_MS)
        self._still.timeout.connect(self._on_still)
        self._desk.case_changed.connect(self._on_case_changed)
        for typed in (window.catalogue.text_changed, window.case.strip.edited, window.caller.field_edited):
            typed.connect(self._on_typed)
        self._on_case_changed()

    def set_others(self, rows: Sequence[PresenceRow]) -> None:
        """Take who else has which case open."""
        self._others = tuple(rows)
        self._show()

    def _on_case_changed(self) -> None:
        case_id = self._case_id()
        if self._writing != case_id:
            # What was typed for another case, or before this one was opened, is no writing in it.
            self._writing = ""
        self._tell(case_id, bool(self._writing))
        self._show()

    def _on_typed(self) -> None:
        """Somebody typed; what is put into the fields by the program is no writing."""
        focus = QApplication.focusWidget()
        if focus is None or not any(pane.isAncestorOf(focus) for pane in (self._window.catalogue, self._window.case, self._window.caller)):
            return
        self._still.start()
        if self._writing != self._case_id():
            self._writing = self._case_id()
            self._on_case_changed()

    def _on_still(self) -> None:
        self._writing = ""
        self._on_case_changed()

    def _case_id(self) -> str:
        return self._desk.case.id if self._desk.case is not None else ""

    def _show(self) -> None:
        here = [row for row in self._others if row.case_id == self._case_id() and row.case_id and row.number != self._number]
        writing = _numbers(row for row in here if row.writing)
        say = self._window.catalogue.speech.set_others
        if writing:
            say(self.tr("Operator {number} is writing here").format(number=writing), Tone.DUE)
        elif here:
            say(self.tr("Operator {number} has it open").format(number=_numbers(here)), Tone.MUTED)
        else:
            say("", Tone.MUTED)


def _numbers(rows: Iterable[PresenceRow]) -> str:
    """Return the numbers of operators to be read, each once though it be at several desks."""
    return ", ".join(map(str, sorted({row.number for row in rows})))
