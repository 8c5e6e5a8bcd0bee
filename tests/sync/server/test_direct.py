"""Push and pull past the framework are answered as the framework answers them, refusals and faults included."""

from __future__ import annotations

import asyncio
import gzip
from typing import Any

import msgspec
import pytest

from models.records.feed import Cursor
from sync.protocol.messages import Pull, Push
from sync.server import together
from sync.server.app import application
from sync.server.centre import Centre
from sync.server.push import push
from tests.support.desks import PaperDesk, signed_in

PUSHES, PULLS = "/v1/ops", "/v1/changes"

Answer = tuple[int, dict[bytes, bytes], bytes]


@pytest.fixture
def url(sqlite_url: str) -> str:
    """What comes out of the database is no affair of this."""
    return sqlite_url


async def asked(app: Any, path: str, body: bytes, headers: dict[str, str], method: str = "POST") -> Answer:
    """Return status, headers but for the request's id, and body."""
    told: list[Any] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, object]) -> None:
        told.append(message)

    named = {"content-type": "application/json", "content-length": str(len(body)), **headers}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
        "state": {},
    }
    await app(scope, receive, send)
    return told[0]["status"], dict(told[0]["headers"]), b"".join(message["body"] for message in told[1:])


def both(centre: Centre, path: str, body: bytes, headers: dict[str, str], method: str = "POST") -> Answer:
    """Return the answer to a request, which is the same either way."""
    direct: Any = application(centre)._app  # type: ignore[attr-defined]

    async def compared() -> tuple[Answer, Answer]:
        return await asked(direct, path, body, headers, method), await asked(direct._app, path, body, headers, method)

    ours, theirs = asyncio.run(compared())
    if b"request_id" in ours[2]:
        assert msgspec.json.decode(ours[2]) == msgspec.json.decode(theirs[2])
    assert ours == theirs
    return ours


def bearer(desk: PaperDesk) -> dict[str, str]:
    return {"authorization": f"Bearer {desk.access}", "sync-protocol": "1"}


def test_a_push_and_a_pull(centre: Centre) -> None:
    desk, caller = signed_in(centre)
    sent = [desk.accept() for _ in range(8)]
    push(centre, caller, sent)
    again = gzip.compress(msgspec.json.encode(Push(operations=tuple(sent))))
    status, headers, body = both(centre, PUSHES, again, {**bearer(desk), "content-encoding": "gzip"})
    assert (status, headers[b"content-type"], body.count(b'"replayed":true')) == (200, b"application/json", 8)
    wanted = msgspec.json.encode(Pull(epoch=centre.epoch, cursors={"centre/ruian": Cursor()}))
    status, headers, body = both(centre, PULLS, wanted, bearer(desk))
    assert (status, headers[b"content-type"], body.count(b"\n")) == (200, b"application/x-ndjson", 9)
    status, headers, _ = both(centre, PULLS, wanted, {**bearer(desk), "accept-encoding": "gzip"})
    assert (status, headers[b"content-encoding"]) == (200, b"gzip")


@pytest.mark.parametrize("path", [PUSHES, PULLS])
def test_what_is_refused(centre: Centre, path: str) -> None:
    desk, _ = signed_in(centre)
    assert both(centre, path, b"{}", {})[0] == 401
    assert both(centre, path, b"{", bearer(desk))[0] == 400
    assert both(centre, path, b"x", {**bearer(desk), "content-encoding": "br"})[0] == 415
    assert both(centre, path, b"{}", {**bearer(desk), "content-length": str(1 << 30)})[0] == 413
    assert both(centre, path, b"", bearer(desk), method="GET")[0] == 405


def test_a_fault_of_ours(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise ZeroDivisionError

    desk, _ = signed_in(centre)
    monkeypatch.setattr(together, "pull_together", broken)
    assert both(centre, PULLS, msgspec.json.encode(Pull(epoch="", cursors={})), bearer(desk))[0] == 500
