"""The centre under load: push, pull and live over real sockets, with sign-ins, rules, signatures and the chain, on both databases.

``python -m tests.benchmarks.centre [--short] [--json FILE]``. The server is a process of its own; the operations are signed beforehand, so
that what is measured is the server and the wire, not the desks. Several desks push at once, one request each at a time.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import psutil
from argon2 import PasswordHasher

from models.records.base import Record, Text
from models.records.feed import Cursor
from models.records.journal import Acknowledge, Dispatch, WorkDone
from models.records.operation import Operation
from sync.protocol.messages import Pull, Push
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.benchmarks.figures import Figure, share, table
from tests.benchmarks.machine import Machine, describe
from tests.support import postgres
from tests.support.desks import PaperDesk, signed_in
from tests.support.feeds import parts
from tests.support.tree import ROOT

PUSH = {"sqlite": 10_000.0, "postgresql": 5_000.0}
PULL = 45_000.0
LIVE = {20: 50.0, 200: 150.0}
"""Goals: operations and rows a second at least, milliseconds at most by how many desks listen."""

ANKI = 25_900.0
"""What Anki's own sync server takes in a second on such a machine: whole rows of one user, neither signed nor checked (sync design)."""

BATCH = 100
_PAUSE = threading.Event()
_CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Extent(Record, frozen=True):
    """How much: desks that push, pushes of each, times one desk pulls it all, single operations while others listen."""

    desks: int
    pushes: int
    pulls: int
    rings: int


WHOLE = Extent(desks=16, pushes=12, pulls=3, rings=150)
SHORT = Extent(desks=8, pushes=4, pulls=1, rings=30)


class Outcome(Record, frozen=True):
    """Where, how much, and what came out."""

    machine: Machine
    extent: Extent
    figures: list[Figure]


class Lane(Record, frozen=True):
    """A desk with its token and its pushes, ready to be sent."""

    access: str
    bodies: tuple[bytes, ...]


def course(desk: PaperDesk, size: int) -> tuple[Operation, ...]:
    """Return the operations of ordinary cases: accepted, sent, acknowledged, done, noted."""
    made: list[Operation] = []
    while len(made) < size:
        case = desk.accept()
        name = case.entity.id
        made += [case, desk.act(name, Dispatch(partner="P001", name=Text("家家乐"))), desk.act(name, Acknowledge(), 2)]
        made += [desk.act(name, WorkDone(), 3), desk.note(name, rev=4)]
    return tuple(made[:size])


def lanes(centre: Centre, extent: Extent) -> list[Lane]:
    """Sign everything that will be pushed."""
    desks = [signed_in(centre)[0] for _ in range(extent.desks)]
    return [
        Lane(access=desk.access, bodies=tuple(msgspec.json.encode(Push(operations=course(desk, BATCH))) for _ in range(extent.pushes)))
        for desk in desks
    ]


def one(desk: PaperDesk) -> bytes:
    """Return the push of a single operation."""
    return msgspec.json.encode(Push(operations=(desk.accept(),)))


@contextmanager
def server(url: str) -> Iterator[tuple[str, int, psutil.Process]]:
    """Start a server; yield its host, port and process."""
    command = [sys.executable, "main.py", "server", "--db", url, "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        place = urlsplit(process.stdout.readline().split()[3])
        assert place.hostname
        assert place.port
        yield place.hostname, place.port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


def ask(line: http.client.HTTPConnection, path: str, access: str, body: bytes) -> bytes:
    """Send a request and return the answer, waiting where the server asks for it."""
    headers = {"Authorization": f"Bearer {access}", "Content-Type": "application/json"}
    while True:
        line.request("POST", path, body, headers)
        answer = line.getresponse()
        data = answer.read()
        if answer.status == 429:
            _PAUSE.wait(0.05)
            continue
        assert answer.status == 200, data[:300]
        return data


def pushed(host: str, port: int, work: list[Lane], threads: int = 4) -> float:
    """Push everything; return operations a second."""

    def run(mine: list[Lane]) -> None:
        line = http.client.HTTPConnection(host, port)
        for place in range(len(mine[0].bodies)):
            for lane in mine:
                ask(line, "/v1/ops", lane.access, lane.bodies[place])
        line.close()

    begin = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, [work[place::threads] for place in range(threads)]))
    return sum(len(lane.bodies) for lane in work) * BATCH / (time.perf_counter() - begin)


