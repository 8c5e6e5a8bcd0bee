"""The demonstration's adapter of the call line: the desk's commands to a simulated exchange.

It obeys the same rules as a real line (commands are accepted or refused, only events change state), so that everything above the port
behaves alike.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from msgspec.structs import replace
from PySide6.QtCore import QObject

from console.calls.exchange import TALKING, Exchange
from console.calls.port import CallLine
from models.records.call import CallState, Capability, Direction, EndReason, LineStatus, OperatorState, Refusal, Room, Seat
from models.records.catalogue import Line
from models.records.failure import BadInput
from models.rules.calls import unplugged
from models.rules.phone import normalise

P = ParamSpec("P")


def asked(command: Callable[Concatenate[SimulatedLine, P], Refusal | None]) -> Callable[Concatenate[SimulatedLine, P], Refusal | None]:
    """Let a command reach the exchange only over the link, and only from a desk whose telephone is there."""

    @wraps(command)
    def checked(line: SimulatedLine, /, *args: P.args, **kwargs: P.kwargs) -> Refusal | None:
        refused = line.reachable()
        return refused if refused is not None else command(line, *args, **kwargs)

    return checked


class SimulatedLine(CallLine):
    """The operator's end of an :class:`Exchange`. ``can`` is what the telephone offers: all there is, until somebody sets it."""

    def __init__(self, exchange: Exchange, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._exchange = exchange
        self.can = frozenset(Capability)
        self._status: LineStatus | None = None
        exchange.call_changed.connect(self.call_changed)
        exchange.status_changed.connect(self.status_changed)
        exchange.status_changed.connect(self._on_status)
        exchange.call_changed.connect(self._on_call)
        exchange.said.connect(self.said)

    def capabilities(self) -> frozenset[Capability]:
        return self.can

    def line_for(self, case: str) -> Line:
        """Return the line that a call belongs to which is dialled for a case, or for none ('')."""
        return Line.GENERAL

    def reachable(self) -> Refusal | None:
        """Return why no command can be given now, None where one can."""
        if not self._exchange.linked:
            return Refusal.LINK_LOST
        return Refusal.NO_PHONE if self._exchange.state is OperatorState.PHONE_OFFLINE else None

    @asked
    def login(self, extension: str = "") -> Refusal | None:
        if self._exchange.state is OperatorState.LOGGED_OUT:
            return self.ready()
        self._exchange.tell()
        return None

    @asked
    def logout(self) -> Refusal | None:
        if self._exchange.call:
            return Refusal.BUSY
        self._exchange.enter(OperatorState.LOGGED_OUT)
        return None

    @asked
    def ready(self) -> Refusal | None:
        if self._exchange.call:
            return Refusal.BUSY
        self._exchange.enter(OperatorState.READY)
        self._exchange.offer()
        return None

    @asked
    def not_ready(self, reason: str) -> Refusal | None:
        call = self._exchange.call
        if call and not (call.direction is Direction.IN and call.state is CallState.ALERTING):
            return Refusal.BUSY
        if call:
            self._exchange.requeue()
        self._exchange.enter(OperatorState.NOT_READY, reason)
        return None

    @asked
    def answer(self) -> Refusal | None:
        call = self._exchange.call
        if not call or call.direction is not Direction.IN or call.state is not CallState.ALERTING:
            return Refusal.NO_CALL
        self._exchange.connect_caller()
        return None

    @asked
    def hang_up(self) -> Refusal | None:
        call = self._exchange.call
        if not call:
            return Refusal.NO_CALL
        if call.direction is Direction.IN and call.state is CallState.ALERTING:
            return Refusal.WRONG_STATE
        self._exchange.end(EndReason.OPERATOR)
        return None

    @asked
    def hold(self) -> Refusal | None:
        return self._exchange.move((CallState.CONNECTED,), state=CallState.HELD)

    @asked
    def resume(self) -> Refusal | None:
        return self._exchange.move((CallState.HELD,), state=CallState.CONNECTED)

    @asked
    def consult(self, number: str) -> Refusal | None:
        refused = self._with_party(number, CallState.CONSULTING)
        if refused is None:
            self._exchange.consulted.emit(self._exchange.call)
        return refused

    @asked
    def complete_transfer(self) -> Refusal | None:
        call = self._exchange.call
        if not call or call.state is not CallState.CONSULTING:
            return Refusal.WRONG_STATE
        if call.rung is not False and unplugged(call.party, self._exchange.others[0]) is not None:
            return Refusal.UNREACHABLE
        self._exchange.end(EndReason.TRANSFER)
        return None

    @asked
    def cancel_transfer(self) -> Refusal | None:
        return self._exchange.move((CallState.CONSULTING,), state=CallState.CONNECTED, party="")

    @asked
    def blind_transfer(self, number: str) -> Refusal | None:
        refused = self._with_party(number, CallState.CONNECTED)
        if refused is None:
            self._exchange.end(EndReason.TRANSFER)
        return refused

    @asked
    def conference_add(self, number: str) -> Refusal | None:
        call = self._exchange.call
        if call and call.state is CallState.CONSULTING:
            return self._exchange.move((CallState.CONSULTING,), state=CallState.CONFERENCE)
        return self._with_party(number, CallState.CONFERENCE)

    @asked
    def conference_drop(self) -> Refusal | None:
        return self._exchange.move((CallState.CONFERENCE,), state=CallState.CONNECTED, party="")

    @asked
    def mute(self) -> Refusal | None:
        return self._exchange.move(TALKING, muted=True)

    @asked
    def unmute(self) -> Refusal | None:
        return self._exchange.move(TALKING, muted=False)

    @asked
    def dial(self, number: str, case: str = "") -> Refusal | None:
        if self._exchange.call:
            return Refusal.BUSY
        called = _callable(number)
        if not called:
            return Refusal.BAD_NUMBER
        self._exchange.dial_out(called, self.line_for(case), case)
        return None

    def _on_status(self, status: LineStatus) -> None:
        """Know of the own seat, of those beside it, of the calls and of who waits; without a link the room stays as it was."""
        self._status = status
        if not status.link_ok:
            if self.room is not None and self.room.link_ok:
                self.room = replace(self.room, link_ok=False, lost_at=self._exchange.time())
        else:
            call = self._exchange.call
            seat = Seat(
                operator=self._exchange.operator,
                extension="",
                state=status.operator,
                since=status.since,
                reason=status.reason,
                call=call.id if call else "",
            )
            own = () if status.operator is OperatorState.LOGGED_OUT else (seat,)
            seats, calls = self._exchange.others
            self.room = Room(seats=(*own, *seats), calls=(*status.waiting, *((call,) if call else ()), *calls))
        self.room_changed.emit()

    def _on_call(self, _call: object) -> None:
        if self._status is not None:
            self._on_status(self._status)

    def _with_party(self, number: str, state: CallState) -> Refusal | None:
        called = _callable(number)
        if not called:
            return Refusal.BAD_NUMBER
        call, speaking = self._exchange.call, (CallState.CONNECTED, CallState.HELD)
        if call and call.state in speaking and unplugged(called, self._exchange.others[0]) is not None:
            return Refusal.UNREACHABLE
        return self._exchange.move(speaking, state=state, party=called)


def _callable(number: str) -> str:
    """Return a number that can be dialled, or ''."""
    try:
        return normalise(number)
    except BadInput:
        return ""
