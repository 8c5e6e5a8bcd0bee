"""The client of Asterisk's manager interface (AMI): one connection, kept and made anew, over which is asked and heard."""

from __future__ import annotations

import asyncio
import random
import ssl
import uuid
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from models.records.base import Record
from sync.server.ami.address import Address
from sync.server.ami.answers import LIST_BYTES, Answer, Denied, ListTooLong, NotAnswered, NotSent
from sync.server.ami.link import Link, Trouble
from sync.server.ami.login import LoginFailed, log_in
from sync.server.ami.message import Message
from sync.server.observing import fault, log

T = TypeVar("T")

UNUSED = ("VarSet", "Newexten", "RTCP*", "SuccessfulAuth", "ChallengeSent")
"""Events of which nobody here makes use: more than half of what a user is told who may hear everything."""

_SLOW = {Trouble.REFUSED, Trouble.UNSAFE}
"""What only a person puts right. Asking again and again would fill the call system's security log, or have us shut out by it."""

_DO = {
    Trouble.REFUSED: "compare the user and the secret with manager.conf, and its permit= with this machine's address; tried every minute",
    Trouble.UNSAFE: "the PBX offers no challenge: use amis://; tried every minute",
    Trouble.UNTRUSTED: "give --pbx-authority the certificate that vouches for the PBX, or see that it speaks TLS",
    Trouble.FOREIGN: "who answers there is no Asterisk manager: see host and port of --pbx",
    Trouble.UNREACHABLE: "see that the PBX runs, and host and port of --pbx",
}
"""What somebody can do about it, for the log."""

_GOODBYE = 1.0
"""So many seconds the other side may take to let us go."""

_EARLY = 1000
"""So many events may come between the login and its answer being looked at."""


class Pace(Record, frozen=True):
    """How long everything takes, in seconds. The tests are faster."""

    connect: float = 5.0
    """For the connection, and again for the login."""
    ping: float = 10.0
    """Between two pings; so long may an answer take as well."""
    misses: int = 2
    """So many pings in a row without an answer, and the link is down."""
    first: float = 0.5
    last: float = 15.0
    """The back-off doubles from the one to the other."""
    refused: float = 60.0


def back_off(losses: int, pace: Pace, chance: random.Random) -> float:
    """Return how many seconds to wait after so many losses in a row: not all gateways come back at the same moment."""
    most = min(pace.first * 2.0 ** min(max(losses - 1, 0), 16), pace.last)
    return chance.uniform(most / 2, most)