def pulled(host: str, port: int, access: str) -> float:
    """Pull the whole stream of the centre; return rows a second. Only the end of each page is read: applying is the desk's work."""
    line = http.client.HTTPConnection(host, port)
    cursor, epoch, rows, more = Cursor(), "", 0, True
    begin = time.perf_counter()
    while more:
        data = ask(line, "/v1/changes", access, msgspec.json.encode(Pull(epoch=epoch, cursors={"centre/ruian": cursor})))
        rows += data.count(b"\n") - 1
        end = parts(data[data.rindex(b"\n", 0, -1) + 1 :])[1]
        epoch, cursor, more = end.epoch, end.cursors["centre/ruian"], end.more
    line.close()
    return rows / (time.perf_counter() - begin)


async def heard(host: str, port: int, listeners: list[str], lane: Lane) -> list[float]:
    """Let desks listen while one pushes; return the milliseconds from each push to each desk's hearing of it."""
    times: list[float] = []
    sent = {"at": 0.0, "left": 0}
    all_heard = asyncio.Event()

    async def listen(access: str) -> None:
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(f"GET /v1/live HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {access}\r\n\r\n".encode())
        while line := await reader.readline():
            if line.startswith(b'data: {"epoch"') and sent["at"]:
                times.append((time.perf_counter() - sent["at"]) * 1000)
                sent["left"] -= 1
                if sent["left"] == 0:
                    all_heard.set()

    tasks = [asyncio.create_task(listen(access)) for access in listeners]
    await asyncio.sleep(2.0)
    reader, writer = await asyncio.open_connection(host, port)
    for body in lane.bodies:
        all_heard.clear()
        sent["left"] = len(listeners)
        head = f"POST /v1/ops HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {lane.access}\r\nContent-Length: {len(body)}\r\n\r\n"
        sent["at"] = time.perf_counter()
        writer.write(head.encode() + body)
        await asyncio.wait_for(all_heard.wait(), 20)
        await reader.readuntil(b"}]}")
        await asyncio.sleep(0.06)  # a device may ask twenty times a second
    for task in tasks:
        task.cancel()
    return times


def measure(kind: str, url: str, extent: Extent) -> list[Figure]:
    """Return the figures of one database."""
    centre = Centre(open_database(url), hasher=_CHEAP)
    found(centre)
    work = lanes(centre, extent)
    listeners = [signed_in(centre)[0].access for _ in range(max(LIVE))]
    single = signed_in(centre)[0]
    ring = [Lane(access=single.access, bodies=tuple(one(single) for _ in range(extent.rings))) for _ in LIVE]
    centre.close()
    with server(url) as (host, port, process):
        spent = sum(process.cpu_times()[:2])
        speed = pushed(host, port, work)
        spent = (sum(process.cpu_times()[:2]) - spent) / (len(work) * extent.pushes * BATCH)
        note = f"{spent * 1e6:.0f} µs of the server's processor each; {speed / ANKI:.0%} of Anki's unchecked rows"
        figures = [Figure(name=f"{kind}: push, batches of {BATCH}", measured=speed, unit="/s", goal=PUSH[kind], note=note, least=True)]
        rows = max(pulled(host, port, work[0].access) for _ in range(extent.pulls))
        figures.append(Figure(name=f"{kind}: pull", measured=rows, unit="/s", goal=PULL, least=True))
        for lane, (desks, goal) in zip(ring, LIVE.items(), strict=True):
            times = asyncio.run(heard(host, port, listeners[:desks], lane))
            told = f"median {share(times, 0.5):.0f} ms"
            figures.append(Figure(name=f"{kind}: live p99, {desks} desks", measured=share(times, 0.99), unit="ms", goal=goal, note=told))
    return figures


def main(argv: list[str]) -> int:
    """Measure, print the table, write the JSON. Returns 0 also where a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.centre", description="Measure the central server.")
    parser.add_argument("--short", action="store_true", help="a slice of it")
    parser.add_argument("--json", type=Path, help="write everything that was measured here")
    options = parser.parse_args(argv)
    extent, machine = (SHORT if options.short else WHOLE), describe()
    with tempfile.TemporaryDirectory(prefix="hotline-bench-") as folder:
        figures = measure("sqlite", f"sqlite:///{folder}/centre.db", extent)
    with postgres.running(durable=True) as uri:
        figures += measure("postgresql", postgres.new_database(uri), extent)
    print(table(figures))
    print(f"{machine.processor}, {machine.cores} cores, load {machine.load} before the run")
    if options.json is not None:
        outcome = Outcome(machine=machine, extent=extent, figures=figures)
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(outcome), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
