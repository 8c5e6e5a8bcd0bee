"""The wire over HTTP: the centre's routes through requests. Whatever goes wrong leaves here as a WireFailure and as nothing else."""

from __future__ import annotations

import gzip
import ipaddress
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlsplit

import msgspec
import requests

from models.records.board import DeskBoard, Hearers
from models.records.failure import BadInput
from models.records.feed import FeedRow
from models.records.vouch import Vouch
from sync.client.border import failure_at, mapped
from sync.client.connections import Connections
from sync.client.failures import Garbled, Refused
from sync.client.ports import Event, LiveStream, Pulled
from sync.client.stream import HttpStream, live_events
from sync.protocol.messages import (
    Challenge,
    Enrol,
    Enrolled,
    Heads,
    Manifest,
    Meta,
    Presence,
    Pull,
    PullEnd,
    Push,
    PushAnswer,
    Refresh,
    Rehearse,
    Rehearsed,
    Session,
    SignIn,
    VouchAsked,
)
from sync.protocol.problems import MEDIA_TYPE, Code, Problem
from sync.protocol.versions import HEADER, PREFIX, PROTOCOL

T = TypeVar("T")

CONNECT_SECONDS = 3.05
READ_SECONDS = 25.0
"""How long one may be silent. A live channel says something every ten seconds, a long poll answers after twenty-five at most."""
POLL_SECONDS = 25
_SLACK = 10.0

_JSON = "application/json"
_LINES = "application/x-ndjson"
_BYTES = "application/octet-stream"
EVENTS = "text/event-stream"
_SMALL = 1024
"""Bodies of fewer bytes are not compressed."""
_LARGEST = 64 << 20
"""No answer is read beyond this many bytes, however it was compressed."""
_PIECE = 64 << 10
_PATIENCE = 3600.0
"""Nobody is waited for longer than an hour, whatever an answer asks for."""

_rows = msgspec.json.Decoder(FeedRow)
_end = msgspec.json.Decoder(dict[str, PullEnd])
_problem = msgspec.json.Decoder(Problem)


