"""A shift at a PBX: callers who ring, wait, give up and talk; consoles that are worked; a link that is cut. And what came of it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from models.records.call import CallRow, CallState, Capability, Direction, Refusal, Verb
from models.records.catalogue import Line
from sync.server.ami.client import AmiClient, Pace
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.switch import AsteriskSwitch
from sync.server.calls.service import Gateway
from sync.server.calls.switch import Happening, Order
from tests.support.pbx.exchange import Channel
from tests.support.pbx.server import SECRET, Pbx
from tests.support.telephones import Telephone

QUEUE = "81890"
PLAN = PbxPlan(
    queues=((QUEUE, Line.GENERAL),),
    dial_context="internal",
    transfer_context="internal",
    conference_context="conf",
    third="PJSIP/{number}",
    wrap_up_seconds=0,
)
PATIENCE = 120.0
"""Seconds in which everything has to come about, a busy machine allowed for."""

_NOT_HERE = (CallState.ENDED, CallState.QUEUED)
_LAID_DOWN_AFTER = 40


@dataclass(frozen=True)
class Size:
    """How many calls come in, over how many consoles, how often the link is cut, and out of which seed."""

    calls: int
    consoles: int
    cuts: int
    seed: int = 1


class Counted:
    """The switch, and what went through it: every order with its answer, and every number that was ever told."""

    def __init__(self, pbx: Pbx) -> None:
        pace = Pace(first=0.02, last=0.1, refused=0.1)
        self._switch = AsteriskSwitch(
            PLAN, lambda hear, link: AmiClient(pbx.address, secret=SECRET, on_event=hear, on_link=link, pace=pace), wall=pbx.clock.now
        )
        self.orders: list[tuple[Order, Refusal | None]] = []
        self.known: set[str] = set()
        self.losses = 0
        self.gateway: Gateway

    def capabilities(self) -> frozenset[Capability]:
        return self._switch.capabilities()

    async def run(self, tell: Callable[[Happening], None]) -> None:
        self.gateway = tell.__self__  # type: ignore[attr-defined]

        def hear(told: Happening) -> None:
            tell(told)
            self.losses += not told.link
            self.known.update(call.number for call in told.calls)

        await self._switch.run(hear)

    async def carry_out(self, order: Order, seconds: float) -> Refusal | None:
        answer = await self._switch.carry_out(order, seconds)
        self.orders.append((order, answer))
        return answer

    @property
    def linked(self) -> bool:
        return hasattr(self, "gateway") and self.gateway.board.linked


@dataclass
class Done:
    """What people did: the numbers that rang the hotline, and what was dialled with what was said of it at once."""

    rang: list[str] = field(default_factory=list)
    talked: set[str] = field(default_factory=set)
    dialled: list[str] = field(default_factory=list)
    cut: int = 0
    by_hand: int = 0
    """How often somebody laid the receiver down on a call that their console did not show."""


class Shift:
    """Everybody in it. One loop runs the people, the PBX and the consoles; the gateway runs in the thread of its server."""

    def __init__(self, pbx: Pbx, switch: Counted, consoles: list[Telephone], size: Size) -> None:
        self.pbx = pbx
        self.switch = switch
        self.consoles = consoles
        self.size = size
        self.done = Done()
        self._closing = False
        self._dice = random.Random(size.seed)
        self._to_dial = iter([f"0577{8655_0000 + place}" for place in range(max(4, size.calls // 4))])

    async def work(self) -> None:
        """Live through it until the last call has ended and everything is written down."""
        for console in self.consoles:
            self.pbx.phone(self._extension(console))
            assert console.line.login() is None
        await until(lambda: len(self.switch.gateway.board.seats) == len(self.consoles))
        numbers = [f"0577{6555_0000 + place}" for place in range(self.size.calls)]
        callers = [asyncio.ensure_future(self._caller(number, self._dice.uniform(0.0, self.size.calls * 0.03))) for number in numbers]
        desks = [asyncio.ensure_future(self._desk(console)) for console in self.consoles]
        cuts = asyncio.ensure_future(self._cutting())
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*callers, cuts)
                self._closing = True
                await until(self._quiet)
        finally:
            for desk in desks:
                desk.cancel()
        failed = [result for result in await asyncio.gather(*desks, return_exceptions=True) if isinstance(result, Exception)]
        assert [repr(failure) for failure in failed] == []

    def _quiet(self) -> bool:
        board, records = self.switch.gateway.board, self.switch.gateway._records
        views = (console.calls_end.view for console in self.consoles)
        calm = self.switch.linked and not board.calls and not records.waiting and not self.pbx.exchange.bridges
        return calm and all((view.run, view.n, view.lost) == (board.run, board.n, False) for view in views)

    async def _caller(self, number: str, begin: float) -> None:
        """Ring, and wait for somebody or give up; nobody hangs up before the gateway has heard of them."""
        gives_up, talks, ends = self._dice.random() < 0.2, self._dice.uniform(0.05, 0.4), self._dice.random() < 0.5
        await asyncio.sleep(begin)
        leg = self.pbx.ring(number, QUEUE)
        self.done.rang.append(number)
        await until(lambda: number in self.switch.known)
        if gives_up:
            await asyncio.sleep(talks)
            self._leave(leg)
            return
        await until(lambda: leg.bridge is not None or not self._there(leg))
        if leg.bridge is not None:
            self.done.talked.add(number)
        await asyncio.sleep(talks)
        if ends:
            self._leave(leg)
        await until(lambda: not self._there(leg))

    async def _desk(self, console: Telephone) -> None:
        """Take what rings, say goodbye to who is still there after a while, and ring somebody in between."""
        phone, dice = self.pbx.phone(self._extension(console)), random.Random(self.size.seed * 100 + console.number)
        unseen = 0
        while True:
            await asyncio.sleep(dice.uniform(0.01, 0.05))
            call = console.calls[-1] if console.calls else None
            # Whoever talks in a call that the console does not show lays the receiver down after a while.
            talks = not phone.rings and bool(phone.legs)
            unseen = unseen + 1 if talks and (call is None or call.state in _NOT_HERE) and console.line._calls.view.linked else 0
            if unseen > _LAID_DOWN_AFTER:
                self.done.by_hand += 1
                phone.hang_up()
            elif phone.rings:
                phone.pick_up()
            elif call is not None and call.state is CallState.CONNECTED:
                await asyncio.sleep(dice.uniform(0.1, 0.6))
                console.line.hang_up()
            elif not self._closing and (call is None or call.state in _NOT_HERE) and not talks and dice.random() < 0.1:
                self._dial(console)

    def _dial(self, console: Telephone) -> None:
        number = next(self._to_dial, "")
        if number and console.line.dial(number) is None:
            self.done.dialled.append(number)

    async def _cutting(self) -> None:
        for _ in range(self.size.cuts):
            await asyncio.sleep(self._dice.uniform(0.2, 0.6) * self.size.calls * 0.06 / max(self.size.cuts, 1))
            await until(lambda: self.switch.linked)
            losses = self.switch.losses
            self.pbx.cut()
            self.done.cut += 1
            await until(lambda losses=losses: self.switch.losses > losses)  # type: ignore[misc]
        await until(lambda: self.switch.linked)

    def _there(self, leg: Channel) -> bool:
        return leg.name in self.pbx.exchange.channels

    def _leave(self, leg: Channel) -> None:
        if self._there(leg):
            self.pbx.hang_up(leg)

    @staticmethod
    def _extension(console: Telephone) -> str:
        return f"80{console.number}"


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.005)


def ended_at(console: Telephone) -> list[str]:
    """Return the ids of the calls whose end a console was told of."""
    return [call.id for call in console.calls if call.state is CallState.ENDED]


def talked_at(console: Telephone) -> set[str]:
    """Return the ids of the calls that a console was told to be talking in."""
    return {call.id for call in console.calls if call.state is CallState.CONNECTED}


def by_direction(calls: list[CallRow], direction: Direction) -> list[str]:
    """Return the numbers of calls in one direction, sorted."""
    return sorted(call.number for call in calls if call.direction is direction)


def orders_of(switch: Counted, verb: Verb) -> list[Order]:
    """Return the orders of one kind in which the call system was asked."""
    return [order for order, _ in switch.orders if order.verb is verb]
