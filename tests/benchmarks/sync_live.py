"""Live: from the moment in which one desk begins to push until the row stands at every other desk that listens.

All desks live in one event loop, with as little of their own as possible: an open event stream each, and a pull whenever it tells of
something new. What a desk takes to read its rows is measured with them, so the slowest of so many is told, not hidden.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

import msgspec

from models.records.feed import Cursor
from models.rules.access import CENTRE
from sync.protocol.messages import Heads, Pull, PullEnd
from tests.benchmarks.sync_desks import BenchDesk, bodies
from tests.benchmarks.sync_records import Small
from tests.benchmarks.sync_wire import HOST

SECONDS = 20.0
"""How long one operation may take to reach every desk before the measurement is given up."""


class _Row(msgspec.Struct):
    seq: int = 0
    end: PullEnd | None = None


_heads = msgspec.json.Decoder(Heads).decode
_row = msgspec.json.Decoder(_Row).decode


class Listener:
    """A desk that listens: it holds the event stream open and pulls with a second connection."""

    def __init__(self, desk: BenchDesk, cursor: Cursor, epoch: str) -> None:
        self._desk = desk
        self._cursor = cursor
        self._epoch = epoch
        self._arrived: dict[int, float] = {}
        self.told: dict[int, float] = {}
        self._moved = asyncio.Condition()
        self._tasks: list[asyncio.Task[None]] = []
        self._news = asyncio.Event()
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter

    async def begin(self) -> None:
        """Open both connections and wait for the first event."""
        events, listening = await asyncio.open_connection(HOST, self._desk.port)
        self._reader, self._writer = await asyncio.open_connection(HOST, self._desk.port)
        listening.write(_request("GET", "/v1/live", {**self._desk.headers, "Accept": "text/event-stream"}))
        ready = asyncio.Event()
        self._tasks = [asyncio.create_task(self._listen(events, listening, ready)), asyncio.create_task(self._follow())]
        async with asyncio.timeout(SECONDS):
            await ready.wait()

    async def arrived(self, seq: int) -> float:
        """Return when row ``seq`` of the centre's stream was here (``time.perf_counter``). Raises TimeoutError."""
        async with asyncio.timeout(SECONDS), self._moved:
            await self._moved.wait_for(lambda: self._cursor.seq >= seq or any(task.done() for task in self._tasks))
        for task in self._tasks:
            if task.done():
                task.result()
                raise RuntimeError("a desk stopped listening")
        return self._arrived[seq]

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
                    self.told.setdefault(head, time.perf_counter())
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
            self._writer.write(_request("POST", "/v1/changes", {**self._desk.headers, "Content-Length": str(len(body))}) + body)
            head = await _head(self._reader)
            lines = (await self._reader.readexactly(int(head["content-length"]))).splitlines()
            now = time.perf_counter()
            self._arrived.update((_row(line).seq, now) for line in lines[:-1])
            end = _row(lines[-1]).end
            assert end is not None
            self._cursor = end.cursors[CENTRE]
            async with self._moved:
                self._moved.notify_all()


async def latencies(desks: Sequence[BenchDesk], small: Sequence[Small], pause: float) -> list[float]:
    """Have the first desk push records one by one, ``pause`` seconds apart; return the milliseconds until each other desk had them."""
    writer, *others = desks
    cursor, epoch = _at(writer)
    listeners = [Listener(desk, cursor, epoch) for desk in others]
    found: list[float] = []
    try:
        for listener in listeners:
            await listener.begin()
        for number, body in enumerate(bodies(writer.operations(small), 1), start=1):
            await asyncio.sleep(pause)
            begun = time.perf_counter()
            await asyncio.to_thread(writer.push, [body], 1)
            there = await asyncio.gather(*(listener.arrived(cursor.seq + number) for listener in listeners))
            found += [(at - begun) * 1000 for at in there]
    finally:
        await asyncio.gather(*(listener.end() for listener in listeners))
    return found


def _at(desk: BenchDesk) -> tuple[Cursor, str]:
    """Return where the centre's stream stands."""
    cursors: dict[str, Cursor] = {CENTRE: Cursor()}
    epoch = ""
    while True:
        page = desk.page(cursors, epoch)
        cursors, epoch = page.end.cursors, page.end.epoch
        if not page.end.more:
            return cursors[CENTRE], epoch


def _request(method: str, path: str, headers: dict[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode()


async def _head(reader: asyncio.StreamReader) -> dict[str, str]:
    """Read an answer's head. Raises RuntimeError for any status but 200."""
    status = await reader.readline()
    headers = {}
    while (line := (await reader.readline()).decode().strip()) != "":
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    if b" 200 " not in status:
        raise RuntimeError(f"a desk was answered with {status.decode(errors='replace').strip()}")
    return headers
