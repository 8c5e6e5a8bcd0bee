"""What a desk hears of the others through the gateway."""

from __future__ import annotations

from models.records.call import OperatorState
from tests.support.telephones import Telephone, Telephones

OTHER = "057765550002"


def sat_down(room: Telephones, number: int) -> Telephone:
    telephone = room.open(number)
    assert telephone.line.login() is None
    room.settle()
    return telephone


def test_whom_another_desk_rings_is_known_here(room: Telephones) -> None:
    first, second = sat_down(room, 28), sat_down(room, 12)
    assert first.line.dial(OTHER) is None
    room.settle()
    assert (first.statuses[-1].rung, second.statuses[-1].rung) == ((), ((OTHER, 28),))
    assert first.line.hang_up() is None
    room.settle()
    assert second.statuses[-1].rung == ()


def test_who_else_sits_at_a_telephone_is_known_with_the_state(room: Telephones) -> None:
    first, second = sat_down(room, 28), sat_down(room, 12)
    assert [(seat.operator, seat.state) for seat in first.statuses[-1].colleagues] == [(12, OperatorState.READY)]
    assert second.line.not_ready("break") is None
    room.settle()
    assert [seat.state for seat in first.statuses[-1].colleagues] == [OperatorState.NOT_READY]
    assert second.line.logout() is None
    room.settle()
    assert first.statuses[-1].colleagues == ()
