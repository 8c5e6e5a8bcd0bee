"""The gateway behind a socket: who hears what, who may ask, and whose seat is empty once they have left."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import requests
from msgspec.structs import replace

from models.records.call import CallState, Capability, NotReady, OperatorState, Refusal, Verb
from models.records.catalogue import Line
from models.store.clock import SettableClock, stamp
from sync.protocol.calls import CallAnswer, CallBeat, CallBoard, CallCommand, CallDelta
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Meta
from sync.protocol.problems import Code
from sync.server import accounts, devices
from sync.server.calls.service import UNATTENDED, UNCLAIMED
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from sync.server.routes import calls as routes
from tests.support.desks import PaperDesk, signed_in
from tests.support.line import Line as Wire
from tests.support.serving import serving
from tests.support.switchboard import Switchboard
from tests.sync.server.calls.test_board import events

pytestmark = pytest.mark.parametrize("url", ["sqlite_url"], indirect=True)

Told = CallBoard | CallDelta | CallBeat


class House:
    """A server with a call system behind it."""

    def __init__(self, place: str, centre: Centre, switch: Switchboard) -> None:
        self.place = place
        self.wire = Wire(place)
        self.centre = centre
        self.switch = switch

    def ask(self, desk: PaperDesk, verb: Verb, **fields: str) -> Refusal | None:
        until = stamp(self.centre.clock.now() + timedelta(seconds=2))
        command = CallCommand(**{"id": str(uuid.uuid4()), "verb": verb, "until": until, **fields})  # type: ignore[arg-type]
        answer: CallAnswer = self.wire.ask("POST", "/v1/calls/commands", command, CallAnswer, Authorization=f"Bearer {desk.access}")
        assert answer.id == command.id
        return answer.refused

    @contextmanager
    def listening(self, desk: PaperDesk) -> Iterator[Iterator[Told]]:
        """Yield what a console is told, the board first."""
        headers = {"Authorization": f"Bearer {desk.access}"}
        with requests.get(f"{self.place}/v1/calls", headers=headers, stream=True, timeout=60) as answer:
            assert answer.status_code == 200, answer.text
            yield _told(answer)


def _told(answer: requests.Response) -> Iterator[Told]:
    rest = b""
    for piece in answer.iter_content(1):
        rest += piece
        if rest.endswith(b"\n\n"):
            yield from events(rest)
            rest = b""


def until(told: Iterator[Told], wanted: Callable[[Told], bool]) -> Told:
    return next(one for one in told if wanted(one))


@pytest.fixture
def house(centre: Centre) -> Iterator[House]:
    switch = Switchboard(centre.clock.now)
    with serving(centre, switch=switch) as place:
        yield House(place, centre, switch)


def test_the_board_first_then_each_step_with_its_number(house: House) -> None:
    desk, _ = signed_in(house.centre, 28)
    with house.listening(desk) as told:
        board, beat = next(told), next(told)
        assert isinstance(board, CallBoard)
        assert isinstance(beat, CallBeat)
        assert (board.link_since, board.calls, board.seats) == ("", (), ())
        assert (beat.run, beat.n, beat.now) == (board.run, board.n, house.centre.now())
        assert house.ask(desk, Verb.LOGIN, extension="8028") is None
        house.switch.say(house.switch.ring, "057765550001")
        ringing = until(told, lambda one: isinstance(one, CallDelta) and bool(one.seats) and one.seats[0].state is OperatorState.ALERTING)
        assert isinstance(ringing, CallDelta)
        assert house.ask(desk, Verb.ANSWER, call=ringing.seats[0].call) is None
        answered = until(told, lambda one: isinstance(one, CallDelta) and bool(one.calls) and one.calls[0].state is CallState.CONNECTED)
        assert isinstance(answered, CallDelta)
        assert answered.calls[0].operator == 28
        assert answered.n == ringing.n + 1


def test_each_hears_the_numbers_of_their_lines(house: House) -> None:
    (operator, _), (counsellor, _) = signed_in(house.centre, 28), signed_in(house.centre, 19)
    with house.listening(operator) as others, house.listening(counsellor) as own:
        next(others), next(own)
        house.switch.say(house.switch.ring, "057765550001", Line.PSYCHOLOGY)
        for told, number in ((others, ""), (own, "057765550001")):
            delta = until(told, lambda one: isinstance(one, CallDelta))
            assert isinstance(delta, CallDelta)
            assert delta.calls[0].number == number
    with house.listening(operator) as told:
        board = next(told)
        assert isinstance(board, CallBoard)
        assert [call.number for call in board.calls] == [""]


def test_a_beat_comes_though_nothing_happens(house: House) -> None:
    house.centre.limits = replace(LIMITS, heartbeat_seconds=1)
    desk, _ = signed_in(house.centre, 28)
    with house.listening(desk) as told:
        next(told), next(told)
        assert isinstance(next(told), CallBeat)


def test_nobody_hears_or_asks_without_a_session(house: House) -> None:
    assert house.wire.refused("GET", "/v1/calls").code is Code.LOGIN_REQUIRED
    command = CallCommand(id="a", verb=Verb.READY, until="x")
    assert house.wire.refused("POST", "/v1/calls/commands", command).code is Code.LOGIN_REQUIRED
    assert house.switch.asked == []


@pytest.mark.parametrize("fields", [{"id": ""}, {"id": "a b"}, {"id": "x" * 81}, {"number": "1\r\nAction: Logoff"}, {"call": "x" * 121}])
def test_what_no_console_would_send_is_refused(house: House, fields: dict[str, str]) -> None:
    desk, _ = signed_in(house.centre, 28)
    command = CallCommand(**{"id": "a", "verb": Verb.READY, "until": "x", **fields})  # type: ignore[arg-type]
    problem = house.wire.refused("POST", "/v1/calls/commands", command, Authorization=f"Bearer {desk.access}")
    assert problem.code is Code.INVALID_REQUEST
    assert "Logoff" not in problem.detail


def test_a_server_without_a_call_system_says_so(centre: Centre) -> None:
    desk, _ = signed_in(centre, 28)
    with serving(centre) as place:
        wire = Wire(place)
        command = CallCommand(id="a", verb=Verb.READY, until="x")
        assert wire.refused("POST", "/v1/calls/commands", command, Authorization=f"Bearer {desk.access}").code is Code.NO_CALLS
        assert wire.ask("GET", "/v1/meta", None, Meta).calls == ""


def test_meta_says_where_the_gateway_is(house: House) -> None:
    assert house.wire.ask("GET", "/v1/meta", None, Meta).calls == "."


def seat_is_empty(told: Iterator[Told]) -> None:
    until(told, lambda one: isinstance(one, CallDelta) and [seat.state for seat in one.seats] == [OperatorState.LOGGED_OUT])


@pytest.mark.parametrize("how", ["signs out", "is shut out", "is ended"])
def test_who_leaves_is_logged_out_of_the_phone(house: House, how: str) -> None:
    (desk, caller), (other, _) = signed_in(house.centre, 28), signed_in(house.centre, 12)
    with house.listening(other) as told:
        assert house.ask(desk, Verb.LOGIN, extension="8028") is None
        if how == "signs out":
            house.wire.ask("DELETE", f"/v1/sessions/{caller.session}", None, None, Authorization=f"Bearer {desk.access}")
        elif how == "is shut out":
            devices.revoke_device(house.centre, desk.id)
        else:
            accounts.end_session(house.centre, caller.session)
        seat_is_empty(told)
    assert [order.verb for order in house.switch.asked] == [Verb.LOGIN, Verb.LOGOUT]


def test_who_comes_back_under_another_session_keeps_the_seat(house: House) -> None:
    house.centre.limits = replace(LIMITS, heartbeat_seconds=1)
    desk, caller = signed_in(house.centre, 28)
    assert house.ask(desk, Verb.LOGIN, extension="8028") is None
    desk, _ = signed_in(house.centre, 28, desk)
    with house.listening(desk) as told:
        next(told)
        accounts.end_session(house.centre, caller.session)
        assert house.ask(desk, Verb.NOT_READY, reason="break") is None
        until(told, lambda one: isinstance(one, CallDelta) and bool(one.seats) and one.seats[0].state is OperatorState.NOT_READY)
        for _ in range(2):
            until(told, lambda one: isinstance(one, CallBeat))
    assert [order.verb for order in house.switch.asked] == [Verb.LOGIN, Verb.NOT_READY]


def test_a_seat_that_nobody_claims_is_logged_out_after_a_while(centre: Centre, clock: SettableClock) -> None:
    switch = Switchboard(clock.now)
    before, _ = signed_in(centre, 28)
    other, _ = signed_in(centre, 12)
    with serving(centre, switch=switch) as place:
        assert House(place, centre, switch).ask(before, Verb.LOGIN, extension="8028") is None
    again, reopened = Switchboard(clock.now), reopen(centre)
    again.seats = dict(switch.seats)
    reopened.limits = replace(LIMITS, heartbeat_seconds=1)
    with serving(reopened, switch=again) as place, House(place, reopened, again).listening(other) as told:
        board = next(told)
        assert isinstance(board, CallBoard)
        assert [seat.operator for seat in board.seats] == [28]
        for one in told:
            if isinstance(one, CallDelta) and one.seats[0].state is OperatorState.LOGGED_OUT:
                break
            clock.advance(timedelta(seconds=UNCLAIMED + 1))
    assert [order.verb for order in again.asked] == [Verb.LOGOUT]


def seat_becomes(told: Iterator[Told], clock: SettableClock, step: float, state: OperatorState, reason: str = "") -> None:
    """Hear how the seat of No. 28 becomes another, while ``step`` seconds pass with each beat, of which one comes in a second."""
    for one in told:
        seats = one.seats if isinstance(one, (CallBoard, CallDelta)) else ()
        if [(seat.state, seat.reason) for seat in seats if seat.operator == 28] == [(state, reason)]:
            return
        if isinstance(one, CallBeat):
            clock.advance(timedelta(seconds=step))


@pytest.mark.parametrize("break_", ["", "break"], ids=["ready", "on a break"])
def test_no_call_rings_where_no_console_listens_until_one_comes_back(house: House, clock: SettableClock, break_: str) -> None:
    house.centre.limits = replace(LIMITS, heartbeat_seconds=1)
    (desk, _), (other, _) = signed_in(house.centre, 28), signed_in(house.centre, 12)
    assert house.ask(desk, Verb.LOGIN, extension="8028") is None
    verbs = [Verb.LOGIN]
    if break_:
        assert house.ask(desk, Verb.NOT_READY, reason=break_) is None
        verbs.append(Verb.NOT_READY)
    with house.listening(other) as told:
        if break_:
            for _ in range(2):
                until(told, lambda one: isinstance(one, CallBeat))
                clock.advance(timedelta(seconds=UNATTENDED))
        else:
            seat_becomes(told, clock, UNATTENDED / 2, OperatorState.NOT_READY, NotReady.UNATTENDED)
            verbs.append(Verb.NOT_READY)
        with house.listening(desk) as own:
            if not break_:
                seat_becomes(own, clock, 0.0, OperatorState.READY)
                verbs.append(Verb.READY)
            for _ in range(2):
                until(told, lambda one: isinstance(one, CallBeat))
                clock.advance(timedelta(seconds=UNCLAIMED))
            assert [order.verb for order in house.switch.asked] == verbs, "a console that listens keeps its seat"
        seat_becomes(told, clock, UNCLAIMED, OperatorState.LOGGED_OUT)
    assert house.switch.asked[-1].verb is Verb.LOGOUT


def test_the_telephones_go_on_while_no_console_listens_at_all(house: House, clock: SettableClock) -> None:
    desk, _ = signed_in(house.centre, 28)
    assert house.ask(desk, Verb.LOGIN, extension="8028") is None
    for _ in range(3):
        clock.advance(timedelta(seconds=UNATTENDED))
        assert house.ask(desk, Verb.LOGIN, extension="8028") is None
    with house.listening(desk) as told:
        board = next(told)
        assert isinstance(board, CallBoard)
        assert [seat.state for seat in board.seats] == [OperatorState.READY]
    assert {order.verb for order in house.switch.asked} == {Verb.LOGIN}


def reopen(centre: Centre) -> Centre:
    again = Centre(open_database(centre.database.url), clock=centre.clock, hasher=centre.hasher)
    found(again)
    return again


def test_a_stream_of_a_device_that_is_shut_out_ends_before_anything_more_is_told(house: House) -> None:
    house.centre.limits = replace(LIMITS, heartbeat_seconds=3600)
    desk, _ = signed_in(house.centre, 12)
    with house.listening(desk) as told:
        next(told), next(told)
        devices.revoke_device(house.centre, desk.id)
        assert list(told) == []


def test_a_stream_ends_with_its_session_and_not_at_the_next_beat(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "HEARTBEAT", 3600.0)
    house.centre.limits = replace(LIMITS, heartbeat_seconds=3600)
    desk, caller = signed_in(house.centre, 12)
    with house.listening(desk) as told:
        next(told), next(told)
        accounts.end_session(house.centre, caller.session)
        assert list(told) == []


def test_figures_tell_of_the_link_and_the_commands(house: House) -> None:
    desk, _ = signed_in(house.centre, 28)
    with house.listening(desk) as told:
        next(told)
        house.ask(desk, Verb.LOGIN, extension="8028")
        house.ask(desk, Verb.ANSWER, call="nowhere")
        text = house.wire.ask("GET", "/metrics").text
    assert "hotline_calls_link 1.0" in text
    assert "hotline_calls_connections 1.0" in text
    assert 'hotline_calls_commands_total{outcome="accepted"} 1.0' in text
    assert 'hotline_calls_commands_total{outcome="no_call"} 1.0' in text


def test_what_the_call_system_can_no_more_is_told_to_all_and_refused(house: House) -> None:
    desk, _ = signed_in(house.centre, 28)
    with house.listening(desk) as told:
        board = next(told)
        assert isinstance(board, CallBoard)
        assert Capability.DIAL in board.capabilities
        assert house.ask(desk, Verb.LOGIN, extension="8028") is None
        house.switch.say(house.switch.be_able, frozenset(Capability) - {Capability.DIAL})
        less = until(told, lambda one: isinstance(one, CallBoard))
        assert isinstance(less, CallBoard)
        assert Capability.DIAL not in less.capabilities
        assert less.seats[0].operator == 28
        assert house.ask(desk, Verb.DIAL, number="057765550001") is Refusal.NOT_SUPPORTED
        assert house.ask(desk, Verb.NOT_READY, reason="break") is None
        after = until(told, lambda one: isinstance(one, CallDelta))
        assert isinstance(after, CallDelta)
        assert after.n == less.n + 1
    assert [order.verb for order in house.switch.asked] == [Verb.LOGIN, Verb.NOT_READY]
