"""The real line under what a real network and a real call system do to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from models.records.call import CallState, EndReason, OperatorState, Refusal, Verb
from models.records.catalogue import Line
from models.store.clock import SystemClock
from sync.server import devices
from tests.support.middleman import Choice, Deed, Fault, Middleman
from tests.support.oddserver import Request
from tests.support.telephones import Telephone, Telephones

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
CALLER, OTHER = "057765550001", "057765550002"


@pytest.fixture
def between(room: Telephones) -> Iterator[Middleman]:
    """Somebody between the consoles and the gateway."""
    standing = Middleman(room.place)
    standing.start()
    yield standing
    standing.stop()


def sat_down(room: Telephones, number: int = 28, **how: object) -> Telephone:
    telephone = room.open(number, **how)  # type: ignore[arg-type]
    assert telephone.line.login() is None
    room.settle()
    return telephone


def test_the_desk_sits_down_as_soon_as_it_hears_of_the_calls(room: Telephones) -> None:
    room.happens(room.switch.cut)
    telephone = room.open(28)
    assert telephone.line.login() is None
    assert telephone.statuses[-1].operator is OperatorState.LOGGED_OUT
    assert not telephone.statuses[-1].link_ok
    room.happens(room.switch.mend)
    room.settle()
    assert telephone.statuses[-1].operator is OperatorState.READY
    assert [order.verb for order in room.switch.asked] == [Verb.LOGIN]


def test_a_lost_link_freezes_the_call_and_nothing_is_accepted(room: Telephones) -> None:
    telephone = sat_down(room)
    room.happens(room.switch.ring, CALLER)
    telephone.line.answer()
    room.settle()
    told = list(telephone.calls)
    room.happens(room.switch.cut)
    assert (telephone.statuses[-1].link_ok, telephone.statuses[-1].operator) == (False, OperatorState.PHONE_OFFLINE)
    assert telephone.calls == told
    asked = len(room.switch.asked)
    line = telephone.line
    for command in (line.hang_up, line.hold, line.mute, line.ready, line.logout, lambda: line.dial(OTHER), lambda: line.not_ready("break")):
        assert command() is Refusal.LINK_LOST
    assert len(room.switch.asked) == asked
    room.happens(room.switch.mend)
    assert (telephone.statuses[-1].link_ok, telephone.statuses[-1].operator) == (True, OperatorState.ON_CALL)
    assert telephone.calls == told


def test_a_call_that_ended_while_the_link_was_down_is_over_when_it_returns(room: Telephones) -> None:
    telephone = sat_down(room)
    room.happens(room.switch.ring, CALLER)
    telephone.line.answer()
    room.settle()
    room.happens(room.switch.cut)
    room.happens(room.switch.hang_up, telephone.calls[-1].id)
    assert telephone.calls[-1].state is CallState.CONNECTED
    room.happens(room.switch.mend)
    assert (telephone.calls[-1].state, telephone.calls[-1].reason) == (CallState.ENDED, EndReason.LINK_LOST)
    assert telephone.statuses[-1].operator is OperatorState.READY


def test_a_console_that_was_killed_and_came_back_finds_its_call_again(room: Telephones) -> None:
    killed = sat_down(room)
    room.happens(room.switch.ring, CALLER)
    killed.line.answer()
    room.settle()
    room.leave()  # nothing is said to the gateway
    telephone = room.open(28)
    assert telephone.line.login() is None
    room.settle()
    assert telephone.calls == killed.calls[-1:]
    assert telephone.statuses[-1].operator is OperatorState.ON_CALL
    assert [order.verb for order in room.switch.asked] == [Verb.LOGIN, Verb.ANSWER], "it sits there still"
    assert telephone.line.hang_up() is None
    room.settle()
    assert (telephone.calls[-1].state, telephone.calls[-1].reason) == (CallState.ENDED, EndReason.OPERATOR)


@pytest.mark.parametrize("linked", [True, False])
def test_who_sits_at_the_phone_already_is_asked_for_and_stays_on_the_break(room: Telephones, linked: bool) -> None:
    killed = sat_down(room)
    assert killed.line.not_ready("break") is None
    room.settle()
    room.leave()
    if not linked:
        room.happens(room.switch.cut)
    telephone = room.open(28)
    assert telephone.line.login() is None
    room.settle()
    if not linked:
        room.happens(room.switch.mend)
        room.settle()
    asked = [(order.verb, order.extension) for order in room.switch.asked if order.verb is Verb.LOGIN]
    assert asked == [(Verb.LOGIN, "8028")] * 2, "the call system adds the queues that are missing"
    assert (telephone.statuses[-1].operator, telephone.statuses[-1].reason) == (OperatorState.NOT_READY, "break")
    assert telephone.refusals == []


def test_a_program_that_ends_leaves_the_seat_that_its_operator_has_taken_elsewhere(room: Telephones) -> None:
    before, after = room.open(28), room.open(28)
    for telephone, phone in ((before, "8028"), (after, "8029")):
        telephone.line.login(phone)
        room.settle()
    room.loop.run_until_complete(before.line.leave())
    room.settle()
    assert [seat.extension for seat in room.switch.seats.values()] == ["8029"]
    room.loop.run_until_complete(after.line.leave())
    room.settle()
    assert not room.switch.seats


def test_nobody_is_ready_after_the_logout_or_without_a_link(room: Telephones) -> None:
    telephone = sat_down(room)
    room.happens(room.switch.cut)
    room.happens(room.switch.mend)
    assert telephone.line.logout() is None
    room.settle()
    out = len(telephone.statuses)
    room.happens(room.switch.ring, CALLER)
    room.happens(room.switch.cut)
    room.happens(room.switch.mend)
    assert all(status.link_ok or status.operator is not OperatorState.READY for status in telephone.statuses)
    assert {status.operator for status in telephone.statuses[out - 1 :]} == {OperatorState.LOGGED_OUT}
    assert telephone.calls == []


def test_what_the_call_system_refuses_after_all_is_told(room: Telephones) -> None:
    telephone = sat_down(room)
    room.switch.refuse[Verb.DIAL] = Refusal.NO_PHONE
    assert telephone.line.dial(OTHER) is None
    room.settle()
    assert telephone.refusals == [(Verb.DIAL, Refusal.NO_PHONE)]
    assert telephone.calls == []


def test_a_key_that_is_pressed_twice_rings_nobody_twice(room: Telephones) -> None:
    telephone = sat_down(room)
    assert [telephone.line.dial(OTHER), telephone.line.dial(OTHER)] == [None, Refusal.BUSY]
    room.settle()
    assert [order.verb for order in room.switch.asked] == [Verb.LOGIN, Verb.DIAL]


def test_two_consoles_each_with_the_own_call_and_the_same_queue(room: Telephones) -> None:
    first, second = sat_down(room, 28), sat_down(room, 12)
    for number in (CALLER, OTHER, "057765550003"):
        room.happens(room.switch.ring, number)
    assert [telephone.calls[-1].number for telephone in (first, second)] == [CALLER, OTHER]
    waiting = [[call.number for call in telephone.statuses[-1].waiting] for telephone in (first, second)]
    assert waiting == [["057765550003"], ["057765550003"]]
    first.line.answer()
    room.settle()
    assert second.calls[-1].state is CallState.ALERTING
    assert [call.number for call in second.calls] == [OTHER]


def test_a_counsellor_reads_who_waits_on_the_own_line_and_others_do_not(room: Telephones) -> None:
    counsellor, operator = room.open(19), room.open(28)
    room.happens(room.switch.ring, CALLER, Line.PSYCHOLOGY)
    assert [call.number for call in counsellor.statuses[-1].waiting] == [CALLER]
    assert [call.number for call in operator.statuses[-1].waiting] == [""]


def restart(room: Telephones) -> None:
    """The call system begins anew and remembers nobody."""
    for what in (room.switch.cut, room.switch.forget, room.switch.mend):
        room.happens(what)
    room.settle()


def test_a_call_system_that_forgot_who_sat_there_is_told_once_each_time(room: Telephones) -> None:
    telephone = sat_down(room)
    for times in (2, 3):
        restart(room)
        assert telephone.statuses[-1].operator is OperatorState.READY
        assert [(order.verb, order.extension) for order in room.switch.asked] == [(Verb.LOGIN, "8028")] * times
    assert telephone.refusals == []


def test_whoever_was_on_a_break_is_on_it_after_the_return(room: Telephones) -> None:
    telephone = sat_down(room)
    assert telephone.line.not_ready("training") is None
    room.settle()
    assert telephone.line.dial(OTHER) is None
    room.settle()
    restart(room)
    assert (telephone.statuses[-1].operator, telephone.statuses[-1].reason) == (OperatorState.NOT_READY, "training")
    assert [order.verb for order in room.switch.asked[3:]] == [Verb.LOGIN, Verb.NOT_READY]
    assert telephone.line.ready() is None
    room.settle()
    restart(room)
    assert telephone.statuses[-1].operator is OperatorState.READY


def test_a_refusal_at_the_return_is_told_and_ends_it_until_the_key_signs_in(room: Telephones) -> None:
    telephone = sat_down(room)
    room.switch.refuse[Verb.LOGIN] = Refusal.NO_PHONE
    restart(room)
    restart(room)
    assert telephone.refusals == [(Verb.LOGIN, Refusal.NO_PHONE)]
    assert telephone.statuses[-1].operator is OperatorState.LOGGED_OUT
    room.switch.refuse.clear()
    assert telephone.line.ready() is None
    room.settle()
    assert telephone.statuses[-1].operator is OperatorState.READY
    assert [order.verb for order in room.switch.asked] == [Verb.LOGIN] * 3


@pytest.mark.parametrize("taken", [True, False])
def test_a_seat_that_was_left_or_taken_away_is_not_asked_for(room: Telephones, taken: bool) -> None:
    telephone = sat_down(room)
    if taken:
        room.happens(room.switch.take_away, 28)
    else:
        assert telephone.line.logout() is None
        room.settle()
    asked = len(room.switch.asked)
    restart(room)
    assert telephone.statuses[-1].operator is OperatorState.LOGGED_OUT
    assert len(room.switch.asked) == asked


class TestOnTheWay:
    """What a network does between a console and the gateway; time goes on there."""

    @pytest.fixture
    def clock(self) -> SystemClock:
        return SystemClock()

    def test_a_lost_answer_is_asked_for_under_the_same_id(self, room: Telephones, between: Middleman) -> None:
        telephone = sat_down(room, via=between.url)
        between.choose = lost_once(between, Fault.LOSE_ANSWER)
        assert telephone.line.dial(OTHER) is None
        room.settle()
        assert between.done == [Fault.LOSE_ANSWER]
        assert [order.verb for order in room.switch.asked] == [Verb.LOGIN, Verb.DIAL]
        assert telephone.refusals == []

    def test_a_command_that_comes_twice_is_carried_out_once(self, room: Telephones, between: Middleman) -> None:
        telephone = sat_down(room, via=between.url)
        between.choose = lost_once(between, Fault.TWICE)
        assert telephone.line.dial(OTHER) is None
        room.settle()
        assert [order.verb for order in room.switch.asked] == [Verb.LOGIN, Verb.DIAL]

    def test_a_command_that_came_late_is_not_carried_out(self, room: Telephones, between: Middleman) -> None:
        telephone = sat_down(room, via=between.url, timeouts=(0.2, 0.2))
        between.choose = lambda request: Deed(Fault.LATE) if command(request) else None
        assert telephone.line.dial(OTHER) is None
        room.settle()
        assert [refusal for _, refusal in telephone.refusals] == [Refusal.UNKNOWN]
        assert between.deliver_late() > 0
        room.settle()
        assert [order.verb for order in room.switch.asked] == [Verb.LOGIN]

    def test_a_pulled_cable_freezes_the_line_and_the_board_comes_anew(self, room: Telephones, between: Middleman) -> None:
        telephone = sat_down(room, via=between.url)
        room.happens(room.switch.ring, CALLER)
        telephone.line.answer()
        room.settle()
        between.pull()
        room.until(lambda: not telephone.statuses[-1].link_ok)
        assert telephone.statuses[-1].operator is OperatorState.PHONE_OFFLINE
        assert telephone.line.hang_up() is Refusal.LINK_LOST
        ringing = telephone.calls[-1]
        room.happens(room.switch.hang_up, ringing.id)
        room.happens(room.switch.ring, OTHER)
        between.plug()
        room.until(lambda: telephone.statuses[-1].link_ok)
        room.settle()
        assert [(call.number, call.state) for call in telephone.calls[-2:]] == [(CALLER, CallState.ENDED), (OTHER, CallState.ALERTING)]

    def test_whoever_is_shut_out_hears_and_asks_no_more(self, room: Telephones) -> None:
        telephone, other = sat_down(room, 28), room.open(12)
        devices.revoke_device(room.centre, telephone.desk.id)
        room.until(lambda: not telephone.statuses[-1].link_ok and not room.switch.seats)
        room.happens(room.switch.ring, CALLER)
        assert telephone.line.ready() is Refusal.LINK_LOST
        assert telephone.statuses[-1].waiting == ()
        assert [call.number for call in other.statuses[-1].waiting] == [CALLER]


def command(request: Request) -> bool:
    return "/calls/commands" in request.line


def lost_once(between: Middleman, fault: Fault) -> Choice:
    """Do something to the first command only."""
    return lambda request: Deed(fault) if command(request) and fault not in between.done else None
