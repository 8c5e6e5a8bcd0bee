"""The simulated exchange loses its link to the desk, and the desk its telephone: nothing is done twice, nothing is claimed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from console.calls.exchange import Exchange
from console.calls.simulator import SimulatedLine
from models.records.base import CHINA
from models.records.call import CallRow, CallState, EndReason, LineStatus, OperatorState, Refusal
from models.store.clock import SettableClock

CALLER, OTHER = "057765550001", "057765550002"
COMMANDS = {
    "logout": (),
    "ready": (),
    "not_ready": ("break",),
    "answer": (),
    "hang_up": (),
    "hold": (),
    "resume": (),
    "consult": (OTHER,),
    "complete_transfer": (),
    "cancel_transfer": (),
    "blind_transfer": (OTHER,),
    "conference_add": (OTHER,),
    "conference_drop": (),
    "mute": (),
    "unmute": (),
    "dial": (OTHER,),
}


class Room:
    """An exchange with a desk that is signed in, and everything that it heard."""

    def __init__(self) -> None:
        self.clock = SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))
        self.exchange = Exchange(self.clock.now, 28)
        self.line = SimulatedLine(self.exchange)
        self.calls: list[CallRow] = []
        self.statuses: list[LineStatus] = []
        self.line.call_changed.connect(self.calls.append)
        self.line.status_changed.connect(self.statuses.append)
        self.line.login()


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room()


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_link_no_command_reaches_the_exchange(room: Room, command: str) -> None:
    room.exchange.ring(CALLER)
    before = room.exchange.call
    room.exchange.link(False)
    assert getattr(room.line, command)(*COMMANDS[command]) is Refusal.LINK_LOST
    assert room.exchange.call == before


def test_without_a_link_what_was_heard_last_is_told_as_old(room: Room) -> None:
    room.exchange.ring(CALLER)
    room.line.answer()
    told = len(room.calls)
    room.exchange.link(False)
    room.exchange.ring(OTHER)
    room.exchange.party_hangs_up()
    room.clock.advance(timedelta(seconds=40))
    room.exchange.tick()
    assert len(room.calls) == told
    last = room.statuses[-1]
    assert (last.link_ok, last.operator, last.waiting) == (False, OperatorState.ON_CALL, ())


def test_back_on_the_link_each_call_is_told_once_as_it_stands_and_the_ended_ones_first(room: Room) -> None:
    first = room.exchange.ring(CALLER)
    room.line.answer()
    told = len(room.calls)
    room.exchange.link(False)
    second = room.exchange.ring(OTHER)
    third = room.exchange.ring(CALLER)
    room.exchange.abandon(third)
    room.exchange.party_hangs_up()
    room.clock.advance(timedelta(seconds=40))
    room.exchange.tick()
    room.exchange.link(True)
    heard = {call.id: (call.state, call.reason) for call in room.calls[told:]}
    assert len(room.calls) == told + len(heard)
    assert heard == {
        first: (CallState.ENDED, EndReason.CALLER),
        third: (CallState.ENDED, EndReason.ABANDONED),
        second: (CallState.ALERTING, None),
    }
    assert room.calls[-1].id == second
    assert (room.statuses[-1].link_ok, room.statuses[-1].operator) == (True, OperatorState.ALERTING)
    told = len(room.calls)
    room.exchange.link(True)
    assert len(room.calls) == told


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_telephone_nothing_is_possible(room: Room, command: str) -> None:
    room.exchange.phone(False)
    assert getattr(room.line, command)(*COMMANDS[command]) is Refusal.NO_PHONE
    assert room.statuses[-1].operator is OperatorState.PHONE_OFFLINE


def test_a_telephone_that_goes_takes_its_call_with_it_and_who_rings_waits_on(room: Room) -> None:
    room.exchange.ring(CALLER)
    room.exchange.phone(False)
    assert [call.number for call in room.exchange.waiting()] == [CALLER]
    room.exchange.phone(True)
    assert room.statuses[-1].operator is OperatorState.NOT_READY
    room.line.ready()
    room.line.answer()
    room.exchange.phone(False)
    assert (room.calls[-1].state, room.calls[-1].reason) == (CallState.ENDED, EndReason.FAILED)
    assert room.statuses[-1].operator is OperatorState.PHONE_OFFLINE
    room.exchange.ring(OTHER)
    assert room.exchange.call is None
