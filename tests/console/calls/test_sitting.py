"""When a desk asks to sit down once more: the call system has a queue now that it did not have."""

from __future__ import annotations

from msgspec.structs import replace

from console.calls.sitting import Sitting
from models.records.call import OperatorState, Refusal, Seat, Verb

LOGIN = (Verb.LOGIN, {"extension": "8028"})


def seat(state: OperatorState = OperatorState.READY, call: str = "") -> Seat:
    return Seat(operator=28, extension="8028", state=state, since="2026-11-24T09:00:00.000+08:00", call=call)


def sitting(lacking: int) -> Sitting:
    """Somebody who sits there, of whose lines the call system lacked so many queues."""
    found = Sitting("8028")
    found.begin("run")
    assert found.hear("run", seat(), lacking) is None
    return found


def test_whoever_sits_there_is_signed_in_for_a_queue_that_is_there_now_once() -> None:
    desk = sitting(1)
    assert desk.hear("run", seat(), 0) == LOGIN
    assert desk.hear("run", seat(), 0) is None


def test_a_call_goes_before_it() -> None:
    desk = sitting(1)
    assert desk.hear("run", seat(OperatorState.ON_CALL, "c1"), 0) is None
    assert desk.hear("run", seat(OperatorState.WRAP_UP), 0) == LOGIN


def test_a_queue_that_goes_asks_for_nothing() -> None:
    desk = sitting(0)
    assert desk.hear("run", seat(), 1) is None


def test_whoever_was_signed_in_nowhere_is_signed_in_as_soon_as_a_queue_is_there() -> None:
    desk = Sitting("8028")
    desk.begin("run")
    desk.refused(Verb.LOGIN, Refusal.NO_QUEUE)
    assert desk.hear("run", None, 3) is None
    assert desk.hear("run", None, 3) is None
    assert desk.hear("run", None, 2) == LOGIN
    assert desk.hear("run", None, 2) is None


def test_whoever_has_left_is_not() -> None:
    desk = sitting(1)
    desk.end()
    assert desk.hear("run", None, 0) is None


def test_whoever_moves_to_another_telephone_sits_there_again_when_the_call_system_has_forgotten_it() -> None:
    desk = sitting(0)
    desk.extension = "8029"
    desk.begin("run")
    moved = replace(seat(), extension="8029")
    for told in (seat(), None, moved):  # the old seat stands for a moment and goes before the new one is there
        assert desk.hear("run", told) is None
    assert desk.hear("", moved) is None
    assert desk.hear("another run", None) == (Verb.LOGIN, {"extension": "8029"})
