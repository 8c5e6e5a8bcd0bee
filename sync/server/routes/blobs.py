"""The bytes that operations name: what the centre lacks of them, handing them in piece by piece, and fetching them whole or in part."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

from litestar import Request, Response, get, head, post, put
from litestar.params import FromPath
from litestar.response import Stream

from sync.protocol.messages import BlobsAsked, BlobStand, BlobsWanted
from sync.protocol.problems import Code
from sync.protocol.versions import HEADER
from sync.server import blobs
from sync.server.gate import speaks
from sync.server.intake import raw, read
from sync.server.problems import refused
from sync.server.refusal import Refusal
from sync.server.routes import told
from sync.server.service import Given, Service
from sync.server.snapshot import Piece, piece

_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18})", re.ASCII)
_MEDIA = "application/octet-stream"


@post("/v1/blobs")
async def wanted(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    caller = await service.caller(request)
    asked = await read(request, BlobsAsked, service.centre.limits)
    return told(BlobsWanted(digests=await service.run(blobs.wanted, service.centre, caller, asked.digests)))


@put("/v1/blobs/{sha256:str}")
async def hand_in(request: Request[Any, Any, Any], service: Given, sha256: FromPath[str]) -> Response[bytes]:
    caller = await service.caller(request)
    limits = service.centre.limits
    place = _place(request.headers.get("content-range"), limits.blob_bytes)
    data = await raw(request, limits.blob_piece_bytes, _MEDIA)
    place = place or _Place(0, len(data) - 1, len(data))
    if not data or place.last - place.first + 1 != len(data):
        raise Refusal(Code.INVALID_REQUEST, "Content-Range: not the length of the body")
    return told(await service.run(blobs.take, service.centre, caller, sha256, place.first, place.size, data))


@head("/v1/blobs/{sha256:str}")
async def stand(request: Request[Any, Any, Any], service: Given, sha256: FromPath[str]) -> Response[None]:
    """A refusal has no body here: its status and its headers have to do."""
    try:
        caller = await service.caller(request)
        found: BlobStand = await service.run(blobs.stand, service.centre, caller, sha256)
    except Refusal as refusal:
        answer = refused(request, refusal)
        return Response(None, status_code=answer.status_code, headers=answer.headers)
    headers = {"Cache-Control": "no-store", "Upload-Offset": str(found.received), "Upload-Complete": "?1" if found.whole else "?0"}
    return Response(None, status_code=200 if found.whole else 204, headers=headers)


@get("/v1/blobs/{sha256:str}")
async def fetch(request: Request[Any, Any, Any], service: Given, sha256: FromPath[str]) -> Response[bytes] | Stream:
    speaks(request.headers.get(HEADER))
    caller = await service.caller(request)
    found = await service.run(blobs.kept, service.centre, caller, sha256)
    headers = {"ETag": f'"{sha256}"', "Accept-Ranges": "bytes", "Cache-Control": "private, max-age=31536000, immutable"}
    try:
        part = piece(request.headers.get("range", ""), found.size)
    except Refusal as refusal:
        answer = refused(request, refusal)
        answer.headers["Content-Range"] = f"bytes */{found.size}"
        return answer
    if part is not None:
        headers["Content-Range"] = f"bytes {part.first}-{part.first + part.size - 1}/{found.size}"
    asked = part or Piece(0, found.size)
    headers["Content-Length"] = str(asked.size)
    return Stream(_read(service, found, asked), status_code=200 if part is None else 206, media_type=_MEDIA, headers=headers)


async def _read(service: Service, found: blobs.Kept, asked: Piece) -> AsyncIterator[bytes]:
    """Yield some of the bytes as fast as the desk takes them, one piece in memory at a time."""
    for place, low, high in found.pieces(asked.first, asked.size):
        yield await service.run(found.read, place, low, high)


class _Place(NamedTuple):
    """Where a piece begins and ends (its last byte), and how long everything is."""

    first: int
    last: int
    size: int


def _place(header: str | None, most: int) -> _Place | None:
    """Return what ``Content-Range`` says, None where there is none: the body is everything. Raises Refusal."""
    if header is None:
        return None
    found = _RANGE.fullmatch(header.strip())
    if found is None or not int(found[1]) <= int(found[2]) < int(found[3]):
        raise Refusal(Code.INVALID_REQUEST, "Content-Range: bytes FIRST-LAST/SIZE")
    if int(found[3]) > most:
        raise Refusal(Code.TOO_LARGE, "the bytes of one digest", limit=most)
    return _Place(int(found[1]), int(found[2]), int(found[3]))


ROUTES = (wanted, hand_in, stand, fetch)
