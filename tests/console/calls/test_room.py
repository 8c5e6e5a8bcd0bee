"""What the board sees of all telephones: as it stands now, and without a link as it was seen last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from pytestqt.qtbot import QtBot

from console.calls.exchange import Exchange
from console.calls.manual import ManualLine
from console.calls.simulator import SimulatedLine
from models.records.base import CHINA
from models.records.call import CallState, OperatorState, Room
from models.records.catalogue import Line
from models.store.clock import SettableClock
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.support.serving import serving
from tests.support.switchboard import Switchboard
from tests.support.telephones import Telephones, telephones

CALLER, OTHER = "057765550001", "057765550002"


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))


@pytest.fixture
def office(clock: SettableClock, tmp_path: Path, qtbot: QtBot) -> Iterator[Telephones]:
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    centre = Centre(open_database(f"sqlite:///{tmp_path / 'centre.db'}"), clock=clock, hasher=hasher)
    found(centre)
    switch = Switchboard(clock.now)
    with serving(centre, switch=switch) as place, telephones(centre, clock, place, switch) as opened:
        yield opened


def waits(room: Room | None, line: Line | None = None) -> list[str]:
    assert room is not None
    return [call.number for call in room.waiting(line)]


def states(room: Room | None) -> dict[int, OperatorState]:
    assert room is not None
    return {seat.operator: seat.state for seat in room.seats}


def test_the_simulated_room_is_its_one_desk_and_who_waits(qtbot: QtBot, clock: SettableClock) -> None:
    exchange = Exchange(clock.now, 28, wrap_up=30)
    line = SimulatedLine(exchange)
    assert line.room is None
    line.login()
    with qtbot.waitSignal(line.room_changed):
        exchange.ring(CALLER)
    clock.advance(timedelta(seconds=3))
    exchange.ring(OTHER, Line.POWER)
    assert waits(line.room) == [CALLER, OTHER], "a telephone rings for the first, and nobody has answered"
    assert waits(line.room, Line.POWER) == [OTHER]
    assert states(line.room) == {28: OperatorState.ALERTING}
    line.answer()
    assert waits(line.room) == [OTHER]
    assert states(line.room) == {28: OperatorState.ON_CALL}
    assert line.room is not None
    assert line.room.calls[-1].state is CallState.CONNECTED


def test_without_a_link_the_simulated_room_stays_and_says_since_when(clock: SettableClock) -> None:
    exchange = Exchange(clock.now, 28)
    line = SimulatedLine(exchange)
    line.login()
    call = exchange.ring(CALLER)
    exchange.link(False)
    gone = clock.now().isoformat(timespec="milliseconds")
    clock.advance(timedelta(seconds=40))
    exchange.abandon(call)
    exchange.tick()
    assert waits(line.room) == [CALLER]
    assert line.room is not None
    assert (line.room.link_ok, line.room.lost_at) == (False, gone)
    exchange.link(True)
    assert waits(line.room) == []
    assert (line.room.link_ok, line.room.lost_at) == (True, "")


def test_a_telephone_beside_the_keyboard_tells_of_no_room(clock: SettableClock) -> None:
    line = ManualLine(clock.now, 28)
    line.take(CALLER)
    assert line.room is None


def test_every_console_sees_the_seats_and_calls_of_all(office: Telephones, clock: SettableClock) -> None:
    first, second = office.open(28), office.open(12)
    for telephone in (first, second):
        assert telephone.line.login() is None
        office.settle()
    office.happens(office.switch.ring, CALLER)
    for telephone in (first, second):
        found = states(telephone.line.room)
        assert set(found) == {12, 28}
        assert sorted(found.values()) == [OperatorState.ALERTING, OperatorState.READY]
        assert len(waits(telephone.line.room)) == 1
    office.happens(office.switch.cut)
    room = second.line.room
    assert room is not None
    assert (room.link_ok, len(room.waiting())) == (False, 1)
    lost = room.lost_at
    assert lost
    clock.advance(timedelta(seconds=5))
    office.happens(office.switch.mend)
    assert second.line.room is not None
    assert (second.line.room.link_ok, second.line.room.lost_at) == (True, "")
