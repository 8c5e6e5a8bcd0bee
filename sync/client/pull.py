"""Receiving what everybody did: the one path by which data comes to a desk (sync protocol 3.6)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec.structs import replace

from models.records.failure import Diverged
from models.records.feed import Cursor
from models.records.operation import Changes
from sync.client.account import Account
from sync.client.bootstrap import Bootstrap
from sync.client.failures import Refused, WireFailure
from sync.client.ports import Ground, Pulled
from sync.protocol.limits import LIMITS, Limits
from sync.protocol.messages import Heads, Pull, PullEnd, Pushed, Session
from sync.protocol.problems import Code


class Received(Changes, frozen=True):
    """What a step of the puller moved; ``more`` tells that there is more to fetch.

    ``anew`` tells that there is something to be sent again, ``again`` that the desk had to begin from nothing more than once without a page
    in between.
    """

    more: bool = False
    anew: bool = False
    again: bool = False


class _Ahead(NamedTuple):
    """A page that is on its way: what was asked for, in which session, what had been acknowledged by then, and what fetches it."""

    request: Pull
    access: str
    before: frozenset[str]
    page: asyncio.Future[Pulled]


class Puller:
    """Has one page at a time folded together with its cursors, and fetches the next one meanwhile: never more than one."""

    def __init__(self, ground: Ground, account: Account, progress: Callable[[int, int], None]) -> None:
        self.limits: Limits = LIMITS
        self.known: dict[str, int] = {}
        self.epoch = ""
        self._ground = ground
        self._account = account
        self._bootstrap = Bootstrap(ground, progress)
        self._begun = False
        self._bare = False
        self._ahead: _Ahead | None = None
        self._promised: dict[str, int] = {}

    def close(self) -> tuple[asyncio.Future[Pulled], ...]:
        """Give up the page that is on its way; return what has to come to its end, if there is any."""
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            return ()
        ahead.page.cancel()
        return (ahead.page,)

    def promised(self, results: Iterable[Pushed]) -> None:
        """The centre says that it has these now."""
        for result in results:
            self._promised[result.stream] = max(result.seq, self._promised.get(result.stream, 0))

    def lacks(self, heads: Heads) -> bool:
        """Tell whether the centre has something that this desk has not, or has no longer what it had: both are learnt by asking."""
        if self.epoch and heads.epoch != self.epoch:
            return True
        known, promised = self.known, self._promised
        return any(seq > (had := known.get(stream, 0)) or seq < max(had, promised.get(stream, 0)) for stream, seq in heads.heads.items())

    async def step(self) -> Received:
        """Fetch the next page and fold it. Raises WireFailure or StoreFailure where it has to be tried again later."""
        session = await self._account.begin()
        left = await self._ground.threads.db(self._ground.local.leave, session.reads)
        if left.touched:
            return Received(touched=left.touched, more=True)
        try:
            self.epoch, cursors = await self._ground.threads.db(self._ground.local.cursors)
            if not cursors and not self._bare:
                fetched = await self._account.call(lambda session: self._bootstrap.run(session.access))
                # What cannot be had as a whole comes page by page.
                self._bare = fetched is None
                if fetched is not None:
                    return Received(touched=fetched.touched, more=True)
            asked, pulled, before = await self._account.call(lambda session: self._fetch(session, cursors))
            received = await self._apply(asked, pulled, before)
            # Where the session was renewed meanwhile, what its role may not read any more has still to leave.
            return received if asked.reads == session.reads else replace(received, more=True)
        except Refused as refused:
            if refused.reason in (Code.CURSOR_DIVERGED, Code.CURSOR_EXPIRED):
                return await self._anew()
            if refused.reason is Code.FORBIDDEN_STREAM and (await self._account.again(session)).reads != session.reads:
                # The operator's role is another one than when they signed in.
                return Received(more=True)
            raise
        except Diverged:
            return await self._anew()

    async def _fetch(self, session: Session, cursors: dict[str, Cursor]) -> tuple[Session, Pulled, frozenset[str]]:
        """Return who asked, the page behind the cursors, and what the centre had acknowledged when it was asked for.

        Where that page is on its way already, it is that one.
        """
        request = self._request(session, self.epoch, cursors)
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            if (ahead.request, ahead.access) == (request, session.access):
                return session, await ahead.page, ahead.before
            # The wire carries one request of a kind at a time.
            with contextlib.suppress(WireFailure):
                await ahead.page
        before = await self._acknowledged()
        return session, await self._ground.threads.net(self._ground.wire.pull, session.access, request), before

    async def _acknowledged(self) -> frozenset[str]:
        """Return what the feed must know of that is read from now on."""
        self._promised = {}
        return await self._ground.threads.db(self._ground.local.acknowledged)

    def _request(self, session: Session, epoch: str, cursors: dict[str, Cursor]) -> Pull:
        asked = {stream: cursors.get(stream, Cursor()) for stream in session.reads}
        return Pull(epoch=epoch, cursors=asked, limit=self.limits.page_rows)

    async def _fetch_ahead(self, session: Session, end: PullEnd) -> None:
        """Ask for what lies behind a page that has still to be folded. If that fails, the cursors are others and it is not taken."""
        request, before = self._request(session, end.epoch, end.cursors), await self._acknowledged()
        page = asyncio.ensure_future(self._ground.threads.net(self._ground.wire.pull, session.access, request))
        page.add_done_callback(_heard)
        self._ahead = _Ahead(request, session.access, before, page)

    async def _apply(self, session: Session, pulled: Pulled, before: frozenset[str]) -> Received:
        end = pulled.end
        if self.epoch and end.epoch != self.epoch:
            raise Diverged("feed.epoch")
        if end.more:
            await self._fetch_ahead(session, end)
        changes = await self._ground.threads.db(self._ground.local.apply_page, pulled.rows, end.cursors, end.epoch)
        self._begun = False
        self._bare = False
        self.epoch = end.epoch
        self.known = {stream: cursor.seq for stream, cursor in end.cursors.items()}
        missing = Changes()
        if not end.more:
            missing = await self._ground.threads.db(self._ground.local.offer_missing, end.heads, before)
        return Received(touched=changes.touched | missing.touched, more=end.more, anew=bool(missing.touched))

    async def _anew(self) -> Received:
        """Begin from nothing: what this desk did is kept and offered again, what it was told is fetched again."""
        again, self._begun = self._begun, True
        changes = await self._ground.threads.db(self._ground.local.diverged)
        self.epoch, self.known = "", {}
        return Received(touched=changes.touched, more=True, anew=True, again=again)


def _heard(page: asyncio.Future[Pulled]) -> None:
    """A page that nobody takes may have failed: whoever asks next will see."""
    if not page.cancelled():
        page.exception()
