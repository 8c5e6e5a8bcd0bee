"""Live: from the moment in which one desk begins to push until the row stands at every other desk that listens.

All desks live in one event loop, with as little of their own as possible: an open event stream each, and a pull whenever it tells of
something new. They share the machine with the server, so what it takes to be so many desks is measured with it, not hidden.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Mapping, Sequence

import msgspec

from models.records.feed import Cursor
from models.rules.access import CENTRE
from sync.protocol.messages import Heads, Pull, PullEnd
from tests.benchmarks.sync_desks import BenchDesk, bodies
from tests.benchmarks.sync_records import Small
from tests.benchmarks.sync_wire import HOST

SECONDS = 20.0
"""How long one operation may take to reach every desk before the measurement is given up."""

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class _Row(msgspec.Struct):
    seq: int


class _End(msgspec.Struct):
    end: PullEnd


_heads = msgspec.json.Decoder(Heads).decode
_row = msgspec.json.Decoder(_Row).decode
_end = msgspec.json.Decoder(_End).decode


class Delay(msgspec.Struct):
    """Milliseconds from the beginning of a push until one desk was told of it, and until it had the row."""

    told: float
    there: float


class Listener:
    """A desk that listens: it holds the event stream open and pulls with a second connection."""

    def __init__(self, desk: BenchDesk, cursor: Cursor, epoch: str) -> None:
        self._listening = _request("GET", "/v1/live", desk.port, {**desk.headers, "Accept": "text/event-stream"})
        self._pulling = _request("POST", "/v1/changes", desk.port, desk.headers, end="")
        self._port = desk.port
        self._cursor = cursor
        self._epoch = epoch
        self._arrived: dict[int, float] = {}
        self._told: dict[int, float] = {}
        self._moved = asyncio.Condition()
        self._tasks: list[asyncio.Task[None]] = []
        self._news = asyncio.Event()
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter

    async def begin(self) -> None:
        """Open both connections and wait for the first event."""
        events, listening = await asyncio.open_connection(HOST, self._port)
        self._reader, self._writer = await asyncio.open_connection(HOST, self._port)
        listening.write(self._listening)
        ready = asyncio.Event()
        self._tasks = [asyncio.create_task(self._listen(events, listening, ready)), asyncio.create_task(self._follow())]
        async with asyncio.timeout(SECONDS):
            await ready.wait()

    async def arrived(self, seq: int, begun: float) -> Delay:
        """Return how long after ``begun`` (``time.perf_counter``) row ``seq`` of the centre's stream was here. Raises TimeoutError."""
        async with asyncio.timeout(SECONDS), self._moved:
            await self._moved.wait_for(lambda: self._cursor.seq >= seq or any(task.done() for task in self._tasks))
        for task in self._tasks:
            if task.done():
                task.result()
                raise RuntimeError("a desk stopped listening")
        told = min((at for head, at in self._told.items() if head >= seq), default=self._arrived[seq])
        return Delay(told=(told - begun) * 1000, there=(self._arrived[seq] - begun) * 1000)

    async def end(self) -> None:
        """Close both connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._writer.close()

    async def _listen(self, events: asyncio.StreamReader, listening: asyncio.StreamWriter, ready: asyncio.Event) -> None:
        try:
            await _head(events)
            while line := await events.readline():
                if line.startswith(b"data: {"):
                    head = _heads(line[6:]).heads.get(CENTRE, 0)
                    self._told.setdefault(head, time.perf_counter())
                    if head > self._cursor.seq:
                        self._news.set()
                    ready.set()
        finally:
            listening.close()
            async with self._moved:
                self._moved.notify_all()

    async def _follow(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            body = msgspec.json.encode(Pull(epoch=self._epoch, cursors={CENTRE: self._cursor}))
            self._writer.write(self._pulling + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            size = await _head(self._reader)
            *rows, end, _ = (await self._reader.readexactly(size)).split(b"\n")
            self._arrived |= dict.fromkeys([_row(row).seq for row in rows], time.perf_counter())
            self._cursor = _end(end).end.cursors[CENTRE]
            async with self._moved:
                self._moved.notify_all()


async def delays(desks: Sequence[BenchDesk], small: Sequence[Small], pause: float) -> list[Delay]:
    """Have the first desk push records one by one, ``pause`` seconds after all had the one before; return how long each took to each."""
    writer, *others = desks
    cursor, epoch = standing_of(writer)
    listeners = [Listener(desk, cursor, epoch) for desk in others]
    found: list[Delay] = []
    try:
        for listener in listeners:
            await listener.begin()
        for number, body in enumerate(bodies(writer.operations(small), 1), start=1):
            await asyncio.sleep(pause)
            begun = time.perf_counter()
            await asyncio.to_thread(writer.push, [body], 1)
            found += await asyncio.gather(*(listener.arrived(cursor.seq + number, begun) for listener in listeners))
    finally:
        await asyncio.gather(*(listener.end() for listener in listeners))
    return found


def standing_of(desk: BenchDesk) -> tuple[Cursor, str]:
    """Return where the centre's stream stands."""
    cursors: dict[str, Cursor] = {CENTRE: Cursor()}
    epoch = ""
    while True:
        page = desk.page(cursors, epoch)
        cursors, epoch = page.end.cursors, page.end.epoch
        if not page.end.more:
            return cursors[CENTRE], epoch


def _request(method: str, path: str, port: int, headers: Mapping[str, str], end: str = "\r\n") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}:{port}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n" + end).encode()


async def _head(reader: asyncio.StreamReader) -> int:
    """Read an answer's head; return the length of its body, 0 for a stream. Raises RuntimeError for any status but 200."""
    status, _, headers = (await reader.readuntil(b"\r\n\r\n")).partition(b"\r\n")
    if b" 200 " not in status:
        raise RuntimeError(f"a desk was answered with {status.decode(errors='replace')}")
    found = _LENGTH.search(headers)
    return int(found.group(1)) if found else 0
