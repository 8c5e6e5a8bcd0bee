"""The way between a desk and the centre: the program's own transport, under which lies no socket but the world's network."""

from __future__ import annotations

import asyncio
import gzip
import io
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

import msgspec
import requests

from sync.client.connections import Connections
from sync.client.failures import Unreachable, WireFailure
from sync.client.ports import Event
from sync.client.transport import HttpWire
from sync.protocol.messages import Heads
from tests.simulation.routes import Answer, Request

HEARTBEAT = 10.0
SILENCE = 25.0
POLL = 25.0
ADDRESS = "https://centre.example"


class Line(Protocol):
    """One desk's connection as the network sees it."""

    def carry(self, request: Request) -> Answer:
        """Bring a request to the centre and its answer back. Raises requests.ConnectionError."""
        ...

    def cut(self) -> bool:
        """Tell whether nothing comes through at the moment."""
        ...

    def listen(self, woken: Callable[[], None]) -> Callable[[], None]:
        """Call ``woken`` whenever the centre has something new; return what ends that."""
        ...


class NearWire(HttpWire):
    """``HttpWire`` without HTTP: its requests, packing, decoding and failures are the program's."""

    def __init__(self, line: Line) -> None:
        super().__init__(ADDRESS)
        self.line = line
        self._connections = _Connections(line)  # type: ignore[assignment]

    def live(self, access: str) -> NearStream:  # type: ignore[override]
        return NearStream(self, access, self._heads(access))

    async def poll(self, access: str, known: dict[str, int]) -> Event:  # type: ignore[override]
        heads, woken = self._heads(access), asyncio.Event()
        end = self.line.listen(woken.set)
        try:
            if all(heads.heads.get(stream, 0) <= seq for stream, seq in known.items()):
                await _either(woken, POLL)
            return Event(heads=self._heads(access))
        finally:
            end()

    def _heads(self, access: str) -> Heads:
        return self._json("GET", "/live", Heads, access)


class NearStream:
    """A live channel: the heads when they move, and every ten seconds; what happens while it is cut is lost."""

    def __init__(self, wire: NearWire, access: str, first: Heads) -> None:
        self._wire = wire
        self._access = access
        self._woken = asyncio.Event()
        self._end = wire.line.listen(self._woken.set)
        self._first: Heads | None = first
        self._last = first
        self._closed = False

    async def next(self) -> Event | None:
        if self._first is not None:
            first, self._first = self._first, None
            return Event(heads=first)
        while not self._closed:
            beat = not await _either(self._woken, HEARTBEAT)
            self._woken.clear()
            if self._closed:
                break
            if self._wire.line.cut():
                await asyncio.sleep(SILENCE - HEARTBEAT)
                raise Unreachable("timeout")
            try:
                heads = self._wire._heads(self._access)
            except WireFailure:
                break
            if beat or heads != self._last:
                self._last = heads
                return Event(heads=heads)
        self.close()
        return None

    def close(self) -> None:
        self._closed = True
        self._woken.set()
        self._end()


class _Connections(Connections):
    """Stands where the transport keeps its sessions of requests."""

    def __init__(self, line: Line) -> None:
        super().__init__("")
        self._line = line

    def session(self, _path: str) -> Any:
        return self

    def close(self) -> None:
        """Nothing is open."""

    def request(self, method: str, url: str, *, data: bytes | None, headers: dict[str, str], **_: Any) -> requests.Response:
        body = data or b""
        if headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        access = headers.get("Authorization", "").removeprefix("Bearer ")
        told = self._line.carry(Request(method, urlsplit(url).path.removeprefix("/v1"), access, body))
        response = requests.Response()
        response.status_code = told.status
        response.headers["Content-Type"] = told.kind
        response.raw = io.BytesIO(told.body)
        return response


async def _either(woken: asyncio.Event, seconds: float) -> bool:
    """Wait for an event, no longer than so many seconds; tell whether it came."""
    try:
        async with asyncio.timeout(seconds):
            await woken.wait()
    except TimeoutError:
        return False
    return True


def decoded(body: bytes, kind: type) -> Any:
    """Return a record out of an answer, for whoever watches."""
    return msgspec.json.decode(body, type=kind)
