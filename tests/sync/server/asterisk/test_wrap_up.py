"""When the time after a call begins, ends and ends anew."""

from __future__ import annotations

from collections.abc import Callable

from models.records.call import OperatorState, Seat
from sync.server.asterisk.calls import iso
from sync.server.asterisk.wrap_up import AGAIN, WrapUps

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
