"""A call goes from one console to another one at a real gateway: both are told the same, and whoever has spoken writes up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.records.base import parse_time
from models.records.call import CallState, EndReason, OperatorState
from tests.support.call_house import CITIZEN, CallHouse, call_house
from tests.support.telephones import Telephone

WRAP_UP = 600


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[CallHouse]:
    with call_house(tmp_path, wrap_up=WRAP_UP) as opened:
        yield opened


def handed_on(house: CallHouse, way: str) -> tuple[Telephone, Telephone]:
    """28 takes a call up and hands it to 12, who takes it over; return both consoles."""
    first = house.sits(28)
    house.answered(first)
    second = house.sits(12)
    assert (first.line.blind_transfer("8012") if way == "sent" else first.line.consult("8012")) is None
    house.until(lambda: house.state(second) is OperatorState.ALERTING and house.phone(12).rings)
    house.phone(12).pick_up()
    if way == "consulted":
        house.comes(first, CallState.CONSULTING)
        house.until(lambda: house.state(second) is OperatorState.ON_CALL)
        assert first.line.complete_transfer() is None
    house.comes(second, CallState.CONNECTED)
    house.comes(first, CallState.ENDED)
    return first, second


def writes_up(house: CallHouse, console: Telephone) -> None:
    """Hold a console to what is shown of its wrap-up, which one key ends."""
    house.until(lambda: house.state(console) is OperatorState.WRAP_UP)
    status = console.statuses[-1]
    assert parse_time(status.until) - parse_time(status.since) == timedelta(seconds=WRAP_UP)
    assert console.line.ready() is None
    house.until(lambda: house.state(console) is OperatorState.READY)


@pytest.mark.parametrize("way", ["sent", "consulted"])
@pytest.mark.parametrize("who", ["operator", "console", "caller"])
def test_whoever_spoke_last_writes_up_with_the_caller_s_card(house: CallHouse, way: str, who: str) -> None:
    first, second = handed_on(house, way)
    assert {call.number for call in second.calls} == {CITIZEN}, "whose card it is was told"
    assert {call.state for call in second.calls} <= {CallState.ALERTING, CallState.CONNECTED}, "it opens when they speak, not on the way"
    writes_up(house, first)
    assert house.state(second) is OperatorState.ON_CALL
    if who == "operator":
        house.phone(12).hang_up()
    elif who == "console":
        assert second.line.hang_up() is None
    else:
        (caller,) = (leg for leg in house.pbx.exchange.channels.values() if leg.number == CITIZEN)
        house.pbx.hang_up(caller)
    ended = house.comes(second, CallState.ENDED)
    assert ended.reason is (EndReason.CALLER if who == "caller" else EndReason.OPERATOR)
    writes_up(house, second)
    house.agree()
    assert house.state(first) is OperatorState.READY
    pauses = [(one["Interface"], one["Paused"]) for one in house.pbx.asked("QueuePause")]
    assert pauses == [(f"PJSIP/80{number}", paused) for number in (28, 12) for paused in ("true", "false")], "each once"


def test_whoever_took_it_over_on_a_break_is_on_it_afterwards(house: CallHouse) -> None:
    first = house.sits(28)
    house.answered(first)
    second = house.sits(12, ready=False)
    assert first.line.blind_transfer("8012") is None
    house.until(lambda: house.state(second) is OperatorState.ALERTING and house.phone(12).rings)
    house.phone(12).pick_up()
    house.comes(second, CallState.CONNECTED)
    house.phone(12).hang_up()
    house.comes(second, CallState.ENDED)
    house.until(lambda: house.state(second) is OperatorState.NOT_READY)
    assert (second.statuses[-1].reason, second.statuses[-1].until) == ("break", "")


@pytest.mark.parametrize("takes_it", [True, False], ids=["takes it", "does not"])
def test_whom_a_colleague_who_only_rings_is_left_has_them_or_was_lost_on_the_way(house: CallHouse, takes_it: bool) -> None:
    first, second = house.sits(28), house.sits(12, ready=False)
    caller = house.answered(first)
    assert first.line.consult("8012") is None
    house.comes(first, CallState.CONSULTING)
    house.until(lambda: house.state(second) is OperatorState.ALERTING and house.phone(12).rings)
    assert first.line.complete_transfer() is None
    house.until(lambda: house.state(first) is OperatorState.WRAP_UP)
    if takes_it:
        house.phone(12).pick_up()
        assert house.comes(second, CallState.CONNECTED).number == CITIZEN
        house.pbx.hang_up(caller)
    else:
        house.phone(12).reject()
    ended = house.comes(first, CallState.ENDED)
    house.until(lambda: not house.switch.gateway.board.calls)
    over = [call for call in house.records() if call.id == ended.id and call.state is CallState.ENDED]
    assert [(call.reason, call.operator, call.party) for call in over] == [
        (EndReason.CALLER if takes_it else EndReason.NO_ANSWER, 28, "8012")
    ]
