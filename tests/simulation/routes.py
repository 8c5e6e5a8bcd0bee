"""The centre's routes without HTTP: bytes in, the real core, bytes out, with the refusals that a server would send."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from models.records.base import Record
from sync.protocol.messages import Enrol, Meta, Presence, Pull, Push, Refresh, SignIn
from sync.protocol.problems import MEDIA_TYPE, Code
from sync.protocol.versions import MINIMUM_CLIENT, SUPPORTED
from sync.server import accounts, devices, live, pull, push
from sync.server.accounts import Caller, authenticate
from sync.server.centre import Centre
from sync.server.intake import SMALL, decode
from sync.server.preparing import TYPES
from sync.server.refusal import Refusal
from tests.simulation.server import Process

JSON, LINES, NOTHING = "application/json", "application/x-ndjson", ""

_encode = msgspec.json.Encoder().encode


class Request(NamedTuple):
    """What comes over the wire. ``body`` is unpacked already."""

    method: str
    path: str
    access: str
    body: bytes


class Answer(NamedTuple):
    """What goes back."""

    status: int
    kind: str
    body: bytes


class Session(NamedTuple):
    """A process and who speaks to it."""

    centre: Centre
    caller: Caller


def answer(process: Process, request: Request) -> Answer:
    """Let a process answer a request. Whatever the core raises beside refusals passes."""
    try:
        return _ROUTES[request.method, _route(request.path)](process, request)
    except Refusal as refusal:
        return Answer(refusal.status, MEDIA_TYPE, _encode(refusal.problem("00000000-0000-4000-8000-000000000000")))


def _route(path: str) -> str:
    begun = next((begun for begun in ("/sessions/", "/snapshot/files/") if path.startswith(begun)), "")
    return f"{begun}*" if begun and path != "/sessions/refresh" else path


def _session(process: Process, request: Request, *, quarantined: bool = False) -> Session:
    if not request.access:
        raise Refusal(Code.LOGIN_REQUIRED, "Authorization: Bearer …")
    caller = authenticate(process.centre, request.access, quarantined=quarantined)
    process.rate.count(caller.device)
    return Session(process.centre, caller)


def _told(record: Record) -> Answer:
    return Answer(200, JSON, _encode(record))


def _read(request: Request, kind: type, most: int = SMALL) -> object:
    if len(request.body) > most:
        raise Refusal(Code.TOO_LARGE, "the body", limit=most)
    return decode(request.body, kind)


def _meta(process: Process, _request: Request) -> Answer:
    centre = process.centre
    return _told(
        Meta(
            protocol=SUPPORTED,
            epoch=centre.epoch,
            centre=centre.name,
            now=centre.now(),
            types=TYPES,
            limits=centre.limits,
            minimum_client=MINIMUM_CLIENT,
        )
    )


def _enrol(process: Process, request: Request) -> Answer:
    return _told(devices.enrol(process.centre, _read(request, Enrol)))  # type: ignore[arg-type]


def _nonce(process: Process, _request: Request) -> Answer:
    return _told(accounts.make_nonce(process.centre))


def _sign_in(process: Process, request: Request) -> Answer:
    return _told(accounts.sign_in(process.centre, _read(request, SignIn)))  # type: ignore[arg-type]


def _refresh(process: Process, request: Request) -> Answer:
    return _told(accounts.refresh(process.centre, _read(request, Refresh)))  # type: ignore[arg-type]


def _sign_out(process: Process, request: Request) -> Answer:
    session = _session(process, request)
    if request.path.rpartition("/")[2] != session.caller.session:
        raise Refusal(Code.NOT_FOUND)
    accounts.end_session(session.centre, session.caller.session)
    return Answer(204, NOTHING, b"")


def _push(process: Process, request: Request) -> Answer:
    session = _session(process, request, quarantined=True)
    limits = session.centre.limits
    wanted: Push = _read(request, Push, limits.inflated_bytes)  # type: ignore[assignment]
    return _told(push.push(session.centre, session.caller, wanted.operations, wanted.epoch))


def _pull(process: Process, request: Request) -> Answer:
    session = _session(process, request)
    wanted: Pull = _read(request, Pull)  # type: ignore[assignment]
    return Answer(200, LINES, pull.pull(session.centre, session.caller, wanted))


def _heads(process: Process, request: Request) -> Answer:
    session = _session(process, request)
    return _told(live.heads_in(session.caller.reads, live.look(session.centre)))


def _present(process: Process, request: Request) -> Answer:
    session = _session(process, request)
    live.be_present(session.centre, session.caller, _read(request, Presence))  # type: ignore[arg-type]
    return Answer(204, NOTHING, b"")


def _image(process: Process, request: Request) -> Answer:
    """Tell of the newest image. So small a centre makes none that anybody would wait for."""
    caller = _session(process, request).caller
    try:
        return _told(process.snapshots.manifest(caller))
    except Refusal as refusal:
        raise Refusal(Code.NOT_FOUND) from refusal


def _image_file(process: Process, request: Request) -> Answer:
    path, _ = process.snapshots.file(_session(process, request).caller, request.path.rpartition("/")[2])
    return Answer(200, "application/gzip", path.read_bytes())


_ROUTES: dict[tuple[str, str], Callable[[Process, Request], Answer]] = {
    ("GET", "/meta"): _meta,
    ("POST", "/devices"): _enrol,
    ("POST", "/nonces"): _nonce,
    ("POST", "/sessions"): _sign_in,
    ("POST", "/sessions/refresh"): _refresh,
    ("DELETE", "/sessions/*"): _sign_out,
    ("POST", "/ops"): _push,
    ("POST", "/changes"): _pull,
    ("GET", "/live"): _heads,
    ("PUT", "/presence"): _present,
    ("GET", "/snapshot"): _image,
    ("GET", "/snapshot/files/*"): _image_file,
}
