"""The calls: a stream that tells how they stand, and commands to the call system."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Stream

from sync.protocol.calls import CallCommand
from sync.protocol.problems import Code
from sync.protocol.versions import HEADER
from sync.server.calls.service import Gateway
from sync.server.calls.sight import sight_of
from sync.server.gate import bearer, speaks
from sync.server.intake import read
from sync.server.refusal import Refusal
from sync.server.routes import told
from sync.server.service import Given, Service

HEARTBEAT = 5.0
"""Seconds between two beats at most: a call is not a case, and a console has to see soon that nobody speaks any more."""
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_ID = re.compile(r"[!-~]{1,80}")
_WORDS = re.compile(r"[^\x00-\x1f\x7f]{0,120}")


@get("/v1/calls")
async def calls(request: Request[Any, Any, Any], service: Given) -> Stream:
    """Tell the board, then every delta; events ``calls``, ``call`` and ``now``."""
    speaks(request.headers.get(HEADER))
    gateway = _gateway(service)
    caller = await service.caller_of_calls(request)
    token = bearer(request.headers.get("authorization"))
    return Stream(_events(service, gateway, token, caller.session), media_type="text/event-stream", headers=_HEADERS)


@post("/v1/calls/commands")
async def command(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    gateway = _gateway(service)
    caller = await service.caller_of_calls(request, commands=True)
    wanted = await read(request, CallCommand, service.centre.limits)
    if not _ID.fullmatch(wanted.id):
        raise Refusal(Code.INVALID_REQUEST, "$.id: 1 to 80 visible signs")
    for member in ("call", "number", "case", "reason", "extension"):
        if not _WORDS.fullmatch(getattr(wanted, member)):
            raise Refusal(Code.INVALID_REQUEST, f"$.{member}: 120 signs at most, none of control")
    return told(await gateway.ask(caller, wanted))


def _gateway(service: Service) -> Gateway:
    if service.calls is None:
        raise Refusal(Code.NO_CALLS)
    return service.calls


async def _events(service: Service, gateway: Gateway, token: str, session: str) -> AsyncIterator[bytes]:
    """Yield events until the console goes, or is no more who it was.

    Who listens is asked for again at every beat, and before anything more is told once a device was shut out or an operator changed. A
    session that has ended is let go at the next look. While the database does not answer, who was let in is told on: see ``Admission``.
    """
    sync, board, loop = service.board, gateway.board, asyncio.get_running_loop()
    every = min(HEARTBEAT, service.centre.limits.heartbeat_seconds)
    try:
        async with sync.listening(session) as woken:
            admitted = sync.sight.admitted
            caller = await service.admission.caller(token)
            sight = sight_of(caller.reads)
            with board.waking(woken), gateway.listening(caller):
                events = board.events(None, sight)
                yield events.data + board.beat()
                due = loop.time() + every
                while not sync.over:
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout_at(due):
                            await woken.wait()
                    woken.clear()
                    if session in sync.sight.ended:
                        service.admission.forget(token)
                        return
                    beat = loop.time() >= due
                    if beat or sync.sight.admitted != admitted:
                        admitted = sync.sight.admitted
                        if (await service.admission.caller(token)).reads != caller.reads:
                            return
                    events = board.events(events.n, sight)
                    if beat:
                        due = loop.time() + every
                    if data := events.data + (board.beat() if beat else b""):
                        yield data
    except Refusal:
        return


ROUTES = (calls, command)
