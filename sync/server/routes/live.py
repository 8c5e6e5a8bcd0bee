"""The live channel: a stream of events, or one answer that is held back until there is something new."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from litestar import Request, Response, get, put
from litestar.params import FromQuery
from litestar.response import Stream

from sync.protocol.messages import Presence
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
    token = bearer(request.headers.get("authorization"))
    if "application/json" in request.headers.get("accept", ""):
        seconds = min(max(wait, 0), service.centre.limits.long_poll_seconds)
        known = decode(heads.encode(), dict[str, int]) if heads else None
        await _held(request, service, caller, known, seconds)
        # Whoever is told now must still be let in, and read the streams.
        caller = await service.run(authenticate, service.centre, token)
        return told(heads_in(caller.reads, service.board.sight))
    return Stream(_events(service, token, caller.session), media_type="text/event-stream", headers=_HEADERS)


@put("/v1/presence", status_code=204)
async def presence(request: Request[Any, Any, Any], service: Given) -> None:
    caller = await service.caller(request)
    wanted = await read(request, Presence, service.centre.limits)
    await service.run(be_present, service.centre, caller, wanted)
    service.board.ring()
    service.tell({})


async def _held(request: Request[Any, Any, Any], service: Service, caller: Caller, known: dict[str, int] | None, seconds: float) -> None:
    """Wait until the heads are others than ``known``, somebody may be admitted no more, time is up, or nobody waits any more."""
    board, reads = service.board, caller.reads
    async with board.listening() as woken:
        before = known if known is not None else heads_in(reads, board.sight).heads
        admitted = board.sight.admitted

        def news() -> bool:
            return board.over or heads_in(reads, board.sight).heads != before or board.sight.admitted != admitted

        gone = asyncio.ensure_future(_gone(request))
        gone.add_done_callback(lambda _: woken.set())
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while not (gone.done() or news()):
                        await woken.wait()
                        woken.clear()
        finally:
            gone.cancel()


async def _gone(request: Request[Any, Any, Any]) -> None:
    """Come back when the desk has hung up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _events(service: Service, token: str, session: str) -> AsyncIterator[bytes]:
    """Yield events until the desk goes, or is no more who it was: then it comes again with another token.

    Who listens is asked for again at every heartbeat however much happens between two, and before anything more is told once a device was
    shut out or an operator changed. A session that has ended is let go at the next look.
    """
    board, loop, heartbeat = service.board, asyncio.get_running_loop(), service.centre.limits.heartbeat_seconds
    service.figures.listeners.inc()
    try:
        async with board.listening(session) as woken:
            admitted = board.sight.admitted
            # Anew, because the request may have been let in before the board saw what it sees.
            caller = await service.run(authenticate, service.centre, token)
            reads = caller.reads
            heads, present = board.heads(reads), present_for(caller, board.sight)
            yield heads + event("presence", present)
            due = loop.time() + heartbeat
            while not board.over:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout_at(due):
                        await woken.wait()
                woken.clear()
                beat, sight = loop.time() >= due, board.sight
                if session in sight.ended:
                    return
                if beat:
                    service.signs.note(caller.device)
                if beat or sight.admitted != admitted:
                    admitted = sight.admitted
                    if (await service.run(authenticate, service.centre, token)).reads != reads:
                        return
                if beat:
                    due = loop.time() + heartbeat
                if (now := board.heads(reads)) != heads or beat:
                    heads = now
                    yield heads
                if (others := present_for(caller, sight)) != present:
                    present = others
                    yield event("presence", present)
    except Refusal:
        return
    finally:
        service.figures.listeners.dec()


ROUTES = (live, presence)
