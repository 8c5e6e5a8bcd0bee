"""Ringing out: now, when the line is free, or when the operator comes back to what was to be rung."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from console.operator.call import CallPresenter
from console.operator.desk import Desk
from console.operator.shelf import Shelf
from console.operator.tools import Tools
from console.shortcuts import Shortcut
from models.records.base import Text
from models.records.call import CallRow, CallState, Direction, Refusal, RingRow
from models.records.catalogue import Line
from models.records.failure import BadInput
from models.rules.phone import masked, normalise
from models.rules.ringing import ring_draft, ring_key, ring_row
from widgets.base.moment import clock
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.call.view import CallBar


class Dialling(QObject):
    """Dials, and keeps what could not be dialled because somebody was on the line.

    What waits belongs to its need. When a conversation is over and that need still lies on the desk it is dialled; where the desk has moved
    on, something is being typed (``busy``), or a caller rang in between, nothing is, and a line in the call bar offers it instead. Several
    numbers may wait for one case (its partner, then its citizen) and are rung in the order in which they were asked for. They lie on the
    shelf beside the drafts: another window, and another start of the program, go on with them. ``changed`` says that something came to
    wait, or does no more.
    """

    changed = Signal()

    def __init__(self, tools: Tools, desk: Desk, shelf: Shelf, call: CallPresenter, bar: CallBar, busy: Callable[[], bool]) -> None:
        super().__init__(bar)
        self._busy = busy
        self._tools = tools
        self._desk = desk
        self._shelf = shelf
        self._call = call
        call.ended.connect(lambda ended: QTimer.singleShot(0, self, lambda: self._on_free(ended)))
        tools.line.call_changed.connect(self._on_call_changed)

    def waiting(self) -> tuple[RingRow, ...]:
        """Return what is to be rung, the longest wait first."""
        return tuple(ring_row(draft) for draft in self._shelf.rings())

    def dial(self, number: str, case: str = "") -> None:
        """Ring a number now, or as soon as the present call is over; whom the present call has is not rung again after it."""
        call = self._desk.call
        if call is None:
            self._ring(number, case)
            return
        try:
            row = self._row(normalise(number), case)
        except BadInput:
            self._call.tell(Refusal.BAD_NUMBER)
            return
        if call.direction is Direction.OUT and row.number == call.number and call.case in ("", row.case):
            self._call.tell(Refusal.WRONG_STATE)
            return
        if ring_key(row) not in [ring_key(other) for other in self.waiting()]:
            lines = [part.line for part in (self._desk.item, self._desk.case, self._desk.call) if part is not None]
            self._shelf.put(ring_draft(row, sealed=self._tools.sealed and Line.PSYCHOLOGY in lines))
            self.changed.emit()
        told = " → ".join(_who(other) for other in self.waiting() if self._lies_here(other))
        self._call.say(self.tr("{who} will be rung after this call").format(who=told), Tone.ACCENT)

    def forget(self, case: str, citizen: str = "") -> None:
        """Drop what was to be rung for a case that is over; where only a step was taken back, the number of its ``citizen`` waits on."""
        for row in self.waiting():
            if row.case == case and row.number != citizen:
                self.drop(row)

    def drop(self, row: RingRow) -> None:
        """Drop one."""
        self._shelf.drop(ring_key(row))
        self.changed.emit()

    def _row(self, number: str, case: str) -> RingRow:
        state, code = self._desk.case, self._tools.reference.handler_of(number)
        handler = self._tools.reference.partner(code) or self._tools.reference.unit(code) if code else None
        mine = state is not None and state.id == case
        person = state.person_name if mine and state is not None and state.number == number else ""
        return RingRow(
            number=number,
            case=case,
            case_no=state.no if mine and state is not None else "",
            who=handler.name if handler is not None else Text(person, person),
            key=self._desk.key,
            since=self._tools.now().isoformat(timespec="seconds"),
        )

    def _on_free(self, ended: CallRow) -> None:
        """The line is free: ring what the need on the desk waits for, else offer what waits."""
        if self._desk.call is not None:
            return
        gave_up = ended.direction is Direction.IN and not ended.answered_at
        row = None if gave_up or self._busy() else next((row for row in self.waiting() if self._lies_here(row)), None)
        if row is not None:
            self._ring(row.number, row.case)
        else:
            self._offer()

    def _offer(self) -> None:
        for row in self.waiting()[:1]:
            said = self.tr("{time} still to ring: {who}. {key} rings.")
            self._call.say(said.format(time=clock(row.since), who=_who(row), key=Shortcut.RING_WAITING.label), Tone.ACCENT)

    def _lies_here(self, row: RingRow) -> bool:
        case = self._desk.case
        return case is not None and case.id == row.case if row.case else self._desk.key == row.key

    def _ring(self, number: str, case: str) -> None:
        self._call.tell(self._tools.line.dial(number, case))

    def _on_call_changed(self, call: CallRow) -> None:
        """What is rung waits no more; what was only asked for may be refused after all, and waits on."""
        if call.direction is Direction.OUT and call.state is not CallState.ENDED:
            for row in self.waiting():
                if (row.number, row.case) == (call.number, call.case):
                    self.drop(row)


def _who(row: RingRow) -> str:
    return " · ".join(filter(None, (row.who.in_(language()) or masked(row.number), row.case_no)))
