"""What does not come at once: the live channel, and files that are fetched in pieces."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from sync.client.failures import Garbled, Unreachable, WireFailure
from sync.client.transport import HttpWire
from tests.support.oddserver import Exchange, OddServer


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
