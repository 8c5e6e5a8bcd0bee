"""The live channel: a stream of events, or one answer that is held back until there is something new."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from litestar import Request, Response, get, put
from litestar.params import FromQuery
from litestar.response import Stream

from sync.protocol.messages import Presence, PresenceRow
from sync.protocol.versions import HEADER
from sync.server.accounts import Caller, authenticate
from sync.server.attending import News, Telling, attended, channel
from sync.server.gate import bearer, speaks
from sync.server.intake import decode, read
from sync.server.live import be_present, event, heads_in, present_for
from sync.server.routes import told
from sync.server.service import Given, Service


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
    admit, every = lambda: service.run(authenticate, service.centre, token), service.centre.limits.heartbeat_seconds
    return channel(attended(service.board, caller.session, admit, _telling(service), every))


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


def _telling(service: Service) -> Telling:
    """Return what tells a desk where the streams stand, and who else has a case open."""

    @contextmanager
    def telling(caller: Caller, _: asyncio.Event) -> Iterator[News]:
        heads: bytes = b""
        present: tuple[PresenceRow, ...] | None = None

        def news(beat: bool) -> bytes:
            nonlocal heads, present
            if beat:
                service.signs.note(caller.device)
            before, heads = (heads, present), service.board.heads(caller.reads)
            present = present_for(caller, service.board.sight)
            told = heads if beat or heads != before[0] else b""
            return told if present == before[1] else told + event("presence", present)

        service.figures.listeners.inc()
        try:
            yield news
        finally:
            service.figures.listeners.dec()

    return telling


ROUTES = (live, presence)
