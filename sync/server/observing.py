"""What the server tells about itself: a log of JSON lines with request ids, and figures. Nothing of what citizens or operators said."""

from __future__ import annotations

import contextvars
import logging
import random
import sys
import time
import traceback
import uuid
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, TextIO

import msgspec
import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from sync.protocol.versions import HEADER, PROTOCOL

REQUEST_ID = "X-Request-Id"
_ID = REQUEST_ID.lower().encode()
_EVERY = ((HEADER.lower().encode(), str(PROTOCOL).encode()), (b"x-content-type-options", b"nosniff"))
"""The headers of every answer."""
_LONG = ("/live", "/v1/calls", "/{sha256}")
"""Routes whose answers take as long as the desk that takes them."""

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default=str(uuid.UUID(int=0)))
"""The id of the request that is being answered."""

_noted: contextvars.ContextVar[dict[str, Any] | None] = contextvars.ContextVar("noted", default=None)
"""What is known of that request: one dict, which the threads that work for it add to."""

_chance = random.Random()
"""For ids that must differ and may be guessed: asking the system for chance gives the interpreter away at every request."""

log: structlog.BoundLogger = structlog.get_logger()


def tell_in_json(stream: TextIO = sys.stderr) -> None:
    """Write the log to ``stream``, one JSON object a line."""
    structlog.configure(
        processors=[
            _with_notes,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(serializer=_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_Told(logging.WARNING)], force=True)


class _Told(logging.Handler):
    """Writes what libraries warn of as lines of the same log."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            fault(error)
        else:
            log.warning("library", logger=record.name, words=record.getMessage())


class Figures:
    """The figures of one process, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("hotline_requests", "Requests answered", ("route", "method", "status"), registry=self.registry)
        self.seconds = Histogram(
            "hotline_request_seconds",
            "Time to answer, long connections left out",
            ("route",),
            buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
            registry=self.registry,
        )
        self.operations = Counter("hotline_operations", "Operations decided", ("outcome", "replayed"), registry=self.registry)
        self.rows_bytes = Counter("hotline_pulled_bytes", "Bytes of feed rows sent", registry=self.registry)
        self.listeners = Gauge("hotline_live_connections", "Desks that listen", registry=self.registry)
        self.calls_link = Gauge("hotline_calls_link", "Whether there is a link to the call system", registry=self.registry)
        self.calls_listeners = Gauge("hotline_calls_connections", "Consoles that hear of calls", registry=self.registry)
        self.calls_deltas = Counter("hotline_calls_deltas", "Changes of calls and seats told", registry=self.registry)
        self.calls_commands = Counter("hotline_calls_commands", "Commands about calls", ("outcome",), registry=self.registry)
        self.calls_unwritten = Gauge("hotline_calls_unwritten", "Records of calls that are not in the store yet", registry=self.registry)
        self.calls_lost = Gauge("hotline_calls_lost", "Records of calls that were given up", registry=self.registry)

    def text(self) -> bytes:
        """Return the figures as Prometheus reads them."""
        return generate_latest(self.registry)


class Observed:
    """Stands around the whole application: gives each request an id, counts it, and writes one line about it.

    ``end`` is to be called before the process stops: requests that are held open come to their end.
    """

    def __init__(self, app: ASGIApp, figures: Figures, end: Callable[[], None]) -> None:
        self._app = app
        self._figures = figures
        self.end = end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        told = _asked_id(scope)
        request_id.set(told)
        _noted.set({"request_id": told})
        method = str(scope["method"])
        begin = time.perf_counter()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), (_ID, told.encode()), *_EVERY]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            spent = time.perf_counter() - begin
            route = str(scope.get("path_template") or "-")
            self._figures.requests.labels(route, method, str(status)).inc()
            if not route.endswith(_LONG):
                self._figures.seconds.labels(route).observe(spent)
            log.info("request", method=method, route=route, status=status, ms=round(spent * 1000, 1))


def fault(error: BaseException) -> None:
    """Log a fault of ours: its type and where it happened, never its words, which may quote what it was about."""
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("fault", type=type(error).__name__, places=places[-12:])


def note(**values: Any) -> None:
    """Add something to the line about this request, from any thread that ``Service.run`` set to work for it."""
    noted = _noted.get()
    if noted is not None:
        noted.update(values)


def _with_notes(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Add to a line what is known of the request that it is about (a processor of structlog's)."""
    event.update(_noted.get() or {})
    return event


def _json(event: Mapping[str, Any], **_: Any) -> str:
    return msgspec.json.encode(event, enc_hook=repr).decode()


def _asked_id(scope: Scope) -> str:
    """Return the id that a proxy gave the request, if it is a UUID, or a new one."""
    for name, value in scope.get("headers", []):
        if name == b"x-request-id":
            try:
                return str(uuid.UUID(value.decode("latin-1")))
            except ValueError:
                break
    return str(uuid.UUID(int=_chance.getrandbits(128), version=4))
