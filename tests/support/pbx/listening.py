"""A gateway's ear for tests of the link: what it was told, in its order, and a client that is in a hurry."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable

from sync.server.ami.client import AmiClient, Pace
from sync.server.ami.message import Message
from tests.support.pbx.server import SECRET, Pbx

HURRY = Pace(connect=20.0, ping=20.0, first=0.01, last=0.02, refused=3600.0)
"""Comes back at once, and waits for what a loaded machine may take its time with."""
PATIENCE = 60.0


class Ear:
    """Takes what an ``AmiClient`` tells: ``heard`` holds True and False for the link, and the events."""

    def __init__(self) -> None:
        self.heard: list[bool | Message] = []

    def event(self, message: Message) -> None:
        self.heard.append(message)

    def link(self, up: bool) -> None:
        self.heard.append(up)

    @property
    def links(self) -> list[bool]:
        """Return how the link went."""
        return [told for told in self.heard if isinstance(told, bool)]

    @property
    def events(self) -> list[Message]:
        return [told for told in self.heard if isinstance(told, Message)]

    def named(self, name: str) -> list[Message]:
        return [event for event in self.events if event.get("Event") == name]


async def until(true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something is so; fails when it takes too long."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        await asyncio.sleep(0.002)


@contextlib.asynccontextmanager
async def listening(pbx: Pbx, pace: Pace = HURRY, ear: Ear | None = None) -> AsyncIterator[tuple[AmiClient, Ear]]:
    """Keep a client connected to a PBX; it is up at the beginning."""
    ear = ear or Ear()
    client = AmiClient(pbx.address, secret=SECRET, on_event=ear.event, on_link=ear.link, pace=pace)
    running = asyncio.create_task(client.run())
    try:
        await until(lambda: client.trouble is None)
        yield client, ear
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
