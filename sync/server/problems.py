"""Every failure of a request as problem+json: refusals, what the web framework refuses, and faults of ours."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from sync.protocol.problems import MEDIA_TYPE, Code
from sync.server.observing import fault, note, request_id
from sync.server.refusal import Refusal

_BY_STATUS = {
    400: Code.MALFORMED,
    401: Code.LOGIN_REQUIRED,
    403: Code.FORBIDDEN,
    404: Code.NOT_FOUND,
    405: Code.METHOD_NOT_ALLOWED,
    413: Code.TOO_LARGE,
    415: Code.UNSUPPORTED_ENCODING,
    429: Code.SLOW_DOWN,
    503: Code.TRY_LATER,
}


def refused(_request: Request[Any, Any, Any], refusal: Refusal) -> Response[bytes]:
    """Answer a refusal."""
    note(problem=refusal.code.value)
    headers = {"Cache-Control": "no-store"}
    wait = refusal.members.get("retry_after")
    if wait is not None:
        headers["Retry-After"] = str(max(1, round(wait)))
    if refusal.code is Code.TOO_LARGE:
        headers["Connection"] = "close"
    return Response(
        msgspec.json.encode(refusal.problem(request_id.get())), status_code=refusal.status, media_type=MEDIA_TYPE, headers=headers
    )


def unknown(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """Answer what the framework refuses: a path, a method or a parameter."""
    response = refused(request, Refusal(_BY_STATUS.get(error.status_code, Code.INVALID_REQUEST)))
    if error.headers and "allow" in error.headers:
        response.headers["Allow"] = str(error.headers["allow"])
    return response


def failed(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Answer a fault of ours; what it was stands in the log under the request's id."""
    fault(error)
    return refused(request, Refusal(Code.INTERNAL))


HANDLERS: dict[int | type[Exception], Any] = {Refusal: refused, HTTPException: unknown, Exception: failed}
