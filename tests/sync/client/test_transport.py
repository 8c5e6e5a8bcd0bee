"""The transport against a server that misbehaves in every way that a network knows: one tree of failures, and no half answer taken."""

from __future__ import annotations

import gzip
import ipaddress
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from cryptography import x509

from models.records.failure import BadInput
from models.records.feed import Cursor
from sync.client.failures import Garbled, Refused, Unreachable, Untrusted, WireFailure
from sync.client.transport import HttpWire, address
from sync.protocol.messages import Pull, PullEnd, Push
from sync.protocol.problems import MEDIA_TYPE, Code, type_of
from tests.support.memory import META, operation
from tests.support.oddserver import Exchange, OddServer, certificate

BODY = msgspec.json.encode(META)
END = b'{"end":' + msgspec.json.encode(PullEnd(epoch="e", cursors={}, heads={}, more=False)) + b"}\n"
PULL = Pull(epoch="e", cursors={"centre/ruian": Cursor()})
LINES = "application/x-ndjson"
BOMB = gzip.compress(b" " * (65 << 20), 1)


def test_a_sound_answer_is_read(server: OddServer, wire: HttpWire) -> None:
    assert wire.meta() == META
    request = server.requests[0]
    assert request.line == "GET /v1/meta HTTP/1.1"
    assert request.headers["sync-protocol"] == "1"
    assert "authorization" not in request.headers


