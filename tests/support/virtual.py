"""A virtual clock: an event loop in which hours pass in a moment and every run is the same."""

from __future__ import annotations

import asyncio
import selectors
from datetime import datetime, timedelta
from typing import Any

from models.records.base import CHINA

BEGIN = datetime(2026, 11, 26, 8, tzinfo=CHINA)


class _Leap(selectors.SelectSelector):
    """Instead of waiting, lets the time pass at once."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None:
            raise RuntimeError("everybody waits and nothing will ever happen")
        self.seconds += max(timeout, 0.0)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop on a clock of its own, in seconds since it was made."""

    def __init__(self) -> None:
        self._leap = _Leap()
        super().__init__(self._leap)

    def time(self) -> float:
        return self._leap.seconds


class VirtualClock:
    """The clock of a machine in that loop. ``skew`` is how far its wall clock is wrong."""

    boot = "virtual"

    def __init__(self, loop: VirtualLoop, skew: timedelta = timedelta()) -> None:
        self._loop = loop
        self.skew = skew

    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=self._loop.time()) + self.skew

    def mono_ms(self) -> int:
        return round(self._loop.time() * 1000)


def end(loop: VirtualLoop) -> None:
    """Cancel whatever is left and close the loop."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.wait(left))
    loop.close()