class HttpWire:
    """``sync.client.ports.Wire``. Each of its calls waits, in whichever thread it is made; one at a time for each route."""

    def __init__(
        self, url: str, *, authority: str = "", client: str = "", timeouts: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS)
    ) -> None:
        """``authority`` is a file of certificates to trust in place of the system's, ``client`` the program's version. Raises BadInput."""
        self._base = address(url) + PREFIX
        self._timeouts = timeouts
        self._zipped = True
        self._connections = Connections(authority)
        self._headers = {HEADER: str(PROTOCOL), "User-Agent": f"hotline-console/{client or '0'}"}

    def close(self) -> None:
        """Cut what is on its way: threads that wait come back at once with Unreachable."""
        self._connections.close()

    def meta(self) -> Meta:
        return self._json("GET", "/meta", Meta)

    def enrol(self, request: Enrol) -> Enrolled:
        return self._json("POST", "/devices", Enrolled, body=request)

    def rehearse(self, request: Rehearse) -> Rehearsed:
        """Ask what a move with a code would meet; nothing comes of it."""
        return self._json("POST", "/rehearsals", Rehearsed, body=request)

    def nonce(self) -> Challenge:
        return self._json("POST", "/nonces", Challenge)

    def sign_in(self, request: SignIn) -> Session:
        return self._json("POST", "/sessions", Session, body=request)

    def refresh(self, token: str) -> Session:
        return self._json("POST", "/sessions/refresh", Session, body=Refresh(refresh=token))

    def sign_out(self, access: str, session: str) -> None:
        self._bytes("DELETE", f"/sessions/{quote(session, safe='')}", access)

    def vouch(self, access: str, request: VouchAsked) -> Vouch:
        """Ask the centre's word for somebody who gives their password at this desk."""
        return self._json("POST", "/vouches", Vouch, access, request)

    def push(self, access: str, request: Push) -> PushAnswer:
        return self._json("POST", "/ops", PushAnswer, access, request)

    def pull(self, access: str, request: Pull) -> Pulled:
        with self._connections.doubting("/changes"):
            lines = self._bytes("POST", "/changes", access, request, accept=_LINES).rstrip(b"\n")
            cut = lines.rfind(b"\n") + 1
            try:
                return Pulled(rows=tuple(_rows.decode_lines(lines[:cut])), end=_end.decode(lines[cut:])["end"])
            except (msgspec.MsgspecError, KeyError, UnicodeDecodeError) as error:
                raise Garbled("page") from error

    def live(self, access: str) -> LiveStream:
        return HttpStream(self._send("GET", "/live", access, accept=EVENTS, plain=True), live_events)

    def poll(self, access: str, known: dict[str, int]) -> Event:
        query = {"wait": str(POLL_SECONDS), "heads": msgspec.json.encode(known).decode()}
        return Event(heads=self._json("GET", "/live", Heads, access, query=query, silence=POLL_SECONDS + _SLACK))

    def present(self, access: str, request: Presence) -> None:
        self._bytes("PUT", "/presence", access, request)

    def manifest(self, access: str) -> Manifest:
        return self._json("GET", "/snapshot", Manifest, access)

    def desks(self, access: str) -> DeskBoard:
        """Ask how each desk stands, as one who sees the queue."""
        return self._json("GET", "/desks", DeskBoard, access)

    def hearers(self, access: str) -> Hearers:
        """Ask who would see a silent alert now."""
        return self._json("GET", "/hearers", Hearers, access)

    def download(self, access: str, sha256: str, target: Path, size: int, progress: Callable[[int], None]) -> None:
        self._fetch(f"/snapshot/files/{sha256}", access, target, size, progress)

    def _fetch(self, path: str, access: str, target: Path, size: int, progress: Callable[[int], None]) -> None:
        """Fetch what ``target`` lacks of ``size`` bytes."""
        have = target.stat().st_size if target.exists() else 0
        if have >= size:
            return
        more = {"Range": f"bytes={have}-"} if have else {}
        response = self._send("GET", path, access, accept="*/*", plain=True, more=more)
        begin = have if response.status_code == requests.codes.partial_content else 0
        if begin and not response.headers.get("Content-Range", "").startswith(f"bytes {begin}-"):
            raise Garbled("range")
        with mapped(), response, target.open("r+b" if begin else "wb") as stream:
            stream.seek(begin)
            for piece in response.iter_content(_PIECE):
                begin += len(piece)
                if begin > size:
                    raise Garbled("size")
                stream.write(piece)
                progress(begin)
        if begin < size:
            raise Garbled("size")

    def _json(
        self,
        method: str,
        path: str,
        form: type[T],
        access: str = "",
        body: msgspec.Struct | bytes | None = None,
        query: Mapping[str, str] | None = None,
        silence: float = 0.0,
        more: Mapping[str, str] | None = None,
    ) -> T:
        with self._connections.doubting(path):
            data = self._bytes(method, path, access, body, query=query, silence=silence, more=more)
            try:
                return msgspec.json.decode(data, type=form)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise Garbled("json") from error

    def _bytes(
        self,
        method: str,
        path: str,
        access: str = "",
        body: msgspec.Struct | bytes | None = None,
        accept: str = _JSON,
        query: Mapping[str, str] | None = None,
        silence: float = 0.0,
        more: Mapping[str, str] | None = None,
    ) -> bytes:
        """Return the whole answer. A centre that takes nothing compressed is asked again plainly."""
        try:
            response = self._send(method, path, access, body, accept=accept, query=query, silence=silence, more=more)
        except Refused as refused:
            if refused.reason is not Code.UNSUPPORTED_ENCODING or not self._zipped:
                raise
            self._zipped = False
            response = self._send(method, path, access, body, accept=accept, query=query, silence=silence, more=more)
        return _whole(response)

    def _send(
        self,
        method: str,
        path: str,
        access: str,
        body: msgspec.Struct | bytes | None = None,
        *,
        accept: str,
        query: Mapping[str, str] | None = None,
        plain: bool = False,
        silence: float = 0.0,
        more: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Return an answer whose head says that all is well and that it is of the asked kind. Raises WireFailure for every other."""
        headers = {**self._headers, "Accept": accept, **(more or {})}
        headers["Accept-Encoding"] = "identity" if plain else "gzip"
        if access:
            headers["Authorization"] = f"Bearer {access}"
        data = b""
        if isinstance(body, bytes):
            data, headers["Content-Type"] = body, _BYTES
        elif body is not None:
            data = msgspec.json.encode(body)
            headers["Content-Type"] = _JSON
            if self._zipped and len(data) > _SMALL:
                data = gzip.compress(data, 6)
                headers["Content-Encoding"] = "gzip"
        with mapped():
            response = self._connections.session(path).request(
                method,
                self._base + path,
                params=query,
                data=data or None,
                headers=headers,
                timeout=(self._timeouts[0], max(self._timeouts[1], silence)),
                stream=True,
                allow_redirects=False,
            )
        if response.ok and response.status_code < 300:
            if accept == "*/*" or response.status_code == requests.codes.no_content or _kind(response) == accept:
                return response
            response.close()
            raise Garbled("type")
        raise _refusal(method, response)


def address(url: str) -> str:
    """Return a centre's address without a slash at its end.

    Raises BadInput ``sync.bad_address`` for one that cannot be read or would carry passwords in the clear: only the machine itself may be
    spoken to without TLS.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise BadInput("sync.bad_address")
    if parts.scheme == "http" and not _own(parts.hostname):
        raise BadInput("sync.bad_address")
    return url.strip().rstrip("/")


def _own(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _kind(response: requests.Response) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _whole(response: requests.Response) -> bytes:
    with mapped(), response:
        return _bounded(response.iter_content(_PIECE))


def _bounded(pieces: Iterable[bytes]) -> bytes:
    whole = bytearray()
    for piece in pieces:
        whole += piece
        if len(whole) > _LARGEST:
            raise Garbled("size")
    return bytes(whole)


def _refusal(method: str, response: requests.Response) -> Exception:
    """Return what an answer that is not well means: a problem of the centre's, or somebody else's page."""
    kind, status = _kind(response), response.status_code
    waits = response.headers.get("Retry-After", "")
    if method == "HEAD" and HEADER in response.headers:
        # An answer without a body, but the centre's: the status says the nearest of what it means.
        response.close()
        return Refused(Problem(type="", title="", status=status, retry_after=_patience(None, waits)))
    if kind != MEDIA_TYPE:
        response.close()
        return failure_at(status)
    data = _whole(response)
    try:
        problem = _problem.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Garbled("problem") from error
    return Refused(msgspec.structs.replace(problem, retry_after=_patience(problem.retry_after, waits)))


def _patience(asked: float | None, header: str) -> float | None:
    """Return how many seconds to wait, from the problem or else from the header; a date in it is not read."""
    if asked is None and header.strip().isdigit():
        asked = float(header)
    return None if asked is None else min(max(asked, 0.0), _PATIENCE)
