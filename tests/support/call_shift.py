"""A shift at a PBX: callers who ring, wait, give up and talk; consoles that are worked; a link that is cut. And what came of it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from models.records.call import CallRow, CallState, Capability, Direction, Refusal, Verb
from models.records.catalogue import Line
from sync.server.ami.client import AmiClient, Pace
from sync.server.ami.message import Message
from sync.server.asterisk.model import moment
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.switch import AsteriskSwitch
from sync.server.calls.service import Gateway
from sync.server.calls.switch import Happening, Order
from tests.support.pbx.exchange import Channel, Fields
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
PATIENCE = 400.0
"""Seconds in which everything has to come about, a busy machine allowed for."""

_NOT_HERE = (CallState.ENDED, CallState.QUEUED)


@dataclass(frozen=True)
class Size:
    """How many calls come in, over how many consoles, how often the link is cut, and out of which seed."""

    calls: int
    consoles: int
    cuts: int
    seed: int = 1


class Counted:
    """The switch, and what went through it: every order with its answer, and every number that was ever told."""

    def __init__(self, pbx: Pbx, plan: PbxPlan = PLAN) -> None:
        pace = Pace(first=0.02, last=0.1, refused=0.1)
        self._switch = AsteriskSwitch(
            plan,
            lambda hear, link: AmiClient(pbx.address, secret=SECRET, on_event=self._noted(hear), on_link=self._seen(link), pace=pace),
            wall=pbx.clock.now,
        )
        self.orders: list[tuple[Order, Refusal | None]] = []
        self.known: set[str] = set()
        self.losses = 0
        self.silences: list[tuple[float, float]] = []
        """From the last word before each loss to the login after it, by the PBX's clock."""
        self._heard = self._silent_from = self._back = 0.0
        self._clock = pbx.clock
        self.gateway: Gateway

    def capabilities(self) -> frozenset[Capability]:
        return self._switch.capabilities()

    async def run(self, tell: Callable[[Happening], None]) -> None:
        self.gateway = tell.__self__  # type: ignore[attr-defined]

        def hear(told: Happening) -> None:
            tell(told)
            if not told.link:
                self.losses += 1
                self._silent_from = self._silent_from or self._heard
            elif told.whole:
                self.silences.append((self._silent_from, self._back))
                self._silent_from = 0.0
            self.known.update(call.number for call in told.calls)

        await self._switch.run(hear)

    async def carry_out(self, order: Order, seconds: float) -> Refusal | None:
        answer = await self._switch.carry_out(order, seconds)
        self.orders.append((order, answer))
        return answer

    def _noted(self, hear: Callable[[Message], None]) -> Callable[[Message], None]:
        def noted(message: Message) -> None:
            self._heard = moment(message.get("Timestamp")) or self._heard
            hear(message)

        return noted

    def _seen(self, link: Callable[[bool], None]) -> Callable[[bool], None]:
        def seen(there: bool) -> None:
            self._back = self._clock.now() if there else self._back
            link(there)

        return seen

    @property
    def linked(self) -> bool:
        return hasattr(self, "gateway") and self.gateway.board.linked


@dataclass
class Done:
    """What people did: the numbers that rang the hotline, that talked, that were dialled; and each thing asked of the gateway."""

    rang: list[str] = field(default_factory=list)
    talked: set[str] = field(default_factory=set)
    dialled: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    gone: dict[str, float] = field(default_factory=dict)
    """When each leg ended, by the PBX's clock."""
    cut: int = 0


@dataclass(frozen=True)
class Asked:
    """What a console asked for, about which call or number, and what was answered when (by the PBX's clock)."""

    verb: Verb
    call: str
    number: str
    refused: Refusal | None
    at: float


class Shift:
    """Everybody in it. One loop runs the people, the PBX and the consoles; the gateway runs in the thread of its server."""

    def __init__(self, pbx: Pbx, switch: Counted, consoles: list[Telephone], size: Size) -> None:
        self.pbx = pbx
        self.switch = switch
        self.consoles = consoles
        self.size = size
        self.done = Done()
        self._closing = False
        self._answers: dict[int, list[Asked]] = {}
        self._dice = random.Random(size.seed)
        self._to_dial = [f"0577{8655_0000 + place}" for place in range(size.calls // 2)]
        for console in consoles:
            self._note(console)
        tell = pbx.exchange.tell

        def told(event: str, fields: Fields) -> None:
            if event == "Hangup":
                self.done.gone[dict(fields)["Uniqueid"]] = pbx.clock.now()
            tell(event, fields)

        pbx.exchange.tell = told

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
                await until(lambda: not self._to_dial and self._quiet())
                self._closing = True
                await self._go_home()
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
        while not self._closing:
            await asyncio.sleep(dice.uniform(0.01, 0.05))
            call = console.calls[-1] if console.calls else None
            if phone.rings:
                phone.pick_up()
            elif call is not None and call.state is CallState.CONNECTED:
                await asyncio.sleep(dice.uniform(0.1, 0.6))
                await self._say_goodbye(console, call.id)
            elif self._to_dial and not phone.legs and (call is None or call.state in _NOT_HERE) and dice.random() < 0.3:
                await self._dial(console)

    async def _say_goodbye(self, console: Telephone, call: str) -> None:
        """Hang up a call that the console shows, and wait for what comes of it."""
        if console.calls[-1].id != call or console.line.hang_up() is not None:
            return
        asked = len(self._answers[console.number])
        await until(lambda: console.calls[-1].state in _NOT_HERE or any(one.refused for one in self._answers[console.number][asked:]))

    async def _dial(self, console: Telephone) -> None:
        """Dial the next number, and wait until it rings here or is refused."""
        number = self._to_dial[-1]
        answers = self._answers[console.number]
        asked = len(answers)
        if console.line.dial(number) is None:
            self._to_dial.remove(number)
            self.done.dialled.append(number)
            await until(lambda: any(one.number == number for one in answers[asked:]))

    def _note(self, console: Telephone) -> None:
        """Note what a console asks the gateway, and what it is answered."""
        asking, answers = console.calls_end.ask, self._answers.setdefault(console.number, [])

        async def ask(verb: Verb, **fields: str) -> Refusal | None:
            refused = await asking(verb, **fields)
            answers.append(Asked(verb, fields.get("call", ""), fields.get("number", ""), refused, self.pbx.clock.now()))
            self.done.asked.append(answers[-1])
            return refused

        console.calls_end.ask = ask  # type: ignore[method-assign, assignment]

    async def _go_home(self) -> None:
        """Everybody logs out; from then on nobody is ready."""
        for console in self.consoles:
            assert console.line.logout() is None
        await until(lambda: not self.switch.gateway.board.seats)
        await until(self._quiet)

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
