"""The calls: a stream that tells how they stand, and commands to the call system."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Stream

from sync.protocol.calls import CallCommand
from sync.protocol.problems import Code
from sync.protocol.versions import HEADER
from sync.server.accounts import Caller
from sync.server.attending import News, Telling, attended, channel
from sync.server.calls.service import Gateway
from sync.server.calls.sight import sight_of
from sync.server.gate import bearer, speaks
from sync.server.intake import read
from sync.server.refusal import Refusal
from sync.server.routes import told
from sync.server.service import Given, Service

HEARTBEAT = 5.0
"""Seconds between two beats at most: a call is not a case, and a console has to see soon that nobody speaks any more."""
_ID = re.compile(r"[!-~]{1,80}")
_WORDS = re.compile(r"[^\x00-\x1f\x7f]{0,120}")


@get("/v1/calls")
async def calls(request: Request[Any, Any, Any], service: Given) -> Stream:
    """Tell the board, then every delta; events ``calls``, ``call`` and ``now``."""
    speaks(request.headers.get(HEADER))
    gateway = _gateway(service)
    caller = await service.caller_of_calls(request)
    token = bearer(request.headers.get("authorization"))
    # While the database does not answer, who was let in is told on: see ``Admission``.
    admission, every = service.admission, min(HEARTBEAT, service.centre.limits.heartbeat_seconds)
    return channel(
        attended(
            service.board,
            caller.session,
            lambda: admission.caller(token),
            _telling(gateway),
            every,
            ended=lambda: admission.forget(token),
        )
    )


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


def _telling(gateway: Gateway) -> Telling:
    """Return what tells a console how the calls stand."""

    @contextmanager
    def telling(caller: Caller, woken: asyncio.Event) -> Iterator[News]:
        board, sight, known = gateway.board, sight_of(caller.reads), None

        def news(beat: bool) -> bytes:
            nonlocal known
            events = board.events(known, sight)
            known = events.n
            return events.data + (board.beat() if beat else b"")

        with board.waking(woken), gateway.listening(caller):
            yield news

    return telling


ROUTES = (calls, command)
