"""Who may ask what of the call system; and that nothing is asked of it twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec.structs import replace

from models.records.base import Record, parse_time
from models.records.call import CallRow, Refusal, Seat, Verb
from models.records.catalogue import Line
from models.records.staff import OperatorRow
from models.rules.calls import EXTENSION, OF_CALLS, ONCE, PERMITS, dialable, on_the_telephone, own_call, refused
from models.rules.permissions import lines_of, may
from models.store.clock import Clock
from sync.protocol.calls import WITHIN_MS, CallAnswer, CallCommand
from sync.server.accounts import Caller
from sync.server.calls.board import Board
from sync.server.calls.switch import Order, Switch
from sync.server.observing import fault

WITHIN = timedelta(milliseconds=WITHIN_MS)
_AHEAD = timedelta(seconds=10)
"""A command that would be good for longer than this was never asked by a console of ours, whatever its clock shows."""
_REMEMBERED_MS = 60_000
"""What was handed on to the call system is remembered for longer than any command is good for; what was not, while it would be good."""
_MOST = 300
"""So many answers are remembered for one device. None comes to so many through the gate (``Limits.commands_per_second``)."""

_LOOK_UP = 0.5
"""Seconds that the line of a case may take to be looked up."""
_GRACE = 1.0
"""Seconds by which a call system may be late with its answer."""

LineOf = Callable[[str], Awaitable[Line | None]]


@dataclass
class _Asked:
    """A command that has come: who asked, what is answered, until when (monotonic ms) that is remembered, and whether it was handed on."""

    command: CallCommand
    operator: int
    until: float
    answer: asyncio.Task[Refusal | None] | None = None
    handed_on: bool = False


class _Rung(Record, frozen=True):
    """Something that rings somebody and was accepted: how seat and call stood before, and until when (monotonic ms) it may be under way."""

    verb: Verb
    seat: Seat | None
    call: CallRow | None
    until: float


class Commands:
    """Checks commands, hands each to the call system at most once, and answers one that comes again as the first time.

    A command that was good before this gateway began may have been carried out by the one before, and is not carried out.
    """

    def __init__(self, board: Board, switch: Switch, clock: Clock, present: Callable[[int], bool], line_of: LineOf) -> None:
        """``present`` tells whether a console of an operator listens, ``line_of`` the line of a case, None for one that is not known."""
        self._present = present
        self._line_of = line_of
        self._board = board
        self._switch = switch
        self._clock = clock
        self._begun = clock.now(), clock.mono_ms()
        self._asked: dict[str, dict[str, _Asked]] = {}
        """Device → id → what it asked."""
        self._turns: dict[int, asyncio.Lock] = {}
        self._rung: dict[int, _Rung] = {}
        """Operator → what they asked last that rings somebody."""

    async def ask(self, caller: Caller, command: CallCommand) -> CallAnswer:
        """Carry a command out, or say why not. What comes again is answered alike, also while the first is still under way.

        Another command under an id that is taken, and the same one of another operator, are FAILED: nobody is told what became of them.
        """
        asked = self._remembered(caller.device)
        found = asked.get(command.id)
        if found is None:
            if len(asked) >= _MOST:
                return CallAnswer(id=command.id, refused=Refusal.FAILED)
            found = asked[command.id] = _Asked(command, caller.operator.number, self._clock.mono_ms() + _REMEMBERED_MS)
            # A task of its own: a console that hangs up leaves what was asked to come to its end, and to be answered.
            found.answer = asyncio.create_task(self._answered(caller, found))
        elif (found.command, found.operator) != (command, caller.operator.number):
            return CallAnswer(id=command.id, refused=Refusal.FAILED)
        assert found.answer is not None, "its task is made with it"
        return CallAnswer(id=command.id, refused=await asyncio.shield(found.answer))

    async def leave(self, seat: Seat) -> Refusal | None:
        """Log a seat out whose operator has gone; if they come back meanwhile, their login is asked for after it."""
        async with self._turns.setdefault(seat.operator, asyncio.Lock()):
            return await self._hand_on(Order(verb=Verb.LOGOUT, operator=seat.operator, extension=seat.extension), WITHIN)

    async def rest(self, seat: Seat, reason: str) -> Refusal | None:
        """Let no call ring at a seat, for a reason."""
        return await self._hand_on(Order(verb=Verb.NOT_READY, operator=seat.operator, extension=seat.extension, reason=reason), WITHIN)

    async def resume(self, seat: Seat) -> Refusal | None:
        """Let calls ring at a seat again."""
        return await self._hand_on(Order(verb=Verb.READY, operator=seat.operator, extension=seat.extension), WITHIN)

    async def _answered(self, caller: Caller, asked: _Asked) -> Refusal | None:
        try:
            until = parse_time(asked.command.until)
        except ValueError:
            asked.until = 0
            return Refusal.EXPIRED
        # What one operator asks is done one after the other: the second is judged by what came of the first.
        async with self._turns.setdefault(caller.operator.number, asyncio.Lock()):
            refused = await self._carried_out(caller, asked, until)
        if not asked.handed_on:
            left = (until - self._clock.now()).total_seconds() * 1000
            asked.until = min(asked.until, self._clock.mono_ms() + left)
        return refused

    async def _carried_out(self, caller: Caller, asked: _Asked, until: datetime) -> Refusal | None:
        if not self._good(until):
            return Refusal.EXPIRED
        order = self._order(caller, asked.command)
        if not isinstance(order, Order):
            return order
        if order.verb is Verb.DIAL and order.case:
            lines = await self._lines_for(order)
            if lines is None:
                return Refusal.NOT_YOURS
            order = replace(order, lines=lines)
        left = until - self._clock.now()
        if left <= timedelta():
            return Refusal.EXPIRED
        seat = self._board.seats.get(order.operator)
        rung = _Rung(order.verb, seat, own_call(seat, self._board.calls), self._clock.mono_ms() + WITHIN_MS)
        if order.verb in ONCE and self._under_way(order.operator, rung):
            return Refusal.BUSY
        asked.handed_on = True
        refused = await self._hand_on(order, min(left, WITHIN))
        if order.verb in ONCE and refused is None:
            self._rung[order.operator] = rung
        return refused

    def _under_way(self, operator: int, rung: _Rung) -> bool:
        """Tell whether the same was accepted and nothing has come of it so far: under another id it would ring somebody twice."""
        before = self._rung.get(operator)
        if before is None or before.until <= self._clock.mono_ms():
            return False
        # The very same rows: where they have become others and are equal again, something has come of it.
        return before.verb is rung.verb and before.seat is rung.seat and before.call is rung.call

    def _good(self, until: datetime) -> bool:
        """Tell whether a command is to be carried out now, by its end. A clock that is set meanwhile does not make an hour of it."""
        now, (begun, mono) = self._clock.now(), self._begun
        if not now < until <= now + _AHEAD:
            return False
        young = self._clock.mono_ms() - mono < _AHEAD.total_seconds() * 1000
        return not (young and until < begun + WITHIN)

    async def _lines_for(self, order: Order) -> tuple[Line, ...] | None:
        """Return the order's lines with that of its case first, None where that line is not the operator's.

        A case that is not known here yet, or cannot be asked for, is rung for on the operator's own first line.
        """
        try:
            line = await asyncio.wait_for(self._line_of(order.case), _LOOK_UP)
        except Exception as error:
            fault(error)
            return order.lines
        if line is None:
            return order.lines
        return (line, *(other for other in order.lines if other is not line)) if line in order.lines else None

    async def _hand_on(self, order: Order, within: timedelta) -> Refusal | None:
        """Ask the call system. By its own mistakes the command failed; whether a call was touched in silence nobody knows."""
        seconds = within.total_seconds()
        try:
            return await asyncio.wait_for(self._switch.carry_out(order, seconds), seconds + _GRACE)
        except TimeoutError:
            return Refusal.UNKNOWN if order.verb in OF_CALLS or order.verb is Verb.DIAL else Refusal.FAILED
        except Exception as error:
            fault(error)
            return Refusal.FAILED

    def _order(self, caller: Caller, command: CallCommand) -> Order | Refusal | None:
        """Return what is to be asked of the call system: a refusal where it may not be, None where it is so already."""
        board, number = self._board, caller.operator.number
        seat = board.seats.get(number)
        if not board.linked:
            return Refusal.LINK_LOST
        permission = PERMITS[command.verb]
        if permission is not None and not may(caller.operator.role, permission):
            return Refusal.NOT_YOURS
        call = own_call(seat, board.calls)
        own_leg = not command.call and on_the_telephone(command.verb, seat)
        if command.verb in OF_CALLS and not own_leg and (wrong := self._not_own(command, call)) is not None:
            return wrong
        wrong = refused(command.verb, board.capabilities, seat, call, command.number, board.seats.values())
        if wrong is not None:
            return wrong
        if command.verb is Verb.LOGIN:
            return self._login(caller.operator, command.extension)
        if command.verb is Verb.LOGOUT and seat is None:
            return None
        return Order(
            verb=command.verb,
            operator=number,
            extension=seat.extension if seat is not None else "",
            call=call if command.verb in OF_CALLS else None,
            number=dialable(command.number),
            case=command.case,
            reason=command.reason,
            lines=lines_of(caller.operator.role),
        )

    def _not_own(self, command: CallCommand, own: CallRow | None) -> Refusal | None:
        """A command is about the call at the own seat, and about no other."""
        if own is not None and command.call == own.id:
            return None
        return Refusal.NOT_YOURS if command.call in self._board.calls else Refusal.NO_CALL

    def _login(self, operator: OperatorRow, extension: str) -> Order | Refusal:
        """Return the order to sit down, also where the operator sits there: only the call system knows whether in all their queues."""
        if not EXTENSION.fullmatch(extension):
            return Refusal.NO_PHONE
        order = Order(verb=Verb.LOGIN, operator=operator.number, extension=extension, lines=lines_of(operator.role))
        others = [seat for seat in self._board.seats.values() if seat.extension == extension and seat.operator != operator.number]
        return Refusal.NOT_YOURS if any(other.call or self._present(other.operator) for other in others) else order

    def _remembered(self, device: str) -> dict[str, _Asked]:
        """Return what a device asked, but for what need not be remembered any more."""
        now = self._clock.mono_ms()
        kept = self._asked[device] = {
            key: asked
            for key, asked in self._asked.get(device, {}).items()
            if asked.until > now or asked.answer is None or not asked.answer.done()
        }
        return kept
