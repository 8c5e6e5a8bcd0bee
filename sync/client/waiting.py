"""Waiting: for something to happen, for a moment to pass, and ever longer for somebody who does not answer."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 45.0
"""Seconds. Everything has to be in order again within a minute of the moment from which nothing is in the way any more."""


class Bell:
    """Something that is rung when there is work. A ring that nobody waits for is remembered."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._sleep = sleep
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Let whoever waits go on."""
        self._rung.set()

    async def wait(self, seconds: float | None = None) -> bool:
        """Wait for a ring, no longer than ``seconds``; tell whether it came."""
        waits: set[asyncio.Future[object]] = {asyncio.ensure_future(self._rung.wait())}
        if seconds is not None:
            waits.add(asyncio.ensure_future(self._sleep(seconds)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waits:
                task.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
        rung = self._rung.is_set()
        self._rung.clear()
        return rung


class Backoff:
    """Pauses that grow from half a second to the longest, each a random part of that, so that desks do not come back all at once."""

    def __init__(self, chance: random.Random, longest: float = LONGEST_PAUSE) -> None:
        self._chance = chance
        self._longest = longest
        self._tries = 0

    def pause(self, asked: float | None = None) -> float:
        """Return how long to wait now, in seconds; ``asked`` is what the centre asked for, and is kept to."""
        longest = min(self._longest, FIRST_PAUSE * 2.0**self._tries)
        self._tries = min(self._tries + 1, 16)
        return (asked or 0.0) + self._chance.uniform(0.0, longest)

    def reset(self) -> None:
        """Somebody answered: the next pause is a short one again."""
        self._tries = 0
