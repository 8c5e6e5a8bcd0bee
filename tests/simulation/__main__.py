"""``python -m tests.simulation``: one world after another, each out of one seed, for as long as wanted.

``--seed N`` is the first seed, ``--steps N`` how many steps each world takes, ``--worlds N`` how many there are, ``--seconds N`` for how
long at most a world is begun. One in which an invariant does not hold ends the run with 1; its seed and steps, given again, show the same.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from tests.simulation.hurts import NAMES
from tests.simulation.weather import RATES
from tests.simulation.witness import Violation
from tests.simulation.world import World


def main(argv: list[str]) -> int:
    """Run worlds and tell what happened in them. Returns 0 where everything held."""
    words = "Simulate desks and a centre, with everything that goes wrong."
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=words)
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--steps", type=int, default=100, help="steps in each world")
    parser.add_argument("--worlds", type=int, default=1_000_000, help="how many worlds at most")
    parser.add_argument("--seconds", type=float, default=60.0, help="begin no world after so many seconds")
    options = parser.parse_args(argv)
    counts, settled = Counter[str](), list[float]()
    begun, virtual, steps, worlds = time.monotonic(), 0.0, 0, 0
    for seed in range(options.seed, options.seed + options.worlds):
        if worlds and time.monotonic() - begun > options.seconds:
            break
        try:
            with World(seed) as world:
                try:
                    for _ in range(options.steps):
                        world.step()
                    settled.append(world.finish())
                    world.sit_down_anew()
                    world.finish()
                finally:
                    worlds, steps, virtual = worlds + 1, steps + world.steps, virtual + world.loop.time()
                    counts += world.counts + world.network.counts
        except Violation as violation:
            _tell(f"seed {seed}, step {world.steps}, {world.loop.time():.0f} s: {violation}")
            _tell(f"again: python -m tests.simulation --seed {seed} --steps {options.steps} --worlds 1")
            return 1
    took = time.monotonic() - begun
    _tell(f"{worlds} worlds from seed {options.seed}, {steps} steps, {virtual / 3600:.1f} hours of theirs, {took:.0f} s of ours")
    settled.sort()
    _tell(f"settled after {settled[len(settled) // 2]:.1f} s in the median, {settled[-1]:.1f} s at most")
    _tell(", ".join(f"{name} {counts[name]}" for name in (*NAMES, *RATES)))
    return 0


def _tell(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
