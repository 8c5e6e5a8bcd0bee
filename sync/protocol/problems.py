"""Refusals on the wire: ``application/problem+json`` with a stable type (RFC 9457; sync protocol 3.14)."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record

MEDIA_TYPE = "application/problem+json"
_URN = "urn:hotline-console:problem:"


class Code(StrEnum):
    """What can be wrong with a whole request, or (the second half) with one operation inside an answer of 200."""

    MALFORMED = "malformed"
    TOKEN_EXPIRED = "token-expired"
    LOGIN_REQUIRED = "login-required"
    LOGIN_FAILED = "login-failed"
    CODE_INVALID = "code-invalid"
    DEVICE_REVOKED = "device-revoked"
    FORBIDDEN = "forbidden"
    FORBIDDEN_STREAM = "forbidden-stream"
    NOT_FOUND = "not-found"
    NO_CALLS = "no-calls"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    UNKNOWN_STREAM = "unknown-stream"
    DSEQ_GAP = "dseq-gap"
    DEVICE_ROLLBACK = "device-rollback"
    BLOB_GAP = "blob-gap"
    DIGEST_MISMATCH = "digest-mismatch"
    CURSOR_DIVERGED = "cursor-diverged"
    CURSOR_EXPIRED = "cursor-expired"
    TOO_LARGE = "too-large"
    UNSUPPORTED_ENCODING = "unsupported-encoding"
    RANGE_NOT_SATISFIABLE = "range-not-satisfiable"
    INVALID_REQUEST = "invalid-request"
    CLIENT_TOO_OLD = "client-too-old"
    SLOW_DOWN = "slow-down"
    INTERNAL = "internal"
    TRY_LATER = "try-later"
    STORAGE_FULL = "server-storage-full"

    NOT_ALLOWED = "not-allowed"
    ILLEGAL_TRANSITION = "illegal-transition"
    FIELD_CONFLICT = "field-conflict"
    STALE_DOCUMENT = "stale-document"
    UNKNOWN_TYPE = "unknown-type"
    OP_ID_REUSED = "op-id-reused"
    BAD_SIGNATURE = "bad-signature"
    UNREADABLE_BODY = "unreadable-body"
    GROUP_TORN = "group-torn"
    NOT_VOUCHED = "not-vouched"


STATUS: dict[Code, int] = {
    Code.MALFORMED: 400,
    Code.TOKEN_EXPIRED: 401,
    Code.LOGIN_REQUIRED: 401,
    Code.LOGIN_FAILED: 401,
    Code.CODE_INVALID: 403,
    Code.DEVICE_REVOKED: 403,
    Code.FORBIDDEN: 403,
    Code.FORBIDDEN_STREAM: 403,
    Code.NOT_FOUND: 404,
    Code.NO_CALLS: 404,
    Code.UNKNOWN_STREAM: 404,
    Code.METHOD_NOT_ALLOWED: 405,
    Code.DSEQ_GAP: 409,
    Code.DEVICE_ROLLBACK: 409,
    Code.BLOB_GAP: 409,
    Code.DIGEST_MISMATCH: 422,
    Code.CURSOR_DIVERGED: 409,
    Code.CURSOR_EXPIRED: 410,
    Code.TOO_LARGE: 413,
    Code.UNSUPPORTED_ENCODING: 415,
    Code.RANGE_NOT_SATISFIABLE: 416,
    Code.INVALID_REQUEST: 422,
    Code.CLIENT_TOO_OLD: 426,
    Code.SLOW_DOWN: 429,
    Code.INTERNAL: 500,
    Code.TRY_LATER: 503,
    Code.STORAGE_FULL: 507,
}
"""The HTTP status of each refusal of a whole request."""

RETRYABLE = frozenset((Code.TOKEN_EXPIRED, Code.DSEQ_GAP, Code.BLOB_GAP, Code.SLOW_DOWN, Code.INTERNAL, Code.TRY_LATER, Code.STORAGE_FULL))


class Problem(Record, frozen=True, omit_defaults=True):
    """One refusal. ``detail`` names the place (field, line, stream) in plain English and never holds what a citizen or operator said.

    ``expected`` goes with ``dseq-gap`` and ``blob-gap``, ``last_common`` and ``stream`` with a cursor's refusals, ``limit`` with
    ``too-large``, ``minimum`` with ``client-too-old``, ``retry_after`` (seconds) with ``slow-down`` and ``try-later``.
    """

    type: str
    title: str
    status: int
    detail: str = ""
    instance: str = ""
    retryable: bool = False
    expected: int | None = None
    stream: str | None = None
    last_common: int | None = None
    horizon: int | None = None
    limit: int | None = None
    minimum: str | None = None
    retry_after: float | None = None

    @property
    def code(self) -> Code:
        """The stable code behind ``type``. Raises ValueError for one that this version does not know."""
        return Code(self.type.removeprefix(_URN))


def type_of(code: Code) -> str:
    """Return the problem type of a code, e.g. ``urn:hotline-console:problem:dseq-gap``."""
    return f"{_URN}{code.value}"
