"""The other desks of the room, with a clock of the test's own: the same seed gives the same room."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.calls.exchange import Exchange
from console.calls.simulator import SimulatedLine
from console.demo.colleagues import Colleagues
from models.records.base import CHINA
from models.records.call import CallState, OperatorState, Room
from models.store.clock import SettableClock


class Floor:
    """A desk in a room of others, where time passes when it is told to."""

    def __init__(self) -> None:
        self.clock = SettableClock(datetime(2026, 11, 24, 18, 0, tzinfo=CHINA))
        self.exchange = Exchange(self.clock.now, 28)
        self.line = SimulatedLine(self.exchange)
        self.rooms: list[Room] = []
        self.line.room_changed.connect(lambda: self.rooms.append(self.room))
        self._due: list[tuple[datetime, int, Callable[[], object]]] = []
        self._order = count()
        self._parent = QObject()
        self.line.login()
        Colleagues(self.exchange, ("057765550001", "057765550002"), self.clock.now, self._parent, later=self._later)

    @property
    def room(self) -> Room:
        assert self.line.room is not None
        return self.line.room

    def _later(self, milliseconds: int, action: Callable[[], object]) -> None:
        heapq.heappush(self._due, (self.clock.now() + timedelta(milliseconds=milliseconds), next(self._order), action))

    def pass_by(self, minutes: float) -> None:
        until = self.clock.now() + timedelta(minutes=minutes)
        while self._due[0][0] <= until:
            due, _, action = heapq.heappop(self._due)
            self.clock.set(due)
            action()
        self.clock.set(until)


def test_a_room_begins_in_different_states_and_goes_through_all_of_them(qtbot: QtBot) -> None:
    floor = Floor()
    assert floor.room.seats[0].operator == 28
    assert len(floor.room.seats) == 7
    assert len({seat.state for seat in floor.room.seats}) >= 4
    floor.pass_by(90)
    seen = {seat.state for room in floor.rooms for seat in room.seats if seat.operator != 28}
    assert seen == {
        OperatorState.READY,
        OperatorState.ALERTING,
        OperatorState.ON_CALL,
        OperatorState.WRAP_UP,
        OperatorState.NOT_READY,
    }


def test_every_call_of_the_room_has_its_seat_and_touches_nothing_at_the_own_desk(qtbot: QtBot) -> None:
    floor = Floor()
    told = len(floor.rooms)
    floor.pass_by(60)
    assert len(floor.rooms) > told + 20
    for room in floor.rooms:
        assert {call.id for call in room.calls} == {seat.call for seat in room.seats if seat.call}
        for seat in room.seats:
            assert bool(seat.call) == (seat.state in (OperatorState.ALERTING, OperatorState.ON_CALL))
            assert seat.since <= floor.clock.now().isoformat()
    assert {call.state for room in floor.rooms for call in room.calls} == {CallState.ALERTING, CallState.CONNECTED}
    assert floor.exchange.call is None
    assert floor.exchange.state is OperatorState.READY


def test_the_same_seed_gives_the_same_room(qtbot: QtBot) -> None:
    first, second = Floor(), Floor()
    for floor in (first, second):
        floor.pass_by(30)
    assert first.rooms == second.rooms


def test_without_a_link_the_room_stays_as_it_was(qtbot: QtBot) -> None:
    floor = Floor()
    floor.exchange.link(False)
    before = floor.room.seats
    floor.pass_by(10)
    assert floor.room.seats == before
    floor.exchange.link(True)
    assert floor.room.seats != before
