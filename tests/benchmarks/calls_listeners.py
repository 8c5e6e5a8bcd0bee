"""Consoles that listen to the calls, as little of them as possible: an open event stream each, parsed and followed as a console does it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from sync.client.call_view import CallView
from sync.client.stream import EventParser, call_events
from sync.protocol.calls import CallBoard, CallDelta
from tests.benchmarks.sync_desks import BenchDesk
from tests.benchmarks.sync_wire import HOST

SECONDS = 60.0
"""How long one call may take to reach every console before the measurement is given up."""


class Listener:
    """One console. ``deltas`` and ``boards`` count what came."""

    def __init__(self, desk: BenchDesk) -> None:
        lines = ["GET /v1/calls HTTP/1.1", f"Host: {HOST}:{desk.port}", "Accept: text/event-stream"]
        lines += [f"{name}: {value}" for name, value in desk.headers.items()]
        self._request = ("\r\n".join(lines) + "\r\n\r\n").encode()
        self._port = desk.port
        self.view = CallView()
        self.deltas = self.boards = 0
        self._moved = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Open the stream, and wait until there is a link to the call system."""
        self._task = asyncio.create_task(self._listen())
        await self._until(lambda: self.view.linked)

    async def knows(self, call: str) -> None:
        """Wait until a call is known here. Raises TimeoutError, and whatever ended the listening."""
        await self._until(lambda: call in self.view.calls)

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _until(self, true: Callable[[], bool]) -> None:
        assert self._task is not None
        task = self._task
        async with asyncio.timeout(SECONDS), self._moved:
            await self._moved.wait_for(lambda: true() or task.done())
        if task.done():
            task.result()
            raise RuntimeError("a console was let go")

    async def _listen(self) -> None:
        reader, writer = await asyncio.open_connection(HOST, self._port)
        parser = EventParser()
        try:
            writer.write(self._request)
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in head.partition(b"\r\n")[0]:
                raise RuntimeError(f"a console was answered with {head[:200]!r}")
            while size := int(await reader.readline(), 16):
                piece = (await reader.readexactly(size + 2))[:-2]
                for event in call_events(parser.feed(piece)):
                    self._take(event)
                async with self._moved:
                    self._moved.notify_all()
        finally:
            writer.close()
            async with self._moved:
                self._moved.notify_all()

    def _take(self, event: object) -> None:
        if isinstance(event, CallBoard):
            self.view.begin(event)
            self.boards += 1
        elif isinstance(event, CallDelta):
            if not self.view.move(event):
                raise RuntimeError(f"delta {event.n} does not follow {self.view.n}")
            self.deltas += 1


async def all_know(listeners: Sequence[Listener], call: str) -> None:
    """Wait until every console knows a call."""
    await asyncio.gather(*(listener.knows(call) for listener in listeners))
