"""From the event to the painted call bar: in the console's own process, and from the PBX over two sockets."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.calls_stream import QUEUE
from tests.benchmarks.children import ROOT, Child
from tests.benchmarks.figures import Figure, share
from tests.benchmarks.profiles import Profile
from tests.benchmarks.sync_ours import served
from tests.benchmarks.sync_wire import HOST
from tests.support.pbx.beside import running
from tests.support.pbx.exchange import Channel
from tests.support.pbx.server import SECRET, USER, Pbx

CONSOLE = "call_bar_console.py"
EXTENSION = "8001"
POWER = f"{QUEUE}-power"
"""An operator takes the calls of both lines: where one of their queues is missing, nobody is signed in."""
FRAME_MS = 1000 / 60
WARM = 5
"""So many rings come first and are not counted."""


def in_process(profile: Profile, rings: int, compiled: Path) -> list[float]:
    """Return the milliseconds from each ring of the simulated exchange to the painted bar. Raises RuntimeError where one is missing."""
    child = Child(CONSOLE, "simulator", str(profile.directory), str(rings), compiled=compiled)
    spent = [told.figures[0] for told in child.told() if told.word == "bar"]
    if len(spent) != rings:
        raise RuntimeError(f"{rings} calls rang, {len(spent)} were painted")
    return spent


def across(rings: int, folder: Path, compiled: Path) -> list[float]:
    """Return the milliseconds from each ring at the PBX, just before it is written to the gateway, to the bar painted at the desk.

    The PBX is in this process, the server and the console in one each. Raises RuntimeError where a ring is not painted.
    """
    spent: list[float] = []
    with running() as pbx:
        pbx.do(lambda pbx: ([pbx.queue(name) for name in (QUEUE, POWER)], pbx.phone(EXTENSION)))
        address = f"ami://{USER}@{pbx.address.host}:{pbx.address.port}"
        with served(folder, f"sqlite:///{folder / 'centre.db'}", 1, address, SECRET) as server:
            told, profile = server.told, folder / "desk"
            command = ["enrol", f"http://{HOST}:{server.port}", told.codes[0], "--name", "desk", "--profile-dir", str(profile)]
            subprocess.run([sys.executable, "main.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            child = Child(CONSOLE, "gateway", str(profile), str(told.number), told.password, EXTENSION, compiled=compiled)
            begun, caller = 0, None
            for line in child.told():
                if line.word == "bar":
                    assert caller is not None
                    spent.append((line.figures[0] - begun) / 1e6)
                    pbx.do(lambda pbx, leg=caller: pbx.hang_up(leg))
                elif len(spent) < WARM + rings:
                    begun, caller = pbx.do(lambda pbx: _rung(pbx, len(spent)))
                else:
                    child.end()
                    break
    if len(spent) != WARM + rings:
        raise RuntimeError(f"{WARM + rings} calls rang, {len(spent)} were painted")
    return [round(one, 3) for one in spent[WARM:]]


def figures(here: list[float], across_sockets: list[float]) -> list[Figure]:
    """Return the figures of both."""
    return [
        Figure(name=f"calls: event to painted call bar, {where}, p{part * 100:.0f}", measured=share(spent, part), unit="ms", goal=goal)
        for where, spent, goal in (("in the process", here, FRAME_MS), ("from the PBX", across_sockets, None))
        for part in (0.5, 0.95)
    ]


def _rung(pbx: Pbx, place: int) -> tuple[int, Channel]:
    begun = time.monotonic_ns()
    return begun, pbx.ring(f"0577{6555_0000 + place}", QUEUE)
