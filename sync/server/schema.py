"""The description of the routes (OpenAPI 3.1), made from the very records that are sent, and a page that needs no network to be read."""

from __future__ import annotations

from html import escape
from typing import Any

import msgspec

from models.records.base import Record
from models.records.board import DeskBoard, Hearers
from models.records.feed import FeedRow
from models.records.vouch import Vouch
from sync.protocol import calls, messages
from sync.protocol.problems import MEDIA_TYPE, STATUS, Code, Problem
from sync.server.refusal import TITLES

JSON = "application/json"
BYTES = "application/octet-stream"
_REF = "#/components/schemas/{name}"

_BODY = (Code.MALFORMED, Code.INVALID_REQUEST, Code.TOO_LARGE, Code.UNSUPPORTED_ENCODING)
_SIGNED_IN = (Code.LOGIN_REQUIRED, Code.TOKEN_EXPIRED, Code.DEVICE_REVOKED, Code.SLOW_DOWN)
_DATABASE = (Code.TRY_LATER, Code.STORAGE_FULL, Code.INTERNAL)


class Route(Record, frozen=True):
    """One route: what goes in, what comes out, and every problem that it may answer with. ``takes`` is a media type of no record."""

    method: str
    path: str
    summary: str
    asks: type[Record] | None = None
    tells: type[Record] | None = None
    problems: tuple[Code, ...] = ()
    signed_in: bool = True
    media: str = JSON
    query: tuple[str, ...] = ()
    takes: str = ""


