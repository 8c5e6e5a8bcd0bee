"""``make bench``: start-up, ring to card, search, memory, bulletins, a cut shift, calls, the lead's board, the sync: one table, one JSON.

``python -m tests.benchmarks [--short] --json FILE``. The short slice has fewer starts, fewer rings and smaller stores; the whole run also
keeps what it measured in ``tests/benchmarks/results`` (for the sync, which has peers, see ``tests.benchmarks.sync``). Nothing fails because
it is slow: a missed goal is told, not enforced.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from models.records.base import Record
from tests.benchmarks import board, calls, ring, search, shift, start, sync, sync_ours
from tests.benchmarks import report as bulletins
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.machine import Machine, describe
from tests.benchmarks.profiles import Profile, fill
from tests.benchmarks.search_accuracy import report, write
from tests.benchmarks.written import RESULTS, json_of, tell


class Extent(Record, frozen=True):
    """How much is measured: cases in the store that is opened, cases in the stores that ring, starts, rings per store."""

    opened: int
    ringing: tuple[int, ...]
    starts: int
    rings: int


WHOLE = Extent(opened=62_056, ringing=(2_000, 62_056, 620_560), starts=11, rings=150)
SHORT = Extent(opened=10_000, ringing=(2_000, 10_000), starts=3, rings=30)


class Outcome(Record, frozen=True):
    """One kind of measurement: on what, the figures, and every single value behind them."""

    machine: Machine
    extent: Extent
    figures: list[Figure]
    values: object


def main(argv: list[str]) -> int:
    """Measure, print the table, write the JSON. Returns 0 also where a goal was missed."""
    told = "Measure start-up, ring to card, search, memory, bulletins, calls, the board and the sync."
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=told)
    parser.add_argument("--short", action="store_true", help="a slice of it, in about two minutes")
    parser.add_argument("--json", type=Path, required=True, help="write everything that was measured here")
    options = parser.parse_args(argv)
    extent = SHORT if options.short else WHOLE
    machine = describe()
    with tempfile.TemporaryDirectory(prefix="hotline-bench-") as folder:
        outcomes = _measure(Path(folder), extent, machine)
    print(table([figure for outcome in outcomes.values() for figure in outcome.figures]))
    print(f"{machine.processor}, {machine.cores} cores, Python {machine.python}, PySide6 {machine.qt}, SQLite {machine.sqlite}; ", end="")
    print(f"load {machine.load} before the run")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_bytes(json_of(outcomes))
    if not options.short:
        for name in ("start", "ring", "report", "shift", "calls", "board"):
            (RESULTS / f"{name}.json").write_bytes(json_of(outcomes[name]))
    return 0


def _measure(folder: Path, extent: Extent, machine: Machine) -> dict[str, Outcome]:
    compiled = folder / "compiled"
    tell("search")
    figures, found = search.measure()
    print(report(found))
    if extent is WHOLE:
        write(found)
    outcomes = {"search": Outcome(machine=machine, extent=extent, figures=figures, values=found)}
    profiles: dict[int, Profile] = {}
    for cases in extent.ringing:
        tell(f"filling a store with {cases:,} cases")
        profiles[cases] = fill(folder, cases)
    tell("bulletins of a month and a year")
    counted, spans = bulletins.measure(list(profiles.values()))
    outcomes["report"] = Outcome(machine=machine, extent=extent, figures=counted, values=spans)
    tell(f"{extent.starts} starts")
    # A profile of its own: a desk works in it, and the rings belong to a demonstration, which keeps out of where somebody works.
    opened = fill(folder / "opened", extent.opened)
    begun, starts = start.measure(opened, compiled, extent.starts)
    outcomes["start"] = Outcome(machine=machine, extent=extent, figures=begun, values=starts)
    tell(f"{extent.rings} rings for each of {len(extent.ringing)} stores")
    rung, rings = ring.measure([profiles[cases] for cases in extent.ringing], compiled, extent.rings)
    outcomes["ring"] = Outcome(machine=machine, extent=extent, figures=rung, values=rings)
    tell("shifts with the cable in and pulled")
    felt, commands = shift.measure(shift.WHOLE if extent is WHOLE else shift.SHORT)
    outcomes["shift"] = Outcome(machine=machine, extent=extent, figures=felt, values=commands)
    tell("calls through the gateway, and onto the call bar")
    passed, through = calls.measure(calls.WHOLE if extent is WHOLE else calls.SHORT)
    outcomes["calls"] = Outcome(machine=machine, extent=extent, figures=passed, values=through)
    tell("events onto the lead's board")
    shown, painted = board.measure(board.WHOLE if extent is WHOLE else board.SHORT)
    outcomes["board"] = Outcome(machine=machine, extent=extent, figures=shown, values=painted)
    synced = sync.measure(sync_ours.WHOLE if extent is WHOLE else sync_ours.SHORT)
    for line in sync.missing(synced):
        print(line)
    outcomes["sync"] = Outcome(machine=synced.machine, extent=extent, figures=synced.figures, values=synced)
    return {name: outcomes[name] for name in ("start", "ring", "search", "report", "shift", "calls", "board", "sync")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
