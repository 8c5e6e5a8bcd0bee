"""One connection to the call system, from the banner to the end: what is written to it, what comes from it, and why it ended."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import socket
import struct
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import cast

from sync.server.ami.answers import Answer, Answers, ListTooLong, NotAnswered, NotSent
from sync.server.ami.codec import Decoder, TooLong
from sync.server.ami.message import Message, written

BANNER = "Asterisk Call Manager/"
_UNSENT_BYTES = 256 * 1024
_THROW_AWAY = struct.pack("ii", 1, 0)
"""To close a connection without waiting, and without sending what has not gone out."""


class Trouble(StrEnum):
    """Why there is no link to the call system."""

    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    """The certificate is not that of this address, or nobody we trust vouches for it; or there is no TLS at all."""
    FOREIGN = "foreign"
    """Who answers there is no Asterisk."""
    REFUSED = "refused"
    """The name or the secret is wrong, or the user may not come from here."""
    UNSAFE = "unsafe"
    """The call system wants the secret itself, and the way there is not safe."""
    SILENT = "silent"
    """It does not answer any more, though the connection stands."""
    CLOSED = "closed"
    SHUTDOWN = "shutdown"
    """It was shut down, or started anew, and said so."""
    TOO_LONG = "too_long"
    GARBLED = "garbled"


class Link(asyncio.Protocol):
    """A connection. ``tell`` is called with each event that answers no question, in the order in which they come.

    ``banner`` is done once the other side has said what it is; ``lost`` holds, once it is over, why.
    """

    def __init__(self, name: str, drop: Sequence[str], tell: Callable[[Message], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self.banner: asyncio.Future[str] = self._loop.create_future()
        self.lost: asyncio.Future[Trouble] = self._loop.create_future()
        self._name = name
        self._tell = tell
        self._decoder = Decoder(drop)
        self._answers = Answers()
        self._numbers = itertools.count(1)
        self._transport: asyncio.Transport | None = None
        self._room = asyncio.Event()
        self._why = Trouble.CLOSED

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(_UNSENT_BYTES)
        self._room.set()

    def pause_writing(self) -> None:
        self._room.clear()

    def resume_writing(self) -> None:
        self._room.set()

    def data_received(self, data: bytes) -> None:
        if self.lost.done():
            return
        try:
            messages = self._decoder.feed(data)
            self._look_at_banner()
            for message in messages:
                if self.lost.done():
                    break
                self._take(message)
        except (TooLong, ListTooLong):
            self.drop(Trouble.TOO_LONG)

    def eof_received(self) -> None:
        self.drop(self._why)

    def connection_lost(self, error: Exception | None) -> None:
        self._end(self._why)

    def drop(self, why: Trouble) -> None:
        """End the connection at once; nothing of it is told any more, and no question is answered.

        What was written and lies in the system's buffers is thrown away: a PBX that reads on after a while would ring a citizen by it.
        """
        if self.lost.done():
            return
        self._end(why)
        if self._transport is not None:
            if (held := self._transport.get_extra_info("socket")) is not None:  # where there is none it is closed already
                with contextlib.suppress(OSError):
                    held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _THROW_AWAY)
            self._transport.abort()

    def _end(self, why: Trouble) -> None:
        if self.lost.done():
            return
        self.lost.set_result(why)
        self._answers.lose()
        self._room.set()
        if not self.banner.done():
            self.banner.set_exception(NotAnswered("the link was lost"))
            # Perhaps nobody waits for it.
            self.banner.exception()

    async def say_goodbye(self, seconds: float) -> None:
        """End the connection as the protocol wants it, but in no more than so many seconds."""
        if self._transport is None or self.lost.done():
            return
        self._transport.write(written([("Action", "Logoff")]))
        self._transport.close()
        await asyncio.wait({self.lost}, timeout=seconds)

    async def ask(self, action: str, fields: Sequence[tuple[str, str]], seconds: float, listing: bool = False, late: float = 0.0) -> Answer:
        """Write an action and return its answer; see ``AmiClient.ask``."""
        action_id = f"{self._name}-{next(self._numbers)}"
        body = written([("Action", action), ("ActionID", action_id), *fields])
        end = self._loop.time() + seconds
        if seconds <= 0 or not await self._has_room(end) or self.lost.done() or self._transport is None:
            raise NotSent
        answer = self._answers.expect(action_id, listing)
        self._transport.write(body)
        try:
            async with asyncio.timeout_at(end + late):
                return await answer
        except TimeoutError:
            raise NotAnswered("no answer came in time") from None
        finally:
            self._answers.forget(action_id)

    async def _has_room(self, end: float) -> bool:
        """Say whether something can be written before ``end`` (loop time), waiting for it while the other side does not read."""
        if not self._room.is_set():
            try:
                async with asyncio.timeout_at(end):
                    await self._room.wait()
            except TimeoutError:
                return False
        return True

    def _look_at_banner(self) -> None:
        if self._decoder.banner is None or self.banner.done():
            return
        if self._decoder.banner.startswith(BANNER):
            self.banner.set_result(self._decoder.banner)
        else:
            self.drop(Trouble.FOREIGN)

    def _take(self, message: Message) -> None:
        if not message.kind:
            # The stream is out of step. What stood here is unknown: only a new connection, which asks for everything, makes it good.
            self.drop(Trouble.GARBLED)
        elif not self._answers.take(message):
            if message.get("Event") == "Shutdown":
                self._why = Trouble.SHUTDOWN
            self._tell(message)
