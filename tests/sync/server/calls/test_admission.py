"""While the database does not answer, whoever was let in hears and asks on for a minute, or until the first answer that shuts them out."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest
import requests
from msgspec.structs import replace

from models.records.call import CallState, Refusal, Verb
from models.store.clock import SettableClock, stamp
from sync.protocol.calls import CallBeat, CallCommand, CallDelta
from sync.protocol.limits import LIMITS
from sync.protocol.problems import Code, Problem
from sync.server import accounts, devices
from sync.server.calls import admission
from sync.server.centre import Centre
from sync.server.database import Database, T, Work
from sync.server.refusal import Refusal as NotAdmitted
from tests.support.desks import PaperDesk, signed_in
from tests.support.serving import serving
from tests.support.switchboard import Switchboard
from tests.sync.server.calls.test_gateway import House, Told, until

pytestmark = pytest.mark.parametrize("url", ["sqlite_url"], indirect=True)


class Away:
    """A database whose questions of the server's are refused while it is ``away``, or hang while ``answers`` is clear."""

    def __init__(self, inner: Database) -> None:
        self._inner = inner
        self.away: Code | None = None
        self.answers = threading.Event()
        self.answers.set()
        self.looks = threading.Semaphore(0)

    def ask(self, work: Work[T]) -> T:
        self.answers.wait(60)
        if self.away is not None:
            raise NotAdmitted(self.away, "the database does not answer")
        self.looks.release()
        return self._inner.ask(work)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class Cellar(House):
    """A house whose database goes away."""

    database: Away


@pytest.fixture
def house(centre: Centre) -> Iterator[Cellar]:
    centre.limits = replace(LIMITS, heartbeat_seconds=1)
    own, away = centre.database, Away(centre.database)
    switch = Switchboard(centre.clock.now)
    centre.database = away
    with serving(centre, switch=switch) as place:
        house = Cellar(place, centre, switch)
        house.database = away
        try:
            yield house
        finally:
            away.away = None
            away.answers.set()
    centre.database = own


def sat(house: Cellar) -> PaperDesk:
    desk, _ = signed_in(house.centre, 28)
    assert house.ask(desk, Verb.LOGIN, extension="8028") is None
    return desk


def rings(house: Cellar, told: Iterator[Told]) -> str:
    house.switch.say(house.switch.ring, "057765550001")
    delta = until(told, lambda one: isinstance(one, CallDelta) and bool(one.seats) and bool(one.seats[0].call))
    assert isinstance(delta, CallDelta)
    return delta.seats[0].call


@pytest.mark.parametrize("how", [Code.TRY_LATER, Code.STORAGE_FULL, None], ids=["refuses", "is full", "hangs"])
def test_a_conversation_is_heard_and_steered_while_the_database_is_away(
    house: Cellar, how: Code | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "PATIENCE", 0.05)
    desk = sat(house)
    with house.listening(desk) as told:
        until(told, lambda one: isinstance(one, CallBeat))
        house.database.away = how
        if how is None:
            house.database.answers.clear()
        for _ in range(2):
            until(told, lambda one: isinstance(one, CallBeat))
        call = rings(house, told)
        assert house.ask(desk, Verb.ANSWER, call=call) is None
        until(told, lambda one: isinstance(one, CallDelta) and bool(one.calls) and one.calls[0].state is CallState.CONNECTED)
        assert house.ask(desk, Verb.HANG_UP, call="another") is Refusal.NO_CALL
    with house.listening(desk) as again:  # its channel broke besides
        next(again)
        house.database.away = None
        house.database.answers.set()
        for _ in range(2):
            until(again, lambda one: isinstance(one, CallBeat))


def test_after_a_minute_without_an_answer_nobody_is_let_in(house: Cellar, clock: SettableClock) -> None:
    desk = sat(house)
    with house.listening(desk) as told:
        until(told, lambda one: isinstance(one, CallBeat))
        house.database.away = Code.TRY_LATER
        until(told, lambda one: isinstance(one, CallBeat))
        clock.advance(timedelta(milliseconds=admission.LIVES_ON_MS))
        list(told)  # it ends
    assert refused(house, desk) is Code.TRY_LATER


def test_who_was_never_let_in_is_not_let_in_while_the_database_is_away(house: Cellar) -> None:
    desk, _ = signed_in(house.centre, 28)
    house.database.away = Code.TRY_LATER
    assert refused(house, desk) is Code.TRY_LATER


@pytest.mark.parametrize("how", ["the device", "the session"])
def test_who_is_shut_out_meanwhile_is_so_at_the_first_answer_and_stays_so(house: Cellar, how: str) -> None:
    desk, caller = signed_in(house.centre, 28)
    assert house.ask(desk, Verb.LOGIN, extension="8028") is None
    with house.listening(desk) as told:
        until(told, lambda one: isinstance(one, CallBeat))
        house.database.away = Code.TRY_LATER
        until(told, lambda one: isinstance(one, CallBeat))
        assert house.ask(desk, Verb.NOT_READY, reason="break") is None
        if how == "the device":
            devices.revoke_device(house.centre, desk.id)
        else:
            accounts.end_session(house.centre, caller.session)
        house.database.away = None
        list(told)  # it ends
    house.database.looks = threading.Semaphore(0)
    for _ in range(4):  # nobody listens any more, and the sight names the session no longer
        assert house.database.looks.acquire(timeout=10)
    house.database.away = Code.TRY_LATER
    assert refused(house, desk) is Code.TRY_LATER


def refused(house: House, desk: PaperDesk) -> Code | None:
    """Ask for something; return the code of the refusal, None where the gateway answered."""
    answer = commanded(house, desk)
    return None if answer.status_code < 300 else msgspec.json.decode(answer.content, type=Problem).code


def commanded(house: House, desk: PaperDesk) -> requests.Response:
    """Ask for something that is too late; return the answer."""
    command = CallCommand(id=str(uuid.uuid4()), verb=Verb.READY, until=stamp(house.centre.clock.now()))
    answer: requests.Response = house.wire.ask("POST", "/v1/calls/commands", command, Authorization=f"Bearer {desk.access}")
    return answer
