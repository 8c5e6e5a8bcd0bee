"""The desk's engine: lanes that never wait for each other, for sending, receiving, listening, and a look at the centre's clock.

Plain asyncio. Where it may wait for the disk or the wire is handed in, as are time and chance: a whole system runs in one process under a
virtual clock.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from models.records.base import Record, Text
from models.records.failure import Diverged, WorldFailure
from models.records.operation import Changes
from models.records.sync import Away, SyncStatus
from models.store.clock import stamp
from sync.client.account import Account, Credentials
from sync.client.blobs import Attachments
from sync.client.failures import Refused, SignedOut, Unreachable
from sync.client.live import Listener
from sync.client.ports import Event, Ground
from sync.client.presence import Others, Presences
from sync.client.pull import Puller
from sync.client.push import Pusher
from sync.client.status import Standing, reason_of
from sync.client.timing import look
from sync.client.waiting import Backoff, Bell
from sync.protocol.messages import PresenceRow, Session
from sync.protocol.problems import Code

PULL_SECONDS = 60.0
"""Between two pulls that nothing asked for, while the live channel works; a quarter of it while it does not."""
LOOK_SECONDS = 600.0
"""Between two looks at the centre's clock."""
SLOW_SECONDS = 300.0
"""Between two tries of what will not change by itself: a revoked desk, a program that is too old."""
_SLOW = frozenset((Code.DEVICE_REVOKED, Code.CLIENT_TOO_OLD))
_SPACING = 1.0
"""Live channels are begun no more often than this, in seconds."""
_SHOWN = frozenset(("push", "pull", "look", "attach"))
"""The lanes whose trouble the light tells of; without a live channel everything still arrives, only later."""
_ASKED = frozenset((Away.UNREACHABLE, Away.REVOKED, Away.SIGNED_OUT))
"""What befell a lane that is not shown is asked for at once by one that is."""
_LEAVE_SECONDS = 1.0


class Step(Record, frozen=True):
    """What one step of a lane came to: ``heard``: the centre answered; ``more``: the next step is due at once."""

    heard: bool = True
    more: bool = False


def _nothing(_told: object) -> None:
    return


@dataclass(frozen=True)
class Heard:
    """Whom the engine tells: what moved, how it stands, each new session, who else has a case open, and failures of its own."""

    changes: Callable[[Changes], None] = _nothing
    status: Callable[[SyncStatus], None] = _nothing
    session: Callable[[Session], None] = _nothing
    presence: Callable[[tuple[PresenceRow, ...]], None] = _nothing
    failure: Callable[[BaseException], None] = _nothing


