"""Refusing a whole request, with one of the stable codes of ``sync.protocol.problems``."""

from __future__ import annotations

from typing import Any

from sync.protocol.problems import RETRYABLE, STATUS, Code, Problem, type_of

TITLES: dict[Code, str] = {
    Code.MALFORMED: "The request cannot be read",
    Code.TOKEN_EXPIRED: "The access token has run out",
    Code.LOGIN_REQUIRED: "Sign in first",
    Code.LOGIN_FAILED: "Number, password or device do not fit",
    Code.CODE_INVALID: "The enrolment code is not valid",
    Code.DEVICE_REVOKED: "This device has been shut out",
    Code.FORBIDDEN: "Your role may not do this",
    Code.FORBIDDEN_STREAM: "Your role may not read this stream",
    Code.NOT_FOUND: "There is nothing here",
    Code.NO_CALLS: "This server speaks to no call system",
    Code.METHOD_NOT_ALLOWED: "This is not done here in that way",
    Code.UNKNOWN_STREAM: "There is no such stream",
    Code.DSEQ_GAP: "Operations are missing before these",
    Code.DEVICE_ROLLBACK: "Other operations came under these numbers before",
    Code.BLOB_GAP: "The bytes before these are missing, or these are here",
    Code.DIGEST_MISMATCH: "The bytes are not those that the digest names",
    Code.CURSOR_DIVERGED: "This history is not the centre's",
    Code.CURSOR_EXPIRED: "The rows behind this cursor are kept no more",
    Code.TOO_LARGE: "The request is too large",
    Code.UNSUPPORTED_ENCODING: "The encoding or media type is not understood",
    Code.RANGE_NOT_SATISFIABLE: "The file ends before this range",
    Code.INVALID_REQUEST: "The request does not fit its description",
    Code.CLIENT_TOO_OLD: "This console is too old to receive",
    Code.SLOW_DOWN: "Too many requests",
    Code.INTERNAL: "The server failed",
    Code.TRY_LATER: "The server cannot do this now",
    Code.STORAGE_FULL: "The server's disk is full",
}


class Refusal(Exception):
    """A request that is refused as a whole. ``members`` are the further members of the problem, e.g. ``expected``."""

    def __init__(self, code: Code, detail: str = "", **members: Any) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.members = members

    @property
    def status(self) -> int:
        """The HTTP status that goes with the code."""
        return STATUS[self.code]

    def problem(self, request_id: str) -> Problem:
        """Return what is sent; ``request_id`` is a UUID that the log knows the request by."""
        return Problem(
            type=type_of(self.code),
            title=TITLES[self.code],
            status=self.status,
            detail=self.detail,
            instance=f"urn:uuid:{request_id}",
            retryable=self.code in RETRYABLE,
            **self.members,
        )
