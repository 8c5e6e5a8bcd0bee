"""The case pane: what the case is, where it stands, what has happened, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from models.records.call import CallRow
from models.records.case import CaseState, Deadline
from models.records.journal import Entry
from models.records.supervision import Press, ReturnState, UnitTask
from widgets.base.buttons import KeyButton
from widgets.base.link import LinkChip
from widgets.base.moment import countdown, day_clock
from widgets.base.parts import Chip, Label, Pane, Rule, inset
from widgets.base.snug import SnugLabel
from widgets.base.standing import unsent_mark, unsent_note
from widgets.base.theme import Tone
from widgets.base.unit_words import press_word, pressed_word
from widgets.base.words import deadline_word, first_word, kind_word, language
from widgets.case.actions import ActionColumn, AskStrip, CaseAction, Field
from widgets.case.calls import PREFIX, call_line
from widgets.case.journal import Journal
from widgets.case.stepper import Stepper
from widgets.case.steps import steps_of

ROOMY = 900
"""From this width on, in pixels, the header says everything in words."""

__all__ = ["CaseAction", "CasePane", "Field"]


class CasePane(Pane):
    """``set_case`` and ``set_actions`` in; ``action_asked(id)``, ``action_given(id, values)`` and ``undo_asked`` out.

    ``ask`` opens the strip for an action that needs words; typed words stay until they are written down or given up, and
    ``words_changed`` follows each keystroke.
    ``play_asked(call id)``: the recording of a call among the journal's lines is to be played (Enter on it); ``ring_asked(number)``: that
    of such a line is to be rung (Shift+Enter, or Shift and a click).
    ``keys`` is read for ``case``, ``undo`` and ``accept``.
    """

    origin_asked = Signal()
    action_asked = Signal(str)
    action_given = Signal(str, object)
    undo_asked = Signal()
    words_changed = Signal()
    play_asked = Signal(str)
    ring_asked = Signal(str)

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__(self.tr("Case"), keys.get("case", ""))
        self._id = ""
        self._rev = 0
        self._promise = ("", "")
        self._numbers: dict[str, str] = {}
        """The key of each line that is a call, and its number."""
        self._no = Label(bold=True)
        self._unsent = Chip()
        self._kind = Chip()
        self._urgent = Chip()
        self._first = Chip()
        self._owner = Chip()
        self._due = Chip()
        self._rounds = Chip()
        self._unit = Chip()
        self._origin = LinkChip("case.origin")
        self._origin.clicked.connect(self.origin_asked)
        self._closed = Chip()
        self._resolved = Chip()
        self._satisfied = Chip()
        self._about = SnugLabel(tone=Tone.MUTED)
        self._undo_key = keys.get("undo", "")
        self._undo = KeyButton("", self._undo_key, kind="quiet", symbol="undo", name="case.undo")
        self._facts = (self._closed, self._resolved, self._satisfied)
        self._chips = (self._kind, self._urgent, self._first, self._owner, self._due, self._unit, self._rounds, self._origin, *self._facts)
        for part in (self._no, self._unsent, *self._chips, self._about):
            self.header.add(part)
        self.header.add_right(self._undo)
        self.stepper = Stepper()
        self._rule = Rule()
        self.journal = Journal()
        self.journal.activated_key.connect(self._on_line_chosen)
        self.journal.ring_asked.connect(self._on_ring_asked)
        self.strip = AskStrip()
        self.column = ActionColumn()
        told = self.tr("No case is open. {key} accepts the need on the desk; My work opens one that waits.")
        self._empty = Label(told.format(key=keys.get("accept", "")), tone=Tone.MUTED, wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty_row = inset(self._empty, margins=(14, 12, 12, 12))
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.stepper)
        left.addWidget(self._rule)
        left.addWidget(self.journal, 1)
        left.addWidget(self.strip)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.column)
        self.body.addWidget(self._empty_row, 1)
        self.body.addLayout(row, 1)
        self.journal.setMinimumHeight(30)
        self.column.asked.connect(self.action_asked)
        self.strip.given.connect(self.action_given)
        self.strip.edited.connect(self.words_changed)
        self.strip.opened.connect(lambda _open: self.words_changed.emit())
        self.strip.opened.connect(self.column.set_resting)
        self._undo.clicked.connect(self.undo_asked)
        self.setMinimumWidth(480)
        self._show_nothing()
        self._fit()

    def set_case(
        self, case: CaseState | None, deadline: Deadline | None, entries: Sequence[Entry], undone: frozenset[str], now: datetime
    ) -> None:
        """Show a case with its next promise and its journal, or None for no case. ``undone`` holds operation ids; ``now`` is aware."""
        if case is None:
            self._id, self._rev = "", 0
            self.strip.forget()
            self._show_nothing()
            return
        if case.id != self._id:
            self.strip.forget()
        elif case.rev != self._rev:
            self.strip.written()
        self._id, self._rev = case.id, case.rev
        self._empty_row.hide()
        for part in (self.stepper, self._rule, self.journal, self._undo):
            part.show()
        self._show_head(case, deadline, now)
        self.stepper.set_steps(steps_of(case))
        self.journal.set_entries(entries, undone, now)

    def set_calls(self, calls: Sequence[CallRow], names: Mapping[str, str], plays: frozenset[str], now: datetime) -> None:
        """Show the calls of the case: ``names`` are number → name as far as known, ``plays`` the calls whose recordings can be played."""
        self._numbers = {f"{PREFIX}{call.id}": call.number for call in calls}
        lines = [(call, call_line(call, names.get(call.number, ""), plays=call.id in plays, now=now)) for call in calls]
        self.journal.set_calls(lines)

    def _on_line_chosen(self, key: str) -> None:
        if key.startswith(PREFIX):
            self.play_asked.emit(key.removeprefix(PREFIX))

    def _on_ring_asked(self, key: str) -> None:
        if number := self._numbers.get(key, ""):
            self.ring_asked.emit(number)

    def set_unsent(self, unsent: bool) -> None:
        """Show, or no longer, that the latest change of the case has not reached the centre."""
        self._unsent.set_chip("".join(mark.text for mark in unsent_mark(unsent)), Tone.DUE)
        self._unsent.setToolTip(unsent_note(unsent))
        self._unsent.setAccessibleName(unsent_note(unsent))

    def set_unit(self, task: UnitTask | None, press: Press | None) -> None:
        """Show how the department that has the case is to be pressed, or was last, and that it has returned it; None where none has it."""
        if task is None:
            self._unit.set_chip("", Tone.MUTED)
        elif task.returning is ReturnState.OPEN:
            self._unit.set_chip(self.tr("return to decide"), Tone.DUE)
        elif press is not None:
            self._unit.set_chip(press_word(press), Tone.DUE if press is Press.CHASE else Tone.OVERDUE)
        else:
            self._unit.set_chip(f"✓ {pressed_word(task.pressed[-1])}" if task.pressed else "", Tone.MUTED)
        self._fit()

    def set_origin(self, words: str, note: str, tone: Tone = Tone.ACCENT, *, link: bool = False) -> None:
        """Say where the case came from ('' for an ordinary one); ``note`` is told besides, ``link`` lets the word lead there."""
        self._origin.set_chip(words, tone)
        self._origin.set_link(link)
        self._origin.setToolTip(note)
        self._origin.setAccessibleName(f"{words}: {note}" if words else "")

    def set_actions(self, actions: Sequence[CaseAction]) -> None:
        """Show what can be done now, the likeliest first."""
        self.column.set_actions(actions)

    def ask(self, action: str, prompt: str, fields: Sequence[Field]) -> None:
        """Ask in place for the words of an action; ``action_given`` follows on Enter in the last field, nothing on Escape."""
        self.strip.ask(action, prompt, fields)

    def asked(self) -> tuple[str, dict[str, str]]:
        """Return the action whose words are asked, '' where none is, and what is typed so far by field."""
        return self.strip.asking(), self.strip.words()

    def focus_first(self) -> None:
        """Put the keyboard into the strip where something is asked, else into the journal."""
        if self.strip.asking():
            self.strip.focus_line()
        else:
            self.journal.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out of the header what stands elsewhere too, where there is little room."""
        roomy = self.width() >= ROOMY
        words = self.tr("Take back")
        self._undo.set_caption(words if roomy else "", self._undo_key)
        self._undo.setAccessibleName(f"{words}, {self._undo_key}")
        self._undo.setToolTip(self.tr("Take back the last step"))
        self._due.setText(self._promise[roomy])
        self._rounds.setVisible(roomy and bool(self._rounds.text()))
        # the desk above marks the kind too, and says nothing of how a department is pressed
        self._kind.setVisible(bool(self._kind.text()) and (roomy or not self._unit.text()))

    def _show_nothing(self) -> None:
        self._promise = ("", "")
        self._no.setText("")
        self._about.set_text("")
        for chip in self._chips:
            chip.set_chip("", Tone.MUTED)
        for part in (self.stepper, self._rule, self.journal, self._undo):
            part.hide()
        self._empty_row.show()

    def _show_head(self, case: CaseState, deadline: Deadline | None, now: datetime) -> None:
        self._no.setText(case.no)
        self._kind.set_chip(kind_word(case.kind), Tone.ACCENT)
        self._urgent.set_chip(self.tr("urgent") if case.urgent and not case.closed else "", Tone.OVERDUE)
        self._first.set_chip(first_word() if case.priority and not case.closed else "", Tone.ACCENT)
        self._show_owner(case)
        if deadline is not None and not case.closed:
            far, tone = countdown(deadline.due, now)
            word = deadline_word(deadline.kind)
            self._promise = (f"{word} {far}", f"{word} {day_clock(deadline.due, now)} · {far}")
            self._due.set_chip(self._promise[0], tone)
        else:
            self._promise = ("", "")
            self._due.set_chip("", Tone.MUTED)
        self._rounds.set_chip(self.tr("rework {n}").format(n=case.reworks) if case.reworks else "", Tone.DUE)
        self._fit()
        _show_fact(self._closed, self.tr("closed"), True if case.closed else None)
        _show_fact(self._resolved, self.tr("resolved"), case.resolved)
        _show_fact(self._satisfied, self.tr("satisfied"), case.satisfied)
        who = case.handler.name.in_(language()) if case.handler is not None else ""
        self._about.set_text(" · ".join(filter(None, (case.item_name.in_(language()), case.person_name, who))))

    def _show_owner(self, case: CaseState) -> None:
        """Say who answers for the case, where that is not whoever accepted it."""
        if case.closed or case.owner == case.opened_by:
            self._owner.set_chip("", Tone.MUTED)
        elif case.owner:
            self._owner.set_chip(self.tr("with No. {number}").format(number=case.owner), Tone.MUTED)
        else:
            self._owner.set_chip(self.tr("nobody answers for it"), Tone.DUE)


def _show_fact(chip: Chip, word: str, fact: bool | None) -> None:
    """Show one of the three facts by its sign and its colour; a dash means that nobody knows yet."""
    sign, tone = ("–", Tone.MUTED) if fact is None else ("✓", Tone.OK) if fact else ("✗", Tone.OVERDUE)
    chip.set_chip(f"{sign} {word}", tone)
