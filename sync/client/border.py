"""The border: what requests, urllib3, TLS and sockets raise, told in the engine's own words."""

from __future__ import annotations

import contextlib
import http.client
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions

from sync.client.failures import Garbled, Unreachable, Untrusted, WireFailure

_GATEWAY = frozenset((502, 503, 504))
_TIMEOUTS = (requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError)
_DECODING = (requests.exceptions.ContentDecodingError, urllib3.exceptions.DecodeError)
_FORM = (http.client.BadStatusLine, http.client.LineTooLong, requests.exceptions.InvalidHeader)


@contextlib.contextmanager
def mapped() -> Iterator[None]:
    """Turn every exception of the network in the block into a WireFailure; mistakes of ours and failures of the disk pass."""
    try:
        yield
    except WireFailure:
        raise
    except (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, ssl.SSLError, ConnectionError) as error:
        raise told(error) from error


def failure_at(status: int) -> WireFailure:
    """Return what an answer means that is neither well nor a problem: a gateway that lacks the centre, or a page of somebody else's."""
    return Unreachable("gateway") if status in _GATEWAY else Garbled("status")


def told(error: BaseException) -> WireFailure:
    """Return the failure behind an exception, however deeply the libraries have wrapped it."""
    causes = list(_causes(error))

    def among(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if among(ssl.SSLCertVerificationError):
        return Untrusted()
    if among(urllib3.exceptions.NameResolutionError):
        return Unreachable("name")
    # Before the others: urllib3 counts it among the time-outs, http.client among the bad status lines.
    if among(http.client.RemoteDisconnected):
        return Unreachable("cut")
    if among(urllib3.exceptions.NewConnectionError, ConnectionRefusedError):
        return Unreachable("refused")
    if among(*_TIMEOUTS):
        return Unreachable("timeout")
    if among(*_DECODING):
        return Garbled("encoding")
    if among(*_FORM) or any(isinstance(cause, ssl.SSLError) and cause.reason == "WRONG_VERSION_NUMBER" for cause in causes):
        return Garbled("form")
    return Unreachable("cut")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all those that it was made of or raised from, each once."""
    waiting, seen = [error], set[int]()
    while waiting:
        found = waiting.pop(0)
        if id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        reason = getattr(found, "reason", None)
        for behind in (*found.args, reason, found.__cause__, found.__context__):
            if isinstance(behind, BaseException):
                waiting.append(behind)
