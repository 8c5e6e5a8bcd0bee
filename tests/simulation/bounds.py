"""How often a desk may ask the centre (I16): never in a circle, and ever more rarely where nobody is there."""

from __future__ import annotations

from collections import deque

from tests.simulation.witness import Violation

IN_A_ROW, SECONDS = 200, 20.0
"""More requests than any desk has in so many seconds, whatever is done there."""
AT_ONCE, A_SECOND = 60, 0.5
"""So often may a desk ask that reaches nobody: its lanes try a few times at once and then ever more rarely."""


class Bounds:
    """Counts the requests of every desk."""

    def __init__(self) -> None:
        self._times: dict[str, deque[float]] = {}
        self._cut: dict[str, tuple[float, int]] = {}

    def asked(self, seat: str, now: float, *, cut: bool) -> None:
        """A desk begins a request; ``cut`` tells that nobody will hear it. Raises Violation I16."""
        times = self._times.setdefault(seat, deque(maxlen=IN_A_ROW))
        times.append(now)
        if len(times) == IN_A_ROW and now - times[0] < SECONDS:
            raise Violation("I16", f"{seat} asked {IN_A_ROW} times in {SECONDS:.0f} s")
        since, count = self._cut.get(seat, (now, 0)) if cut else (now, 0)
        self._cut[seat] = since, count + 1
        if count > AT_ONCE + A_SECOND * (now - since):
            raise Violation("I16", f"{seat} asked {count} times in {now - since:.0f} s in which nobody was there")
