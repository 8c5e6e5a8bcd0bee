"""The call system: events through the gateway beside parsing alone, and from an event to the painted call bar.

``python -m tests.benchmarks.calls [--short]`` measures this alone; a whole run keeps what it measured.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from models.records.base import Record
from tests.benchmarks import call_bar, calls_gateway
from tests.benchmarks.calls_gateway import Extent, Passed
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.machine import describe
from tests.benchmarks.profiles import fill
from tests.benchmarks.written import RESULTS, json_of, tell

WHOLE = Extent(consoles=(1, 20, 100), bursts=5, calls=100, steady=750, rest=3.0)
SHORT = Extent(consoles=(1, 20), bursts=2, calls=30, steady=200, rest=1.0)
RINGS = {WHOLE: 150, SHORT: 20}
CASES = 2_000
"""In the store of the console whose exchange is simulated."""


class Values(Record, frozen=True):
    """What passed through the gateway, and the milliseconds of every ring in the console's own process and from the PBX."""

    passed: list[Passed]
    in_process: list[float]
    from_pbx: list[float]


def measure(extent: Extent) -> tuple[list[Figure], Values]:
    """Return the figures, and every value behind them. Raises RuntimeError or TimeoutError where something does not get through."""
    with tempfile.TemporaryDirectory(prefix="hotline-calls-") as name:
        folder = Path(name)
        rings, compiled = RINGS[extent], folder / "compiled"
        passed = calls_gateway.measure(extent, folder)
        here = call_bar.in_process(fill(folder, CASES), rings, compiled)
        there = call_bar.across(rings, folder / "desk", compiled)
    return [*calls_gateway.figures(passed), *call_bar.figures(here, there)], Values(passed=passed, in_process=here, from_pbx=there)


if __name__ == "__main__":
    tell("calls through the gateway, and onto the call bar")
    short = "--short" in sys.argv[1:]
    machine = describe()
    figures, values = measure(SHORT if short else WHOLE)
    sys.stdout.write(table(figures) + f"\nload {machine.load} before the run\n")
    if not short:
        (RESULTS / "calls.json").write_bytes(json_of({"machine": machine, "extent": WHOLE, "figures": figures, "values": values}))
