"""The console's end of the call gateway: what it tells, and asking it for something, once."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ParamSpec, Protocol, TypeVar

from models.records.call import CallRow, CallState, Refusal, Verb
from models.records.failure import WorldFailure
from models.store.clock import Clock, stamp
from sync.client.account import OUTDATED, Account
from sync.client.call_view import CallView, GatewayTime
from sync.client.failures import Garbled, Refused, SignedOut, Unreachable, WireFailure
from sync.client.ports import CallEvent, CallStream, CallWire
from sync.client.waiting import Backoff
from sync.protocol.calls import WITHIN_MS, CallAnswer, CallBeat, CallBoard, CallCommand
from sync.protocol.messages import Session
from sync.protocol.problems import Code

P = ParamSpec("P")
T = TypeVar("T")

LISTEN_TIMEOUTS = (3.05, 12.0)
"""Seconds to connect, and seconds of silence after which a channel counts as lost: two beats."""
ASK_TIMEOUTS = (1.0, 1.0)
"""Seconds after which a command whose answer does not come is asked again, under the same id."""
LONGEST_PAUSE = 15.0
_AGAIN = 0.1
_SPACING_MS = 500
"""Channels are begun no more often than this, whatever closes them."""
_PASSING = OUTDATED | {Code.TRY_LATER, Code.SLOW_DOWN}
"""Refusals of a request behind which the gateway has not heard of the command."""
_UNHEARD = ("name", "refused")
"""Nobody took the connection, so nobody heard the command."""


class Net(Protocol):
    """Runs a function where it may wait."""

    def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...


@dataclass(frozen=True)
class CallGround:
    """What the calls stand on. ``listening`` and ``asking`` are two ways to the same gateway, so that neither waits for the other."""

    listening: CallWire
    asking: CallWire
    net: Net
    clock: Clock
    sleep: Callable[[float], Awaitable[None]]
    chance: random.Random


class Calls:
    """Keeps ``view`` as the gateway's board stands; ``heard`` is called after each change with the calls that have ended.

    Nothing that is asked is ever asked under a second id: a command whose answer was lost comes to the gateway again as itself, within the
    two seconds that it is good for, or not at all.
    """

    def __init__(self, ground: CallGround, account: Account, failure: Callable[[BaseException], None]) -> None:
        """``failure`` is told of mistakes of our own."""
        self.view = CallView()
        self.heard: Callable[[tuple[CallRow, ...]], None] = lambda ended: None
        self._ground = ground
        self._account = account
        self._failure = failure
        self._time = GatewayTime(ground.clock)
        self._stream: CallStream | None = None
        self._task: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    def start(self) -> None:
        """Begin to listen, in the running event loop."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Come to an end."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            self._close()
            await asyncio.wait([task])

    def now(self) -> str:
        """Return the gateway's time (ISO)."""
        return stamp(self._time.now())

    async def ask(
        self, verb: Verb, *, call: str = "", number: str = "", case: str = "", reason: str = "", extension: str = ""
    ) -> Refusal | None:
        """Ask the gateway for something; None where it was accepted.

        LINK_LOST where the gateway cannot have heard of it, UNKNOWN where it may have and did not answer.
        """
        end = self._ground.clock.mono_ms() + WITHIN_MS
        command = CallCommand(
            id=str(uuid.UUID(int=self._ground.chance.getrandbits(128), version=4)),
            verb=verb,
            until=stamp(self._time.now() + timedelta(milliseconds=WITHIN_MS)),
            call=call,
            number=number,
            case=case,
            reason=reason,
            extension=extension,
        )
        # One after the other, as they were asked: what follows a hold is not to come before it.
        async with self._turn:
            return await self._asked(command, end)

    async def _asked(self, command: CallCommand, end: int) -> Refusal | None:
        refused, stale = Refusal.LINK_LOST, None
        while self._ground.clock.mono_ms() < end:
            try:
                session = await (self._account.begin() if stale is None else self._account.again(stale))
                stale = session
                return (await self._ground.net(self._send, session, command)).refused
            except SignedOut:
                return refused
            except Refused as problem:
                if problem.reason is Code.NO_CALLS:
                    return Refusal.LINK_LOST
                if problem.reason not in OUTDATED:
                    stale = None
                if problem.reason not in _PASSING:
                    return Refusal.FAILED
            except Unreachable as failure:
                stale = None
                if failure.details.get("reason") not in _UNHEARD:
                    refused = Refusal.UNKNOWN
            except WireFailure:
                stale, refused = None, Refusal.UNKNOWN
            await self._ground.sleep(_AGAIN)
        return refused

    def _send(self, session: Session, command: CallCommand) -> CallAnswer:
        answer = self._ground.asking.command(session.access, command)
        if answer.id != command.id:
            raise Garbled("answer")
        return answer

    async def _run(self) -> None:
        """Listen, and again, until cancelled. A channel that only closed is opened again at once, and nobody is told of it."""
        backoff = Backoff(self._ground.chance, LONGEST_PAUSE)
        while True:
            begun = self._ground.clock.mono_ms()
            try:
                if await self._account.call(self._listen):
                    backoff.reset()
                    await self._ground.sleep(max(0, begun + _SPACING_MS - self._ground.clock.mono_ms()) / 1000)
                    continue
            except WorldFailure:
                pass
            except Exception as failure:
                self._failure(failure)
            self._lose()
            await self._ground.sleep(backoff.pause())

    async def _listen(self, session: Session) -> bool:
        """Take what is told until the channel closes; tell whether the board came. Raises WireFailure."""
        net, begun = self._ground.net, False
        self._stream = await net(self._ground.listening.calls, session.access)
        try:
            while (event := await net(self._stream.next)) is not None:
                if not self._take(event):
                    return begun
                begun = True
        finally:
            self._close()
        return begun

    def _take(self, event: CallEvent) -> bool:
        """Take an event; False where something is missing before it: then the board is asked for."""
        if isinstance(event, CallBoard):
            self.heard(self.view.begin(event))
            return True
        if isinstance(event, CallBeat):
            try:
                self._time.hear(event)
            except ValueError as error:
                raise Garbled("time") from error
            return self.view.fits(event)
        n = self.view.n
        if not self.view.move(event):
            return False
        if self.view.n != n:
            self.heard(tuple(call for call in event.calls if call.state is CallState.ENDED))
        return True

    def _lose(self) -> None:
        if not self.view.lost:
            self.view.lost = True
            self.heard(())

    def _close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