class AmiClient:
    """Keeps a connection to an Asterisk.

    ``on_link`` is called with True after each login, before any event of that connection, and once with False when it is lost; in between
    ``on_event`` is called with every event that is no part of an answer. Both run in the event loop, and are to return quickly. What they
    raise is logged as a fault of ours, and the next event is told all the same.

    ``trouble`` says why there is no link, None while there is one; ``attempts`` counts the connections that were tried. ``filters`` names
    the events that nobody wants (``RTCP*`` for all that begin so). ``authority`` checks the certificate of an ``amis://`` address.
    """

    def __init__(
        self,
        address: Address,
        *,
        secret: str,
        on_event: Callable[[Message], None],
        on_link: Callable[[bool], None],
        filters: Sequence[str] = UNUSED,
        authority: ssl.SSLContext | None = None,
        pace: Pace | None = None,
        chance: random.Random | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """``sleep`` waits so many seconds between two connections."""
        if address.tls and authority is None:
            raise ValueError("TLS without anybody to check the certificate")
        self.trouble: Trouble | None = Trouble.UNREACHABLE
        self.attempts = 0
        self._address = address
        self._secret = secret
        self._on_event = on_event
        self._on_link = on_link
        self._filters = tuple(filters)
        self._authority = authority if address.tls else None
        self._pace = pace or Pace()
        self._chance = chance or random.Random()
        self._sleep = sleep
        self._link: Link | None = None
        self._early: list[Message] = []
        self._noted: Trouble | None = None

    async def run(self) -> None:
        """Connect, and connect again, until cancelled."""
        losses = 0
        loop = asyncio.get_running_loop()
        while True:
            begin = loop.time()
            why = await self._connection()
            # A link that held was a good one. One that is lost as soon as it stands is waited for ever longer.
            losses = 0 if loop.time() - begin > self._pace.last else losses + 1
            self._note(why)
            await self._sleep(self._pace.refused if why in _SLOW else back_off(losses, self._pace, self._chance))

    async def ask(
        self, action: str, fields: Sequence[tuple[str, str]] = (), *, seconds: float, listing: bool = False, late: float = 0.0
    ) -> Answer:
        """Ask the call system for something, once, and return its answer; with ``listing`` all items of the list that it answers with.

        What was asked on one connection is never asked again on the next. Raises ``NotSent`` (no link, or not before ``seconds`` were
        over), ``NotAnswered`` (sent, and no answer in ``seconds``, and ``late`` more, or before the link was lost), ``Denied`` (the answer
        is an error), and ``ValueError`` where a field holds the end of a line.
        """
        if self._link is None:
            raise NotSent
        return await self._link.ask(action, fields, seconds, listing, late)

    async def _connection(self) -> Trouble:
        """Live through one connection; return why it ended, or why there was none."""
        self.attempts += 1
        self._early.clear()
        link: Link | None = None
        name = uuid.uuid4().hex[:12]
        try:
            async with asyncio.timeout(self._pace.connect):
                _, link = await asyncio.get_running_loop().create_connection(
                    lambda: Link(name, self._filters, self._hear),
                    self._address.host,
                    self._address.port,
                    ssl=self._authority,
                    server_hostname=self._address.host if self._authority else None,
                )
            await log_in(link, self._address, self._secret, self._filters, self._pace.connect)
            if link.lost.done():
                return link.lost.result()
            return await self._life(link)
        except LoginFailed as failure:
            return failure.trouble
        except ssl.SSLError:
            return Trouble.UNTRUSTED
        except (OSError, TimeoutError):
            return Trouble.UNREACHABLE
        finally:
            if link is not None:
                link.drop(Trouble.CLOSED)

    async def _life(self, link: Link) -> Trouble:
        """Live from the login to the end of a connection."""
        self._link, self.trouble, self._noted = link, None, None
        log.info("call system", link=True)
        pinging = asyncio.create_task(self._ping(link))
        try:
            self._call(self._on_link, True)
            early, self._early = self._early, []
            for message in early:
                self._call(self._on_event, message)
            return await asyncio.shield(link.lost)
        finally:
            self._link, self.trouble = None, Trouble.CLOSED
            pinging.cancel()
            self._call(self._on_link, False)
            await link.say_goodbye(_GOODBYE)

    def _hear(self, message: Message) -> None:
        if self._link is not None:
            self._call(self._on_event, message)
            return
        # Between the login and its answer being looked at: told after ``on_link(True)``.
        self._early.append(message)
        if len(self._early) > _EARLY or sum(early.size for early in self._early) > LIST_BYTES:
            raise ListTooLong

    def _call(self, callback: Callable[[T], None], value: T) -> None:
        try:
            callback(value)
        except Exception as error:
            fault(error)

    async def _ping(self, link: Link) -> None:
        missed = 0
        while missed < self._pace.misses:
            asked = asyncio.get_running_loop().time()
            try:
                await link.ask("Ping", (), self._pace.ping)
                missed = 0
            except (NotSent, NotAnswered):
                missed += 1
            except Denied:
                missed = 0
            await asyncio.sleep(max(asked + self._pace.ping - asyncio.get_running_loop().time(), 0.0))
        link.drop(Trouble.SILENT)

    def _note(self, why: Trouble) -> None:
        """Say once that the link is lost, and why; again only when the reason is another."""
        if why is not self._noted:
            log.warning("call system", link=False, why=why.value, **({"do": _DO[why]} if why in _DO else {}))
        self.trouble = self._noted = why
