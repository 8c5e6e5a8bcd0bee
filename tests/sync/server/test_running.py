"""What stands around a request: headers of a bounded length, and so many requests a second for each device."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from models.store.clock import SettableClock
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Pull
from sync.protocol.problems import Code
from sync.server import accounts
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from sync.server.running import HEAD
from tests.support.desks import PASSWORD
from tests.support.line import Line, sign_in
from tests.support.serving import serving
from tests.sync.server.conftest import CHEAP


@pytest.fixture
def place(sqlite_url: str, clock: SettableClock) -> Iterator[tuple[str, Line]]:
    """A server that lets a device ask five times at once and once a second."""
    centre = Centre(open_database(sqlite_url), clock=clock, hasher=CHEAP, limits=replace(LIMITS, requests_per_second=1, burst=5))
    found(centre)
    accounts.set_password(centre, 28, PASSWORD)
    with serving(centre) as address:
        line = Line(address)
        _, line.http.headers["Authorization"] = sign_in(line, centre)
        yield address, line


@pytest.mark.parametrize("sent", [b"X-Long: " + b"a" * HEAD * 8, b"X: y\r\n" * HEAD])
def test_headers_without_an_end_are_cut_off(place: tuple[str, Line], sent: bytes) -> None:
    to = urlsplit(place[0])
    with socket.create_connection((to.hostname, to.port), timeout=30) as connection:
        try:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + sent)
            while connection.recv(1 << 16):
                pass
        except ConnectionError:
            pass
    assert place[1].http.get(place[0] + "/healthz", timeout=10).text == "ok\n"


def test_long_headers_that_end_are_read(place: tuple[str, Line]) -> None:
    answer = place[1].http.get(place[0] + "/healthz", headers={"X-Long": "a" * (HEAD // 2)}, timeout=10)
    assert answer.status_code == 200


def test_a_body_is_longer_than_headers_may_be(place: tuple[str, Line]) -> None:
    """It comes with the end of its headers in one piece, and the connection goes on."""
    line = place[1]
    for _ in range(2):
        problem = line.refused("POST", "/v1/ops", {"operations": ["x" * HEAD * 6]})
        assert problem.code is Code.INVALID_REQUEST


def test_a_device_that_asks_too_often_is_told_when_to_come_again(place: tuple[str, Line]) -> None:
    line = place[1]
    asked = [line.ask("POST", "/v1/changes", Pull(epoch="", cursors={})) for _ in range(40)]
    refused = [answer for answer in asked if answer.status_code != 200]
    assert asked[0].status_code == 200
    assert refused, "forty requests took longer than thirty-five seconds"
    assert {answer.status_code for answer in refused} == {429}
    assert refused[0].headers["Retry-After"] == "1"
    problem = refused[0].json()
    assert problem["type"].endswith(Code.SLOW_DOWN.value)
    assert problem["retryable"]
    assert 0 < problem["retry_after"] <= 1
