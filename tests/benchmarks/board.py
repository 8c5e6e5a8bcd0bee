"""The lead's board: from the moment in which a desk begins to push until the number is painted, beside so many desks that listen.

``python -m tests.benchmarks.board [--short]`` measures this alone; a whole run keeps what it measured. The server, the lead's console and
the desks are a process each; the desks share the last one, with as little of their own as possible (``sync_live``). What the lead's console
takes of the processor for each event is told beside, since the wall's time grows with whatever else the machine does.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from models.records.base import Record
from tests.benchmarks.children import ROOT, Child, Told
from tests.benchmarks.figures import Figure, median, share, table
from tests.benchmarks.machine import describe
from tests.benchmarks.sync_desks import BenchDesk, bodies
from tests.benchmarks.sync_live import Listener, standing_of
from tests.benchmarks.sync_ours import Served, served
from tests.benchmarks.sync_records import records
from tests.benchmarks.sync_wire import HOST
from tests.benchmarks.written import RESULTS, json_of, tell

CONSOLE = "board_console.py"
WARM = 3
"""So many events come first and are not counted."""
PAUSE_S = 0.25
"""Between two events: each finds a console at rest."""
SECONDS = 30.0
"""How long one event may take to be painted before the measurement is given up."""
GOAL_MS = 1000.0
"""What happens at one desk is on the board in under a second."""


class Extent(Record, frozen=True):
    """How many desks listen, one number after the other, and how many events each are measured."""

    desks: tuple[int, ...]
    events: int


WHOLE = Extent(desks=(20, 200), events=100)
SHORT = Extent(desks=(20,), events=15)


class Painted(Record, frozen=True):
    """Beside so many desks: the milliseconds of every event until it was painted, and of the console's processor for each."""

    desks: int
    spent: list[float]
    processor: list[float]


def measure(extent: Extent) -> tuple[list[Figure], list[Painted]]:
    """Return the figures, and every value behind them. Raises RuntimeError or TimeoutError where something is not painted."""
    found = []
    with tempfile.TemporaryDirectory(prefix="hotline-board-") as name:
        for desks in extent.desks:
            folder = Path(name) / str(desks)
            with served(folder, f"sqlite:///{folder / 'centre.db'}", desks + 2) as server:
                found.append(_beside(server, desks, extent.events, folder, Path(name) / "compiled"))
    return figures(found), found


def figures(found: list[Painted]) -> list[Figure]:
    """Return what is told of the measurements."""
    made = []
    for painted in found:
        note = f"{median(painted.processor):.1f} ms of the console's processor in the middle"
        for part in (0.5, 0.95, 0.99):
            name = f"board: desk event to painted number beside {painted.desks} desks, p{part * 100:.0f}"
            told = note if part == 0.5 else ""
            made.append(Figure(name=name, measured=share(painted.spent, part), unit="ms", goal=GOAL_MS, note=told))
    return made


def _beside(server: Served, desks: int, events: int, folder: Path, compiled: Path) -> Painted:
    profile = folder / "lead"
    told = server.told
    command = ["enrol", f"http://{HOST}:{server.port}", told.codes[0], "--name", "lead", "--profile-dir", str(profile)]
    subprocess.run([sys.executable, "main.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    child = Child(CONSOLE, str(profile), str(told.lead), told.password, compiled=compiled)
    others = [BenchDesk(server.port, told, place) for place in range(1, desks + 2)]
    try:
        return asyncio.run(_events(child.told(), others, events))
    finally:
        for desk in others:
            desk.close()
        child.end()


async def _events(told: Iterator[Told], desks: list[BenchDesk], events: int) -> Painted:
    """Have one desk accept cases one by one while the others listen; wait for each until the board shows it."""
    writer, *others = desks
    listeners = [Listener(desk, *standing_of(writer)) for desk in others]
    spent, processor = [], []
    try:
        await _until(told, "sits")
        for listener in listeners:
            await listener.begin()
        at = await _until(told, "painted")
        for number, body in enumerate(bodies(writer.operations(records(WARM + events)), 1), start=1):
            await asyncio.sleep(PAUSE_S)
            before, begun = at.processor, time.monotonic_ns()
            await asyncio.to_thread(writer.push, [body], 1)
            at = await _until(told, "painted", number)
            spent.append(round((at.figures[0] - begun) / 1e6, 3))
            processor.append(round(at.processor - before, 3))
    finally:
        await asyncio.gather(*(listener.end() for listener in listeners))
    return Painted(desks=len(others), spent=spent[WARM:], processor=processor[WARM:])


async def _until(told: Iterator[Told], word: str, least: float = 0) -> Told:
    """Return the next line with a word whose last figure is no less. Raises RuntimeError where the console ends before."""
    async with asyncio.timeout(SECONDS):
        while True:
            line = await asyncio.to_thread(next, told, None)
            if line is None:
                raise RuntimeError(f"the lead's console ended before it told {word}")
            if line.word == word and (not line.figures or line.figures[-1] >= least):
                return line


if __name__ == "__main__":
    tell("events onto the lead's board")
    short = "--short" in sys.argv[1:]
    machine = describe()
    shown, values = measure(SHORT if short else WHOLE)
    sys.stdout.write(table(shown) + f"\nload {machine.load} before the run\n")
    if not short:
        (RESULTS / "board.json").write_bytes(json_of({"machine": machine, "extent": WHOLE, "figures": shown, "values": values}))