ROUTES = (
    Route(method="get", path="/v1/meta", summary="What this server is and understands", tells=messages.Meta, signed_in=False),
    Route(
        method="post",
        path="/v1/codes",
        summary="Make an enrolment code (leads and administrators)",
        tells=messages.NewCode,
        problems=(*_SIGNED_IN, Code.FORBIDDEN, *_DATABASE),
    ),
    Route(
        method="post",
        path="/v1/devices",
        summary="Enrol a device: a one-time code for its key",
        asks=messages.Enrol,
        tells=messages.Enrolled,
        problems=(*_BODY, Code.CODE_INVALID, Code.DEVICE_REVOKED, Code.SLOW_DOWN, *_DATABASE),
        signed_in=False,
    ),
    Route(
        method="post",
        path="/v1/rehearsals",
        summary="What a desk would meet that moves in with a code; the code stays good",
        asks=messages.Rehearse,
        tells=messages.Rehearsed,
        problems=(*_BODY, Code.CODE_INVALID, Code.DEVICE_REVOKED, Code.SLOW_DOWN, *_DATABASE),
        signed_in=False,
    ),
    Route(
        method="delete",
        path="/v1/devices/{device}",
        summary="Shut a device out at once (leads and administrators)",
        problems=(*_SIGNED_IN, Code.FORBIDDEN, Code.NOT_FOUND, *_DATABASE),
    ),
    Route(
        method="post",
        path="/v1/nonces",
        summary="Ask for a challenge, good for a minute and for one sign-in",
        tells=messages.Challenge,
        problems=(Code.SLOW_DOWN, *_DATABASE),
        signed_in=False,
    ),
    Route(
        method="post",
        path="/v1/sessions",
        summary="Sign in: number and password on an enrolled device",
        asks=messages.SignIn,
        tells=messages.Session,
        problems=(*_BODY, Code.LOGIN_FAILED, Code.DEVICE_REVOKED, Code.SLOW_DOWN, *_DATABASE),
        signed_in=False,
    ),
    Route(
        method="post",
        path="/v1/sessions/refresh",
        summary="Replace a pair of tokens",
        asks=messages.Refresh,
        tells=messages.Session,
        problems=(*_BODY, Code.LOGIN_REQUIRED, Code.DEVICE_REVOKED, Code.SLOW_DOWN, *_DATABASE),
        signed_in=False,
    ),
    Route(
        method="post",
        path="/v1/vouches",
        summary="The centre's word that somebody else stands, with their password, behind one step of whoever is signed in",
        asks=messages.VouchAsked,
        tells=Vouch,
        problems=(*_BODY, *_SIGNED_IN, Code.LOGIN_FAILED, Code.FORBIDDEN, *_DATABASE),
    ),
    Route(
        method="delete",
        path="/v1/sessions/{session}",
        summary="Sign out",
        problems=(*_SIGNED_IN, Code.NOT_FOUND, *_DATABASE),
    ),
    Route(
        method="post",
        path="/v1/ops",
        summary="Push: operations of this device in their order; one result for each, committed before it is told",
        asks=messages.Push,
        tells=messages.PushAnswer,
        problems=(*_BODY, *_SIGNED_IN, Code.DSEQ_GAP, Code.DEVICE_ROLLBACK, *_DATABASE),
    ),
    Route(
        method="post",
        path="/v1/changes",
        summary='Pull: the rows behind these cursors, one a line, then {"end": …}',
        asks=messages.Pull,
        tells=FeedRow,
        media="application/x-ndjson",
        problems=(
            *_BODY,
            *_SIGNED_IN,
            Code.FORBIDDEN_STREAM,
            Code.UNKNOWN_STREAM,
            Code.CURSOR_DIVERGED,
            Code.CURSOR_EXPIRED,
            Code.CLIENT_TOO_OLD,
            *_DATABASE,
        ),
    ),
    Route(
        method="get",
        path="/v1/live",
        summary="Events heads and presence; with Accept: application/json one answer, held back until there is something new",
        tells=messages.Heads,
        query=("wait", "heads"),
        problems=(*_SIGNED_IN, Code.MALFORMED, Code.INVALID_REQUEST, Code.CLIENT_TOO_OLD, *_DATABASE),
    ),
    Route(
        method="put",
        path="/v1/presence",
        summary="Say which case is open here; repeated within a minute, '' when it is closed",
        asks=messages.Presence,
        problems=(*_BODY, *_SIGNED_IN, *_DATABASE),
    ),
    Route(
        method="get",
        path="/v1/snapshot",
        summary="The image that a fresh desk begins with; try-later while the first is made, not-found where the feed has to do",
        tells=messages.Manifest,
        problems=(*_SIGNED_IN, Code.NOT_FOUND, Code.CLIENT_TOO_OLD, *_DATABASE),
    ),
    Route(
        method="get",
        path="/v1/snapshot/files/{sha256}",
        summary="The packed file of an image, or a part of it: ETag, If-None-Match, Range and If-Range are understood",
        media="application/zstd",
        problems=(*_SIGNED_IN, Code.NOT_FOUND, Code.RANGE_NOT_SATISFIABLE, Code.CLIENT_TOO_OLD, *_DATABASE),
    ),
    Route(
        method="post",
        path="/v1/blobs",
        summary="Which of these digests the centre lacks the bytes of, among those that an operation names which one reads",
        asks=messages.BlobsAsked,
        tells=messages.BlobsWanted,
        problems=(*_BODY, *_SIGNED_IN, *_DATABASE),
    ),
    Route(
        method="put",
        path="/v1/blobs/{sha256}",
        summary="Hand in the bytes behind a digest: Content-Range says which of how many; without it the body is everything",
        tells=messages.BlobStand,
        problems=(*_BODY, *_SIGNED_IN, Code.NOT_FOUND, Code.BLOB_GAP, Code.DIGEST_MISMATCH, *_DATABASE),
        takes=BYTES,
    ),
    Route(
        method="head",
        path="/v1/blobs/{sha256}",
        summary="How far one has come: 200 for whole, 204 while bytes are missing; Upload-Offset is where to go on",
        problems=(*_SIGNED_IN, Code.NOT_FOUND, *_DATABASE),
    ),
    Route(
        method="get",
        path="/v1/blobs/{sha256}",
        summary="The bytes behind a digest, or a part of them: Range is understood",
        media=BYTES,
        problems=(*_SIGNED_IN, Code.NOT_FOUND, Code.RANGE_NOT_SATISFIABLE, Code.CLIENT_TOO_OLD, *_DATABASE),
    ),
    Route(
        method="get",
        path="/v1/desks",
        summary="How each desk stands: its last sign of life and delivery (those who see the queue)",
        tells=DeskBoard,
        problems=(*_SIGNED_IN, Code.FORBIDDEN, Code.CLIENT_TOO_OLD, *_DATABASE),
    ),
    Route(
        method="get",
        path="/v1/hearers",
        summary="Who would see a silent alert now: those who may hear one and whose desk gives signs of life",
        tells=Hearers,
        problems=(*_SIGNED_IN, Code.CLIENT_TOO_OLD, *_DATABASE),
    ),
    Route(
        method="get",
        path="/v1/cases/{case_id}/history",
        summary="All that became of a case, for a desk that does not hold it",
        tells=messages.CaseHistory,
        problems=(*_SIGNED_IN, Code.NOT_FOUND, Code.CLIENT_TOO_OLD, *_DATABASE),
    ),
    Route(
        method="post",
        path="/v1/search",
        summary="Cases by number, name, telephone number, address or words, for a desk that does not hold them",
        asks=messages.Search,
        tells=messages.CasesFound,
        problems=(*_BODY, *_SIGNED_IN, Code.CLIENT_TOO_OLD, *_DATABASE),
    ),
    Route(
        method="get",
        path="/v1/calls",
        summary="Events: calls (all there is), call (a numbered delta) and now (the time); no-calls where there is no call system here",
        tells=calls.CallBoard,
        media="text/event-stream",
        problems=(*_SIGNED_IN, Code.NO_CALLS, Code.CLIENT_TOO_OLD, *_DATABASE),
    ),
    Route(
        method="post",
        path="/v1/calls/commands",
        summary="Ask the call system for something, with an id and an end; the same id is never carried out twice",
        asks=calls.CallCommand,
        tells=calls.CallAnswer,
        problems=(*_BODY, *_SIGNED_IN, Code.NO_CALLS, *_DATABASE),
    ),
    Route(method="get", path="/healthz", summary="The process answers", signed_in=False, media="text/plain"),
    Route(
        method="get",
        path="/readyz",
        summary="The database answers and has the right version",
        signed_in=False,
        media="text/plain",
        problems=(Code.TRY_LATER,),
    ),
    Route(method="get", path="/metrics", summary="Figures for Prometheus", signed_in=False, media="text/plain"),
)
"""Every route of the server but those of this description."""


