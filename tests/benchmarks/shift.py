"""What an operator feels of a cable that is pulled: every command of a shift, with the server there and with it away for twenty minutes.

``python -m tests.benchmarks.shift [--short]`` measures this alone; the whole run keeps what it measured. Three desks with real stores and
engines serve 60 citizens in virtual time, against a server process on loopback; with and without the cut take turns, so that a slow minute
of the machine is one for both.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from sync.server import accounts, devices
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.benchmarks.figures import Figure, share, table
from tests.benchmarks.machine import describe
from tests.benchmarks.written import RESULTS, json_of, tell
from tests.support.cable import AWAY, CASES, STEP_SECONDS, Pace, spend, work
from tests.support.killable import KillableServer
from tests.support.middleman import Middleman
from tests.support.workplace import Workplace, at_one, until

WHOLE, SHORT = 3, 1
"""Shifts of either kind."""
NUMBERS = (28, 12, 16)
BREATH = 0.03
"""Real seconds for fifteen virtual ones at least: with fewer, more commands meet the catching-up than in a real shift."""
AS_LONG = 1.1
"""With the cut no command may take longer than without; one shift beside another of the same kind differs by a tenth."""
PATIENCE = 120.0


def measure(shifts: int) -> tuple[list[Figure], dict[str, list[float]]]:
    """Work so many shifts of either kind; return the figures, and how long every command took, in milliseconds, by kind."""
    spent: dict[str, list[float]] = {"whole": [], "cut": []}
    for turn in range(shifts):
        for kind in sorted(spent, reverse=turn % 2 == 0):
            with tempfile.TemporaryDirectory(prefix="hotline-shift-") as folder:
                spent[kind] += asyncio.run(_shift(Path(folder), away=kind == "cut"))
    note = f"{len(spent['cut']):,} commands, {CASES} cases in a shift, no server from minute {AWAY[0]} to {AWAY[1]}"
    figures = []
    for part in (0.5, 0.99):
        whole, cut = share(spent["whole"], part), share(spent["cut"], part)
        name = f"command in a shift, p{part * 100:.0f}"
        figures.append(Figure(name=f"{name}, cable in", measured=whole, unit="ms"))
        figures.append(Figure(name=f"{name}, pulled for 20 minutes", measured=cut, unit="ms", note=note))
        figures.append(Figure(name=f"{name}: pulled ÷ in", measured=cut / whole, unit="×", goal=AS_LONG))
    return figures, spent


async def _shift(folder: Path, *, away: bool) -> list[float]:
    """Return how long the commands of one shift took, in milliseconds. Raises AssertionError where the desks did not come together."""
    url = f"sqlite:///{folder / 'centre.db'}"
    centre = Centre(open_database(url))
    found(centre)
    for number in NUMBERS:
        accounts.set_password(centre, number, "not a real one")
    codes = {number: devices.make_code(centre, 0).code for number in NUMBERS}
    centre.close()
    server = KillableServer(url, folder / "server.log")
    cable = Middleman(server.url)
    pace = Pace()
    server.start()
    cable.start()
    desks = [Workplace(folder / str(number), cable.url, number, "not a real one", clock=pace, sleep=pace.sleep) for number in NUMBERS]
    try:
        for desk in desks:
            await desk.begin(codes[desk.number], seconds=PATIENCE)
        await until(lambda: _at_rest(desks, pace), PATIENCE)
        shift = await work(desks, pace, cable, away=away, breath=BREATH)
        await until(lambda: _at_rest(desks, pace), PATIENCE)
        for desk in desks:
            await desk.end()
        return [round(spent, 2) for spent in shift.spent]
    finally:
        cable.stop()
        server.kill()


async def _at_rest(desks: list[Workplace], pace: Pace) -> bool:
    await spend(pace, STEP_SECONDS, BREATH)
    return await at_one(*desks) and not any(desk.status.away for desk in desks)


if __name__ == "__main__":
    tell("shifts with the cable in and pulled")
    short = "--short" in sys.argv[1:]
    machine = describe()
    figures, values = measure(SHORT if short else WHOLE)
    sys.stdout.write(table(figures) + f"\nload {machine.load} before the run\n")
    if not short:
        (RESULTS / "shift.json").write_bytes(json_of({"machine": machine, "figures": figures, "values": values}))
