"""Somebody is consulted at two consoles of a real gateway: what each of them is told while nobody comes, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.records.call import CallState, EndReason, OperatorState
from tests.support.call_house import CallHouse, call_house


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[CallHouse]:
    with call_house(tmp_path) as opened:
        yield opened


def refuses(house: CallHouse) -> None:
    house.phone(12).reject()


def lets_ring(house: CallHouse) -> None:
    """The PBX gives up after a while."""


@pytest.mark.parametrize(
    ("how", "patience", "why"), [(refuses, 30.0, EndReason.BUSY), (lets_ring, 1.0, EndReason.NO_ANSWER)], ids=["refuses", "lets it ring"]
)
def test_who_does_not_come_is_told_of_and_the_call_is_with_the_operator_again(
    house: CallHouse, how: Callable[[CallHouse], None], patience: float, why: EndReason
) -> None:
    house.pbx.calls.patience = patience
    asking, asked = house.sits(28), house.sits(12, ready=False)
    caller = house.answered(asking)
    assert asking.line.consult("8012") is None
    consulting = house.comes(asking, CallState.CONSULTING)
    assert (consulting.party, consulting.reason) == ("8012", None)
    house.until(lambda: house.state(asked) is OperatorState.ALERTING)
    how(house)
    back = house.comes(asking, CallState.CONNECTED)
    assert (back.id, back.party, back.reason, back.ended_at) == (consulting.id, "8012", why, "")
    house.until(lambda: house.state(asked) is OperatorState.NOT_READY)
    assert asked.calls == [], "it never was a call of that desk"
    assert house.there(caller)
    assert asking.line.hang_up() is None
    over = house.comes(asking, CallState.ENDED)
    assert (over.reason, over.party) == (EndReason.OPERATOR, "")


def test_who_has_no_telephone_at_the_moment_could_not_be_reached(house: CallHouse) -> None:
    house.phone(12)
    house.pbx.exchange.unregistered.add("PJSIP/8012")
    asking = house.sits(28)
    house.answered(asking)
    assert asking.line.consult("8012") is None
    house.until(lambda: asking.calls[-1].reason is not None)
    assert (asking.calls[-1].state, asking.calls[-1].party, asking.calls[-1].reason) == (CallState.CONNECTED, "8012", EndReason.FAILED)


def test_of_whom_the_operator_gave_up_or_spoke_with_nothing_is_said(house: CallHouse) -> None:
    asking, asked = house.sits(28), house.sits(12, ready=False)
    house.answered(asking)
    for picks_up in (False, True):
        assert asking.line.consult("8012") is None
        house.until(lambda: house.state(asked) is OperatorState.ALERTING)
        house.comes(asking, CallState.CONSULTING)
        if picks_up:
            house.phone(12).pick_up()
            house.until(lambda: house.state(asked) is OperatorState.ON_CALL)
            house.phone(12).hang_up()
        else:
            assert asking.line.cancel_transfer() is None
        back = house.comes(asking, CallState.CONNECTED)
        assert (back.party, back.reason) == ("", None)
        house.until(lambda: house.state(asked) is OperatorState.NOT_READY)


def test_who_is_consulted_once_more_is_told_of_once_more(house: CallHouse) -> None:
    asking, asked = house.sits(28), house.sits(12, ready=False)
    house.answered(asking)
    for _ in range(2):
        assert asking.line.consult("8012") is None
        assert house.comes(asking, CallState.CONSULTING).reason is None
        house.until(lambda: house.state(asked) is OperatorState.ALERTING and house.phone(12).rings)
        refuses(house)
        assert house.comes(asking, CallState.CONNECTED).reason is EndReason.BUSY
        house.until(lambda: house.state(asked) is OperatorState.NOT_READY)


@pytest.mark.parametrize("came", ["nobody came", "somebody came"])
def test_a_consultation_over_a_lost_link_is_no_consultation_any_more(house: CallHouse, came: str) -> None:
    asking, asked = house.sits(28), house.sits(12, ready=False)
    caller = house.answered(asking)
    assert asking.line.consult("8012") is None
    house.comes(asking, CallState.CONSULTING)
    house.until(lambda: house.phone(12).rings)
    house.pbx.faults.refuse = True
    losses = house.switch.losses
    house.pbx.cut()
    house.until(lambda: house.switch.losses > losses)
    if came == "somebody came":
        house.phone(12).pick_up()
        house.phone(12).hang_up()
    else:
        refuses(house)
    house.pbx.faults.refuse = False
    house.until(lambda: house.switch.linked)
    house.agree()
    assert (asking.calls[-1].state, asking.calls[-1].party) == (CallState.CONNECTED, "")
    assert house.there(caller)
    assert house.state(asked) is OperatorState.NOT_READY
