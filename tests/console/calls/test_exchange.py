"""The exchange on its own: queue, wrap-up, callers who give up, numbers of every kind, and a machine that does anything at any time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from pytestqt.qtbot import QtBot

from console.calls.exchange import Exchange
from console.calls.simulator import SimulatedLine
from models.records.base import CHINA
from models.records.call import CallRow, CallState, Direction, EndReason, LineStatus, OperatorState
from models.rules.phone import kept
from models.store.clock import SettableClock

START = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
NUMBERS = ("057765550001", "057765550002", "057765550003")


def ready_exchange(clock: SettableClock | None = None, wrap_up: int = 30) -> tuple[Exchange, SimulatedLine, list[CallRow]]:
    exchange = Exchange((clock or SettableClock(START)).now, 28, wrap_up=wrap_up)
    line = SimulatedLine(exchange)
    heard: list[CallRow] = []
    line.call_changed.connect(heard.append)
    line.login()
    return exchange, line, heard


# --- queue -----------------------------------------------------------------------------------------------------------------------


def test_the_longest_wait_is_served_first(qtbot: QtBot) -> None:
    clock = SettableClock(START)
    exchange, line, heard = ready_exchange(clock, wrap_up=0)
    for number in NUMBERS:
        exchange.ring(number)
        clock.advance(timedelta(seconds=1))
    assert [call.number for call in exchange.waiting()] == list(NUMBERS[1:])
    for _ in NUMBERS:
        line.answer()
        line.hang_up()
    assert [call.number for call in heard if call.state is CallState.CONNECTED] == list(NUMBERS)
    assert exchange.waiting() == ()


def test_a_break_while_it_rings_puts_the_caller_back_to_the_head_of_the_queue(qtbot: QtBot) -> None:
    exchange, line, heard = ready_exchange()
    first, second = exchange.ring(NUMBERS[0]), exchange.ring(NUMBERS[1])
    assert line.not_ready("break") is None
    assert [call.id for call in exchange.waiting()] == [first, second]
    assert (heard[-1].id, heard[-1].state) == (first, CallState.QUEUED)
    line.ready()
    assert exchange.call is not None
    assert exchange.call.id == first


def test_one_who_waits_or_rings_gives_up_once(qtbot: QtBot) -> None:
    exchange, line, heard = ready_exchange()
    rings, waits = exchange.ring(NUMBERS[0]), exchange.ring(NUMBERS[1])
    exchange.abandon(waits)
    exchange.abandon(waits)
    exchange.abandon(rings)
    exchange.abandon("nobody")
    ended = [call for call in heard if call.state is CallState.ENDED]
    assert [(call.id, call.reason, call.answered_at) for call in ended] == [
        (waits, EndReason.ABANDONED, ""),
        (rings, EndReason.ABANDONED, ""),
    ]
    assert exchange.state is OperatorState.READY


def test_one_who_is_answered_cannot_give_up(qtbot: QtBot) -> None:
    exchange, line, heard = ready_exchange()
    call_id = exchange.ring(NUMBERS[0])
    line.answer()
    exchange.abandon(call_id)
    assert exchange.call is not None
    assert exchange.call.state is CallState.CONNECTED


def test_wrap_up_keeps_the_next_call_away_for_its_time(qtbot: QtBot) -> None:
    clock = SettableClock(START)
    exchange, line, _ = ready_exchange(clock)
    exchange.ring(NUMBERS[0])
    line.answer()
    exchange.ring(NUMBERS[1])
    exchange.party_hangs_up()
    assert exchange.state is OperatorState.WRAP_UP
    clock.advance(timedelta(seconds=29))
    exchange.tick()
    assert exchange.call is None
    clock.advance(timedelta(seconds=1))
    exchange.tick()
    assert exchange.call is not None
    assert exchange.call.number == NUMBERS[1]


def test_wrap_up_is_ended_early_by_hand(qtbot: QtBot) -> None:
    exchange, line, _ = ready_exchange()
    exchange.ring(NUMBERS[0])
    line.answer()
    exchange.ring(NUMBERS[1])
    line.hang_up()
    line.ready()
    assert exchange.state is OperatorState.ALERTING


def test_a_caller_is_not_connected_by_the_far_end(qtbot: QtBot) -> None:
    exchange, _, _ = ready_exchange()
    exchange.ring(NUMBERS[0])
    exchange.party_answers()
    assert exchange.call is not None
    assert exchange.call.state is CallState.ALERTING


# --- numbers ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signalled", "number"),
    [
        ("0577/6555-0001", "057765550001"),
        ("+86 577 6555 0001", "057765550001"),
        ("+44 20 7946 0000", "+442079460000"),
        ("anonymous", ""),
        ("", ""),
        ("x'; drop", ""),
        ("x'; drop 77", "77"),
        ("sip:057765550001@host", "057765550001"),
        ("๑๒๓", ""),
    ],
)
def test_every_number_that_is_signalled_is_kept_somehow(qtbot: QtBot, signalled: str, number: str) -> None:
    exchange, _, heard = ready_exchange()
    exchange.ring(signalled)
    assert heard[-1].number == number


@given(st.text(max_size=40) | st.from_regex(r"[+0-9 ()/-]{0,20}", fullmatch=True))
def test_no_number_stops_a_call_and_what_is_kept_can_be_written_down(text: str) -> None:
    exchange, _, heard = ready_exchange()
    exchange.ring(text)
    number = heard[-1].number
    assert number == "" or (number.isascii() and number.removeprefix("+").isdigit())
    assert kept(number) == number


# --- anything at any time --------------------------------------------------------------------------------------------------------


class Shift(RuleBasedStateMachine):
    """An operator and the far ends press everything in any order; no call is lost, doubled or ended twice."""

    @initialize()
    def open(self) -> None:
        self.clock = SettableClock(START)
        self.exchange = Exchange(self.clock.now, 28)
        self.line = SimulatedLine(self.exchange)
        self.heard: list[CallRow] = []
        self.begun: list[str] = []
        self.status: LineStatus | None = None
        self.exchange.call_changed.connect(self._on_call_changed)
        self.exchange.status_changed.connect(self._on_status_changed)

    def _on_call_changed(self, call: CallRow) -> None:
        self.heard.append(call)
        if call.direction is Direction.OUT and call.id not in self.begun:
            self.begun.append(call.id)

    def _on_status_changed(self, status: LineStatus) -> None:
        self.status = status

    @rule(number=st.sampled_from((*NUMBERS, "", "+44 20 7946 0000", "x'; drop")))
    def ring(self, number: str) -> None:
        self.begun.append(self.exchange.ring(number))

    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        if self.begun:
            self.exchange.abandon(data.draw(st.sampled_from(self.begun)))

    @rule(far_end=st.sampled_from(("party_answers", "party_hangs_up", "tick")))
    def far_end(self, far_end: str) -> None:
        getattr(self.exchange, far_end)()

    @rule(reason=st.sampled_from((EndReason.BUSY, EndReason.NO_ANSWER, EndReason.INVALID)))
    def fail(self, reason: EndReason) -> None:
        self.exchange.party_fails(reason)

    @rule(
        command=st.sampled_from(
            ("login", "logout", "ready", "answer", "hang_up", "hold", "resume", "complete_transfer", "cancel_transfer", "conference_drop")
        )
    )
    def press(self, command: str) -> None:
        getattr(self.line, command)()

    @rule(
        command=st.sampled_from(("consult", "blind_transfer", "conference_add", "dial", "not_ready")),
        number=st.sampled_from((*NUMBERS, "110", "", "abc")),
    )
    def press_with(self, command: str, number: str) -> None:
        getattr(self.line, command)(number)

    @rule(seconds=st.integers(0, 40))
    def wait(self, seconds: int) -> None:
        self.clock.advance(timedelta(seconds=seconds))
        self.exchange.tick()

    @invariant()
    def no_call_is_lost_or_doubled(self) -> None:
        waiting = [call.id for call in self.exchange.waiting()]
        at_hand = [self.exchange.call.id] if self.exchange.call else []
        ended = [call.id for call in self.heard if call.state is CallState.ENDED]
        assert sorted(waiting + at_hand + ended) == sorted(self.begun)

    @invariant()
    def the_state_fits_the_call(self) -> None:
        call, state = self.exchange.call, self.exchange.state
        if call is None:
            assert state not in (OperatorState.ALERTING, OperatorState.ON_CALL)
        elif call.direction is Direction.IN and call.state is CallState.ALERTING:
            assert state is OperatorState.ALERTING
        else:
            assert state is OperatorState.ON_CALL
        assert self.status is None or self.status.operator is state

    @invariant()
    def nobody_waits_while_the_desk_is_ready(self) -> None:
        assert not (self.exchange.state is OperatorState.READY and self.exchange.waiting())

    @invariant()
    def the_queue_is_in_order_and_everything_in_it_waits(self) -> None:
        waiting = self.exchange.waiting()
        assert [call.queued_at for call in waiting] == sorted(call.queued_at for call in waiting)
        assert {call.state for call in waiting} <= {CallState.QUEUED}

    @invariant()
    def times_follow_one_another(self) -> None:
        for call in self.heard:
            times = [time for time in (call.queued_at, call.answered_at, call.ended_at) if time]
            assert times == sorted(times)
            assert (call.state is CallState.ENDED) == bool(call.ended_at)
            # While they speak it says why whoever was consulted did not come.
            assert call.reason is not None if call.ended_at else call.reason is None or bool(call.party)


TestShift = Shift.TestCase
TestShift.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
