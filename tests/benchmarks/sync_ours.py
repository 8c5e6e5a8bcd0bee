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
from sync.server.ami.address import SECRET
from tests.benchmarks import sync_bootstrap, sync_live
from tests.benchmarks.children import ROOT
from tests.benchmarks.figures import median, share
from tests.benchmarks.sync_desks import BenchDesk, bodies, fits
from tests.benchmarks.sync_measured import Job, Measured, Side, latencies, rate
from tests.benchmarks.sync_processes import Watch, postmaster, running, url
from tests.benchmarks.sync_records import BATCH, records
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


class Served(NamedTuple):
    """A server that runs: its process, its port, and what desks need to come in (a second process of a centre lets nobody in)."""

    process: int
    port: int
    told: Told


def parts(extent: Extent, folder: Path, socket_folder: Path | None) -> Iterator[Part]:
    """Yield the pieces in their order, each of which may fail by itself; the servers run in between.

    PostgreSQL needs an empty database ``ours`` behind ``socket_folder``; there a second server process joins in at the end. Raises
    RuntimeError where a server does not come up.
    """
    desks = max(1 + WRITERS, *extent.desks)
    place = folder / "sqlite"
    with served(place, f"sqlite:///{place / 'centre.db'}", desks) as server, Ours("SQLite", extent, place, [server]) as ours:
        yield from _alone(ours)
    if socket_folder is None:
        return
    place, address, beside = folder / "postgresql", url(socket_folder, "ours", "postgresql+psycopg"), (postmaster(socket_folder),)
    with served(place, address, 2 * desks) as server:
        with Ours("PostgreSQL", extent, place, [server], beside) as ours:
            yield from _alone(ours)
        with (
            served(folder / "second", address, 0) as another,
            Ours("PostgreSQL, two processes", extent, place, [server, another], beside, first=desks) as ours,
        ):
            yield Part(f"{ours.who}: push by {WRITERS} desks", lambda: ours.push(WRITERS, seed=4))
            yield Part(f"{ours.who}: live", ours.live)


def _alone(ours: Ours) -> Iterator[Part]:
    yield Part(f"{ours.who}: push", lambda: ours.push(1, seed=1, goal=PUSH_GOAL[ours.name]))
    yield Part(f"{ours.who}: pull", ours.pull)
    yield Part(f"{ours.who}: pull into a store", ours.stored)
    yield Part(f"{ours.who}: bootstrap", ours.begun)
    yield Part(f"{ours.who}: push by {WRITERS} desks", lambda: ours.push(WRITERS, seed=2))
    yield Part(f"{ours.who}: live", ours.live)
    yield Part(f"{ours.who}: bootstrap of {ours.extent.cases:,} cases", ours.begun_large)


@contextlib.contextmanager
def served(folder: Path, address: str, desks: int, pbx: str = "", secret: str = "") -> Iterator[Served]:
    """Run a server for so many desks until the block ends, with a call system where one is named. Raises RuntimeError as ``running``."""
    folder.mkdir()
    port = free_port()
    file = folder / "told.json"
    command = [sys.executable, "-P", str(ROOT / "tests" / "benchmarks" / "sync_served.py"), address, str(port), str(file), str(desks)]
    settings = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    if pbx:
        command.append(pbx)
        settings[SECRET] = secret
    with running(command, port, folder, settings, cwd=ROOT) as server:
        yield Served(server.pid, port, msgspec.json.decode(file.read_bytes(), type=Told))