class Engine:
    """Keeps a desk and its centre together from :meth:`start` to :meth:`stop`. Nothing that it does or fails to do keeps one waiting."""

    def __init__(self, ground: Ground, centre: Text, heard: Heard) -> None:
        self._ground = ground
        self._heard = heard
        self.account = Account(ground, self._on_session)
        self.standing = Standing(centre, heard.status)
        self.caught_up = asyncio.Event()
        self._pusher = Pusher(ground, self.account)
        self._puller = Puller(ground, self.account, self._on_fetched)
        self._listener = Listener(ground, self.account, self._on_event, self._on_lost)
        self.attachments = Attachments(ground, self.account)
        self._presences = Presences(ground, self.account)
        self._others = Others(heard.presence)
        self._lanes: dict[str, tuple[Callable[[], Awaitable[Step]], Callable[[], float | None]]] = {
            "push": (self._push, lambda: PULL_SECONDS),
            "pull": (self._pull, lambda: PULL_SECONDS / 4 if "live" in self._trouble else PULL_SECONDS),
            "live": (self._listen, lambda: None),
            "look": (self._look, lambda: LOOK_SECONDS),
            "presence": (self._present, lambda: self._presences.seconds),
            "attach": (self._attach, lambda: LOOK_SECONDS if ground.blobs is not None else None),
            "count": (self._count, lambda: None),
        }
        self._bells = {lane: Bell(ground.sleep) for lane in self._lanes}
        self._returns = {lane: Bell(ground.sleep) for lane in self._lanes}
        self._trouble: dict[str, WorldFailure] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    # --- from outside -----------------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin, in the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._tasks = [self._loop.create_task(self._run(lane)) for lane in self._lanes]

    async def leave(self) -> None:
        """Before :meth:`stop`, tell the others that no case is open here any more and end the session: its tokens are worth nothing then.

        Not where the centre does not answer within a second.
        """
        self._presences.end()
        if not self._unreachable:
            with contextlib.suppress(WorldFailure, TimeoutError):
                async with asyncio.timeout(_LEAVE_SECONDS):
                    if self._presences.open:
                        await self._presences.step()
                    await self.account.leave()

    async def stop(self) -> None:
        """Come to an end; what is on its way is answered or not, and sent again at the next start."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        self._listener.close()
        ending: list[asyncio.Future[Any]] = [*tasks, *self._puller.close()]
        if ending:
            await asyncio.wait(ending)

    def sign_in(self, credentials: Credentials | None, session: Session | None = None) -> None:
        """Let this operator be signed in at the centre from now on; ``session`` is one that has been opened already."""
        self.account.use(credentials, session)
        self._listener.close()
        self._ring(self._lanes)

    def wrote(self) -> None:
        """Something was written at this desk."""
        self._ring(("push", "count"), pausing=False)

    def present(self, case_id: str, writing: bool) -> None:
        """Tell the others which case is open here ('' for none), and whether somebody is writing in it."""
        if self._presences.want(case_id, writing):
            self._ring(("presence",), pausing=False)

    @property
    def _unreachable(self) -> bool:
        """Whether the light says so."""
        return any(isinstance(self._trouble.get(lane), Unreachable) for lane in _SHOWN)

    # --- lanes ------------------------------------------------------------------------------------------------------------------------

    async def _run(self, lane: str) -> None:
        """Do one step after another; a failure makes this lane wait and no other."""
        step, idle = self._lanes[lane]
        backoff = Backoff(self._ground.chance)
        while True:
            try:
                done = await step()
            except WorldFailure as failure:
                await self._pause(lane, failure, backoff)
                continue
            except Exception as failure:
                # A mistake of ours in one step: it is reported, and must not end the sync for good.
                self._heard.failure(failure)
                await self._ground.sleep(backoff.pause())
                continue
            backoff.reset()
            if done.heard:
                self._recovered(lane)
            elif self._trouble.pop(lane, None) is not None:
                # The feed has brought what was to be sent: an answer had been lost, and there is nothing left to ask.
                self.standing.calm(lane)
            if not done.more:
                await self._bells[lane].wait(idle())

    async def _pause(self, lane: str, failure: WorldFailure, backoff: Backoff) -> None:
        """Wait after a failure. New writes do not cut it short: a centre in trouble is not asked the more often the more is typed."""
        self._trouble[lane] = failure
        if lane in _SHOWN:
            self.standing.troubled(lane, failure)
        elif reason_of(failure) in _ASKED and "pull" not in self._trouble:
            self._bells["pull"].ring()
        if lane == "live":
            self._others.lost()
        self._tell_others()
        pause: float | None = backoff.pause(failure.problem.retry_after if isinstance(failure, Refused) else None)
        refused = isinstance(failure, Refused) and failure.reason is Code.LOGIN_FAILED
        if (refused or isinstance(failure, SignedOut)) and self.account.nobody:
            pause = None
        elif isinstance(failure, Refused) and failure.reason in _SLOW:
            pause = SLOW_SECONDS
        await self._returns[lane].wait(pause)

    def _recovered(self, lane: str) -> None:
        """Note that the centre answered to a lane; lanes that wait because it could not be reached need not wait any longer."""
        self._trouble.pop(lane, None)
        self._tell_others()
        if lane in _SHOWN:
            self.standing.well(lane, stamp(self._ground.clock.now()))
        self._ring([other for other, failure in self._trouble.items() if isinstance(failure, Unreachable)])

    def _ring(self, lanes: Iterable[str], *, pausing: bool = True) -> None:
        for lane in lanes:
            if lane not in self._trouble:
                self._bells[lane].ring()
            elif pausing:
                self._returns[lane].ring()

    async def _push(self) -> Step:
        sent = await self._pusher.step()
        self._puller.promised(sent.results)
        self._tell(sent)
        if sent.results or sent.anew:
            self._ring(("attach",), pausing=False)
        if sent.anew or (sent.asked and ("live" in self._trouble or self._listener.polling)):
            self._ring(("pull",))
        return Step(heard=sent.asked, more=sent.more)

    async def _pull(self) -> Step:
        received = await self._puller.step()
        if received.anew:
            self._ring(("push",))
        self._tell(received)
        if not received.more:
            self.caught_up.set()
        if received.again:
            raise Diverged("feed.diverged")
        return Step(more=received.more)

    async def _listen(self) -> Step:
        begun = self._ground.clock.mono_ms()
        await self._listener.step()
        # Whatever was missed between two channels is asked for.
        self._ring(("pull",), pausing=False)
        rest = _SPACING - (self._ground.clock.mono_ms() - begun) / 1000
        if rest > 0:
            await self._ground.sleep(rest)
        return Step(more=True)

    async def _look(self) -> Step:
        meta, time = await look(self._ground)
        self._pusher.limits = self._puller.limits = self.attachments.limits = meta.limits
        self.standing.clock(time.offset_ms(self._ground.clock))
        local, db = self._ground.local, self._ground.threads.db
        await db(local.tell_time, time)
        if self.caught_up.is_set():
            await db(local.let_go)
        return Step()

    async def _present(self) -> Step:
        await self._presences.step()
        return Step(heard=False)

    async def _attach(self) -> Step:
        carried = await self.attachments.step()
        if carried.asked:
            self._ring(("count",))
        return Step(heard=carried.asked, more=carried.more)

    async def _count(self) -> Step:
        local, db = self._ground.local, self._ground.threads.db
        self.standing.counted(await db(local.waiting), await db(local.needs), await self.attachments.count())
        return Step(heard=False)

    # --- heard ------------------------------------------------------------------------------------------------------------------------

    def _tell(self, moved: Changes) -> None:
        self._ring(("count",))
        if moved.touched:
            self._heard.changes(Changes(touched=moved.touched))

    def _on_event(self, event: Event) -> None:
        if event.presence is not None:
            self._others.heard(event.presence)
        self._recovered("live")
        if event.heads is not None and self._puller.lacks(event.heads):
            self._ring(("pull",), pausing=False)

    def _on_lost(self) -> None:
        """Without a live channel nobody knows who else is there."""
        self._others.lost()
        self._tell_others()

    def _tell_others(self) -> None:
        """Tell who else is there, as long as the centre can be reached: the light and this say the same."""
        self._others.tell(away=self._unreachable)

    def _on_session(self, session: Session) -> None:
        self._heard.session(session)

    def _on_fetched(self, done: int, total: int) -> None:
        """Called from the wire's thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.standing.fetching, done, total)
