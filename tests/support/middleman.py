"""Somebody between a desk and its server: a proxy on loopback that hands requests on, or does with them whatever a bad network does."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.support.oddserver import Exchange, OddServer, Request

_PIECE = 64 << 10


class Fault(Enum):
    """What becomes of a request. ``at`` of a :class:`Deed` counts the bytes that still pass."""

    CUT_REQUEST = "the connection breaks within the request"
    LOSE_ANSWER = "the server does what was asked, and its answer is lost"
    CUT_ANSWER = "the connection breaks within the answer"
    TWICE = "the request reaches the server twice"
    LATE = "the request reaches the server after those that came behind it"
    PORTAL = "a page of a log-in portal is the answer"
    SILENCE = "nobody answers"


class Deed(NamedTuple):
    """A fault, and after how many bytes."""

    fault: Fault
    at: int = 0


Choice = Callable[[Request], Deed | None]
"""What is to become of a request; None: it is handed on."""


class Middleman:
    """Hands on what comes to ``url``. ``choose`` may be exchanged at any time; ``pull`` takes the cable out, ``plug`` puts it in."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "", parts.port or 0)
        self._open: set[socket.socket] = set()
        self._late: list[Request] = []
        self._pulled = False
        self._turn = threading.Lock()
        self._front = OddServer(self._handle)
        self.choose: Choice = _hand_on
        self.done: list[Fault] = []

    @property
    def url(self) -> str:
        """Where the desk finds it."""
        return self._front.url

    def start(self) -> None:
        """Listen on a free port."""
        self._front.start()

    def stop(self) -> None:
        """Let go of everything."""
        self.pull()
        self._front.stop()

    def pull(self) -> None:
        """Cut what is open, and everything that comes."""
        with self._turn:
            self._pulled = True
            for opened in self._open:
                with contextlib.suppress(OSError):
                    opened.shutdown(socket.SHUT_RDWR)

    def plug(self) -> None:
        """Let everything through again."""
        with self._turn:
            self._pulled = False

    def deliver_late(self) -> int:
        """Bring the server what was held back for later; return how many requests that were."""
        late, self._late = self._late, []
        for request in late:
            self._ask(request, lambda _piece: None)
        return len(late)

    def _handle(self, exchange: Exchange) -> None:
        request = exchange.request
        deed = self.choose(request)
        try:
            if self._pulled:
                exchange.cut()
            elif deed is None:
                self._ask(request, exchange.send)
                exchange.cut()
            else:
                self.done.append(deed.fault)
                self._harm(exchange, deed)
        except OSError:
            exchange.cut()

    def _harm(self, exchange: Exchange, deed: Deed) -> None:
        request = exchange.request
        match deed.fault:
            case Fault.CUT_REQUEST:
                self._ask(request, lambda _piece: None, upto=deed.at)
            case Fault.LOSE_ANSWER:
                self._ask(request, lambda _piece: None)
            case Fault.CUT_ANSWER:
                whole = bytearray()
                self._ask(request, whole.extend)
                exchange.send(bytes(whole[: deed.at]))
            case Fault.TWICE:
                self._ask(request, lambda _piece: None)
                self._ask(request, exchange.send)
            case Fault.LATE:
                self._late.append(request)
            case Fault.PORTAL:
                exchange.answer(b"<html><body>Please accept the terms</body></html>", "text/html")
            case Fault.SILENCE:
                exchange.hold()
        exchange.cut()

    def _ask(self, request: Request, hear: Callable[[bytes], object], upto: int | None = None) -> None:
        """Hand a request on, or no more than its first bytes, and tell ``hear`` what the server says until it has said all."""
        with socket.create_connection(self._target, timeout=30) as server:
            with self._turn:
                if self._pulled:
                    return
                self._open.add(server)
            try:
                data = _bytes(request)
                server.sendall(data if upto is None else data[:upto])
                if upto is not None and upto < len(data):
                    return
                while piece := server.recv(_PIECE):
                    hear(piece)
            finally:
                with self._turn:
                    self._open.discard(server)


def _hand_on(_request: Request) -> None:
    return None


def _bytes(request: Request) -> bytes:
    """Return a request as it goes on: over a connection of its own, so that the answer ends where the connection does."""
    headers = {**request.headers, "connection": "close"}
    lines = [request.line, *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + request.body
