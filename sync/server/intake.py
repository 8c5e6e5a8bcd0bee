"""Reading what comes in: a body of bounded size, in an encoding that is understood, as the record that it should be."""

from __future__ import annotations

import asyncio
import re
import zlib
from typing import Any, TypeVar

import msgspec
from litestar import Request

from sync.protocol.limits import Limits
from sync.protocol.problems import Code
from sync.server.refusal import Refusal

T = TypeVar("T")

SMALL = 64 << 10
"""The most bytes of a request that is no push."""

_SECONDS = 30.0
"""How long a body may take to come in."""
_CHUNK = 64 << 10
_FORGIVEN = 256 << 10
"""Up to this size nobody asks how well something was packed."""

_EXPECTED = re.compile(r"(Expected `[\w |.\-]+`(?:, got `[\w |.\-]+`)?|Object missing required field `\w+`)(?: - at `([^`]+)`)?")

_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}


class Body:
    """What came in, as it came: small enough, and in an encoding that is understood."""

    __slots__ = ("_most", "_packed", "_raw")

    def __init__(self, raw: bytes, packed: bool, most: int) -> None:
        self._raw = raw
        self._packed = packed
        self._most = most

    def opened(self, kind: type[T], limits: Limits) -> T:
        """Return it as a record. Raises Refusal ``too-large``, ``malformed`` for what is no JSON, or ``invalid-request`` with the path of
        the member that does not fit."""
        return decode(_inflated(self._raw, limits, self._most) if self._packed else self._raw, kind)


async def read(request: Request[Any, Any, Any], kind: type[T], limits: Limits, most: int = SMALL) -> T:
    """Return the body of a request as a record. Raises Refusal of ``take`` and ``Body.opened``."""
    return (await take(request, most)).opened(kind, limits)


async def take(request: Request[Any, Any, Any], most: int = SMALL) -> Body:
    """Return the body of a request. Raises Refusal ``too-large`` (before more than that was read), ``unsupported-encoding`` or
    ``malformed`` where it does not come whole."""
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip"):
        raise Refusal(Code.UNSUPPORTED_ENCODING, "Content-Encoding: gzip or none")
    media = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if media != "application/json":
        raise Refusal(Code.UNSUPPORTED_ENCODING, "Content-Type: application/json")
    return Body(await _raw(request, most), encoding == "gzip", most)


async def raw(request: Request[Any, Any, Any], most: int, media: str) -> bytes:
    """Return a body of bytes as they are. Raises Refusal as ``take`` does; what is packed already is packed no further, so no gzip."""
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Refusal(Code.UNSUPPORTED_ENCODING, "Content-Encoding: none")
    if request.headers.get("content-type", media).partition(";")[0].strip().lower() != media:
        raise Refusal(Code.UNSUPPORTED_ENCODING, f"Content-Type: {media}")
    return await _raw(request, most)


def decode(raw: bytes, kind: type[T]) -> T:
    """Return a record from JSON. The refusals never repeat a value: it may be what somebody said."""
    decoder = _decoders.setdefault(kind, msgspec.json.Decoder(kind))
    try:
        return decoder.decode(raw)  # type: ignore[no-any-return]
    except msgspec.ValidationError as wrong:
        found = _EXPECTED.fullmatch(str(wrong))
        place = str(wrong).rpartition(" - at `")[2].rstrip("`") if " - at `" in str(wrong) else "$"
        raise Refusal(Code.INVALID_REQUEST, f"{place}: {found.group(1)}" if found else f"{place}: not one of the allowed values") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refusal(Code.MALFORMED, "the body is no JSON") from None
    except RecursionError:
        raise Refusal(Code.MALFORMED, "the body is nested too deeply") from None


async def _raw(request: Request[Any, Any, Any], most: int) -> bytes:
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit() or int(announced) > most:
        raise Refusal(Code.TOO_LARGE, "the body", limit=most)
    parts: list[bytes] = []
    size, more = 0, True
    try:
        async with asyncio.timeout(_SECONDS):
            while more:
                message = await request.receive()
                if message["type"] != "http.request":
                    raise Refusal(Code.MALFORMED, "the connection ended within the body")
                part, more = message["body"], message["more_body"]
                size += len(part)
                if size > most:
                    raise Refusal(Code.TOO_LARGE, "the body", limit=most)
                parts.append(part)
    except TimeoutError:
        raise Refusal(Code.MALFORMED, "the body did not come in time") from None
    return b"".join(parts)


def _inflated(raw: bytes, limits: Limits, most: int) -> bytes:
    """Unpack gzip without ever holding more than is allowed."""
    allowed = limits.inflated_bytes if most > SMALL else most
    unpacking = zlib.decompressobj(wbits=31)
    try:
        data = unpacking.decompress(raw, allowed + 1)
        if len(data) > allowed or (len(data) > _FORGIVEN and len(data) > limits.inflation * len(raw)):
            raise Refusal(Code.TOO_LARGE, "the body, unpacked", limit=allowed)
        data += unpacking.flush()
    except zlib.error:
        raise Refusal(Code.MALFORMED, "the body is no gzip") from None
    if not unpacking.eof or unpacking.unused_data:
        raise Refusal(Code.MALFORMED, "the gzip of the body does not end where it should")
    return data
