"""Who may come in, and how often: the bearer's token, the protocol that is spoken, and the rate of requests."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from msgspec.structs import replace

from sync.protocol.limits import Limits
from sync.protocol.problems import Code
from sync.protocol.versions import HEADER, MINIMUM_CLIENT, SUPPORTED
from sync.server.refusal import Refusal

_REMEMBERED = 10_000
"""How many askers a process remembers; the one that has been quiet longest is forgotten."""


class Rate:
    """So many requests a second for each asker, a burst of some more. ``now`` counts seconds that only grow. Any thread may count."""

    def __init__(self, limits: Limits, now: Callable[[], float] = time.monotonic) -> None:
        self._per_second = float(limits.requests_per_second)
        self._burst = float(limits.burst)
        self._now = now
        self._turn = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    @classmethod
    def of_commands(cls, limits: Limits, now: Callable[[], float] = time.monotonic) -> Rate:
        """Return that of commands about calls: of its own, so that a desk that catches up with its cases can hang up meanwhile."""
        return cls(replace(limits, requests_per_second=limits.commands_per_second, burst=limits.commands_burst), now)

    def count(self, asker: str) -> None:
        """Count a request that is let in. Raises Refusal ``slow-down`` with the seconds to wait; that costs the asker nothing more."""
        with self._turn:
            now = self._now()
            left, then = self._left.pop(asker, (self._burst, now))
            left = min(self._burst, left + (now - then) * self._per_second)
            self._left[asker] = (left - 1.0 if left >= 1.0 else left, now)
            if len(self._left) > _REMEMBERED:
                self._left.popitem(last=False)
        if left < 1.0:
            raise Refusal(Code.SLOW_DOWN, retry_after=round((1.0 - left) / self._per_second, 3))


def bearer(authorization: str | None) -> str:
    """Return the token of an ``Authorization`` header. Raises Refusal ``login-required`` where there is none."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Refusal(Code.LOGIN_REQUIRED, "Authorization: Bearer …")
    return token.strip()


def speaks(told: str | None) -> None:
    """Return quietly where a desk may receive. Raises Refusal ``client-too-old``. What it sends is always taken."""
    if told is not None and told not in {str(version) for version in SUPPORTED}:
        raise Refusal(Code.CLIENT_TOO_OLD, f"{HEADER}: {', '.join(map(str, SUPPORTED))}", minimum=MINIMUM_CLIENT)
