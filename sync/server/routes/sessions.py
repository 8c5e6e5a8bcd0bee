"""Sessions: signing in, going on, signing out; and the password of whoever stands behind a step in another one's session."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, delete, post
from litestar.params import FromPath

from sync.protocol.messages import Refresh, SignIn, VouchAsked
from sync.protocol.problems import Code
from sync.server import accounts, vouching
from sync.server.intake import read
from sync.server.refusal import Refusal
from sync.server.routes import told
from sync.server.service import Given


@post("/v1/nonces")
async def challenge(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    service.count_stranger(request)
    return told(await service.run(accounts.make_nonce, service.centre))


@post("/v1/sessions")
async def sign_in(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    service.count_stranger(request)
    wanted = await read(request, SignIn, service.centre.limits)
    return told(await service.run(accounts.sign_in, service.centre, wanted))


@post("/v1/sessions/refresh")
async def refresh(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    service.count_stranger(request)
    wanted = await read(request, Refresh, service.centre.limits)
    return told(await service.run(accounts.refresh, service.centre, wanted))


@post("/v1/vouches")
async def vouch(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    service.count_stranger(request)
    caller = await service.caller(request)
    wanted = await read(request, VouchAsked, service.centre.limits)
    return told(await service.run(vouching.vouch, service.centre, caller, wanted))


@delete("/v1/sessions/{session:str}")
async def sign_out(request: Request[Any, Any, Any], service: Given, session: FromPath[str]) -> None:
    caller = await service.caller(request)
    if session != caller.session:
        raise Refusal(Code.NOT_FOUND)
    await service.run(accounts.end_session, service.centre, session)
    if service.calls is not None:
        service.calls.look()


ROUTES = (challenge, sign_in, refresh, vouch, sign_out)
