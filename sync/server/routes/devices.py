"""Devices: codes, enrolment, shutting out."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, delete, get, post
from litestar.params import FromPath

from models.rules.access import may_enrol
from models.rules.permissions import Permission, may
from sync.protocol.messages import Enrol, Rehearse
from sync.protocol.problems import Code
from sync.protocol.versions import HEADER
from sync.server import devices, signs
from sync.server.founding import present_epoch
from sync.server.gate import speaks
from sync.server.intake import read
from sync.server.refusal import Refusal
from sync.server.routes import told
from sync.server.service import Given


@post("/v1/codes")
async def make_code(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    caller = await service.caller(request)
    if not may_enrol(caller.operator.role):
        raise Refusal(Code.FORBIDDEN)
    return told(await service.run(devices.make_code, service.centre, caller.operator.number))


@post("/v1/devices")
async def enrol(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    service.count_stranger(request)
    wanted = await read(request, Enrol, service.centre.limits)
    await service.run(present_epoch, service.centre)
    return told(await service.run(devices.enrol, service.centre, wanted))


@post("/v1/rehearsals")
async def rehearse(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    service.count_stranger(request)
    wanted = await read(request, Rehearse, service.centre.limits)
    return told(await service.run(devices.rehearse, service.centre, wanted))


@get("/v1/desks")
async def desks(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    """Tell those who run the room how each desk stands to the centre."""
    speaks(request.headers.get(HEADER))
    caller = await service.caller(request)
    if not may(caller.operator.role, Permission.SEE_QUEUE):
        raise Refusal(Code.FORBIDDEN)
    return told(await service.run(signs.desks, service.centre, service.signs))


@get("/v1/hearers")
async def hearers(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    """Tell whoever is signed in who would see a silent alert of theirs now."""
    speaks(request.headers.get(HEADER))
    caller = await service.caller(request)
    return told(await service.run(signs.hearers, service.centre, service.signs, caller.operator.number))


@delete("/v1/devices/{device:str}")
async def revoke(request: Request[Any, Any, Any], service: Given, device: FromPath[str]) -> None:
    caller = await service.caller(request)
    if not may_enrol(caller.operator.role):
        raise Refusal(Code.FORBIDDEN)
    if not await service.run(devices.revoke_device, service.centre, device):
        raise Refusal(Code.NOT_FOUND)


ROUTES = (make_code, enrol, rehearse, desks, hearers, revoke)
