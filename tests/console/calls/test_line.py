"""One contract for every call line: what is accepted, what is refused, and which events follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from console.calls.exchange import Exchange
from console.calls.manual import ManualLine
from console.calls.port import CallLine
from console.calls.simulator import SimulatedLine
from models.records.base import CHINA
from models.records.call import CallRow, CallState, Capability, Direction, EndReason, LineStatus, OperatorState, Refusal, Seat
from models.store.clock import SettableClock
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.support.serving import serving
from tests.support.switchboard import Switchboard
from tests.support.telephones import Telephones, telephones

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
CALLER, OTHER = "057765550001", "057765550002"
UNPLUGGED = Seat(operator=12, extension="8012", state=OperatorState.PHONE_OFFLINE, since="")


class Stage:
    """A line with somebody who takes a call on it, and everything that it told.

    ``party(rings)`` plays whom the operator asks, ``unplug`` takes the telephone of a colleague away.
    """

    def __init__(
        self,
        line: CallLine,
        caller_speaks: Callable[[], object],
        ring: Callable[[], object] = lambda: None,
        party: Callable[[bool], object] = lambda rings: None,
        unplug: Callable[[], object] = lambda: None,
    ) -> None:
        self.line = line
        self.caller_speaks = caller_speaks
        self.ring = ring
        self.party = party
        self.unplug = unplug
        self.calls: list[CallRow] = []
        self.statuses: list[LineStatus] = []
        line.call_changed.connect(self.calls.append)
        line.status_changed.connect(self.statuses.append)

    @property
    def state(self) -> OperatorState:
        return self.statuses[-1].operator

    def states(self) -> list[CallState]:
        return [call.state for call in self.calls]


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))


@pytest.fixture
def exchange(clock: SettableClock) -> Exchange:
    return Exchange(clock.now, 28)


@pytest.fixture
def room(clock: SettableClock, tmp_path: Path) -> Iterator[Telephones]:
    """A centre whose gateway speaks to a call system in memory."""
    centre = Centre(open_database(f"sqlite:///{tmp_path / 'centre.db'}"), clock=clock, hasher=CHEAP)
    found(centre)
    switch = Switchboard(clock.now)
    with serving(centre, switch=switch) as place, telephones(centre, clock, place, switch) as opened:
        yield opened


class Patient:
    """A line whose commands have had their effect when they come back: what a gateway does, it does a moment later."""

    def __init__(self, line: CallLine, settle: Callable[[], None]) -> None:
        self._line = line
        self._settle = settle

    def __getattr__(self, name: str) -> Callable[..., object]:
        def command(*arguments: object) -> object:
            answer = getattr(self._line, name)(*arguments)
            self._settle()
            return answer

        return command


def at_gateway(room: Telephones) -> Stage:
    """Return a stage on a real gateway."""
    telephone = room.open()
    ring = partial(room.happens, room.switch.ring, CALLER)

    def party(rings: bool) -> None:
        room.happens(room.switch._show, replace(stage.calls[-1], rung=rings))

    unplug = partial(room.happens, room.switch._sit, UNPLUGGED, UNPLUGGED.state)
    stage = Stage(telephone.line, lambda: (ring(), stage.line.answer()), ring, party, unplug)
    stage.line = Patient(telephone.line, room.settle)  # type: ignore[assignment]
    return stage


@pytest.fixture(params=["simulated", "manual", "gateway"])
def stage(request: pytest.FixtureRequest, qtbot: QtBot, clock: SettableClock, exchange: Exchange) -> Stage:
    if request.param == "gateway":
        return at_gateway(request.getfixturevalue("room"))
    if request.param == "manual":
        manual = ManualLine(clock.now, 28)
        return Stage(manual, lambda: manual.take(CALLER))
    return simulated(exchange)


def simulated(exchange: Exchange) -> Stage:
    """Return a stage on a simulated exchange."""
    line = SimulatedLine(exchange)
    ring, party = partial(exchange.ring, CALLER), lambda rings: exchange.become(rung=True) if rings else exchange.party_answers()

    def unplug() -> None:
        exchange.others = (UNPLUGGED,), ()

    return Stage(line, lambda: (ring(), line.answer()), ring, party, unplug)


@pytest.fixture(params=["simulated", "gateway"])
def switching(request: pytest.FixtureRequest, qtbot: QtBot, exchange: Exchange) -> Stage:
    """A line that can switch, with its operator ready."""
    made = at_gateway(request.getfixturevalue("room")) if request.param == "gateway" else simulated(exchange)
    made.line.login()
    return made


# --- what every line keeps -------------------------------------------------------------------------------------------------------


def test_login_makes_ready_and_a_second_one_only_tells(stage: Stage) -> None:
    assert stage.line.login() is None
    assert stage.state is OperatorState.READY
    stage.line.not_ready("break")
    told = len(stage.statuses)
    assert stage.line.login() is None
    assert (stage.state, stage.statuses[-1].reason) == (OperatorState.NOT_READY, "break")
    assert len(stage.statuses) > told


def test_a_call_is_taken_and_hung_up_with_its_times(stage: Stage, clock: SettableClock) -> None:
    stage.line.login()
    stage.caller_speaks()
    talking = stage.calls[-1]
    assert (talking.state, talking.number, talking.direction, talking.operator) == (CallState.CONNECTED, CALLER, Direction.IN, 28)
    assert stage.state is OperatorState.ON_CALL
    clock.advance(timedelta(seconds=61))
    assert stage.line.hang_up() is None
    ended = stage.calls[-1]
    assert (ended.state, ended.reason) == (CallState.ENDED, EndReason.OPERATOR)
    assert (ended.answered_at, ended.ended_at) == ("2026-11-24T09:00:00.000+08:00", "2026-11-24T09:01:01.000+08:00")
    assert stage.state in (OperatorState.WRAP_UP, OperatorState.READY)


@pytest.mark.parametrize("command", ["logout", "ready"])
def test_nobody_leaves_or_is_ready_in_the_middle_of_a_call(stage: Stage, command: str) -> None:
    stage.line.login()
    stage.caller_speaks()
    assert getattr(stage.line, command)() is Refusal.BUSY
    assert stage.line.not_ready("break") is Refusal.BUSY
    assert stage.state is OperatorState.ON_CALL


@pytest.mark.parametrize("command", ["answer", "hang_up", "hold", "resume", "complete_transfer", "cancel_transfer", "conference_drop"])
def test_without_a_call_nothing_is_accepted(stage: Stage, command: str) -> None:
    stage.line.login()
    told = len(stage.calls)
    assert getattr(stage.line, command)() is not None
    assert len(stage.calls) == told


@pytest.mark.parametrize("number", ["", "anonymous", "not a number", "12"])
def test_what_is_no_number_is_not_dialled(stage: Stage, number: str) -> None:
    stage.line.login()
    assert stage.line.dial(number) is Refusal.BAD_NUMBER
    assert stage.calls == []


def test_dialling_carries_the_case_and_ends_ready(stage: Stage) -> None:
    stage.line.login()
    assert stage.line.dial("0577-6555 0002", "case-1") is None
    ringing = stage.calls[0]
    assert (ringing.direction, ringing.number, ringing.case, ringing.state) == (Direction.OUT, OTHER, "case-1", CallState.ALERTING)
    assert stage.line.dial(CALLER) is Refusal.BUSY
    assert stage.line.hang_up() is None
    assert stage.state is OperatorState.READY


def test_dialling_on_a_break_leaves_the_break_as_it_was(stage: Stage) -> None:
    stage.line.login()
    stage.line.not_ready("lunch")
    stage.line.dial(OTHER)
    stage.line.hang_up()
    assert (stage.state, stage.statuses[-1].reason) == (OperatorState.NOT_READY, "lunch")


BY_CAPABILITY: dict[Capability, Callable[[CallLine], Refusal | None]] = {
    Capability.ANSWER: lambda line: line.answer(),
    Capability.HOLD: lambda line: line.hold(),
    Capability.CONSULT: lambda line: line.consult(OTHER),
    Capability.BLIND_TRANSFER: lambda line: line.blind_transfer(OTHER),
    Capability.CONFERENCE: lambda line: line.conference_add(OTHER),
    Capability.HANG_UP: lambda line: line.hang_up(),
    Capability.DIAL: lambda line: line.dial(OTHER),
    Capability.MUTE: lambda line: line.mute(),
}


@pytest.mark.parametrize("capability", list(Capability))
def test_a_line_refuses_exactly_what_it_does_not_offer(stage: Stage, capability: Capability) -> None:
    stage.line.login()
    if capability is not Capability.DIAL:
        stage.caller_speaks()
    before = stage.calls[-1:]
    refused = BY_CAPABILITY[capability](stage.line)
    if capability in stage.line.capabilities():
        assert refused is not Refusal.NOT_SUPPORTED
    else:
        assert refused is Refusal.NOT_SUPPORTED
        assert stage.calls[-1:] == before


# --- what only a line that can switch has ----------------------------------------------------------------------------------------


def test_a_call_is_held_and_taken_back(switching: Stage) -> None:
    line = switching.line
    switching.ring()
    assert line.hold() is Refusal.WRONG_STATE
    line.answer()
    assert line.resume() is Refusal.WRONG_STATE
    assert line.hold() is None
    assert switching.calls[-1].state is CallState.HELD
    assert line.resume() is None
    assert switching.calls[-1].state is CallState.CONNECTED


def test_a_consultation_ends_in_a_transfer_or_back_with_the_caller(switching: Stage) -> None:
    line, heard = switching.line, switching.calls
    switching.ring()
    line.answer()
    assert line.consult("not a number") is Refusal.BAD_NUMBER
    assert line.consult(OTHER) is None
    assert (heard[-1].state, heard[-1].party) == (CallState.CONSULTING, OTHER)
    assert line.cancel_transfer() is None
    assert (heard[-1].state, heard[-1].party) == (CallState.CONNECTED, "")
    line.consult(OTHER)
    assert line.complete_transfer() is None
    assert (heard[-1].state, heard[-1].reason, heard[-1].party) == (CallState.ENDED, EndReason.TRANSFER, OTHER)


@pytest.mark.parametrize("leave", ["cancel_transfer", "complete_transfer", "conference_add"])
def test_whoever_is_asked_is_said_to_ring_and_to_have_picked_up(switching: Stage, leave: str) -> None:
    line, heard = switching.line, switching.calls
    switching.caller_speaks()
    line.consult(OTHER)
    assert (heard[-1].state, heard[-1].rung) == (CallState.CONSULTING, None)
    for rings in (True, False):
        switching.party(rings)
        assert (heard[-1].state, heard[-1].party, heard[-1].rung) == (CallState.CONSULTING, OTHER, rings)
    assert getattr(line, leave)(*([""] if leave == "conference_add" else [])) is None
    assert heard[-1].state is not CallState.CONSULTING
    assert heard[-1].rung is None


def test_three_speak_and_the_third_is_let_go(switching: Stage) -> None:
    line, heard = switching.line, switching.calls
    switching.ring()
    line.answer()
    line.consult(OTHER)
    assert line.conference_add("") is None
    assert (heard[-1].state, heard[-1].party) == (CallState.CONFERENCE, OTHER)
    assert line.conference_drop() is None
    assert (heard[-1].state, heard[-1].party) == (CallState.CONNECTED, "")


def test_a_blind_transfer_keeps_whom_it_went_to(switching: Stage) -> None:
    line, heard = switching.line, switching.calls
    switching.ring()
    assert line.blind_transfer("110") is Refusal.WRONG_STATE
    line.answer()
    assert line.blind_transfer("110") is None
    assert (heard[-1].state, heard[-1].reason, heard[-1].party) == (CallState.ENDED, EndReason.TRANSFER, "110")


def test_nobody_is_sent_to_a_telephone_that_is_not_connected(switching: Stage) -> None:
    line = switching.line
    switching.unplug()
    switching.caller_speaks()
    before = switching.calls[-1]
    for send in (line.consult, line.blind_transfer, line.conference_add):
        assert send("8012") is Refusal.UNREACHABLE
    assert switching.calls[-1] == before


def test_who_is_muted_is_seen_and_speaks_again(switching: Stage) -> None:
    line, heard = switching.line, switching.calls
    switching.ring()
    line.answer()
    assert line.mute() is None
    assert (heard[-1].state, heard[-1].muted) == (CallState.CONNECTED, True)
    assert line.unmute() is None
    assert not heard[-1].muted


def test_a_break_while_it_rings_puts_the_caller_back(switching: Stage) -> None:
    switching.ring()
    assert switching.calls[-1].state is CallState.ALERTING
    assert switching.line.not_ready("break") is None
    assert switching.calls[-1].state is CallState.QUEUED
    assert [call.number for call in switching.statuses[-1].waiting] == [CALLER]
    assert switching.line.ready() is None
    assert switching.calls[-1].state is CallState.ALERTING
    assert switching.statuses[-1].waiting == ()
