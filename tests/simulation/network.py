"""The network of a world: every request of every desk goes through here, and meets what the weather has for it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec
import requests

from sync.client.failures import Unreachable
from sync.protocol.problems import MEDIA_TYPE, Code
from sync.server.refusal import Refusal
from tests.simulation.routes import Answer, Request, answer
from tests.simulation.server import Died, Server
from tests.simulation.weather import Fate, Weather
from tests.simulation.wire import NearStream, NearWire

T = TypeVar("T")

PAGE = b"<!DOCTYPE html><title>Log in to the network</title>"
_BUSY = msgspec.json.encode(Refusal(Code.TRY_LATER, retry_after=1.0).problem("00000000-0000-4000-8000-000000000000"))
_FAIR = Fate()


class Network:
    """Between the desks and ``server``. ``heard`` is told of each request that was answered, with the desk's name and the bytes."""

    def __init__(self, server: Server, weather: Weather, loop: asyncio.AbstractEventLoop) -> None:
        self.server = server
        self.weather = weather
        self.counts: Counter[str] = Counter()
        self.heard: list[Callable[[str, Request, Answer], None]] = []
        self.asked: list[Callable[[str, str], None]] = []
        self.fell: Callable[[], None] = lambda: None
        self.unplugged: set[str] = set()
        self._loop = loop
        self._late: set[asyncio.Task[Any]] = set()

    def line(self, name: str) -> Cable:
        """Return the connection of a desk."""
        return Cable(self, name)

    def deliver(self, name: str, request: Request) -> Answer:
        """Let the centre answer a request. Raises requests.ConnectionError where there is none."""
        if self.server.down:
            raise requests.ConnectionError("refused")
        try:
            told = answer(self.server.next(), request)
        except Died:
            self.fell()
            raise requests.ConnectionError("cut") from None
        if self.server.down:
            self.fell()
        for listener in self.heard:
            listener(name, request, told)
        if told.status < 300 and request.path in ("/ops", "/presence"):
            self.server.tell()
        return told

    def on_its_own(self, work: Awaitable[T]) -> asyncio.Task[T]:
        """Let something happen whether anybody still waits for it or not: what was sent arrives, also from a desk that has died."""
        task = self._loop.create_task(_within(work))
        self._late.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._late.discard(task)
        if not task.cancelled():
            task.exception()


class Cable:
    """``tests.simulation.wire.Line`` of one desk, and its ``net``."""

    def __init__(self, network: Network, name: str) -> None:
        self._network = network
        self._name = name
        self._fate = _FAIR

    async def call(self, function: Callable[..., Any], *args: Any) -> Any:
        """Make a request that takes its time and may fail on its way."""
        owner = getattr(function, "__self__", None)
        if isinstance(owner, NearStream):
            return await function(*args)
        if not isinstance(owner, NearWire):
            return function(*args)
        return await asyncio.shield(self._network.on_its_own(self._exchange(function, args)))

    async def _exchange(self, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        network, fate = self._network, self._network.weather.fate()
        for told in network.asked:
            told(self._name, function.__name__)
        network.counts.update(fate.faults)
        await asyncio.sleep(fate.there)
        if "drop" in fate.faults:
            raise Unreachable("timeout")
        if fate.again:
            network.on_its_own(self._again(fate.again, function, args))
        try:
            found = self._once(fate, function, args)
            if asyncio.iscoroutine(found):
                found = await found
        finally:
            await asyncio.sleep(fate.back)
        if "lose" in fate.faults:
            if isinstance(found, NearStream):
                found.close()
            raise Unreachable("cut")
        return found

    async def _again(self, seconds: float, function: Callable[..., Any], args: tuple[Any, ...]) -> None:
        await asyncio.sleep(seconds)
        if function.__name__ in ("live", "poll", "download"):
            return
        self._once(_FAIR, function, args)

    def _once(self, fate: Fate, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        self._fate = fate
        try:
            return function(*args)
        finally:
            self._fate = _FAIR

    def carry(self, request: Request) -> Answer:
        if self.cut():
            raise requests.ConnectionError("cut")
        faults = self._fate.faults
        if "page" in faults:
            return Answer(200, "text/html", PAGE)
        if "busy" in faults:
            return Answer(503, MEDIA_TYPE, _BUSY)
        told = self._network.deliver(self._name, request)
        if "tear" in faults and told.body:
            return told._replace(body=told.body[: len(told.body) // 2])
        return told

    def cut(self) -> bool:
        return self._name in self._network.unplugged or self._network.server.down

    def listen(self, woken: Callable[[], None]) -> Callable[[], None]:
        told = self._network.server.told
        told.append(woken)

        def end() -> None:
            if woken in told:
                told.remove(woken)

        return end


async def _within(work: Awaitable[T]) -> T:
    return await work
