"""The time after a call in which an operator writes it down: a break of our own making, since the PBX's own is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from models.records.base import parse_time
from models.records.call import OperatorState, Seat

AGAIN = 5.0
"""Seconds until it is tried again to end a wrap-up that the PBX did not end."""


class Timer(Protocol):
    """What a timer is stopped by (``asyncio.TimerHandle``)."""

    def cancel(self) -> None: ...


Later = Callable[[float, Callable[[], None]], Timer]


class WrapUps:
    """Ends each wrap-up when its time is over. ``over`` is called with the extension; ``later`` calls something in so many seconds."""

    def __init__(self, seconds: float, over: Callable[[str], None], later: Later) -> None:
        self._seconds = seconds
        self._over = over
        self._later = later
        self._running: dict[str, Timer] = {}

    def look(self, seats: Iterable[Seat], now: float) -> None:
        """Begin with those who are wrapping up now (at the PBX's time ``now``), and leave alone who is not any more."""
        for seat in seats:
            if seat.state is not OperatorState.WRAP_UP:
                self._stop(seat.extension)
            elif seat.extension not in self._running:
                left = parse_time(seat.since).timestamp() + self._seconds - now
                self._begin(seat.extension, min(max(left, 0.0), self._seconds))

    def again(self, extension: str) -> None:
        """It was not ended; try once more in a while."""
        self._stop(extension)
        self._begin(extension, AGAIN)

    def stop(self) -> None:
        """End nothing any more."""
        for extension in tuple(self._running):
            self._stop(extension)

    def _begin(self, extension: str, seconds: float) -> None:
        self._running[extension] = self._later(seconds, lambda: self._over(extension))

    def _stop(self, extension: str) -> None:
        timer = self._running.pop(extension, None)
        if timer:
            timer.cancel()
