"""``python -m tests.simulation.planted``: plants every bug of ``bugs`` into the product, one at a time, and prints how it is found."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from typing import NamedTuple

from tests.simulation.bugs import BUGS, Bug
from tests.simulation.witness import Violation
from tests.simulation.world import World


class Found(NamedTuple):
    """How a bug was found: by which invariant, after how many steps; ``words`` are what was seen. '' where it was not."""

    invariant: str
    steps: int
    words: str
    seconds: float


def search(bug: Bug, *, planted: bool = True) -> Found:
    """Let the world that is known to find a bug run, with the bug in the product or without."""
    begun = time.monotonic()
    with bug.plant() if planted else nullcontext():
        world = World(bug.seed, hurts=bug.hurts, weather=bug.weather, often=bug.often, more=bug.more)
        try:
            with world:
                for _ in range(bug.steps):
                    world.step()
                world.finish()
        except Violation as violation:
            return Found(violation.invariant, world.steps, str(violation), time.monotonic() - begun)
    return Found("", world.steps, "", time.monotonic() - begun)


def table(found: Sequence[tuple[Bug, Found]]) -> str:
    """Return what was found, a bug in each line, and the score."""
    lines = [f"{'bug':5}{'found by':10}{'seed':>5}{'steps':>6}{'s':>6}  what was planted"]
    for bug, result in found:
        lines.append(f"{bug.name:5}{result.invariant or 'no':10}{bug.seed:5}{result.steps:6}{result.seconds:6.1f}  {bug.words}")
    score = sum(1 for _, result in found if result.invariant)
    return "\n".join((*lines, f"{score} of {len(found)} planted bugs found"))


def main() -> int:
    """Plant all, print the table. Returns 0 where every bug was found."""
    found = [(bug, search(bug)) for bug in BUGS]
    sys.stdout.write(table(found) + "\n")
    return 0 if all(result.invariant for _, result in found) else 1


if __name__ == "__main__":
    sys.exit(main())
