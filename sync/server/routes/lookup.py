"""Looking up at the centre what a desk does not hold: read-only, and each time as it stands now."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from sync.protocol.messages import Search
from sync.protocol.versions import HEADER
from sync.server import lookup
from sync.server.gate import speaks
from sync.server.intake import read
from sync.server.routes import told
from sync.server.service import Given


@get("/v1/cases/{case_id:str}/history")
async def history(request: Request[Any, Any, Any], service: Given, case_id: FromPath[str]) -> Response[bytes]:
    speaks(request.headers.get(HEADER))
    caller = await service.caller(request)
    return told(await service.run(lookup.history, service.centre, caller, case_id))


@post("/v1/search")
async def search(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    speaks(request.headers.get(HEADER))
    caller = await service.caller(request)
    wanted = await read(request, Search, service.centre.limits)
    return told(await service.run(lookup.search, service.centre, caller, wanted))


ROUTES = (history, search)