def document() -> dict[str, Any]:
    """Return the description."""
    kinds = {kind for route in ROUTES for kind in (route.asks, route.tells) if kind is not None}
    kinds |= {Problem, messages.PullEnd, messages.PresenceRow, calls.CallDelta, calls.CallBeat}
    ordered = sorted(kinds, key=lambda kind: kind.__name__)
    _, schemas = msgspec.json.schema_components(ordered, ref_template=_REF)
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "81890 centre", "version": "1", "description": "Sync between the desks of a hotline and their centre."},
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"session": {"type": "http", "scheme": "bearer"}}},
    }


def page() -> str:
    """Return the description as a page without scripts."""
    parts = [_HEAD]
    for route in ROUTES:
        parts.append(f"<h2><code>{route.method.upper()} {escape(route.path)}</code></h2><p>{escape(route.summary)}.</p><ul>")
        parts.append(f"<li>{'behind a sign-in' if route.signed_in else 'open to all'}</li>")
        parts += [f"<li>{word} {_link(kind)}</li>" for word, kind in (("asks", route.asks), ("tells", route.tells)) if kind is not None]
        parts += [f"<li>{STATUS[code]} <code>{code.value}</code> – {escape(TITLES[code])}</li>" for code in route.problems]
        parts.append("</ul>")
    parts.append("<h1>Records</h1>")
    for name, schema in document()["components"]["schemas"].items():
        told = escape(str(schema.get("description", "")))
        members = ", ".join(f"<code>{escape(member)}</code>" for member in schema.get("properties", {}))
        parts.append(f'<h2 id="{escape(name)}">{escape(name)}</h2><p>{told}</p><p>{members}</p>')
    return "\n".join(parts)


def _operation(route: Route) -> dict[str, Any]:
    names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
    parameters = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]
    parameters += [{"name": name, "in": "query", "schema": {"type": "string"}} for name in route.query]
    empty = route.tells is None and route.media == JSON
    answer: dict[str, Any] = {"description": route.summary}
    if not empty:
        answer["content"] = {route.media: {"schema": _schema(route.tells)}}
    found: dict[str, Any] = {
        "summary": route.summary,
        "operationId": f"{route.method}_{route.path.strip('/').replace('/', '_').replace('{', '').replace('}', '')}",
        "parameters": parameters,
        "responses": {"204" if empty else "200": answer, **_problems(route.problems)},
        "security": [{"session": []}] if route.signed_in else [],
    }
    if route.asks is not None or route.takes:
        found["requestBody"] = {"required": True, "content": {route.takes or JSON: {"schema": _schema(route.asks)}}}
    return found


def _problems(codes: tuple[Code, ...]) -> dict[str, Any]:
    by_status: dict[int, list[str]] = {}
    for code in codes:
        by_status.setdefault(STATUS[code], []).append(code.value)
    content = {MEDIA_TYPE: {"schema": _schema(Problem)}}
    return {str(status): {"description": ", ".join(names), "content": content} for status, names in sorted(by_status.items())}


def _schema(kind: type[Record] | None) -> dict[str, Any]:
    return {"$ref": _REF.format(name=kind.__name__)} if kind is not None else {"type": "string"}


def _link(kind: type[Record]) -> str:
    return f'<a href="#{kind.__name__}">{kind.__name__}</a>'


_HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>81890 centre: what it speaks</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#17212b}
h2{font-size:1.05rem;margin:1.6rem 0 .2rem}code{background:#f3f5f8;padding:.1rem .3rem;border-radius:4px}a{color:#0b6bcb}</style>
<h1>81890 centre</h1><p>All requests and answers are JSON; refusals are <code>application/problem+json</code> with a stable type. For
programs: <a href="/schema/openapi.json">openapi.json</a>.</p>"""
