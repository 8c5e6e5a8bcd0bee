"""What the server tells about itself: a log of JSON lines with request ids, and figures. Nothing of what citizens or operators said."""

from __future__ import annotations

import contextvars
import logging
import sys
import time
import traceback
import uuid
from typing import Any, TextIO

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from sync.protocol.versions import HEADER, PROTOCOL

REQUEST_ID = "X-Request-Id"
_LONG = ("/live", "/{sha256}")
"""Routes whose answers take as long as the desk that takes them."""

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default=str(uuid.UUID(int=0)))
"""The id of the request that is being answered."""

log: structlog.BoundLogger = structlog.get_logger()


def tell_in_json(stream: TextIO = sys.stderr) -> None:
    """Write the log to ``stream``, one JSON object a line."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
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

    def text(self) -> bytes:
        """Return the figures as Prometheus reads them."""
        return generate_latest(self.registry)


class Observed:
    """Stands around the whole application: gives each request an id, counts it, and writes one line about it."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        told = _asked_id(scope)
        request_id.set(told)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=told)
        method = str(scope["method"])
        begin = time.perf_counter()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                extra = ((REQUEST_ID, told), (HEADER, str(PROTOCOL)), ("X-Content-Type-Options", "nosniff"))
                headers = [*message.get("headers", []), *((name.lower().encode(), value.encode()) for name, value in extra)]
                message["headers"] = headers
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
    """Add something to the line about this request."""
    structlog.contextvars.bind_contextvars(**values)


def _asked_id(scope: Scope) -> str:
    """Return the id that a proxy gave the request, if it is a UUID, or a new one."""
    for name, value in scope.get("headers", []):
        if name == b"x-request-id":
            try:
                return str(uuid.UUID(value.decode("latin-1")))
            except ValueError:
                break
    return str(uuid.uuid4())
