"""The live channel: a stream of events, or one answer that is held back until there is something new."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from litestar import Request, Response, get, put
from litestar.params import FromQuery
from litestar.response import Stream

from sync.protocol.messages import Heads, Presence
from sync.protocol.versions import HEADER
from sync.server.accounts import Caller, authenticate
from sync.server.gate import bearer, speaks
from sync.server.intake import decode, read
from sync.server.live import be_present, event, heads_in, present_for
from sync.server.refusal import Refusal
from sync.server.routes import told
from sync.server.service import Given, Service

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@get("/v1/live")
async def live(
    request: Request[Any, Any, Any], service: Given, wait: FromQuery[int] = 0, heads: FromQuery[str] = ""
) -> Response[bytes] | Stream:
    """Tell where the streams stand whenever one moves.

    A desk that asks for JSON gets one answer: as soon as the streams stand elsewhere than in ``heads`` (a JSON object), or after ``wait``
    seconds. Another one gets events, ``heads`` and ``presence``, at least every ten seconds.
    """
    speaks(request.headers.get(HEADER))
    caller = await service.caller(request)
    if "application/json" in request.headers.get("accept", ""):
        seconds = min(max(wait, 0), service.centre.limits.long_poll_seconds)
        known = decode(heads.encode(), dict[str, int]) if heads else None
        return told(await _held(request, service, caller, known, seconds))
    token = bearer(request.headers.get("authorization"))
    return Stream(_events(service, caller, token), media_type="text/event-stream", headers=_HEADERS)


@put("/v1/presence", status_code=204)
async def presence(request: Request[Any, Any, Any], service: Given) -> None:
    caller = await service.caller(request)
    wanted = await read(request, Presence, service.centre.limits)
    await service.run(be_present, service.centre, caller, wanted)
    service.board.ring()
    service.tell({})


async def _held(request: Request[Any, Any, Any], service: Service, caller: Caller, known: dict[str, int] | None, seconds: float) -> Heads:
    """Return the heads once they are others than ``known``, or time is up, or nobody waits for them any more."""

    board = service.board

    def now() -> Heads:
        return heads_in(service.centre, caller.reads, board.sight)

    async with board.listening() as woken:
        before = known if known is not None else now().heads
        gone = asyncio.ensure_future(_gone(request))
        gone.add_done_callback(lambda _: woken.set())
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while not (gone.done() or board.over) and now().heads == before:
                        await woken.wait()
                        woken.clear()
        finally:
            gone.cancel()
        return now()


async def _gone(request: Request[Any, Any, Any]) -> None:
    """Come back when the desk has hung up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _events(service: Service, caller: Caller, token: str) -> AsyncIterator[bytes]:
    """Yield events until the desk goes, or is no more who it was: then it comes again with another token."""
    service.figures.listeners.inc()
    try:
        async with service.board.listening() as woken:
            reads = caller.reads
            heads, present = service.board.heads(reads), present_for(caller, service.board.sight)
            yield heads + event("presence", present)
            while not service.board.over:
                try:
                    async with asyncio.timeout(service.centre.limits.heartbeat_seconds):
                        await woken.wait()
                    beat = False
                except TimeoutError:
                    beat = True
                    await service.run(authenticate, service.centre, token)
                woken.clear()
                if (now := service.board.heads(reads)) != heads or beat:
                    heads = now
                    yield heads
                if (others := present_for(caller, service.board.sight)) != present:
                    present = others
                    yield event("presence", present)
    except Refusal:
        return
    finally:
        service.figures.listeners.dec()


ROUTES = (live, presence)
