"""The transport against a server that misbehaves in every way that a network knows: one tree of failures, and no half answer taken."""

from __future__ import annotations

import gzip
import ipaddress
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography import x509

from models.records.base import Text
from models.records.failure import BadInput
from models.records.feed import Cursor
from sync.client.failures import Garbled, Refused, Unreachable, Untrusted, WireFailure
from sync.client.transport import HttpWire, address
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Meta, Pull, PullEnd, Push
from sync.protocol.problems import MEDIA_TYPE, Code, type_of
from tests.support.memory import operation
from tests.support.oddserver import Exchange, OddServer, certificate

META = Meta(
    protocol=(1,), epoch="e", centre=Text("瑞安"), now="2026-11-26T08:00:00+08:00", types={}, limits=LIMITS, minimum_client="0.1.0"
)
BODY = msgspec.json.encode(META)
END = b'{"end":' + msgspec.json.encode(PullEnd(epoch="e", cursors={}, heads={}, more=False)) + b"}\n"
PULL = Pull(epoch="e", cursors={"centre/ruian": Cursor()})
LINES = "application/x-ndjson"
BOMB = gzip.compress(b" " * (65 << 20), 1)


@pytest.fixture
def server() -> Iterator[OddServer]:
    """A server that says what it can do."""
    made = OddServer(lambda exchange: exchange.answer(BODY))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def wire(server: OddServer) -> Iterator[HttpWire]:
    """A wire to it that is impatient."""
    made = HttpWire(server.url, timeouts=(2.0, 0.3))
    yield made
    made.close()


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


def test_events_come_as_they_are_sent(server: OddServer, wire: HttpWire) -> None:
    more = threading.Event()

    def live(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        for line in (b": hello\n\n", b'event: heads\ndata: {"epoch":"e","heads":{"a":1}}\n\n', b"event: else\ndata: 1\n\n"):
            exchange.send(f"{len(line):x}\r\n".encode() + line + b"\r\n")
        more.wait(5)
        halves = b'event: presence\r\ndata: [{"case_id":"c","number":12,"desk":"12","writing":true}]\r\n\r\n'
        for part in (halves[:20], halves[20:]):
            exchange.send(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        exchange.send(b"0\r\n\r\n")

    server.answer = live
    stream = wire.live("t")
    first = stream.next()
    assert first is not None
    assert first.heads is not None
    assert first.heads.heads == {"a": 1}
    more.set()
    second = stream.next()
    assert second is not None
    assert second.presence is not None
    assert second.presence[0].number == 12
    assert stream.next() is None
    stream.close()


def test_a_silent_stream_is_given_up(server: OddServer, wire: HttpWire) -> None:
    def live(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        exchange.hold()

    server.answer = live
    stream = wire.live("t")
    with pytest.raises(Unreachable) as caught:
        stream.next()
    assert caught.value.details == {"reason": "timeout"}
    stream.close()


@pytest.mark.parametrize("how", ["stream", "wire"])
def test_closing_wakes_whoever_waits(server: OddServer, how: str) -> None:
    def live(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        exchange.hold()

    server.answer = live
    wire = HttpWire(server.url, timeouts=(2.0, 20.0))
    stream = wire.live("t")
    ended: list[object] = []

    def wait() -> None:
        try:
            ended.append(stream.next())
        except WireFailure as failure:
            ended.append(failure)

    thread = threading.Thread(target=wait)
    thread.start()
    (stream if how == "stream" else wire).close()
    thread.join(5)
    assert not thread.is_alive()
    assert len(ended) == 1
    wire.close()


def test_closing_wakes_whoever_waits_for_a_head(server: OddServer) -> None:
    asked = threading.Event()

    def silent(exchange: Exchange) -> None:
        asked.set()
        exchange.hold()

    server.answer = silent
    wire = HttpWire(server.url, timeouts=(2.0, 20.0))
    ended: list[WireFailure] = []

    def wait() -> None:
        try:
            wire.meta()
        except WireFailure as failure:
            ended.append(failure)

    thread = threading.Thread(target=wait)
    thread.start()
    assert asked.wait(5)
    wire.close()
    thread.join(5)
    assert not thread.is_alive()
    assert isinstance(ended[0], Unreachable)
    with pytest.raises(Unreachable):
        wire.meta()


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


def test_a_fetch_goes_on_where_it_was_cut(server: OddServer, wire: HttpWire, tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    target, told = tmp_path / "file.part", list[int]()

    def serve(exchange: Exchange) -> None:
        wanted = exchange.request.headers.get("range", "")
        begin = int(wanted.removeprefix("bytes=").rstrip("-") or 0)
        head = "HTTP/1.1 206 Partial Content" if wanted else "HTTP/1.1 200 OK"
        span = f"Content-Range: bytes {begin}-{len(data) - 1}/{len(data)}\r\n" if wanted else ""
        whole = f"{head}\r\nContent-Type: application/octet-stream\r\n{span}Content-Length: {len(data) - begin}\r\n\r\n".encode()
        exchange.send(whole + data[begin : begin + 100_000])
        if begin + 100_000 < len(data):
            exchange.cut()

    server.answer = serve
    cuts = 0
    while not target.exists() or target.stat().st_size < len(data):
        try:
            wire.download("t", "ab", target, len(data), told.append)
        except Unreachable:
            cuts += 1
            assert cuts < 5
    assert cuts >= 2
    assert target.read_bytes() == data
    assert told[-1] == len(data)
    begun = [int(request.headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-")) for request in server.requests]
    assert begun == sorted(begun)
    assert 0 < begun[1] < begun[2]


def test_a_fetch_that_a_server_begins_anew_is_whole_too(server: OddServer, wire: HttpWire, tmp_path: Path) -> None:
    target = tmp_path / "file.part"
    target.write_bytes(b"old")
    server.answer = lambda exchange: exchange.answer(b"whole", "application/octet-stream")
    wire.download("t", "ab", target, 5, lambda _done: None)
    assert target.read_bytes() == b"whole"


def test_a_fetch_is_never_larger_than_was_said(server: OddServer, wire: HttpWire, tmp_path: Path) -> None:
    server.answer = lambda exchange: exchange.answer(b"x" * 1000, "application/octet-stream")
    with pytest.raises(Garbled):
        wire.download("t", "ab", tmp_path / "file.part", 5, lambda _done: None)


@pytest.mark.parametrize(
    "url", ["", "centre", "ftp://centre.example", "http://centre.example", "https://me:secret@centre.example", "https://c.example/?q=1"]
)
def test_an_address_that_would_not_do(url: str) -> None:
    with pytest.raises(BadInput):
        address(url)


@pytest.mark.parametrize("url", ["https://centre.example", "http://localhost:8189", "http://127.0.0.1:8189/", "http://[::1]:8189"])
def test_an_address_that_does(url: str) -> None:
    assert address(url) == url.rstrip("/")
