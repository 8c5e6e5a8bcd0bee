"""Ringing out: now, when the line is free, or when the operator comes back to what was to be rung."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from console.calls.port import Refusal
from console.operator.call import CallPresenter
from console.operator.desk import Desk
from console.operator.tools import Tools
from console.shortcuts import Shortcut
from models.records.base import Text
from models.records.call import RingRow
from models.records.failure import BadInput
from models.rules.phone import masked, normalise
from widgets.base.moment import clock
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.call.view import CallBar


class Dialling(QObject):
    """Dials, and keeps what could not be dialled because somebody was on the line.

    What waits belongs to its need. When the line is free and that need still lies on the desk it is dialled; where the desk has moved on
    nothing is, and a line in the call bar offers it instead. Several numbers may wait for one case (its partner, then its citizen) and
    are rung in the order in which they were asked for. ``changed`` says that something came to wait, or does no more.
    """

    changed = Signal()

    def __init__(self, tools: Tools, desk: Desk, call: CallPresenter, bar: CallBar) -> None:
        super().__init__(bar)
        self._tools = tools
        self._desk = desk
        self._call = call
        self._bar = bar
        self._waiting: tuple[RingRow, ...] = ()
        call.ended.connect(lambda _call: QTimer.singleShot(0, self, self._on_free))

    def waiting(self) -> tuple[RingRow, ...]:
        """Return what is to be rung, the longest wait first."""
        return self._waiting

    def take_over(self, rows: tuple[RingRow, ...]) -> None:
        """Go on with what waited in another window."""
        self._keep(rows)

    def dial(self, number: str, case: str = "") -> None:
        """Ring a number now, or as soon as the present call is over."""
        if self._desk.call is None:
            self._ring(number, case)
            return
        try:
            row = self._row(normalise(number), case)
        except BadInput:
            self._call.tell(Refusal.BAD_NUMBER)
            return
        if not any(_same(other, row) for other in self._waiting):
            self._keep((*self._waiting, row))
        told = " → ".join(_who(other) for other in self._waiting if self._lies_here(other))
        self._bar.set_message(self.tr("{who} will be rung after this call").format(who=told), Tone.ACCENT)

    def forget(self, case: str, citizen: str = "") -> None:
        """Drop what was to be rung for a case that is over; where only a step was taken back, the number of its ``citizen`` waits on."""
        self._keep(tuple(row for row in self._waiting if row.case != case or row.number == citizen))

    def drop(self, row: RingRow) -> None:
        """Drop one."""
        self._keep(tuple(other for other in self._waiting if other != row))

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

    def _on_free(self) -> None:
        """The line is free: ring what the need on the desk waits for, else offer what waits elsewhere."""
        if self._desk.call is not None:
            return
        row = next((row for row in self._waiting if self._lies_here(row)), None)
        if row is not None:
            self._ring(row.number, row.case)
        else:
            self._offer()

    def _offer(self) -> None:
        if self._waiting:
            row = self._waiting[0]
            said = self.tr("{time} still to ring: {who}. {key} rings.")
            self._bar.set_message(said.format(time=clock(row.since), who=_who(row), key=Shortcut.RING_WAITING.label), Tone.ACCENT)

    def _lies_here(self, row: RingRow) -> bool:
        case = self._desk.case
        return case is not None and case.id == row.case if row.case else self._desk.key == row.key

    def _ring(self, number: str, case: str) -> None:
        refused = self._tools.line.dial(number, case)
        self._call.tell(refused)
        if refused is None:
            self._keep(tuple(row for row in self._waiting if (row.number, row.case) != (_bare(number), case)))

    def _keep(self, rows: tuple[RingRow, ...]) -> None:
        if rows != self._waiting:
            self._waiting = rows
            self.changed.emit()


def _same(one: RingRow, other: RingRow) -> bool:
    """Tell whether two rows are one wish: the same number for the same case."""
    return (one.number, one.case) == (other.number, other.case)


def _who(row: RingRow) -> str:
    return " · ".join(filter(None, (row.who.in_(language()) or masked(row.number), row.case_no)))


def _bare(number: str) -> str:
    try:
        return normalise(number)
    except BadInput:
        return number
