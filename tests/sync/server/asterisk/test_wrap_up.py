"""When the time after a call begins, ends and ends anew."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.records.base import parse_time
from models.records.call import OperatorState, Seat, Verb
from sync.server.ami.message import Message
from sync.server.asterisk.calls import iso
from sync.server.asterisk.model import Model
from sync.server.asterisk.wrap_up import AGAIN, WrapUps
from tests.support.desk_of_pbx import PLAN, DeskOfPbx, desk_of_pbx

BEGAN = 1_795_460_000.0


class Timers:
    """Timers that go off when the test says so."""

    def __init__(self) -> None:
        self.open: list[Timers.One] = []

    class One:
        def __init__(self, timers: Timers, seconds: float, then: Callable[[], None]) -> None:
            self.seconds = seconds
            self.then = then
            self._timers = timers

        def cancel(self) -> None:
            if self in self._timers.open:
                self._timers.open.remove(self)

    def later(self, seconds: float, then: Callable[[], None]) -> Timers.One:
        self.open.append(Timers.One(self, seconds, then))
        return self.open[-1]

    def ring(self) -> None:
        for timer in tuple(self.open):
            timer.cancel()
            timer.then()


def seat(state: OperatorState, since: float = BEGAN) -> Seat:
    return Seat(operator=8001, extension="8001", state=state, since=iso(since))


def test_it_ends_once_and_not_again_while_it_is_told_of_again() -> None:
    timers, over = Timers(), []
    ups = WrapUps(30.0, over.append, timers.later)
    ups.look([seat(OperatorState.WRAP_UP)], BEGAN)
    ups.look([seat(OperatorState.WRAP_UP)], BEGAN + 10)
    assert [timer.seconds for timer in timers.open] == [30.0]
    timers.ring()
    assert over == ["8001"]


def test_what_is_left_of_it_after_a_lost_link_is_what_is_waited_for() -> None:
    timers, over = Timers(), []
    ups = WrapUps(30.0, over.append, timers.later)
    ups.look([seat(OperatorState.WRAP_UP)], BEGAN)
    ups.stop()
    assert timers.open == []
    ups.look([seat(OperatorState.WRAP_UP)], BEGAN + 20)
    assert [timer.seconds for timer in timers.open] == [10.0]
    ups.stop()
    ups.look([seat(OperatorState.WRAP_UP)], BEGAN + 90)
    assert [timer.seconds for timer in timers.open] == [0.0]


def test_whoever_is_ready_before_or_leaves_is_left_alone() -> None:
    for state in (OperatorState.READY, OperatorState.NOT_READY, OperatorState.LOGGED_OUT, OperatorState.ON_CALL):
        timers, over = Timers(), []
        ups = WrapUps(30.0, over.append, timers.later)
        ups.look([seat(OperatorState.WRAP_UP)], BEGAN)
        ups.look([seat(state)], BEGAN + 5)
        timers.ring()
        assert over == []


def test_an_end_that_did_not_come_about_is_tried_again() -> None:
    timers, over = Timers(), []
    ups = WrapUps(30.0, over.append, timers.later)
    ups.look([seat(OperatorState.WRAP_UP)], BEGAN)
    timers.ring()
    ups.again("8001")
    assert [timer.seconds for timer in timers.open] == [AGAIN]
    timers.ring()
    assert over == ["8001", "8001"]


WRAPPING = replace(PLAN, wrap_up_seconds=30)
PAUSED = {"Event": "QueueMember", "Queue": "81890", "Name": "8001 王丽", "Location": "PJSIP/8001", "Membership": "dynamic", "Paused": "1"}


def found(reason: str, rests: str, astray: float = 0.0) -> Seat:
    """Return the seat as a gateway finds it that is started anew at ``BEGAN``."""
    model = Model(WRAPPING)
    model.astray = astray
    member = Message((*PAUSED.items(), ("PausedReason", reason), ("LastPause", rests)))
    return model.reconcile((member,), (), BEGAN).seats[0]


@pytest.mark.parametrize(("ago", "left"), [(10, 20.0), (29, 1.0), (31, 0.0), (7200, 0.0)])
def test_a_gateway_that_is_started_anew_grants_what_is_left_of_it(ago: int, left: float) -> None:
    seat = found("wrap-up", f"{BEGAN - ago:.0f}")
    assert (seat.state, seat.since, seat.until) == (OperatorState.WRAP_UP, iso(BEGAN - ago), iso(BEGAN - ago + 30))
    timers = Timers()
    WrapUps(30.0, lambda extension: None, timers.later).look([seat], BEGAN)
    assert [timer.seconds for timer in timers.open] == [left]


def test_a_break_began_when_the_pbx_says_so_by_the_centre_s_clock() -> None:
    assert found("lunch", f"{BEGAN - 900:.0f}").since == iso(BEGAN - 900)
    assert found("lunch", f"{BEGAN - 900 - 40:.0f}", astray=40.0).since == iso(BEGAN - 900)


@pytest.mark.parametrize("rests", ["", "0", "soon", "-5", "9" * 40, "٣", f"{BEGAN + 500:.0f}"])
def test_where_the_pbx_does_not_say_since_when_it_is_since_now(rests: str) -> None:
    seat = found("wrap-up", rests)
    assert (seat.since, seat.until) == (iso(BEGAN), iso(BEGAN + 30))


def test_the_next_gateway_ends_the_wrap_up_when_the_one_before_would_have() -> None:
    async def story() -> None:
        async with desk_of_pbx(WRAPPING) as desk:
            await desk.answered()
            assert await desk.order(Verb.HANG_UP) is None
            first = await desk.sits(8001, OperatorState.WRAP_UP)
            again = DeskOfPbx(desk.pbx, WRAPPING)
            running = asyncio.create_task(again.switch.run(again.take))
            try:
                second = await again.sits(8001, OperatorState.WRAP_UP)
                assert abs(parse_time(second.until) - parse_time(first.until)) <= timedelta(seconds=2)
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)

    asyncio.run(story())
