"""The PBX in a thread of its own, for tests whose gateway is in another process or has a loop of its own."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

from tests.support.pbx.server import Pbx

T = TypeVar("T")
PATIENCE = 60.0


class Beside:
    """A PBX that runs beside the test. ``do`` does something with it, in its own thread, and returns what comes of it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, pbx: Pbx) -> None:
        self._loop = loop
        self._pbx = pbx
        self.address = pbx.address

    def do(self, what: Callable[[Pbx], T]) -> T:
        async def done() -> T:
            return what(self._pbx)

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result(PATIENCE)

    def until(self, true: Callable[[Pbx], bool]) -> None:
        """Wait until something is so at the PBX; fails when it takes too long."""

        async def waited() -> None:
            end = self._loop.time() + PATIENCE
            while not true(self._pbx):
                assert self._loop.time() < end, "it did not come"
                await asyncio.sleep(0.002)

        asyncio.run_coroutine_threadsafe(waited(), self._loop).result(2 * PATIENCE)


@contextlib.contextmanager
def running(*, speed: float = 1.0) -> Iterator[Beside]:
    """Run a PBX beside the test."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="pbx")
    thread.start()

    async def made() -> Pbx:
        pbx = Pbx(speed=speed)
        await pbx.start()
        return pbx

    try:
        pbx = asyncio.run_coroutine_threadsafe(made(), loop).result(PATIENCE)
        try:
            yield Beside(loop, pbx)
        finally:
            asyncio.run_coroutine_threadsafe(pbx.stop(), loop).result(PATIENCE)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)
        loop.close()
