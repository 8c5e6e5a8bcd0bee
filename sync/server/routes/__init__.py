"""The routes: each reads a request, asks the core and tells the answer."""

from __future__ import annotations

import msgspec
from litestar import Response

from models.records.base import Record

_encode = msgspec.json.Encoder().encode


def told(record: Record) -> Response[bytes]:
    """Return a record as an answer."""
    return Response(_encode(record), status_code=200, media_type="application/json", headers={"Cache-Control": "no-store"})
