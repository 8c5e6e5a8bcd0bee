"""A gateway without a server: the board, the commands and a call system, for the tests of what may be asked of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from models.records.base import CHINA, Text
from models.records.call import Capability, Refusal, Verb
from models.records.catalogue import Line
from models.records.staff import OperatorRow, Role
from models.store.clock import SettableClock, stamp
from sync.protocol.calls import CallCommand
from sync.server.accounts import Caller
from sync.server.calls.board import Board
from sync.server.calls.commands import WITHIN, Commands
from tests.support.switchboard import Switchboard

CALLER, OTHER = "057765550001", "057765550002"


def caller(number: int = 28, role: Role = Role.OPERATOR, device: str = "dev_a") -> Caller:
    return Caller(
        session=f"ses_{number}", operator=OperatorRow(number=number, name=Text("x"), role=role, desk=1), device=device, public_key=""
    )


class Room:
    """A gateway without a server: the board, the commands and a call system."""

    def __init__(self, can: frozenset[Capability] = frozenset(Capability)) -> None:
        self.clock = SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))
        self.switch = Switchboard(self.clock.now, can)
        self.here: set[int] = set()
        self.board = Board("run", lambda: stamp(self.clock.now()), can)
        self.commands = Commands(self.board, self.switch, self.clock, lambda number: number in self.here, self._line_of)
        self.cases: dict[str, Line] = {}
        self.ids = 0

    async def _line_of(self, case: str) -> Line | None:
        if case == "lost":
            raise OSError(case)
        return self.cases.get(case)

    async def open(self) -> None:
        self.running = asyncio.ensure_future(self.switch.run(lambda told: self.board.take(told)))
        await asyncio.sleep(0)

    async def ask(self, verb: Verb, who: Caller | None = None, **fields: str) -> Refusal | None:
        self.ids += 1
        until = stamp(self.clock.now() + WITHIN)
        command = CallCommand(**{"id": f"c{self.ids}", "verb": verb, "until": until, **fields})  # type: ignore[arg-type]
        return (await self.commands.ask(who or caller(), command)).refused

    def own(self, number: int = 28) -> str:
        return self.board.seats[number].call

    @property
    def verbs(self) -> list[Verb]:
        return [order.verb for order in self.switch.asked]


def play(story: Callable[[Room], Awaitable[None]], room: Room | None = None) -> Room:
    room = room or Room()

    async def whole() -> None:
        await room.open()
        try:
            await story(room)
        finally:
            room.running.cancel()

    asyncio.run(whole())
    return room


async def talking(room: Room, number: int = 28) -> None:
    assert await room.ask(Verb.LOGIN, caller(number), extension=f"80{number}") is None
    room.switch.ring(CALLER)
    assert await room.ask(Verb.ANSWER, caller(number), call=room.own(number)) is None
