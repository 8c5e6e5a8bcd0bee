"""Whole worlds out of fixed seeds: whatever goes wrong, the invariants hold, and a seed always shows the same."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.simulation.world import World
from tests.support.tree import ROOT

WORLDS = int(os.environ.get("HOTLINE_WORLDS", "6"))
STEPS = int(os.environ.get("HOTLINE_STEPS", "50"))

_TRACE = "from tests.simulation.test_simulation import trace; print(trace(3, 15))"


def trace(seed: int, steps: int) -> str:
    """Return what became of a world, in one word."""
    with World(seed) as world:
        for _ in range(steps):
            world.step()
        world.finish()
        return world.trace


@pytest.mark.parametrize("seed", range(1, WORLDS + 1))
def test_nothing_is_lost_doubled_or_hidden_whatever_goes_wrong(seed: int) -> None:
    with World(seed) as world:
        for _ in range(STEPS):
            world.step()
        world.finish()
        assert world.witness.done
        world.sit_down_anew()
        world.finish()


@pytest.mark.parametrize(("seed", "steps"), [(7, 12), (11, 6)])
def test_a_standby_that_lost_something_and_says_nothing_is_found_out(seed: int, steps: int) -> None:
    with World(seed, hurts=("backup", "failover"), weather={}, often=0.5) as world:
        for _ in range(steps):
            world.step()
        world.finish()
        assert world.witness.torn


def test_a_seed_shows_the_same_again_in_this_process_and_in_another() -> None:
    first = trace(3, 15)
    assert trace(3, 15) == first
    assert trace(4, 15) != first
    environment = {**os.environ, "PYTHONHASHSEED": "81890"}
    other = subprocess.run([sys.executable, "-c", _TRACE], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == first
