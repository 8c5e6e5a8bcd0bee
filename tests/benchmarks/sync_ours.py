"""Ours: the real server process, the real wire, signatures, rules, permissions and chain on; on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from models.records.base import Record
from models.records.feed import Cursor
from tests.benchmarks import sync_live
from tests.benchmarks.children import ROOT
from tests.benchmarks.sync_desks import BenchDesk, bodies, fits
from tests.benchmarks.sync_measured import Job, Measured, Side, latencies, rate
from tests.benchmarks.sync_processes import Watch, postmaster, running, url
from tests.benchmarks.sync_records import BATCH, Small, records
from tests.benchmarks.sync_served import Told
from tests.benchmarks.sync_wire import free_port

WRITERS = 4
PUSH_GOAL = {"SQLite": 10_000.0, "PostgreSQL": 5_000.0}
PULL_GOAL = 45_000.0
LIVE_GOAL = {20: 50.0, 200: 150.0}
Part = tuple[str, Callable[[], list[Measured]]]


class Extent(Record, frozen=True):
    """How much is measured: records that are pushed and pulled, desks that listen, and operations told to them."""

    records: int
    desks: tuple[int, ...]
    events: int


WHOLE = Extent(records=10_000, desks=(20, 200), events=60)
SHORT = Extent(records=1_000, desks=(5,), events=10)


def parts(extent: Extent, folder: Path, socket_folder: Path | None, small: list[Small]) -> Iterator[Part]:
    """Yield the parts of the measurement: a name and what measures it."""
    yield "ours on SQLite", lambda: measure(extent, folder / "sqlite", small, None)
    if socket_folder is not None:
        yield "ours on PostgreSQL", lambda: measure(extent, folder / "ours", small, socket_folder)


def measure(extent: Extent, folder: Path, small: list[Small], socket_folder: Path | None) -> list[Measured]:
    """Return our figures on SQLite, or on the empty database ``ours`` behind ``socket_folder``. Raises RuntimeError as ``running``."""
    folder.mkdir()
    name = "SQLite" if socket_folder is None else "PostgreSQL"
    address = f"sqlite:///{folder / 'centre.db'}" if socket_folder is None else url(socket_folder, "ours", "postgresql+psycopg")
    who = f"ours on {name}"
    with served(folder, address, 1 + WRITERS + max(extent.desks)) as (server, port, told):
        servers = (server, postmaster(socket_folder)) if socket_folder is not None else (server,)
        first, *others = (BenchDesk(port, told, place) for place in range(1 + WRITERS))
        found = [_push(who, servers, [first], small, PUSH_GOAL[name])]
        found.append(_push(who, servers, others, records(len(small), seed=2), None))
        found += _pull(who, servers, first, 2 * len(small))
        found += _live(who, extent, [BenchDesk(port, told, 1 + WRITERS + place) for place in range(max(extent.desks))])
    return found


@contextlib.contextmanager
def served(folder: Path, address: str, desks: int) -> Iterator[tuple[int, int, Told]]:
    """Run a server for so many desks until the block ends; yield its process, its port and what the desks need to come in."""
    port = free_port()
    file = folder / "told.json"
    command = [sys.executable, "-P", str(ROOT / "tests" / "benchmarks" / "sync_served.py"), address, str(port), str(file), str(desks)]
    with running(command, port, folder, {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, cwd=ROOT) as server:
        yield server.pid, port, msgspec.json.decode(file.read_bytes(), type=Told)


def _push(who: str, servers: Sequence[int], desks: Sequence[BenchDesk], small: Sequence[Small], goal: float | None) -> Measured:
    """Push the records in batches of a hundred, each desk its share at the same time; they were made and signed before."""
    shares = [list(small[place :: len(desks)]) for place in range(len(desks))]
    ready = [bodies(desk.operations(share), BATCH) for desk, share in zip(desks, shares, strict=True)]
    with ThreadPoolExecutor(len(desks)) as threads, Watch(*servers) as watch:
        list(threads.map(lambda desk, made, share: desk.push(made, len(share)), desks, ready, shares))
    case = f"{len(desks)} desk{'s' * (len(desks) > 1)}"
    return rate(who, Job.PUSH, len(small), watch.seconds, side=Side.OURS, case=case, goal=goal, processor=watch.processor)


def _pull(who: str, servers: Sequence[int], desk: BenchDesk, least: int) -> list[Measured]:
    """Pull every stream from its beginning, reading each row and checking number and chain as a desk does."""
    found = []
    for case, packed in (("plain", False), ("gzip", True)):
        cursors = {stream: Cursor() for stream in desk.session.reads}
        epoch, got, more = "", 0, True
        with Watch(*servers) as watch:
            while more:
                page = desk.page(dict(cursors), epoch, packed)
                fits(page.rows, cursors)
                got += len(page.rows)
                epoch, more = page.end.epoch, page.end.more
        if got < least:
            raise RuntimeError(f"the centre gave {got} of {least} rows")
        goal = PULL_GOAL if not packed else None
        found.append(rate(who, Job.PULL, got, watch.seconds, side=Side.OURS, case=case, goal=goal, processor=watch.processor))
    return found


def _live(who: str, extent: Extent, desks: Sequence[BenchDesk]) -> list[Measured]:
    found: list[Measured] = []
    for number, count in enumerate(extent.desks):
        small = records(extent.events, seed=100 + number)
        # Slowly enough that the last of so many desks has the one row before the next is written.
        took = asyncio.run(sync_live.latencies(desks[:count], small, pause=0.05 + count / 1000))
        found += latencies(who, took, case=f"{count} desks", side=Side.OURS, goal=LIVE_GOAL.get(count))
    return found
