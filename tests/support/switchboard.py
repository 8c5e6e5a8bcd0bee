"""A call system in memory: seats, a queue and calls that do what they are told; its faults are those of a real one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any

from msgspec.structs import replace

from models.records.call import CallRow, CallState, Capability, Direction, EndReason, OperatorState, Refusal, Seat, Verb
from models.records.catalogue import Line
from models.store.clock import stamp
from sync.server.calls.board import Board
from sync.server.calls.switch import Happening, Order


class Switchboard:
    """Implements ``sync.server.calls.switch.Switch``. ``asked`` are the orders in the order in which they came.

    A call waits until a seat is ready for it. ``say`` may be called from any thread. ``hold`` keeps orders unanswered while it is clear.
    While ``silent``, orders are accepted and nothing comes of them.
    """

    def __init__(self, now: Callable[[], datetime], can: frozenset[Capability] = frozenset(Capability)) -> None:
        self.asked: list[Order] = []
        self.refuse: dict[Verb, Refusal] = {}
        self.calls: dict[str, CallRow] = {}
        self.seats: dict[int, Seat] = {}
        self.up = True
        self.silent = False
        self._now = now
        self._can = can
        self._ids = count(1)
        self._before: dict[int, tuple[OperatorState, str]] = {}
        self._tell: Callable[[Happening], None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._begun = threading.Event()
        self._go = asyncio.Event()
        self._go.set()

    # --- the port

    def capabilities(self) -> frozenset[Capability]:
        return self._can

    async def run(self, tell: Callable[[Happening], None]) -> None:
        self._tell, self._loop = tell, asyncio.get_running_loop()
        if self.up:
            self._whole()
        self._begun.set()
        await asyncio.Event().wait()

    async def carry_out(self, order: Order, seconds: float) -> Refusal | None:
        self.asked.append(order)
        await self._go.wait()
        if not self.up:
            return Refusal.LINK_LOST
        if order.verb in self.refuse:
            return self.refuse[order.verb]
        if not self.silent:
            self._do(order)
            self._offer()
        return None

    @property
    def board(self) -> Board:
        """What the gateway made of it all."""
        assert self._tell is not None
        gateway = self._tell.__self__  # type: ignore[attr-defined]
        found: Board = gateway.board
        return found

    # --- the far end

    def say(self, what: Callable[..., Any], *arguments: Any) -> None:
        """Do something in the loop of the gateway, from any thread."""
        assert self._begun.wait(60)
        assert self._loop is not None
        self._loop.call_soon_threadsafe(what, *arguments)

    def be_able(self, can: frozenset[Capability]) -> None:
        """The call system is set up otherwise."""
        self._can = can
        self._told(Happening())

    def ring(self, number: str, line: Line = Line.GENERAL) -> None:
        """A caller rings."""
        call = CallRow(
            id=f"pbx-{next(self._ids)}",
            direction=Direction.IN,
            number=number,
            line=line,
            state=CallState.QUEUED,
            queued_at=stamp(self._now()),
        )
        self._show(call)
        self._offer()

    def hang_up(self, call_id: str, reason: EndReason = EndReason.CALLER) -> None:
        """A call ends."""
        call = self.calls.pop(call_id)
        seat = self._seat_of(call_id)
        party = "" if call.reason else call.party
        self._show(replace(call, state=CallState.ENDED, ended_at=stamp(self._now()), reason=reason, party=party, rung=None), keep=False)
        if seat is not None:
            back = self._before.pop(seat.operator, (OperatorState.READY, ""))
            self._sit(seat, *back, call="")
        self._offer()

    def answers(self, call_id: str) -> None:
        """Who was dialled picks up."""
        self._show(replace(self.calls[call_id], state=CallState.CONNECTED, answered_at=stamp(self._now()), rung=None))

    def declines(self, call_id: str, reason: EndReason) -> None:
        """Who is consulted does not come to it."""
        self._show(replace(self.calls[call_id], state=CallState.CONNECTED, reason=reason, rung=None))

    def cut(self) -> None:
        """The link is lost; what happens meanwhile is not told."""
        self.up = False
        self._told(Happening(link=False))

    def mend(self) -> None:
        """The link is there again."""
        self.up = True
        self._whole()

    def forget(self) -> None:
        """The call system begins anew, as one that keeps nobody's seat: nobody sits anywhere when the link is there again."""
        self.seats.clear()

    def take_away(self, operator: int) -> None:
        """Somebody at the call system logs a seat out."""
        self._sit(self.seats[operator], OperatorState.LOGGED_OUT)

    def stall(self) -> None:
        """Answer nothing until ``release``."""
        self._go.clear()

    def release(self) -> None:
        self._go.set()

    # --- inside

    def _do(self, order: Order) -> None:
        seat, call = self.seats.get(order.operator), order.call
        match order.verb:
            case Verb.LOGIN if seat is not None and seat.extension == order.extension:
                pass  # whoever sits there stays as they are; queues that are missing are added, which no seat shows
            case Verb.LOGIN:
                for other in [one for one in self.seats.values() if (one.operator == order.operator) != (one.extension == order.extension)]:
                    self._sit(other, OperatorState.LOGGED_OUT)
                fresh = Seat(operator=order.operator, extension=order.extension, state=OperatorState.READY, since="")
                self._sit(fresh, OperatorState.READY)
            case Verb.LOGOUT if seat is not None:
                self._sit(seat, OperatorState.LOGGED_OUT)
            case Verb.READY if seat is not None:
                self._sit(seat, OperatorState.READY)
            case Verb.NOT_READY if seat is not None:
                if seat.call:
                    self._show(replace(self.calls[seat.call], state=CallState.QUEUED))
                self._sit(seat, OperatorState.NOT_READY, order.reason, call="")
            case Verb.DIAL if seat is not None:
                dialled = CallRow(
                    id=f"pbx-{next(self._ids)}",
                    direction=Direction.OUT,
                    number=order.number,
                    line=Line.GENERAL,
                    state=CallState.ALERTING,
                    queued_at=stamp(self._now()),
                    case=order.case,
                    operator=order.operator,
                )
                if seat.state is OperatorState.NOT_READY:
                    self._before[seat.operator] = (seat.state, seat.reason)
                self._show(dialled)
                self._sit(seat, OperatorState.ON_CALL, call=dialled.id)
            case Verb.HANG_UP if call is not None:
                self.hang_up(call.id, EndReason.OPERATOR)
            case Verb.COMPLETE_TRANSFER if call is not None:
                self.hang_up(call.id, EndReason.TRANSFER)
            case Verb.BLIND_TRANSFER if call is not None:
                self._show(replace(call, party=order.number))
                self.hang_up(call.id, EndReason.TRANSFER)
            case _ if call is not None and seat is not None:
                self._change(order, call, seat)

    def _change(self, order: Order, call: CallRow, seat: Seat) -> None:
        changes: dict[Verb, dict[str, Any]] = {
            Verb.ANSWER: {"state": CallState.CONNECTED, "answered_at": stamp(self._now()), "operator": order.operator},
            Verb.HOLD: {"state": CallState.HELD},
            Verb.RESUME: {"state": CallState.CONNECTED},
            Verb.CONSULT: {"state": CallState.CONSULTING, "party": order.number},
            Verb.CANCEL_TRANSFER: {"state": CallState.CONNECTED, "party": ""},
            Verb.CONFERENCE_ADD: {"state": CallState.CONFERENCE, "party": order.number or call.party},
            Verb.CONFERENCE_DROP: {"state": CallState.CONNECTED, "party": ""},
            Verb.MUTE: {"muted": True},
            Verb.UNMUTE: {"muted": False},
        }
        over = {"reason": None, "party": ""} if call.reason else {}
        moved = {"rung": None} if "state" in changes[order.verb] else {}
        self._show(replace(call, **{**over, **moved, **changes[order.verb]}))
        if order.verb is Verb.ANSWER:
            self._sit(seat, OperatorState.ON_CALL, call=call.id)

    def _offer(self) -> None:
        for call in sorted((one for one in self.calls.values() if one.state is CallState.QUEUED), key=lambda one: one.queued_at):
            seat = next((seat for seat in self.seats.values() if seat.state is OperatorState.READY and not seat.call), None)
            if seat is None:
                return
            self._show(replace(call, state=CallState.ALERTING))
            self._sit(seat, OperatorState.ALERTING, call=call.id)

    def _seat_of(self, call_id: str) -> Seat | None:
        return next((seat for seat in self.seats.values() if seat.call == call_id), None)

    def _show(self, call: CallRow, *, keep: bool = True) -> None:
        if keep:
            self.calls[call.id] = call
        self._told(Happening(calls=(call,)))

    def _sit(self, seat: Seat, state: OperatorState, reason: str = "", call: str = "") -> None:
        seat = replace(seat, state=state, reason=reason, since=stamp(self._now()), call=call)
        self.seats[seat.operator] = seat
        if state is OperatorState.LOGGED_OUT:
            del self.seats[seat.operator]
        self._told(Happening(seats=(seat,)))

    def _whole(self) -> None:
        self._told(Happening(calls=tuple(self.calls.values()), seats=tuple(self.seats.values()), whole=True))

    def _told(self, happening: Happening) -> None:
        if self._tell is not None and (self.up or not happening.link):
            self._tell(happening)
