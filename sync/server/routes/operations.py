"""Push and pull."""

from __future__ import annotations

import gzip
from collections import Counter
from typing import Any

from litestar import Request, Response, post

from sync.protocol.messages import Pull, Push
from sync.protocol.versions import HEADER
from sync.server import pull as pulling
from sync.server import push as pushing
from sync.server.gate import speaks
from sync.server.intake import read
from sync.server.routes import told
from sync.server.service import Given

_WORTH_IT = 1400
"""Bytes from which on an answer is packed: less fits into one packet anyway."""


@post("/v1/ops")
async def push(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    centre = service.centre
    caller = await service.caller(request, quarantined=True)
    wanted = await read(request, Push, centre.limits, centre.limits.push_bytes)
    answer = await service.run(pushing.push, centre, caller, wanted.operations, wanted.epoch)
    heads: dict[str, int] = {}
    for result in answer.results:
        heads[result.stream] = max(result.seq, heads.get(result.stream, 0))
    for (outcome, replayed), count in Counter((result.outcome, result.replayed) for result in answer.results).items():
        service.figures.operations.labels(outcome.value, str(replayed).lower()).inc(count)
    service.tell(heads)
    return told(answer)


@post("/v1/changes")
async def changes(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    speaks(request.headers.get(HEADER))
    caller = await service.caller(request)
    wanted = await read(request, Pull, service.centre.limits)
    data = await service.run(pulling.pull, service.centre, caller, wanted)
    service.figures.rows_bytes.inc(len(data))
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    if len(data) > _WORTH_IT and "gzip" in request.headers.get("accept-encoding", ""):
        data = await service.run(gzip.compress, data, 1)
        headers["Content-Encoding"] = "gzip"
    return Response(data, status_code=200, media_type="application/x-ndjson", headers=headers)


ROUTES = (push, changes)
