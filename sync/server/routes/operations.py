"""Push and pull: the loop reads and sends, and one thread does everything between, so that a request is handed over once."""

from __future__ import annotations

import gzip
from collections import Counter
from typing import Any

from litestar import Request, Response, post

from sync.protocol.messages import Pull, Push, PushAnswer
from sync.protocol.versions import HEADER
from sync.server import pull as pulling
from sync.server import push as pushing
from sync.server.gate import bearer, speaks
from sync.server.intake import Body, take
from sync.server.observing import note
from sync.server.refusal import Refusal
from sync.server.routes import told
from sync.server.service import Given, Service
from sync.server.together import Answered, Asked

_WORTH_IT = 1400
"""Bytes from which on an answer is packed: less fits into one packet anyway."""


@post("/v1/ops")
async def push(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    token = bearer(request.headers.get("authorization"))
    body = await take(request, service.centre.limits.push_bytes)
    answer = await service.run(_pushed, service, token, body)
    heads: dict[str, int] = {}
    for result in answer.results:
        heads[result.stream] = max(result.seq, heads.get(result.stream, 0))
    service.tell(heads)
    return told(answer)


@post("/v1/changes")
async def changes(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    speaks(request.headers.get(HEADER))
    token = bearer(request.headers.get("authorization"))
    packing = "gzip" in request.headers.get("accept-encoding", "")
    answer = await service.pulls.ask(Asked(token, await take(request)))
    if answer.caller is not None:
        note(device=answer.caller.device)
    if isinstance(answer.said, Refusal):
        raise answer.said
    if isinstance(answer.said, Pull) or (packing and len(answer.said) > _WORTH_IT):
        data, packed = await service.run(_made, service, answer, packing)
    else:
        service.figures.rows_bytes.inc(len(answer.said))
        data, packed = answer.said, False
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding", **({"Content-Encoding": "gzip"} if packed else {})}
    return Response(data, status_code=200, media_type="application/x-ndjson", headers=headers)


def _pushed(service: Service, token: str, body: Body) -> PushAnswer:
    caller = service.admit(token, quarantined=True)
    wanted = body.opened(Push, service.centre.limits)
    answer = pushing.push(service.centre, caller, wanted.operations, wanted.epoch)
    for (outcome, replayed), count in Counter((result.outcome, result.replayed) for result in answer.results).items():
        service.figures.operations.labels(outcome.value, str(replayed).lower()).inc(count)
    return answer


def _made(service: Service, answer: Answered, packing: bool) -> tuple[bytes, bool]:
    """Return what lies behind the cursors, read now where it was not before, and whether it has been packed."""
    data = answer.said
    if isinstance(data, Pull):
        assert answer.caller is not None, "who is not let in is refused"
        data = pulling.pull(service.centre, answer.caller, data)
    assert isinstance(data, bytes), "refusals are raised"
    service.figures.rows_bytes.inc(len(data))
    return (gzip.compress(data, 1), True) if packing and len(data) > _WORTH_IT else (data, False)


ROUTES = (push, changes)
