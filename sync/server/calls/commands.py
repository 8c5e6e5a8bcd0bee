"""Who may ask what of the call system; and that nothing is asked of it twice."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from models.records.base import parse_time
from models.records.call import CallRow, Refusal, Seat, Verb
from models.records.catalogue import Line
from models.records.staff import OperatorRow
from models.rules.calls import EXTENSION, OF_CALLS, PERMITS, dialable, own_call, refused
from models.rules.permissions import lines_of, may
from sync.protocol.calls import WITHIN_MS, CallAnswer, CallCommand
from sync.server.accounts import Caller
from sync.server.calls.board import Board
from sync.server.calls.switch import Order, Switch
from sync.server.observing import fault

WITHIN = timedelta(milliseconds=WITHIN_MS)
_AHEAD = timedelta(seconds=10)
"""A command that would be good for longer than this was never asked by a console of ours, whatever its clock shows."""
_REMEMBERED = timedelta(seconds=60)
_MOST = 20_000
"""Answers are remembered for longer than a command can be good for, and no more than so many."""

_LOOK_UP = 0.5
"""Seconds that the line of a case may take to be looked up."""
_GRACE = 1.0
"""Seconds by which a call system may be late with its answer."""

LineOf = Callable[[str], Awaitable[Line | None]]
_Answered = asyncio.Future[Refusal | None]


class Commands:
    """Checks commands, hands each to the call system at most once, and answers one that comes again as the first time.

    ``begun`` is when this gateway began: a command that was good before then may have been carried out by the one before, and is not
    carried out.
    """

    def __init__(
        self, board: Board, switch: Switch, now: Callable[[], datetime], present: Callable[[int], bool], line_of: LineOf
    ) -> None:
        """``present`` tells whether a console of an operator listens, ``line_of`` the line of a case, None for one that is not known."""
        self._present = present
        self._line_of = line_of
        self._board = board
        self._switch = switch
        self._now = now
        self._begun = now()
        self._answers: OrderedDict[tuple[str, str], tuple[datetime, _Answered]] = OrderedDict()
        self._turns: dict[int, asyncio.Lock] = {}

    async def ask(self, caller: Caller, command: CallCommand) -> CallAnswer:
        """Carry a command out, or say why not. What comes again is answered alike, also while the first is still under way."""
        key = caller.device, command.id
        before = self._answers.get(key)
        if before is None:
            if not self._room():
                return CallAnswer(id=command.id, refused=Refusal.FAILED)
            # A task of its own: a console that hangs up leaves what was asked to come to its end, and to be answered.
            task = asyncio.ensure_future(self._carried_out(caller, command))
            before = self._answers[key] = (self._now(), task)
        return CallAnswer(id=command.id, refused=await asyncio.shield(before[1]))

    async def leave(self, seat: Seat) -> Refusal | None:
        """Log a seat out whose operator has gone."""
        return await self._hand_on(Order(verb=Verb.LOGOUT, operator=seat.operator, extension=seat.extension), WITHIN)

    async def _carried_out(self, caller: Caller, command: CallCommand) -> Refusal | None:
        # What one operator asks is done one after the other: the second is judged by what came of the first.
        async with self._turns.setdefault(caller.operator.number, asyncio.Lock()):
            try:
                until = parse_time(command.until)
            except ValueError:
                return Refusal.EXPIRED
            if not self._now() < until <= self._now() + _AHEAD or until < self._begun + WITHIN:
                return Refusal.EXPIRED
            order = self._order(caller, command)
            if not isinstance(order, Order):
                return order
            if order.verb is Verb.DIAL and order.case:
                lines = await self._lines_for(order)
                if lines is None:
                    return Refusal.NOT_YOURS
                order = replace(order, lines=lines)
            left = until - self._now()
            return await self._hand_on(order, min(left, WITHIN)) if left > timedelta() else Refusal.EXPIRED

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
        """Ask the call system. What it makes of its own mistakes, and of silence, is that the command failed."""
        seconds = within.total_seconds()
        try:
            return await asyncio.wait_for(self._switch.carry_out(order, seconds), seconds + _GRACE)
        except TimeoutError:
            return Refusal.FAILED
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
        if command.verb in OF_CALLS and (wrong := self._not_own(command, call)) is not None:
            return wrong
        wrong = refused(command.verb, board.capabilities, seat, call, command.number)
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

    def _room(self) -> bool:
        """Forget the oldest answers; tell whether one more can be remembered."""
        old = self._now() - _REMEMBERED
        while self._answers:
            asked, answer = next(iter(self._answers.values()))
            if asked > old or not answer.done():
                break
            self._answers.popitem(last=False)
        return len(self._answers) < _MOST