def _cut_head(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Ty")
    exchange.cut()


def _cut_body(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n" + BODY)
    exchange.cut()


def _cut_chunk(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n" + BODY)
    exchange.cut()


def _flipped(exchange: Exchange) -> None:
    packed = bytearray(gzip.compress(BODY))
    packed[len(packed) // 2] ^= 0x10
    exchange.answer(bytes(packed), Content_Encoding="gzip")


def _truncated(exchange: Exchange) -> None:
    exchange.answer(gzip.compress(BODY)[:-12], Content_Encoding="gzip")


def _bomb(exchange: Exchange) -> None:
    exchange.answer(BOMB, Content_Encoding="gzip")


def _too_short(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n" + BODY)
    exchange.cut()


ODD: dict[str, tuple[Callable[[Exchange], None], type[WireFailure], str]] = {
    "a page of a log-in portal": (lambda e: e.answer(b"<html>Welcome</html>", "text/html"), Garbled, "type"),
    "a page that calls itself JSON": (lambda e: e.answer(b"<html>Welcome</html>"), Garbled, "json"),
    "another form": (lambda e: e.answer(b'{"epoch": 5}'), Garbled, "json"),
    "no bytes": (lambda e: e.answer(b""), Garbled, "json"),
    "bytes that are no text": (lambda e: e.answer(b'{"epoch":"\xff\xfe"}'), Garbled, "json"),
    "somewhere else": (lambda e: e.answer(b"", "text/html", "302 Found", Location="http://127.0.0.1:1/"), Garbled, "status"),
    "a page that forbids": (lambda e: e.answer(b"no", "text/html", "403 Forbidden"), Garbled, "status"),
    "a gateway without the centre": (lambda e: e.answer(b"<html>", "text/html", "502 Bad Gateway"), Unreachable, "gateway"),
    "a problem that cannot be read": (lambda e: e.answer(b"{}", MEDIA_TYPE, "400 Bad Request"), Garbled, "problem"),
    "closed at once": (lambda e: e.cut(), Unreachable, "cut"),
    "cut in the head": (_cut_head, Garbled, "type"),
    "cut in the body": (_cut_body, Unreachable, "cut"),
    "cut in a chunk": (_cut_chunk, Unreachable, "cut"),
    "fewer bytes than there are": (_too_short, Garbled, "json"),
    "a flipped bit": (_flipped, Garbled, "encoding"),
    "half of a packed body": (_truncated, Garbled, "json"),
    "no end": (_bomb, Garbled, "size"),
    "no HTTP": (lambda e: e.send(b"220 mail.example ESMTP\r\n"), Garbled, "form"),
    "silence": (lambda e: e.hold(), Unreachable, "timeout"),
}


@pytest.mark.expected_log("urllib3.connection: Failed to parse headers")
@pytest.mark.parametrize("what", ODD)
def test_an_odd_answer_becomes_one_failure(server: OddServer, wire: HttpWire, what: str) -> None:
    server.answer, kind, told = ODD[what]
    with pytest.raises(kind) as caught:
        wire.meta()
    assert told in caught.value.details.values()
    server.answer = lambda exchange: exchange.answer(BODY)
    assert wire.meta() == META


def test_a_connection_that_spoke_nonsense_is_not_used_again(server: OddServer, wire: HttpWire) -> None:
    used: list[object] = []

    def nonsense(exchange: Exchange) -> None:
        used.append(exchange.socket)
        exchange.answer(b"<html>")

    server.answer = nonsense
    for _ in range(2):
        with pytest.raises(Garbled):
            wire.meta()
    assert used[0] is not used[1]


def test_nobody_listens() -> None:
    free = OddServer(lambda exchange: None)
    free.start()
    free.stop()
    wire = HttpWire(free.url)
    with pytest.raises(Unreachable) as caught:
        wire.meta()
    assert caught.value.details == {"reason": "refused"}
    wire.close()


def test_a_name_that_nobody_knows() -> None:
    wire = HttpWire("https://centre.invalid")
    with pytest.raises(Unreachable) as caught:
        wire.meta()
    assert caught.value.details == {"reason": "name"}
    wire.close()


def problem(code: Code, status: str, **more: object) -> Callable[[Exchange], None]:
    """Return an answer that refuses."""
    body = msgspec.json.encode({"type": type_of(code), "title": code.value, "status": int(status[:3]), **more})
    return lambda exchange: exchange.answer(body, MEDIA_TYPE, status)


def test_a_refusal_keeps_what_it_says(server: OddServer, wire: HttpWire) -> None:
    server.answer = problem(Code.DSEQ_GAP, "409 Conflict", expected=1043)
    with pytest.raises(Refused) as caught:
        wire.push("token", Push(operations=()))
    assert caught.value.reason is Code.DSEQ_GAP
    assert caught.value.problem.expected == 1043
    assert server.requests[0].headers["authorization"] == "Bearer token"


def test_a_refusal_that_this_version_does_not_know_is_taken_by_its_status(server: OddServer, wire: HttpWire) -> None:
    body = b'{"type":"urn:hotline-console:problem:new","title":"new","status":503}'
    server.answer = lambda exchange: exchange.answer(body, MEDIA_TYPE, "503 Service Unavailable", Retry_After="7")
    with pytest.raises(Refused) as caught:
        wire.meta()
    assert caught.value.reason is Code.TRY_LATER
    assert caught.value.problem.retry_after == 7.0


def test_large_bodies_are_packed_until_the_centre_takes_none(server: OddServer, wire: HttpWire) -> None:
    request = Push(operations=(operation("dev", 1, 1, "op", size=5000),))
    taken: list[bytes] = []

    def choosy(exchange: Exchange) -> None:
        if exchange.request.headers.get("content-encoding"):
            problem(Code.UNSUPPORTED_ENCODING, "415 Unsupported Media Type")(exchange)
        else:
            taken.append(exchange.request.body)
            exchange.answer(b'{"results":[]}')

    server.answer = lambda exchange: exchange.answer(b'{"results":[]}')
    wire.push("t", request)
    assert msgspec.json.decode(gzip.decompress(server.requests[0].body), type=Push) == request
    server.answer = choosy
    wire.push("t", request)
    wire.push("t", request)
    assert [msgspec.json.decode(body, type=Push) for body in taken] == [request, request]
    assert len(server.requests) == 4


def test_a_page_without_its_end_is_no_page(server: OddServer, wire: HttpWire) -> None:
    server.answer = lambda exchange: exchange.answer(END, LINES)
    assert wire.pull("t", PULL).rows == ()
    for half in (b"", END[:-9], b'{"stream":"x"}\n' + END):
        server.answer = lambda exchange, half=half: exchange.answer(half, LINES)
        with pytest.raises(Garbled):
            wire.pull("t", PULL)


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    file, context = certificate(tmp_path, x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    server = OddServer(lambda exchange: exchange.answer(BODY))
    server.start(context)
    try:
        stranger, friend = HttpWire(server.url), HttpWire(server.url, authority=str(file))
        with pytest.raises(Untrusted):
            stranger.meta()
        assert friend.meta() == META
        stranger.close()
        friend.close()
    finally:
        server.stop()


def test_a_certificate_of_another_host(tmp_path: Path) -> None:
    file, context = certificate(tmp_path, x509.DNSName("other.example"))
    server = OddServer(lambda exchange: exchange.answer(BODY))
    server.start(context)
    try:
        wire = HttpWire(server.url, authority=str(file))
        with pytest.raises(Untrusted):
            wire.meta()
        assert server.requests == [], "nothing was said to a stranger"
        wire.close()
    finally:
        server.stop()


def test_tls_asked_of_a_server_without_it(server: OddServer) -> None:
    wire = HttpWire(server.url.replace("http:", "https:"), timeouts=(0.3, 0.3))
    with pytest.raises(WireFailure):
        wire.meta()
    wire.close()


@pytest.mark.parametrize(
    "url", ["", "centre", "ftp://centre.example", "http://centre.example", "https://me:secret@centre.example", "https://c.example/?q=1"]
)
def test_an_address_that_would_not_do(url: str) -> None:
    with pytest.raises(BadInput):
        address(url)


@pytest.mark.parametrize("url", ["https://centre.example", "http://localhost:8189", "http://127.0.0.1:8189/", "http://[::1]:8189"])
def test_an_address_that_does(url: str) -> None:
    assert address(url) == url.rstrip("/")
