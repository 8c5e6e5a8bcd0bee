"""A machine that was wiped: from the enrolment command to a console that is ready for a call and has everything of the centre's.

``python -m tests.benchmarks.wiped [--short] --json FILE``. A real server on SQLite, once with 10,000 cases and once with 100,000; each time
the real command and the real console, offscreen, on an empty profile. What the operator types takes no time here. The whole run keeps what
it measured in ``tests/benchmarks/results/wiped.json``. Nothing fails because it is slow.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from models.records.base import Record
from sync.protocol.limits import LIMITS
from tests.benchmarks.children import ROOT, Child
from tests.benchmarks.figures import Figure, median, table
from tests.benchmarks.machine import Machine, describe
from tests.benchmarks.sync_bootstrap import manifest
from tests.benchmarks.sync_desks import BenchDesk, bodies
from tests.benchmarks.sync_ours import Served, served
from tests.benchmarks.sync_records import records
from tests.benchmarks.sync_wire import HOST
from tests.benchmarks.written import RESULTS, json_of, tell

WORDS = ("asked", "ready", "searchable", "there")
CONSOLE = "wiped_console.py"


class Extent(Record, frozen=True):
    """How much is measured: cases at the centre, and how often a machine is wiped for each."""

    cases: tuple[int, ...]
    runs: int


WHOLE = Extent(cases=(10_000, 100_000), runs=5)
SHORT = Extent(cases=(1_000,), runs=1)


class Wiped(Record, frozen=True):
    """One machine, in milliseconds: the command, then what the console tells since its process was made.

    ``processor`` is the console's own processor time at each word.
    """

    enrol: float
    at: dict[str, float]
    processor: dict[str, float]

    @property
    def whole(self) -> float:
        """From the command to the last word."""
        return self.enrol + self.at["there"]


class Outcome(Record, frozen=True):
    """On what it was measured, the figures, and every machine by cases."""

    machine: Machine
    extent: Extent
    figures: list[Figure]
    values: dict[str, list[Wiped]]


def main(argv: list[str]) -> int:
    """Measure, print the table, write the JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.wiped", description="Measure how a wiped machine comes back.")
    parser.add_argument("--short", action="store_true", help="a slice of it, in about half a minute")
    parser.add_argument("--json", type=Path, required=True, help="write everything that was measured here")
    options = parser.parse_args(argv)
    # whoever ends the run ends what it started too
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    outcome = measure(SHORT if options.short else WHOLE)
    machine = outcome.machine
    print(table(outcome.figures))
    print(f"{machine.processor}, {machine.cores} cores, Python {machine.python}, PySide6 {machine.qt}, SQLite {machine.sqlite}; ", end="")
    print(f"load {machine.load} before the run")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_bytes(json_of(outcome))
    if not options.short:
        (RESULTS / "wiped.json").write_bytes(json_of(outcome))
    return 0


def measure(extent: Extent) -> Outcome:
    """Return what was measured. Raises RuntimeError where a machine does not come back with every case."""
    machine = describe()
    values: dict[str, list[Wiped]] = {}
    with tempfile.TemporaryDirectory(prefix="hotline-wiped-") as name:
        folder = Path(name)
        for cases in extent.cases:
            tell(f"a centre with {cases:,} cases")
            place = folder / str(cases)
            # one more is not counted: it compiles what the others find compiled
            with served(place, f"sqlite:///{place / 'centre.db'}", extent.runs + 2) as server:
                size = _fill(server, cases)
                tell(f"{extent.runs} wiped machines, each with an image of {size / 1e6:.1f} MB")
                runs = [_wiped(server, number, folder, cases) for number in range(1, extent.runs + 2)]
            values[str(cases)] = runs[1:]
    figures = [figure for cases, found in values.items() for figure in _figures(int(cases), found)]
    return Outcome(machine=machine, extent=extent, figures=figures, values=values)


def _fill(server: Served, cases: int) -> int:
    """Push so many cases, wait for their image, and return how large its file is."""
    desk = BenchDesk(server.port, server.told, 0)
    try:
        small = records(cases, seed=3)
        desk.push(bodies(desk.operations(small), LIMITS.ops), cases)
        return manifest(desk, cases).file.bytes
    finally:
        desk.close()


def _wiped(server: Served, number: int, folder: Path, cases: int) -> Wiped:
    told, profile = server.told, folder / f"desk-{cases}-{number}"
    begun = time.perf_counter()
    command = ["enrol", f"http://{HOST}:{server.port}", told.codes[number], "--name", f"desk {number}", "--profile-dir", str(profile)]
    subprocess.run([sys.executable, "main.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    enrol = (time.perf_counter() - begun) * 1000
    child = Child(CONSOLE, str(profile), str(told.number), told.password, compiled=folder / "compiled")
    at, processor = {}, {}
    for line in child.told():
        at[line.word], processor[line.word] = round(line.at, 1), round(line.processor, 1)
        if line.word == WORDS[-1]:
            child.end()
            if line.figures != (cases,):
                raise RuntimeError(f"the desk holds {line.figures} of {cases} cases")
            return Wiped(enrol=round(enrol, 1), at=at, processor=processor)
    raise RuntimeError("the console ended before everything was there")


def _figures(cases: int, found: Sequence[Wiped]) -> list[Figure]:
    middle = {word: median(one.at[word] for one in found) for word in WORDS}
    work = median(one.processor["there"] for one in found)
    steps = f"the command {median(one.enrol for one in found):.0f} ms; the console asks who is there after {middle['asked']:.0f} ms"
    name = f"wiped machine, {cases:,} cases: from enrolling to "
    return [
        Figure(name=f"{name}ready for a call", measured=median(one.enrol + one.at["ready"] for one in found), unit="ms", note=steps),
        Figure(name=f"{name}ready to search", measured=median(one.enrol + one.at["searchable"] for one in found), unit="ms"),
        Figure(
            name=f"{name}everything there",
            measured=median(one.whole for one in found),
            unit="ms",
            note=f"{work:.0f} ms of processor time in the console",
        ),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
