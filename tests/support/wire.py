"""A scripted wire between the engine and a centre in memory: latency, and whatever is to go wrong, call by call."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.store.clock import Clock
from sync.client.failures import Unreachable
from sync.client.ports import Event
from sync.protocol.messages import Enrol, Enrolled, Heads, Manifest, Presence, PresenceRow, Pull, Push, Session, SignIn
from sync.protocol.problems import Code
from tests.support.memory import Centre, refusal

LATENCY = 0.02
HEARTBEAT = 10.0
POLL = 0.15
SILENCE = 25.0


class Script:
    """What goes wrong: a queue for each route, taken from call by call; ``down`` cuts everything."""

    def __init__(self) -> None:
        self.before: dict[str, list[BaseException | None]] = defaultdict(list)
        self.after: dict[str, list[BaseException | None]] = defaultdict(list)
        self.down = False
        self.calls: dict[str, list[float]] = defaultdict(list)
        self.close_streams = False
        self.hold_streams = False

    def lose_answer(self, route: str, times: int = 1) -> None:
        """Let the centre do what it is asked, and the answer be lost."""
        self.after[route] += [Unreachable("cut")] * times

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        self.before.clear()
        self.after.clear()
        self.down = self.close_streams = self.hold_streams = False

    def fail(self, route: str, *failures: BaseException | None) -> None:
        """Let the next calls of a route fail before they come to the centre; None lets one through."""
        self.before[route] += failures


class Stream:
    """A live channel: heads when they move, and every ten seconds."""

    def __init__(self, wire: ScriptedWire, access: str) -> None:
        self._wire = wire
        self._access = access
        self._told: Heads | None = None
        self._closed = False

    async def next(self) -> Event | None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while not self._closed:
            if self._wire.script.close_streams:
                return None
            quiet = loop.time() - begun
            if self._wire.script.hold_streams or self._wire.script.down:
                if quiet > SILENCE:
                    raise Unreachable("timeout")
            else:
                heads = self._wire.centre.heads(self._access)
                if self._told != heads or quiet > HEARTBEAT:
                    self._told = heads
                    return Event(heads=heads)
                if self._wire.presence:
                    return Event(presence=(self._wire.presence.pop(0),))
            await asyncio.sleep(POLL)
        return None

    def close(self) -> None:
        self._closed = True


class ScriptedWire:
    """``sync.client.ports.Wire`` for one desk."""

    def __init__(self, centre: Centre, clock: Clock) -> None:
        self.centre = centre
        self.script = Script()
        self.presence: list[PresenceRow] = []
        self._clock = clock

    def _call(self, route: str, work: Callable[[], Any]) -> Any:
        script = self.script
        script.calls[route].append(self._clock.mono_ms() / 1000)
        if script.down:
            raise Unreachable("refused")
        if (failure := _next(script.before[route])) is not None:
            raise failure
        answer = work()
        if (failure := _next(script.after[route])) is not None:
            raise failure
        return answer

    def meta(self) -> Any:
        return self._call("meta", self.centre.meta)

    def enrol(self, request: Enrol) -> Enrolled:
        raise refusal(Code.CODE_INVALID)

    def nonce(self) -> Any:
        return self._call("nonce", self.centre.nonce)

    def sign_in(self, request: SignIn) -> Session:
        return self._call("sign_in", lambda: self.centre.sign_in(request))

    def refresh(self, token: str) -> Session:
        return self._call("refresh", lambda: self.centre.refresh(token))

    def sign_out(self, access: str, session: str) -> None:
        self._call("sign_out", lambda: self.centre.sign_out(access, session))

    def push(self, access: str, request: Push) -> Any:
        return self._call("push", lambda: self.centre.push(access, request))

    def pull(self, access: str, request: Pull) -> Any:
        return self._call("pull", lambda: self.centre.pull(access, request))

    def live(self, access: str) -> Any:
        self._call("live", lambda: self.centre.heads(access))
        return Stream(self, access)

    async def poll(self, access: str, known: dict[str, int]) -> Event:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while True:
            heads = self._call("poll", lambda: self.centre.heads(access)) if loop.time() == begun else self.centre.heads(access)
            if any(seq > known.get(stream, 0) for stream, seq in heads.heads.items()) or loop.time() - begun > SILENCE:
                return Event(heads=heads)
            await asyncio.sleep(POLL)

    def present(self, access: str, request: Presence) -> None:
        self._call("present", lambda: self.centre.presence(access, request))

    def manifest(self, access: str) -> Manifest:
        def find() -> Manifest:
            if self.centre.image is None:
                raise refusal(Code.NOT_FOUND)
            return self.centre.image[0]

        return self._call("manifest", find)

    def download(self, access: str, sha256: str, target: Path, size: int, progress: Callable[[int], None]) -> None:
        """Bring half of what is missing, then what the script says, then the rest."""
        assert self.centre.image is not None
        data = self.centre.image[1]
        have = target.stat().st_size if target.exists() else 0
        with target.open("ab") as stream:
            half = have + (len(data) - have) // 2
            stream.write(data[have:half])
            progress(half)
            self._call("download", lambda: None)
            stream.write(data[half:])
        progress(len(data))


class ScriptedThreads:
    """``db`` at once, ``net`` with a way there and a way back."""

    def __init__(self, store: Any) -> None:
        self.store = store

    async def db(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        await asyncio.sleep(0)
        return function(self.store, *args, **kwargs)

    async def net(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        await asyncio.sleep(LATENCY)
        try:
            answer = function(*args, **kwargs)
            return await answer if asyncio.iscoroutine(answer) else answer
        finally:
            await asyncio.sleep(LATENCY)


def _next(queue: list[BaseException | None]) -> BaseException | None:
    return queue.pop(0) if queue else None
