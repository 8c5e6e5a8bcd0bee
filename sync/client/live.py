"""The centre's wake-up: heads only, so that a lost, doubled or late event is harmless (sync protocol 3.8)."""

from __future__ import annotations

from collections.abc import Callable

from sync.client.account import Account
from sync.client.failures import Garbled, Unreachable
from sync.client.ports import Event, Ground, LiveStream
from sync.protocol.messages import Session

_CLOSES = 3
_WITHIN = 5.0
"""A stream that was closed this often within so many seconds, or told nothing at all this often: something on the way breaks it."""

_POLLING = 300.0
"""Seconds of long polls before a stream is tried again."""


class Listener:
    """Keeps one channel open: a stream where that works, else long polls. Every event goes to ``heard``.

    ``lost`` is called when there is no stream any more: polls say nothing of who else is there.
    """

    def __init__(self, ground: Ground, account: Account, heard: Callable[[Event], None], lost: Callable[[], None]) -> None:
        self._ground = ground
        self._account = account
        self._heard = heard
        self._lost = lost
        self._closes: list[float] = []
        self._silent = 0
        self._poll_until = 0.0
        self._known: dict[str, int] = {}
        self._stream: LiveStream | None = None

    @property
    def polling(self) -> bool:
        """Whether long polls are used at the moment."""
        return self._seconds() < self._poll_until

    async def step(self) -> None:
        """Listen until the channel closes. Raises WireFailure where there is none to be had."""
        await self._account.call(self._poll if self.polling else self._listen)

    def close(self) -> None:
        """Let whoever waits for an event come back."""
        if self._stream is not None:
            self._stream.close()

    async def _poll(self, session: Session) -> None:
        net, wire = self._ground.threads.net, self._ground.wire
        event = await net(wire.poll, session.access, self._known)
        self._lost()
        self._tell(event)

    async def _listen(self, session: Session) -> None:
        net, wire = self._ground.threads.net, self._ground.wire
        told = False
        # A channel that could not be begun says nothing of whether streams come through.
        self._stream = await net(wire.live, session.access)
        try:
            while (event := await net(self._stream.next)) is not None:
                told = True
                self._silent = 0
                self._tell(event)
                if self._account.session is not session:
                    # Another token, perhaps other streams: listen with those.
                    return
        except (Unreachable, Garbled):
            self._lost()
            self._count(told)
            if not told:
                raise
        else:
            self._count(told)
        finally:
            self.close()
            self._stream = None

    def _tell(self, event: Event) -> None:
        if event.heads is not None:
            self._known = event.heads.heads
        self._heard(event)

    def _count(self, told: bool) -> None:
        """Note a closed stream; too many of them mean that something on the way does not let streams through."""
        now = self._seconds()
        self._silent = 0 if told else self._silent + 1
        self._closes = [*(moment for moment in self._closes if now - moment < _WITHIN), now]
        if len(self._closes) >= _CLOSES or self._silent >= _CLOSES:
            self._closes, self._silent = [], 0
            self._poll_until = now + _POLLING

    def _seconds(self) -> float:
        return self._ground.clock.mono_ms() / 1000
