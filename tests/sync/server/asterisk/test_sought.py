"""What is said of a consultation in which nobody was reached, by how far it came and how its ring ended."""

from __future__ import annotations

import pytest

from models.records.call import Direction, EndReason
from models.records.catalogue import Line
from sync.server.asterisk import consulting
from sync.server.asterisk.calls import Call
from sync.server.asterisk.channels import Channel


def sought(*statuses: str, rang: bool = True, left: bool = False, gives_up: bool = False) -> EndReason | None:
    """Consult somebody, let the ring end with what the PBX says, and go back to the caller; return what is said."""
    call = Call("1", Direction.IN, Line.GENERAL, "057765550101", 1.0)
    consulting.seek(call, "8002")
    consulting.begun(call)
    if rang:
        consulting.rings(call)
    if gives_up:
        consulting.given_up(call)
    for status in statuses:
        consulting.rung(call, status, Channel("2", left=left))
    consulting.back(call)
    consulting.back(call)
    assert call.wanted == ""
    return call.unmet[1] if call.unmet else None


@pytest.mark.parametrize(
    ("statuses", "left", "said"),
    [
        (("BUSY",), True, EndReason.BUSY),
        (("NOANSWER",), True, EndReason.BUSY),
        (("NOANSWER",), False, EndReason.NO_ANSWER),
        (("NOANSWER", "CANCEL"), False, EndReason.NO_ANSWER),
        (("CANCEL",), False, EndReason.NO_ANSWER),
        ((), False, EndReason.NO_ANSWER),
        (("CHANUNAVAIL",), False, EndReason.FAILED),
        (("CONGESTION",), False, EndReason.FAILED),
        (("ANSWER",), False, None),
        (("ANSWER", "NOANSWER"), True, None),
    ],
)
def test_how_a_ring_ended_is_why_nobody_came(statuses: tuple[str, ...], left: bool, said: EndReason | None) -> None:
    assert sought(*statuses, left=left) is said


def test_whoever_never_rang_could_not_be_reached() -> None:
    assert sought(rang=False) is EndReason.FAILED


@pytest.mark.parametrize("rang", [True, False])
def test_of_what_the_operator_gave_up_nothing_is_said(rang: bool) -> None:
    assert sought("CANCEL", rang=rang, gives_up=True) is None


def test_music_without_a_consultation_says_nothing() -> None:
    call = Call("1", Direction.IN, Line.GENERAL, "057765550101", 1.0)
    consulting.begun(call)
    consulting.rings(call)
    consulting.back(call)
    assert call.unmet is None
