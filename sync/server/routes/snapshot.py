"""The image that a fresh desk begins with: what it is, and its file, which a desk that was cut off goes on fetching where it stopped."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath
from litestar.response import Stream

from sync.protocol.versions import HEADER
from sync.server.gate import speaks
from sync.server.problems import refused
from sync.server.refusal import Refusal
from sync.server.routes import told
from sync.server.service import Given, Service
from sync.server.snapshot import Piece, piece

_READ = 256 << 10
"""So many bytes of a file are in memory for each desk that fetches it."""


@get("/v1/snapshot")
async def manifest(request: Request[Any, Any, Any], service: Given) -> Response[bytes]:
    speaks(request.headers.get(HEADER))
    caller = await service.caller(request)
    return told(await service.run(service.snapshots.manifest, caller))


@get("/v1/snapshot/files/{sha256:str}")
async def file(request: Request[Any, Any, Any], service: Given, sha256: FromPath[str]) -> Response[bytes] | Stream:
    speaks(request.headers.get(HEADER))
    caller = await service.caller(request)
    path, size = await service.run(service.snapshots.file, caller, sha256)
    tag = f'"{sha256}"'
    headers = {"ETag": tag, "Accept-Ranges": "bytes", "Cache-Control": "private, max-age=31536000, immutable"}
    if _names(request.headers.get("if-none-match", ""), tag):
        return Response(b"", status_code=304, headers=headers)
    whole = Piece(0, size)
    found: Piece | None = None
    if request.headers.get("if-range", tag) == tag:
        try:
            found = piece(request.headers.get("range", ""), size)
        except Refusal as refusal:
            answer = refused(request, refusal)
            answer.headers["Content-Range"] = f"bytes */{size}"
            return answer
    if found is not None:
        headers["Content-Range"] = f"bytes {found.first}-{found.first + found.size - 1}/{size}"
    wanted = found or whole
    headers["Content-Length"] = str(wanted.size)
    status = 200 if found is None else 206
    return Stream(_read(service, path, wanted), status_code=status, media_type="application/zstd", headers=headers)


async def _read(service: Service, path: Path, wanted: Piece) -> AsyncIterator[bytes]:
    """Yield a part of a file as fast as the desk takes it."""
    left = wanted.size
    with path.open("rb") as stream:
        stream.seek(wanted.first)
        while left and (part := await service.run(stream.read, min(left, _READ))):
            left -= len(part)
            yield part


def _names(header: str, tag: str) -> bool:
    """Tell whether ``If-None-Match`` names a tag; a weak one is as good (RFC 9110, 13.1.2)."""
    return header.strip() == "*" or tag in (name.strip().removeprefix("W/") for name in header.split(","))


ROUTES = (manifest, file)
