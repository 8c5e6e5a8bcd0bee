"""Consoles without a window at a real gateway: the line, its way to the server, and a loop that is run when something is waited for."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from console.calls.gateway import GatewayLine
from models.records.call import CallRow, LineStatus, Refusal, Verb
from models.records.staff import OperatorRow
from models.store.clock import Clock
from sync.client.account import Account
from sync.client.call_wire import HttpCallWire
from sync.client.calls import CallGround, Calls
from sync.client.ports import Ground
from sync.client.transport import HttpWire
from sync.protocol.messages import Session
from sync.server.centre import Centre
from tests.support.desks import PaperDesk, signed_in
from tests.support.switchboard import Switchboard

PATIENCE = 60.0


class Telephone:
    """One console's line. ``calls``, ``statuses`` and ``refusals`` are what it told."""

    def __init__(self, exchange: Telephones, number: int, via: str, clock: Clock, timeouts: tuple[float, float]) -> None:
        self.number = number
        self.desk, caller = signed_in(exchange.centre, number)
        self.session = caller.session
        self.pool = ThreadPoolExecutor(3, f"calls-{number}")
        self.wires = [HttpCallWire(via, timeouts=(3.0, 15.0)), HttpCallWire(via, timeouts=timeouts)]
        self.keeping = HttpWire(via)
        self.failures: list[BaseException] = []
        loop = exchange.loop

        def net(function: Callable[..., Any], *arguments: Any) -> Any:
            return loop.run_in_executor(self.pool, lambda: function(*arguments))

        class Threads:
            """Only requests are made here: there is no store."""

            def db(self, function: Callable[..., Any], *arguments: Any) -> Any:
                raise AssertionError("nobody signs in anew here")

            def net(self, function: Callable[..., Any], *arguments: Any) -> Any:
                return net(function, *arguments)

        chance = random.Random(number)
        local: Any = None
        ground = Ground(local, self.keeping, Threads(), clock, asyncio.sleep, chance, Path())
        account = Account(ground)
        account.use(None, session_of(self.desk, caller.operator))
        self.calls_end = Calls(
            CallGround(self.wires[0], self.wires[1], net, clock, asyncio.sleep, chance), account, self.failures.append
        )
        self.line = GatewayLine(self.calls_end, number, f"80{number}", clock, exchange.spawn)
        self.calls: list[CallRow] = []
        self.statuses: list[LineStatus] = []
        self.refusals: list[tuple[Verb, Refusal]] = []
        self.line.call_changed.connect(self.calls.append)
        self.line.status_changed.connect(self.statuses.append)
        self.line.refused.connect(lambda verb, refusal: self.refusals.append((verb, refusal)))

    async def stop(self) -> None:
        await self.calls_end.stop()
        for wire in (*self.wires, self.keeping):
            wire.close()
        self.pool.shutdown()
        assert self.failures == []


def session_of(desk: PaperDesk, operator: OperatorRow) -> Session:
    """Return the session that a paper desk has."""
    return Session(id=desk.session, operator=operator, access=desk.access, refresh=desk.refresh, expires_in=900, reads=())


class Telephones:
    """The consoles of a room, in one loop. ``settle`` lets everything come to rest."""

    def __init__(self, centre: Centre, clock: Clock, place: str, switch: Switchboard | None) -> None:
        self.centre = centre
        self.place = place
        self._switch = switch
        self.clock = clock
        self.loop = asyncio.new_event_loop()
        self._made: list[Telephone] = []
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def switch(self) -> Switchboard:
        """The call system, where it is one in memory."""
        assert self._switch is not None
        return self._switch

    def open(self, number: int = 28, *, via: str = "", timeouts: tuple[float, float] = (10.0, 10.0)) -> Telephone:
        """Return a console that has heard of the board."""
        made = Telephone(self, number, via or self.place, self.clock, timeouts)
        self._made.append(made)
        self.loop.call_soon(made.calls_end.start)
        self.until(lambda: made.calls_end.view.known)
        return made

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = self.loop.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def until(self, true: Callable[[], bool]) -> None:
        """Let the loop run until something is so."""

        async def wait() -> None:
            async with asyncio.timeout(PATIENCE):
                while not true():
                    await asyncio.sleep(0.002)

        self.loop.run_until_complete(wait())

    def happens(self, what: Callable[..., Any], *arguments: Any) -> None:
        """Let something happen at the call system, and every console hear of it."""
        self.switch.say(what, *arguments)
        self.settle()

    def settle(self) -> None:
        """Wait until every command is answered and every console that has a way there knows what the gateway knows."""
        self.until(lambda: not self._tasks)
        reached: list[bool] = []
        self.switch.say(reached.append, True)
        self.until(lambda: bool(reached))
        self.until(lambda: all(one.calls_end.view.lost or self._knows(one) for one in self._made))

    def leave(self) -> None:
        """Let every console go."""
        made, self._made = self._made, []
        for one in made:
            self.loop.run_until_complete(one.stop())

    def close(self) -> None:
        self.leave()
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()

    def _knows(self, one: Telephone) -> bool:
        view, board = one.calls_end.view, self.switch.board
        return (view.run, view.n) == (board.run, board.n)


@contextmanager
def telephones(centre: Centre, clock: Clock, place: str = "", switch: Switchboard | None = None) -> Iterator[Telephones]:
    """Yield a room for consoles at a server, closed at the end."""
    room = Telephones(centre, clock, place, switch)
    try:
        yield room
    finally:
        room.close()
