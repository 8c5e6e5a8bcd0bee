"""The PBX's clock against the centre's: a wait must not be hours, or less than nothing, on a desk."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Protocol

from sync.server.ami.answers import Answer, Denied, NotAnswered, NotSent
from sync.server.ami.message import Message
from sync.server.asterisk.model import Model, moment
from sync.server.observing import log

ASTRAY = 2.0
"""Seconds by which the PBX's clock may be wrong before its times are read by the centre's."""

EVERY = 10.0
"""Seconds between two looks at the PBX's clock while the link holds."""

NOT_WITHIN = 1.0
"""Seconds between two looks, however many events have odd times: those that were held up on the way have."""

SECONDS = 5.0


class Ask(Protocol):
    """See :meth:`sync.server.ami.client.AmiClient.ask`."""

    async def __call__(self, action: str, fields: tuple[tuple[str, str], ...] = (), *, seconds: float) -> Answer: ...


class PbxClock:
    """Reads the PBX's times by the centre's clock where its own is wrong; ``wall`` tells the centre's time in seconds since 1970.

    What is added stays the same while both clocks go on as they did, so that no wait or talk is bent.
    """

    def __init__(self, model: Model, wall: Callable[[], float]) -> None:
        self._model = model
        self._wall = wall
        self._doubt = asyncio.Event()

    def hear(self, message: Message) -> None:
        """Take an event. One with an odd time may have been held up, or a clock was set: the PBX is asked at once."""
        told = moment(message.get("Timestamp"))
        if told and abs(self._wall() - told - self._model.astray) > ASTRAY:
            self._doubt.set()

    async def ask(self, ask: Ask) -> float:
        """Ask the PBX what time it is, and put it right; return it, 0 where it does not say. Raises what ``ask`` does."""
        asked = self._wall()
        answer = await ask("Ping", seconds=SECONDS)
        told = moment(answer.response.get("Timestamp"))
        if told:
            # It was so late there at some time between the question and the answer.
            self._compare(min(max(self._model.astray, asked - told), max(asked, self._wall()) - told))
        return told + self._model.astray if told else 0.0

    async def keep(self, ask: Ask) -> None:
        """Look again and again as long as the link holds."""
        while True:
            await asyncio.sleep(NOT_WITHIN)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EVERY):
                    await self._doubt.wait()
            self._doubt.clear()
            with contextlib.suppress(NotSent, NotAnswered, Denied):
                await self.ask(ask)

    def _compare(self, off: float) -> None:
        if abs(off - self._model.astray) > ASTRAY:
            self._model.set_right(off if abs(off) > ASTRAY else 0.0)
            log.warning("clock of the call system is wrong", behind_seconds=round(off, 1))
