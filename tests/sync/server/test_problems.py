"""Every problem that a request can meet, over a socket; and requests that nobody in good faith would send."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
from sqlalchemy import update

from models.records.feed import Cursor
from models.records.operation import Operation
from models.store.clock import SettableClock
from models.tables.centre import StreamHead
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Challenge, Pull, Push, PushAnswer, Refresh
from sync.protocol.problems import RETRYABLE, STATUS, Code, Problem
from sync.server import accounts, devices, together
from sync.server.app import application
from sync.server.centre import Centre
from sync.server.gate import Rate
from sync.server.refusal import TITLES, Refusal
from sync.server.schema import ROUTES, document
from tests.support.desks import PASSWORD, PaperDesk
from tests.support.line import Line, sign_in
from tests.support.serving import serving


@pytest.fixture
def url(sqlite_url: str) -> str:
    """Requests are read alike whatever the database is."""
    return sqlite_url


@pytest.fixture
def line(centre: Centre) -> Iterator[Line]:
    for number in (26, 28):
        accounts.set_password(centre, number, PASSWORD)
    with serving(centre) as place:
        yield Line(place)


class World:
    """A server, and operator 28 signed in at a desk of it."""

    def __init__(self, line: Line, centre: Centre, clock: SettableClock) -> None:
        self.line = line
        self.centre = centre
        self.clock = clock
        self.desk, self.token = sign_in(line, centre)

    def push(self, *operations: Operation) -> Problem:
        return self.line.refused("POST", "/v1/ops", Push(operations=operations), Authorization=self.token)

    def pull(self, stream: str, cursor: Cursor | None = None, epoch: str = "", **headers: str) -> Problem:
        wanted = Pull(epoch=epoch, cursors={stream: cursor or Cursor()})
        return self.line.refused("POST", "/v1/changes", wanted, Authorization=self.token, **headers)

    def raw(self, path: str, data: bytes, **headers: str) -> Problem:
        sent = {"Content-Type": "application/json", "Authorization": self.token, **headers}
        answer = self.line.http.post(self.line.place + path, data=data, headers=sent, timeout=20)
        assert answer.headers["Content-Type"] == "application/problem+json", answer.text
        return msgspec.json.decode(answer.content, type=Problem)


@pytest.fixture
def world(line: Line, centre: Centre, clock: SettableClock) -> World:
    return World(line, centre, clock)


def expired_token(world: World) -> Problem:
    world.clock.advance(accounts.ACCESS)
    return world.pull("catalogue")


def revoked(world: World) -> Problem:
    devices.revoke_device(world.centre, world.desk.id)
    return world.pull("catalogue")


def wrong_password(world: World) -> Problem:
    nonce = world.line.ask("POST", "/v1/nonces", None, Challenge).nonce
    return world.line.refused("POST", "/v1/sessions", world.desk.login(28, "wrong", nonce))


def rollback(world: World) -> Problem:
    world.line.ask("POST", "/v1/ops", Push(operations=(world.desk.accept(),)), PushAnswer, Authorization=world.token)
    world.desk.dseq = 0
    return world.push(world.desk.accept())


def gap(world: World) -> Problem:
    world.line.ask("POST", "/v1/ops", Push(operations=(world.desk.accept(),)), PushAnswer, Authorization=world.token)
    world.desk.dseq += 5
    problem = world.push(world.desk.accept())
    assert problem.expected == 2
    return problem


def expired_cursor(world: World) -> Problem:
    world.centre.database.write(lambda c: c.execute(update(StreamHead).where(StreamHead.stream == "catalogue").values(horizon=3)))
    problem = world.pull("catalogue", Cursor(seq=2, chain="x"), world.centre.epoch)
    assert problem.horizon == 3
    return problem


def failing(world: World, failure: Exception) -> Problem:
    def fail(*_: object) -> None:
        raise failure

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(together, "pull_together", fail)
        return world.pull("catalogue")


MEETS: dict[Code, Callable[[World], Problem]] = {
    Code.MALFORMED: lambda world: world.raw("/v1/ops", b"{"),
    Code.TOKEN_EXPIRED: expired_token,
    Code.LOGIN_REQUIRED: lambda world: world.line.refused("POST", "/v1/ops"),
    Code.LOGIN_FAILED: wrong_password,
    Code.CODE_INVALID: lambda world: world.line.refused("POST", "/v1/devices", PaperDesk().enrolment("AAAAA-AAAAA")),
    Code.DEVICE_REVOKED: revoked,
    Code.FORBIDDEN: lambda world: world.line.refused("POST", "/v1/codes", Authorization=world.token),
    Code.FORBIDDEN_STREAM: lambda world: world.pull("line/psychology"),
    Code.NOT_FOUND: lambda world: world.line.refused("GET", "/v2/meta"),
    Code.NO_CALLS: lambda world: world.line.refused("GET", "/v1/calls", Authorization=world.token),
    Code.METHOD_NOT_ALLOWED: lambda world: world.line.refused("GET", "/v1/ops"),
    Code.UNKNOWN_STREAM: lambda world: world.pull("centre/nowhere"),
    Code.DSEQ_GAP: gap,
    Code.DEVICE_ROLLBACK: rollback,
    Code.BLOB_GAP: lambda world: failing(world, Refusal(Code.BLOB_GAP, expected=7)),
    Code.DIGEST_MISMATCH: lambda world: failing(world, Refusal(Code.DIGEST_MISMATCH)),
    Code.CURSOR_DIVERGED: lambda world: world.pull("catalogue", Cursor(seq=1, chain="c0ffee"), world.centre.epoch),
    Code.CURSOR_EXPIRED: expired_cursor,
    Code.TOO_LARGE: lambda world: world.push(*(world.desk.accept() for _ in range(world.centre.limits.ops + 1))),
    Code.UNSUPPORTED_ENCODING: lambda world: world.raw("/v1/ops", b"", **{"Content-Encoding": "br"}),
    Code.INVALID_REQUEST: lambda world: world.raw("/v1/ops", b'{"operations":[{}]}'),
    Code.RANGE_NOT_SATISFIABLE: lambda world: failing(world, Refusal(Code.RANGE_NOT_SATISFIABLE)),
    Code.CLIENT_TOO_OLD: lambda world: world.pull("catalogue", **{"Sync-Protocol": "99"}),
    Code.SLOW_DOWN: lambda world: failing(world, Refusal(Code.SLOW_DOWN, retry_after=0.05)),
    Code.INTERNAL: lambda world: failing(world, ZeroDivisionError("陈女士")),
    Code.TRY_LATER: lambda world: failing(world, Refusal(Code.TRY_LATER, retry_after=2.0)),
    Code.STORAGE_FULL: lambda world: failing(world, Refusal(Code.STORAGE_FULL, retry_after=30.0)),
}


def test_every_problem_has_its_case_and_its_title() -> None:
    assert set(MEETS) == set(STATUS) == set(TITLES)


@pytest.mark.parametrize("code", STATUS)
def test_a_refusal_says_what_it_is(world: World, code: Code, capsys: pytest.CaptureFixture[str]) -> None:
    problem = MEETS[code](world)
    assert (problem.code, problem.status, problem.title) == (code, STATUS[code], TITLES[code])
    assert problem.retryable is (code in RETRYABLE)
    assert "陈女士" not in capsys.readouterr().out + problem.detail


def test_a_device_may_ask_twenty_times_a_second_and_sixty_times_at_once() -> None:
    now = 0.0
    rate = Rate(LIMITS, lambda: now)
    for _ in range(LIMITS.burst):
        rate.count("dev")
    with pytest.raises(Refusal) as refused:
        rate.count("dev")
    assert refused.value.members["retry_after"] == pytest.approx(1 / LIMITS.requests_per_second)
    rate.count("another")
    now += 1.0
    for _ in range(LIMITS.requests_per_second):
        rate.count("dev")
    with pytest.raises(Refusal):
        rate.count("dev")


def test_every_route_is_described_and_every_described_route_is_there(line: Line, centre: Centre) -> None:
    told = line.http.get(line.place + "/schema/openapi.json", timeout=10).json()
    assert told == msgspec.json.decode(msgspec.json.encode(document()))
    inner: Any = application(centre)._app._app  # type: ignore[attr-defined]
    served = {
        (method.lower(), path.replace(":str}", "}"))
        for route in inner.routes
        for path in [route.path_format]
        for method in route.methods
        if method != "OPTIONS"
    }
    described = {(route.method, route.path) for route in ROUTES}
    assert served - described == {("get", "/schema"), ("get", "/schema/openapi.json")}
    assert described <= served
    assert "<code>POST /v1/ops</code>" in line.http.get(line.place + "/schema", timeout=10).text


WRONG: dict[str, tuple[str, object]] = {
    "op_id": ("$.operations[0].op_id", 7),
    "inc": ("$.operations[0].inc", "1"),
    "dseq": ("$.operations[0].dseq", 1.5),
    "actor": ("$.operations[0].actor", None),
    "group": ("$.operations[0].group", []),
    "entity": ("$.operations[0].entity", "case"),
    "base": ("$.operations[0].base", {"rev": "x"}),
    "at": ("$.operations[0].at", []),
    "v": ("$.operations[0].v", True),
    "body": ("$.operations[0].body", {"type": "case.note"}),
    "sig": ("$.operations[0].sig", 3),
}


@pytest.mark.parametrize("member", WRONG)
def test_a_wrong_type_is_named_by_its_place(world: World, member: str) -> None:
    place, value = WRONG[member]
    sent = msgspec.json.decode(msgspec.json.encode(Push(operations=(world.desk.accept(),))))
    sent["operations"][0][member] = value
    problem = world.raw("/v1/ops", msgspec.json.encode(sent))
    assert problem.code is Code.INVALID_REQUEST
    assert problem.detail.startswith(place)
    assert "陈女士" not in problem.detail


SHAPES = {"op_id": "a\x00b", "device": "dev_x", "actor": "", "type": "x" * 81, "group": "a b", "stream": "a b", "dseq": 0, "inc": 2**40}


@pytest.mark.parametrize("member", SHAPES)
def test_a_value_that_no_desk_writes_is_named(world: World, member: str) -> None:
    problem = world.push(world.desk.accept(**{member: SHAPES[member]}))
    assert problem.code is Code.INVALID_REQUEST
    assert problem.detail.startswith(f"operations[0].{member}")


def test_two_gigabytes_are_refused_before_they_are_read(world: World) -> None:
    place = urlsplit(world.line.place)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as raw:
        head = f"POST /v1/ops HTTP/1.1\r\nHost: x\r\nAuthorization: {world.token}\r\nContent-Length: {2 << 30}\r\n\r\n"
        raw.sendall(head.encode())
        assert raw.recv(65536).startswith(b"HTTP/1.1 413")


def test_a_stream_of_chunks_is_cut_at_the_limit(world: World) -> None:
    place = urlsplit(world.line.place)
    sent = 0
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as raw:
        raw.sendall(f"POST /v1/ops HTTP/1.1\r\nHost: x\r\nAuthorization: {world.token}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
        try:
            while sent < 64 << 20:
                raw.sendall(chunk)
                sent += 65536
        except OSError:
            pass
    assert sent < 32 << 20


EMPTY = gzip.compress(b'{"operations":[]}', mtime=0)
NO_GZIP: dict[str, tuple[bytes, Code]] = {
    "no gzip at all": (b"{}", Code.MALFORMED),
    "cut off": (EMPTY[:-6], Code.MALFORMED),
    "something behind it": (EMPTY + b"x", Code.MALFORMED),
    "a bomb": (gzip.compress(b" " * (64 << 20)), Code.TOO_LARGE),
    "a small bomb": (gzip.compress(b" " * (1 << 20)), Code.TOO_LARGE),
    "a flipped bit": (EMPTY[:-8] + b"\x00" * 8, Code.MALFORMED),
}


@pytest.mark.parametrize("name", NO_GZIP)
def test_gzip_that_is_none(world: World, name: str) -> None:
    data, code = NO_GZIP[name]
    assert world.raw("/v1/ops", data, **{"Content-Encoding": "gzip"}).code is code, name


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b'{"operations":' + b"[" * 400_000, b'{"x":' * 20_000, b"\xff\xfe", b'{"operations":[]} x', b"", b'"\\ud800"']
)
def test_json_that_is_none(world: World, data: bytes) -> None:
    assert world.raw("/v1/ops", data).code in (Code.MALFORMED, Code.INVALID_REQUEST)


def test_words_that_look_like_commands_are_only_words(world: World) -> None:
    nasty = "'; DROP TABLE feed; -- <script>alert(1)</script> %s ? \\u0000 {} \u202e\x7f"
    case = world.desk.accept()
    sent = (case, world.desk.note(case.entity.id, nasty), world.desk.note(nasty, desk=nasty[:60]))
    answer = world.line.ask("POST", "/v1/ops", Push(operations=sent), PushAnswer, Authorization=world.token)
    assert [result.outcome.value for result in answer.results] == ["applied", "applied", "rejected"]


def test_a_million_streams_are_too_many(world: World) -> None:
    wanted = Pull(epoch="", cursors={f"s{n}": Cursor() for n in range(1000)})
    assert world.line.refused("POST", "/v1/changes", wanted, Authorization=world.token).code is Code.TOO_LARGE
    bigger = Pull(epoch="", cursors={f"stream-{n}": Cursor() for n in range(10_000)})
    assert world.line.refused("POST", "/v1/changes", bigger, Authorization=world.token).code is Code.TOO_LARGE


@pytest.mark.parametrize("cursor", [Cursor(seq=10**6, chain="x"), Cursor(seq=2, chain=""), Cursor(seq=-1, chain=""), Cursor(seq=2**63 - 1)])
def test_a_cursor_from_elsewhere(world: World, cursor: Cursor) -> None:
    assert world.pull("catalogue", cursor, world.centre.epoch).code in (Code.CURSOR_DIVERGED, Code.INVALID_REQUEST)


def test_a_refresh_whose_answer_was_lost_is_given_again_and_a_stolen_one_ends_the_session(world: World) -> None:
    nonce = world.line.ask("POST", "/v1/nonces", None, Challenge).nonce
    session = accounts.sign_in(world.centre, world.desk.login(28, PASSWORD, nonce))
    lost = accounts.refresh(world.centre, Refresh(refresh=session.refresh))
    second = accounts.refresh(world.centre, Refresh(refresh=session.refresh))
    assert world.line.refused("GET", "/v1/live", Authorization=f"Bearer {lost.access}").code is Code.LOGIN_REQUIRED
    assert accounts.authenticate(world.centre, second.access).session == session.id
    stolen = world.line.refused("POST", "/v1/sessions/refresh", Refresh(refresh=session.refresh))
    assert stolen.code is Code.LOGIN_REQUIRED
    assert world.line.refused("GET", "/v1/live", Authorization=f"Bearer {second.access}").code is Code.LOGIN_REQUIRED


def test_wrong_passwords_close_an_account_for_a_while(world: World) -> None:
    for _ in range(accounts.PATIENCE):
        assert wrong_password(world).code is Code.LOGIN_FAILED
    assert wrong_password(world).code is Code.SLOW_DOWN
    world.clock.advance(timedelta(minutes=1))
    nonce = world.line.ask("POST", "/v1/nonces", None, Challenge).nonce
    assert accounts.sign_in(world.centre, world.desk.login(28, PASSWORD, nonce)).operator.number == 28


def test_a_nonce_that_is_not_good_is_no_word_against_the_password(world: World) -> None:
    nonce = world.line.ask("POST", "/v1/nonces", None, Challenge).nonce
    accounts.sign_in(world.centre, world.desk.login(28, PASSWORD, nonce))
    for password in (PASSWORD, "wrong"):
        refused = world.line.refused("POST", "/v1/sessions", world.desk.login(28, password, nonce))
        assert refused.code is Code.TRY_LATER
        assert refused.retry_after
