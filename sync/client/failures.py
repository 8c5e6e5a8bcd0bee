"""What can go wrong on the way to the centre: one tree, into which the transport turns every exception at the border."""

from __future__ import annotations

from models.records.failure import WorldFailure
from sync.protocol.problems import Code, Problem

_BY_STATUS = {
    401: Code.LOGIN_REQUIRED,
    404: Code.NOT_FOUND,
    413: Code.TOO_LARGE,
    426: Code.CLIENT_TOO_OLD,
    429: Code.SLOW_DOWN,
    503: Code.TRY_LATER,
}


class WireFailure(WorldFailure):
    """A request did not bring what it was made for."""


class Unreachable(WireFailure):
    """No answer, or half of one: whether the centre has done what was asked is not known.

    ``reason`` is ``name``, ``refused``, ``timeout`` or ``cut``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__("sync.unreachable", reason=reason)


class Untrusted(WireFailure):
    """Whoever answers has no certificate that fits the centre's address."""

    def __init__(self) -> None:
        super().__init__("sync.untrusted")


class Garbled(WireFailure):
    """An answer that the centre would not give: a page of a proxy or a log-in portal, damaged bytes, another form. ``what`` says which."""

    def __init__(self, what: str) -> None:
        super().__init__("sync.garbled", what=what)


class SignedOut(WireFailure):
    """Nobody is signed in at the centre: it needs the operator's password."""

    def __init__(self) -> None:
        super().__init__("sync.signed_out")


class Refused(WireFailure):
    """The centre answered with a problem. ``reason`` is its code, for one that this version does not know the nearest of its status."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.reason = _code(problem)
        super().__init__(f"sync.{self.reason.value}")


def _code(problem: Problem) -> Code:
    try:
        return problem.code
    except ValueError:
        return _BY_STATUS.get(problem.status, Code.TRY_LATER if problem.status >= 500 else Code.MALFORMED)
