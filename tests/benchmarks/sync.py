"""``make bench-sync``: push, pull, bootstrap and live latency of the sync; with ``make bench-peers`` beside its peers, in one run.

``python -m tests.benchmarks.sync [--short] [--peers FOLDER] --json FILE``. ``--peers`` installs the peers into that folder, which downloads
them, and measures them first. Everything talks to 127.0.0.1 only, is bounded in time and count, and is stopped and removed at the end. The
whole run with peers keeps what it measured in ``tests/benchmarks/results/sync.json``. Nothing fails because it is slow.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec
import psycopg
from msgspec.structs import replace

from models.records.base import Record
from models.records.failure import WorldFailure
from tests.benchmarks import sync_floor, sync_ours
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.machine import Machine, describe
from tests.benchmarks.peers import anki, kinto, pouch
from tests.benchmarks.peers.install import ANKI, KINTO, POUCH, install
from tests.benchmarks.sync_measured import Absent, Job, Measured, Side, figures
from tests.benchmarks.sync_ours import SHORT, WHOLE, Extent
from tests.benchmarks.sync_processes import socket_of, url
from tests.benchmarks.sync_records import Small, records
from tests.benchmarks.written import RESULTS, json_of, tell
from tests.support import postgres

BOOTSTRAP_GOAL = 3.0
DATABASES = ("floor", "kinto", "ours")


class Outcome(Record, frozen=True):
    """On what it was measured, every figure, and what could not be had."""

    machine: Machine
    extent: Extent
    figures: list[Figure]
    values: list[Measured]
    absent: list[Absent]


def main(argv: list[str]) -> int:
    """Measure, print the table, write the JSON. Returns 0 also where a goal was missed or a peer could not be had."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sync", description="Measure the sync, and its peers beside it.")
    parser.add_argument("--short", action="store_true", help="a slice of it, in about half a minute")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="install the peers there and measure them in the same run")
    parser.add_argument("--json", type=Path, required=True, help="write everything that was measured here")
    options = parser.parse_args(argv)
    # whoever ends the run ends what it started too
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    outcome = measure(SHORT if options.short else WHOLE, options.peers and options.peers.resolve())
    print(words(outcome))
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_bytes(json_of(outcome))
    if options.peers is not None and not options.short:
        (RESULTS / "sync.json").write_bytes(json_of(outcome))
    return 0


def measure(extent: Extent, peers: Path | None = None) -> Outcome:
    """Return what was measured: the peers first where there is a folder for them, then the bare databases, then ours."""
    machine = describe()
    small = records(extent.records)
    run = _Run()
    with tempfile.TemporaryDirectory(prefix="hotline-sync-") as name, ExitStack() as until_done:
        folder = Path(name)
        socket_folder = _database(until_done, run)
        if peers is not None:
            _peers(run, extent, peers, folder, socket_folder, small)
        run.take("the bare databases", lambda: sync_floor.measure(folder, socket_folder, small))
        try:
            for part in sync_ours.parts(extent, folder, socket_folder):
                run.take(part.name, part.measure)
        except (OSError, RuntimeError) as broken:
            run.miss("ours", str(broken))
    found = _aimed(run.found)
    return Outcome(machine=machine, extent=extent, figures=figures(found), values=found, absent=run.absent)


def words(outcome: Outcome) -> str:
    """Return the table, what could not be had, and the machine, as lines of text."""
    lines = [table(outcome.figures)] if outcome.figures else []
    lines += missing(outcome)
    machine = outcome.machine
    lines.append(
        f"{machine.processor}, {machine.cores} cores, Python {machine.python}, SQLite {machine.sqlite}; load {machine.load} before the run"
    )
    return "\n".join(lines)


def missing(outcome: Outcome) -> list[str]:
    """Return what could not be measured, and why, as lines of text."""
    return [f"not measured: {one.who}: {one.why}" for one in outcome.absent]


def _aimed(found: Sequence[Measured]) -> list[Measured]:
    """Return the figures with the goal of a bootstrap, which is a multiple of what Anki's whole file did in this very run."""
    whole = max((one.value for one in found if one.who == anki.WHO and one.job is Job.BOOTSTRAP), default=None)
    if whole is None:
        return list(found)
    ours = {one for one in found if one.side is Side.OURS and one.job is Job.BOOTSTRAP}
    return [replace(one, goal=round(BOOTSTRAP_GOAL * whole)) if one in ours else one for one in found]


class _Run:
    """Gathers the figures of one run; what breaks is told and left out."""

    def __init__(self) -> None:
        self.found: list[Measured] = []
        self.absent: list[Absent] = []

    def take(self, who: str, work: Callable[[], Sequence[Measured]]) -> None:
        tell(who)
        try:
            self.found += work()
        except (OSError, RuntimeError, ValueError, subprocess.SubprocessError, psycopg.Error, msgspec.MsgspecError, WorldFailure) as broken:
            self.miss(who, f"{type(broken).__name__}: {' '.join(str(broken).split())[:600]}")

    def miss(self, who: str, why: str) -> None:
        self.absent.append(Absent(who=who, why=why))


def _peers(run: _Run, extent: Extent, peers: Path, folder: Path, socket_folder: Path | None, small: list[Small]) -> None:
    tell(f"the peers, into {peers.name}")
    failed = install(peers)
    for name, why in failed.items():
        run.miss(name, f"cannot be installed here: {why}")
    if ANKI not in failed:
        run.take(anki.WHO, lambda: anki.measure(peers, folder, small, records(extent.cases, seed=3)))
    if POUCH not in failed:
        run.take(pouch.WHO, lambda: pouch.measure(peers, folder, small))
    if KINTO not in failed and socket_folder is not None:
        run.take(kinto.WHO, lambda: kinto.measure(peers, folder, socket_folder, small))


def _database(until_done: ExitStack, run: _Run) -> Path | None:
    """Start a PostgreSQL that waits for the disk, with a database for each who needs one; return where its socket is, None without one."""
    try:
        socket_folder = socket_of(until_done.enter_context(postgres.running(durable=True)))
    except (ImportError, OSError, subprocess.SubprocessError, AssertionError) as broken:
        run.miss("everything on PostgreSQL", f"{type(broken).__name__}: {broken}")
        return None
    with psycopg.connect(url(socket_folder, "postgres"), autocommit=True) as connection:
        for database in DATABASES:
            connection.execute(f'CREATE DATABASE "{database}"')  # type: ignore[call-overload]
    return socket_folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
