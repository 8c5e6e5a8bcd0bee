"""Receiving what everybody did: the one path by which data comes to a desk (sync protocol 3.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.records.failure import Diverged
from models.records.feed import Cursor
from models.records.operation import Changes
from sync.client.account import Account
from sync.client.bootstrap import Bootstrap
from sync.client.failures import Refused
from sync.client.ports import Ground, Pulled
from sync.protocol.limits import LIMITS, Limits
from sync.protocol.messages import Heads, Pull, Pushed, Session
from sync.protocol.problems import Code


class Received(Changes, frozen=True):
    """What a step of the puller moved; ``more`` tells that there is more to fetch.

    ``anew`` tells that there is something to be sent again, ``again`` that the desk had to begin from nothing more than once without a page
    in between.
    """

    more: bool = False
    anew: bool = False
    again: bool = False


class Puller:
    """Fetches one page at a time and has it folded together with its cursors."""

    def __init__(self, ground: Ground, account: Account, progress: Callable[[int, int], None]) -> None:
        self.limits: Limits = LIMITS
        self.known: dict[str, int] = {}
        self.epoch = ""
        self._ground = ground
        self._account = account
        self._bootstrap = Bootstrap(ground, progress)
        self._begun = False
        self._bare = False
        self._promised: dict[str, int] = {}

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
            self._promised = {}
            before = await self._ground.threads.db(self._ground.local.acknowledged)
            return await self._apply(await self._account.call(lambda session: self._fetch(session, cursors)), before)
        except Refused as refused:
            if refused.reason in (Code.CURSOR_DIVERGED, Code.CURSOR_EXPIRED):
                return await self._anew()
            if refused.reason is Code.FORBIDDEN_STREAM and (await self._account.again(session)).reads != session.reads:
                # The operator's role is another one than when they signed in.
                return Received(more=True)
            raise
        except Diverged:
            return await self._anew()

    async def _fetch(self, session: Session, cursors: dict[str, Cursor]) -> Pulled:
        asked = {stream: cursors.get(stream, Cursor()) for stream in session.reads}
        request = Pull(epoch=self.epoch, cursors=asked, limit=self.limits.page_rows)
        return await self._ground.threads.net(self._ground.wire.pull, session.access, request)

    async def _apply(self, pulled: Pulled, before: frozenset[str]) -> Received:
        end = pulled.end
        if self.epoch and end.epoch != self.epoch:
            raise Diverged("feed.epoch")
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
