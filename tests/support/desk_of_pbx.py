"""An Asterisk switch on the test PBX, with the operators' orders in a line each, and everything it has told."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable

from models.records.call import CallRow, CallState, OperatorState, Refusal, Seat, Verb
from models.records.catalogue import Line
from sync.server.ami.client import AmiClient, Pace
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.switch import AsteriskSwitch
from sync.server.calls.switch import Happening, Order
from tests.support.pbx.server import SECRET, Pbx

PLAN = PbxPlan(
    queues=(("81890", Line.GENERAL), ("81891", Line.PSYCHOLOGY)),
    dial_context="internal",
    transfer_context="internal",
    conference_context="conf",
    third="PJSIP/{number}",
    wrap_up_seconds=0,
)
SOON = 20.0
"""Seconds of the world for what comes within a few of the PBX's: a machine that is busy with other things is no failure."""


class DeskOfPbx:
    """The switch, and what it has told: the last of each call and of each operator."""

    def __init__(self, pbx: Pbx, plan: PbxPlan) -> None:
        ids = itertools.count(1)
        self.pbx = pbx
        self.told: list[Happening] = []
        self.calls: dict[str, list[CallRow]] = {}
        self.seats: dict[int, list[Seat]] = {}
        self.changed = asyncio.Event()
        self.switch = AsteriskSwitch(
            plan,
            lambda hear, link: AmiClient(
                pbx.address, secret=SECRET, on_event=hear, on_link=link, pace=Pace(first=0.01, last=0.05, refused=0.05)
            ),
            new_id=lambda: f"{next(ids):04}",
            wall=lambda: pbx.clock.now(),
        )

    def take(self, happening: Happening) -> None:
        self.told.append(happening)
        for row in happening.calls:
            self.calls.setdefault(row.id, []).append(row)
        for seat in happening.seats:
            self.seats.setdefault(seat.operator, []).append(seat)
        self.changed.set()

    async def until(self, there: Callable[[], bool]) -> None:
        """Wait until something has been told."""
        async with asyncio.timeout(SOON):
            while not there():
                self.changed.clear()
                await self.changed.wait()

    async def linked(self) -> None:
        told = len(self.told)
        await self.until(lambda: any(one.whole for one in self.told[told:]))

    @property
    def call(self) -> CallRow:
        """The call that began last, as it was told last."""
        return list(self.calls.values())[-1][-1]

    def states(self) -> list[str]:
        """Return the states that the last call went through."""
        found = [row.state.value for row in list(self.calls.values())[-1]]
        return [state for number, state in enumerate(found) if not number or found[number - 1] != state]

    async def becomes(self, state: CallState) -> CallRow:
        await self.until(lambda: bool(self.calls) and self.call.state is state)
        return self.call

    async def sits(self, operator: int, state: OperatorState) -> Seat:
        await self.until(lambda: operator in self.seats and self.seats[operator][-1].state is state)
        return self.seats[operator][-1]

    async def order(self, verb: Verb, extension: str = "8001", operator: int = 8001, **more: object) -> Refusal | None:
        about = self.call if self.calls and verb not in {Verb.LOGIN, Verb.LOGOUT, Verb.READY, Verb.NOT_READY, Verb.DIAL} else None
        order = Order(verb=verb, operator=operator, extension=extension, call=about, **more)  # type: ignore[arg-type]
        return await self.switch.carry_out(order, SOON)

    async def answered(self) -> CallRow:
        """Somebody rings the hotline, and the operator of 8001 takes it up."""
        self.pbx.ring("057765550101", "81890")
        await self.becomes(CallState.ALERTING)
        self.pbx.phone("8001").pick_up()
        return await self.becomes(CallState.CONNECTED)


@contextlib.asynccontextmanager
async def desk_of_pbx(plan: PbxPlan = PLAN, *, login: bool = True, speed: float = 20.0) -> AsyncIterator[DeskOfPbx]:
    """A PBX with two queues and four telephones; the operator 8001 has logged in."""
    async with Pbx(speed=speed) as pbx:
        for queue, _ in plan.queues:
            pbx.queue(queue)
        for extension in ("8001", "8002", "9001"):
            pbx.phone(extension)
        pbx.phone("9001").answers = 0.0
        desk = DeskOfPbx(pbx, plan)
        running = asyncio.create_task(desk.switch.run(desk.take))
        try:
            await desk.linked()
            if login:
                assert await desk.order(Verb.LOGIN) is None
                await desk.sits(8001, OperatorState.READY)
            yield desk
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


def tell(story: Callable[[DeskOfPbx], Awaitable[None]], plan: PbxPlan = PLAN, *, login: bool = True) -> None:
    """Play a story at a desk of its own."""

    async def told() -> None:
        async with desk_of_pbx(plan, login=login) as desk:
            await story(desk)

    asyncio.run(told())
