"""Ours: the real server process, the real wire, signatures, rules, permissions and chain on; on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import msgspec

from models.records.base import Record
from models.records.feed import Cursor
from models.rules.access import CENTRE
from sync.protocol.limits import LIMITS
from tests.benchmarks import sync_live
from tests.benchmarks.children import ROOT
from tests.benchmarks.figures import median, share
from tests.benchmarks.sync_bootstrap import stored, whole
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


class Extent(Record, frozen=True):
    """How much is measured: records pushed and pulled, cases in a whole store, desks that listen, operations told to them."""

    records: int
    cases: int
    desks: tuple[int, ...]
    events: int


WHOLE = Extent(records=10_000, cases=100_000, desks=(20, 200), events=60)
SHORT = Extent(records=1_000, cases=3_000, desks=(5,), events=10)


class Part(NamedTuple):
    """A piece of the measurement: what it is called, and what does it."""

    name: str
    measure: Callable[[], list[Measured]]


def parts(extent: Extent, folder: Path, socket_folder: Path | None) -> Iterator[Part]:
    """Yield the pieces in their order, each of which may fail by itself; the servers run in between.

    PostgreSQL needs an empty database ``ours`` behind ``socket_folder``. Raises RuntimeError where a server does not come up.
    """
    yield from _parts(extent, folder / "sqlite", "SQLite", f"sqlite:///{folder / 'sqlite' / 'centre.db'}", ())
    if socket_folder is not None:
        database = url(socket_folder, "ours", "postgresql+psycopg")
        yield from _parts(extent, folder / "postgresql", "PostgreSQL", database, (postmaster(socket_folder),))


def _parts(extent: Extent, folder: Path, name: str, address: str, beside: tuple[int, ...]) -> Iterator[Part]:
    folder.mkdir()
    who, count = f"ours on {name}", extent.records
    with contextlib.ExitStack() as until_done:
        server, port, told = until_done.enter_context(served(folder, address, 1 + WRITERS + max(extent.desks)))
        servers = (server, *beside)
        first, *others = (until_done.enter_context(contextlib.closing(BenchDesk(port, told, place))) for place in range(1 + WRITERS))
        yield Part(f"{who}: push", lambda: [_push(who, servers, [first], records(count), PUSH_GOAL[name])])
        yield Part(f"{who}: pull", lambda: _pull(who, servers, first, count))
        yield Part(f"{who}: pull into a store", lambda: [stored(who, servers, first, folder / "followed", count, PULL_GOAL)])
        yield Part(f"{who}: bootstrap", lambda: [whole(who, servers, first, folder / "begun", count)])
        yield Part(f"{who}: push by {WRITERS} desks", lambda: [_push(who, servers, others, records(count, seed=2), None)])
        yield Part(f"{who}: live", lambda: _live(who, servers, extent, port, told))
        yield Part(f"{who}: bootstrap of {extent.cases:,} cases", lambda: [_large(who, servers, first, folder / "whole", extent.cases)])


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


def _live(who: str, servers: Sequence[int], extent: Extent, port: int, told: Told) -> list[Measured]:
    found: list[Measured] = []
    with contextlib.ExitStack() as until_done:
        places = range(1 + WRITERS, 1 + WRITERS + max(extent.desks))
        desks = [until_done.enter_context(contextlib.closing(BenchDesk(port, told, place))) for place in places]
        for number, count in enumerate(extent.desks):
            small = records(extent.events, seed=100 + number)
            with Watch(*servers) as watch:
                delays = asyncio.run(sync_live.delays(desks[:count], small, pause=0.05))
            told = sorted(delay.told for delay in delays)
            found += latencies(
                who,
                [delay.there for delay in delays],
                case=f"{count} desks",
                side=Side.OURS,
                note=f"the event alone {median(told):.0f} and {share(told, 0.99):.0f} ms",
                goal=LIVE_GOAL.get(count),
                processor=watch.processor,
            )
    return found


def _large(who: str, servers: Sequence[int], desk: BenchDesk, folder: Path, cases: int) -> Measured:
    """Fill the centre up to so many cases, then begin a fresh desk."""
    # every row of the centre's stream is a case here
    there = desk.page({CENTRE: Cursor()}, "", rows=1).end.heads[CENTRE]
    missing = records(cases - there, seed=3)
    desk.push(bodies(desk.operations(missing), LIMITS.ops), len(missing))
    return whole(who, servers, desk, folder, cases)
