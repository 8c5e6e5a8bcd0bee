"""Who waits, as one desk sees it on the gateway's board."""

from __future__ import annotations

import pytest

from console.calls.own import Own
from models.records.call import CallRow, CallState, Direction, OperatorState, Seat
from models.records.catalogue import Line
from sync.client.call_view import CallView
from sync.protocol.calls import CallBoard

AT = "2026-11-24T09:00:00.000+08:00"


def waits(state: CallState, direction: Direction, *rings_at: int) -> list[str]:
    """Return the numbers that wait, at the desk of 28, where a call is in a state and rings at these seats."""
    call = CallRow(id="c", direction=direction, number="057765550001", line=Line.GENERAL, state=state, queued_at=AT)
    seats = [
        Seat(operator=number, extension=f"80{number}", state=OperatorState.READY, since=AT, call="c" if number in rings_at else "")
        for number in (12, 28)
    ]
    view = CallView()
    view.begin(CallBoard(run="r", n=1, now=AT, calls=(call,), seats=tuple(seats), capabilities=(), link_since=""))
    return [row.number for row in Own(view, 28, lambda: AT).status().waiting]


@pytest.mark.parametrize(
    ("state", "direction", "rings_at", "waiting"),
    [
        (CallState.QUEUED, Direction.IN, (), True),
        (CallState.ALERTING, Direction.IN, (), True),
        (CallState.ALERTING, Direction.IN, (12,), False),
        (CallState.ALERTING, Direction.IN, (28,), False),
        (CallState.ALERTING, Direction.OUT, (), False),
        (CallState.CONNECTED, Direction.IN, (12,), False),
    ],
)
def test_a_caller_waits_who_rings_at_nobody(state: CallState, direction: Direction, rings_at: tuple[int, ...], waiting: bool) -> None:
    assert waits(state, direction, *rings_at) == (["057765550001"] if waiting else [])
