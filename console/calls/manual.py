"""A desk without a call system: the telephone stands beside the keyboard, the operator says what it does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from console.calls.exchange import Exchange
from console.calls.simulator import SimulatedLine
from models.records.call import Capability, LineStatus, Refusal
from models.records.catalogue import Line


class ManualLine(SimulatedLine):
    """Calls that the operator notes by hand. They are recorded like any other, but nothing can be switched from here.

    ``take(number)`` notes a call that has been answered on the telephone; dialling only shows the number to dial. Whatever else a line can
    do is done on the telephone itself and refused here.

    Nobody says on which line a call came in: it is of the operator's own ``line``, so that nobody else reads what a counsellor notes. What
    is dialled for a case belongs to that case's line, ``line_of(case id)``, None where that is not known.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        operator: int,
        parent: QObject | None = None,
        *,
        line: Line = Line.GENERAL,
        line_of: Callable[[str], Line | None] = lambda case: None,
    ) -> None:
        super().__init__(Exchange(now, operator, wrap_up=0), parent)
        self._line = line
        self._line_of = line_of
        self._exchange.dialled.connect(lambda _call: self._exchange.party_answers())

    def capabilities(self) -> frozenset[Capability]:
        return frozenset({Capability.HANG_UP, Capability.DIAL})

    def line_for(self, case: str) -> Line:
        return (self._line_of(case) if case else None) or self._line

    def take(self, number: str) -> Refusal | None:
        """Note that a caller is on the telephone; refused while another call is noted."""
        refused = self.ready()
        if refused is None:
            self._exchange.ring(number, self._line)
            self._exchange.connect_caller()
        return refused

    def answer(self) -> Refusal | None:
        return Refusal.NOT_SUPPORTED

    def hold(self) -> Refusal | None:
        return Refusal.NOT_SUPPORTED

    def resume(self) -> Refusal | None:
        return Refusal.NOT_SUPPORTED

    def consult(self, number: str) -> Refusal | None:
        return Refusal.NOT_SUPPORTED

    def complete_transfer(self) -> Refusal | None:
        return Refusal.NOT_SUPPORTED

    def cancel_transfer(self) -> Refusal | None:
        return Refusal.NOT_SUPPORTED

    def blind_transfer(self, number: str) -> Refusal | None:
        return Refusal.NOT_SUPPORTED

    def conference_add(self, number: str) -> Refusal | None:
        return Refusal.NOT_SUPPORTED

    def conference_drop(self) -> Refusal | None:
        return Refusal.NOT_SUPPORTED

    def mute(self) -> Refusal | None:
        return Refusal.NOT_SUPPORTED

    def unmute(self) -> Refusal | None:
        return Refusal.NOT_SUPPORTED

    def _on_status(self, status: LineStatus) -> None:
        """Nobody tells of a queue here, or of other desks: there is no room to know of."""