class Ours:
    """Our servers on one database, and the desks that come to them in turn; each desk keeps its key and its connection."""

    def __init__(
        self, name: str, extent: Extent, folder: Path, servers: Sequence[Served], beside: Sequence[int] = (), first: int = 0
    ) -> None:
        """``beside`` are further processes that work for the servers, ``first`` is how many codes were used up before."""
        self.name = name
        self.who = f"ours on {name}"
        self.extent = extent
        self._folder = folder
        self._servers = servers
        self._processes = (*(server.process for server in servers), *beside)
        self._first = first
        self._desks: list[BenchDesk] = []

    def __enter__(self) -> Ours:
        return self

    def __exit__(self, *_: object) -> None:
        for desk in self._desks:
            desk.close()

    def push(self, writers: int, seed: int, goal: float | None = None) -> list[Measured]:
        """Push the records in batches of a hundred, each desk its share at the same time; they were made and signed before."""
        small = records(self.extent.records, seed)
        desks = self._come_in(writers)
        shares = [small[place::writers] for place in range(writers)]
        ready = [bodies(desk.operations(part), BATCH) for desk, part in zip(desks, shares, strict=True)]
        with ThreadPoolExecutor(writers) as threads, self._watch() as watch:
            list(threads.map(lambda desk, made, part: desk.push(made, len(part)), desks, ready, shares))
        case = f"{writers} desk{'s' * (writers > 1)}"
        return [rate(self.who, Job.PUSH, len(small), watch.seconds, side=Side.OURS, case=case, goal=goal, processor=watch.processor)]

    def pull(self) -> list[Measured]:
        """Pull every stream from its beginning, reading each row and checking number and chain as a desk does."""
        found = []
        (desk,) = self._come_in(1)
        for case, packed, goal in (("plain", False, PULL_GOAL), ("gzip", True, None)):
            cursors = {stream: Cursor() for stream in desk.session.reads}
            got = 0
            with self._watch() as watch:
                for page in desk.pages(cursors, "", packed):
                    fits(page.rows, cursors)
                    got += len(page.rows)
            if got < self.extent.records:
                raise RuntimeError(f"the centre gave {got} rows")
            found.append(rate(self.who, Job.PULL, got, watch.seconds, side=Side.OURS, case=case, goal=goal, processor=watch.processor))
        return found

    def stored(self) -> list[Measured]:
        """Pull every stream into an empty store."""
        (desk,) = self._come_in(1)
        return [sync_bootstrap.stored(self.who, self._watch(), desk, self._folder / "followed", self.extent.records, PULL_GOAL)]

    def begun(self) -> list[Measured]:
        """Begin a desk with the server's image."""
        (desk,) = self._come_in(1)
        return [sync_bootstrap.begun(self.who, self._watch(), desk, self._folder / "begun", self.extent.records)]

    def begun_large(self) -> list[Measured]:
        """Fill the centre up and begin a desk with its image."""
        (desk,) = self._come_in(1)
        # every row of the centre's stream is a case here
        there = desk.page({CENTRE: Cursor()}, "", rows=1).end.heads[CENTRE]
        missing = records(self.extent.cases - there, seed=3)
        desk.push(bodies(desk.operations(missing), LIMITS.ops), len(missing))
        return [sync_bootstrap.begun(self.who, self._watch(), desk, self._folder / "large", self.extent.cases)]

    def live(self) -> list[Measured]:
        """Tell one operation after the other to so many desks."""
        found: list[Measured] = []
        desks = self._come_in(max(self.extent.desks))
        for number, count in enumerate(self.extent.desks):
            small = records(self.extent.events, seed=100 * len(self._servers) + number)
            with self._watch() as watch:
                delays = asyncio.run(sync_live.delays(desks[:count], small, pause=0.05))
            events = [delay.told for delay in delays]
            found += latencies(
                self.who,
                [delay.there for delay in delays],
                case=f"{count} desks",
                side=Side.OURS,
                note=f"the event alone {median(events):.0f} and {share(events, 0.99):.0f} ms",
                goal=LIVE_GOAL.get(count),
                processor=watch.processor,
            )
        return found

    def _come_in(self, count: int) -> list[BenchDesk]:
        """Return so many desks, at the servers in turn; those that were not here before enrol and sign in."""
        for place in range(len(self._desks), count):
            server = self._servers[place % len(self._servers)]
            self._desks.append(BenchDesk(server.port, self._servers[0].told, self._first + place))
        return self._desks[:count]

    def _watch(self) -> Watch:
        return Watch(*self._processes)
