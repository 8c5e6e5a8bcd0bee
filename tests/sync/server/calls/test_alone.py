"""Two gateways of one centre: the second does not start, and one that was overtaken commands nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from msgspec.structs import replace
from sqlalchemy import make_url

from models.records.call import OperatorState, Refusal, Verb
from models.store.clock import SettableClock
from sync.protocol.calls import CallBeat, CallBoard, CallDelta
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Meta
from sync.server.calls import alone as module
from sync.server.calls.alone import TAKEN, Alone
from sync.server.calls.service import UNCLAIMED
from sync.server.centre import Centre
from sync.server.refusal import Refusal as NotStarted
from tests.support.desks import signed_in
from tests.support.line import Line
from tests.support.serving import serving
from tests.support.switchboard import Switchboard
from tests.sync.server.calls.test_gateway import House, until
from tests.sync.server.test_command import command, started
from tests.sync.server.test_pbx import AMI


@pytest.fixture
def first(postgres_url: str) -> Iterator[Alone]:
    first = Alone(postgres_url)
    yield first
    first.release()


def cut(url: str, alone: Alone) -> None:
    """Have the database break the connection that holds the lock."""
    assert alone._connection is not None
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 10000)", (alone._connection.info.backend_pid,))


def test_a_second_gateway_of_a_centre_does_not_start_until_the_first_has_ended(postgres_url: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not a real one\n", encoding="utf-8")
    given = ("--pbx", AMI, "--pbx-secret", str(secret))
    with started(postgres_url, *given):
        second = command(postgres_url, "--port", "0", *given, "--calls")
        assert (second.returncode, second.stdout, second.stderr) == (2, "", f"server: {TAKEN}\n")
        with started(postgres_url, "--calls-at", "http://127.0.0.1:8190") as (place, _):  # a server that is no gateway
            assert Line(place).ask("GET", "/v1/meta", None, Meta).calls == "http://127.0.0.1:8190"
    with started(postgres_url, *given, "--calls") as (place, _):
        assert Line(place).ask("GET", "/v1/meta", None, Meta).calls == "."


def test_a_lock_that_was_lost_is_taken_again(postgres_url: str, first: Alone) -> None:
    cut(postgres_url, first)
    with pytest.raises(psycopg.Error):
        first.look()
    assert first.commanding, "the database is away, and the calls are not"
    first.look()
    assert first.commanding
    with pytest.raises(NotStarted, match="running already"):
        Alone(postgres_url)


def test_a_connection_of_its_own_that_the_database_still_believes_in_is_nobody_else(first: Alone) -> None:
    broken = first._connection
    assert broken is not None
    first._connection, first._held = None, False
    first.look()
    assert first.commanding
    assert not first._held
    broken.close()
    while not first._held:
        first.look()
    assert first.commanding


def test_another_centre_on_the_same_database_server_has_a_gateway_of_its_own(first: Alone, founded_database: str) -> None:
    Alone(founded_database).release()


@pytest.mark.parametrize("url", ["postgres_url"], indirect=True)
def test_a_gateway_that_was_overtaken_commands_nothing_until_the_other_has_gone(
    url: str, centre: Centre, clock: SettableClock, first: Alone, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "EVERY", 0.05)
    centre.limits = replace(LIMITS, heartbeat_seconds=1)
    (desk, _), (idle, _), (ear, _) = (signed_in(centre, number) for number in (28, 18, 12))
    switch = Switchboard(clock.now)
    with serving(centre, switch=switch, alone=first) as place:
        house = House(place, centre, switch)
        assert house.ask(desk, Verb.LOGIN, extension="8028") is None
        assert house.ask(idle, Verb.LOGIN, extension="8018") is None
        second = overtake(url, first, monkeypatch)
        with house.listening(ear) as told, house.listening(desk):
            board = next(told)
            assert isinstance(board, CallBoard)
            while house.ask(desk, Verb.NOT_READY, reason="break") is not Refusal.LINK_LOST:
                until(told, lambda one: isinstance(one, CallBeat))
            asked = len(switch.asked)
            clock.advance(timedelta(seconds=UNCLAIMED + 1))
            for _ in range(3):
                until(told, lambda one: isinstance(one, CallBeat))
            assert len(switch.asked) == asked
            second.release()
            while house.ask(desk, Verb.LOGIN, extension="8028") is not None:
                until(told, lambda one: isinstance(one, CallBeat))
            clock.advance(timedelta(seconds=UNCLAIMED - 1))
            until(told, lambda one: isinstance(one, CallBeat))
            for one in told:  # nobody has claimed the other seat since
                if isinstance(one, CallDelta) and one.seats and one.seats[0].state is OperatorState.LOGGED_OUT:
                    assert one.seats[0].operator == 18
                    break
                clock.advance(timedelta(seconds=UNCLAIMED))
    assert [order.operator for order in switch.asked if order.verb is Verb.LOGOUT] == [18]
    said = capsys.readouterr().out
    assert said.index("has taken over") < said.index("commands again")


def overtake(url: str, first: Alone, monkeypatch: pytest.MonkeyPatch) -> Alone:
    """Let another take the lock while the first one does not reach the database."""

    def unreached() -> psycopg.Connection:
        raise psycopg.OperationalError

    with monkeypatch.context() as away:
        away.setattr(first, "_connected", unreached)
        cut(url, first)
        return Alone(url)
