"""Time as the store needs it: a wall clock that is evidence, and a monotonic one that cannot be set back."""

from __future__ import annotations

import secrets
import time
from datetime import datetime, timedelta
from typing import Protocol

from models.records.base import CHINA, Record


class Clock(Protocol):
    """What tells the time. ``boot`` names the run in which ``mono_ms`` counts."""

    @property
    def boot(self) -> str: ...

    def now(self) -> datetime:
        """Return the aware time in the hotline's zone."""
        ...

    def mono_ms(self) -> int:
        """Return milliseconds that only grow, since some moment of this run."""
        ...


class SystemClock:
    """The clock of the machine. Every process is a run of its own: a restart begins a new count."""

    def __init__(self) -> None:
        self._boot = secrets.token_hex(4)
        self._begin = time.monotonic_ns()

    @property
    def boot(self) -> str:
        return self._boot

    def now(self) -> datetime:
        return datetime.now(CHINA)

    def mono_ms(self) -> int:
        return (time.monotonic_ns() - self._begin) // 1_000_000


class SettableClock:
    """A clock that stands still until it is moved, for demonstrations and tests."""

    def __init__(self, start: datetime, boot: str = "still") -> None:
        self._now = start.astimezone(CHINA)
        self._mono = 0
        self._boot = boot

    @property
    def boot(self) -> str:
        return self._boot

    def now(self) -> datetime:
        return self._now

    def mono_ms(self) -> int:
        return self._mono

    def set(self, now: datetime) -> None:
        """Set the wall clock, also backwards; the monotonic clock stays."""
        self._now = now.astimezone(CHINA)

    def advance(self, step: timedelta) -> None:
        """Let ``step`` pass on both clocks. Raises ValueError for a negative step."""
        if step < timedelta():
            raise ValueError("a clock does not run backwards: use set()")
        self._now += step
        self._mono += round(step.total_seconds() * 1000)


class Rewound:
    """Another clock that can be wound back: how a demonstration writes down what happened before it began."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._back = timedelta()

    @property
    def boot(self) -> str:
        return self._clock.boot

    def now(self) -> datetime:
        return self._clock.now() - self._back

    def mono_ms(self) -> int:
        return self._clock.mono_ms()

    def wind_to(self, moment: datetime) -> None:
        """Show ``moment`` (aware) now, and run on from there."""
        self._back = self._clock.now() - moment

    def let_go(self) -> None:
        """Show what the other clock shows."""
        self._back = timedelta()


class CentreTime(Record, frozen=True):
    """One look at the centre's clock: it showed ``centre_ms`` (since 1970) when this desk's monotonic clock stood at ``mono_ms``.

    ``err_ms`` is how far that may be off either way. It holds for the run ``boot`` only.
    """

    boot: str
    mono_ms: int
    centre_ms: int
    err_ms: int

    def offset_ms(self, clock: Clock) -> int:
        """Return what must be added to this desk's wall clock now to get the centre's; setting the wall clock changes it at once."""
        return self.centre_ms + clock.mono_ms() - self.mono_ms - round(clock.now().timestamp() * 1000)


def centre_now(clock: Clock, seen: CentreTime | None) -> datetime:
    """Return the aware time that the centre's clock shows now, this desk's own where the centre's is not known."""
    return clock.now() + timedelta(milliseconds=seen.offset_ms(clock) if seen is not None else 0)


def stamp(moment: datetime) -> str:
    """Return the ISO text of an aware time as the store writes it: hotline zone, milliseconds, so that texts sort as times do."""
    return moment.astimezone(CHINA).isoformat(timespec="milliseconds")
