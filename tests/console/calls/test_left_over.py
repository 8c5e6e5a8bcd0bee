"""After three have spoken, at two consoles of a real gateway: whoever is left alone is let go, and who took over can hand the call on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.records.call import CallState, EndReason, OperatorState, Refusal, Verb
from tests.support.call_house import CITIZEN, CallHouse, call_house
from tests.support.pbx.exchange import Channel
from tests.support.telephones import Telephone

WRAP_UP = 600


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[CallHouse]:
    with call_house(tmp_path, wrap_up=WRAP_UP) as opened:
        yield opened


def three(house: CallHouse) -> tuple[Telephone, Telephone, Channel]:
    """28 has taken a call up and fetched 12 in, who was on a break; return both consoles and the citizen's leg."""
    first, second = house.sits(28), house.sits(12, ready=False)
    caller = house.answered(first)
    rung(house, first, second)
    house.phone(12).pick_up()
    house.comes(first, CallState.CONFERENCE)
    house.until(lambda: house.state(second) is OperatorState.ON_CALL)
    return first, second, caller


def rung(house: CallHouse, first: Telephone, second: Telephone) -> None:
    assert first.line.conference_add("8012") is None
    house.until(lambda: house.phone(12).rings and house.state(second) is OperatorState.ALERTING)


def test_whoever_is_rung_to_join_is_the_party_as_long_as_it_rings(house: CallHouse) -> None:
    first, second = house.sits(28), house.sits(12, ready=False)
    house.answered(first)
    rung(house, first, second)
    house.until(lambda: (first.calls[-1].state, first.calls[-1].party, first.calls[-1].rung) == (CallState.CONNECTED, "8012", True))
    house.agree()
    assert second.line.room is not None
    assert [call.party for call in second.line.room.calls] == ["8012"], "the colleague knows of it while it rings"
    house.phone(12).reject()
    house.until(lambda: (first.calls[-1].party, first.calls[-1].rung) == ("", None))


def nobody_is_left(house: CallHouse) -> None:
    house.until(lambda: not house.pbx.exchange.channels and not house.switch.gateway.board.calls)


@pytest.mark.parametrize("linked", [True, False], ids=["linked", "while the link is lost"])
def test_an_operator_whom_both_have_left_writes_up(house: CallHouse, linked: bool) -> None:
    first, second, caller = three(house)
    house.phone(12).hang_up()
    house.comes(first, CallState.CONNECTED)
    if linked:
        house.pbx.hang_up(caller)
    else:
        house.cut(lambda: house.pbx.hang_up(caller))
    assert house.comes(first, CallState.ENDED).reason is (EndReason.CALLER if linked else EndReason.LINK_LOST)
    nobody_is_left(house)
    house.until(lambda: house.state(second) is OperatorState.NOT_READY)
    house.until(lambda: house.state(first) is OperatorState.WRAP_UP)


def test_an_operator_speaks_on_with_whom_they_fetched_in_and_is_let_go_after_them(house: CallHouse) -> None:
    first, second, caller = three(house)
    house.pbx.hang_up(caller)
    assert house.comes(first, CallState.ENDED).reason is EndReason.CALLER
    house.agree()
    assert (house.state(first), house.state(second)) == (OperatorState.ON_CALL, OperatorState.ON_CALL)
    house.phone(12).hang_up()
    nobody_is_left(house)
    house.until(lambda: house.state(first) is OperatorState.WRAP_UP)


def test_f8_ends_what_an_operator_speaks_in_that_is_no_call_of_the_hotline(house: CallHouse) -> None:
    first, second, caller = three(house)
    house.pbx.hang_up(caller)
    house.comes(first, CallState.ENDED)
    house.until(lambda: first.line.hang_up() is None)
    nobody_is_left(house)
    house.until(lambda: house.state(first) is OperatorState.WRAP_UP and house.state(second) is OperatorState.NOT_READY)
    assert first.line.hang_up() is Refusal.NO_CALL
    assert first.refusals == []


def test_whoever_is_consulted_hangs_up_by_f8(house: CallHouse) -> None:
    first, second = house.sits(28), house.sits(12, ready=False)
    caller = house.answered(first)
    assert first.line.consult("8012") is None
    house.until(lambda: house.phone(12).rings and house.state(second) is OperatorState.ALERTING)
    assert second.line.hang_up() is Refusal.NO_CALL, "what only rings is not hung up"
    house.phone(12).pick_up()
    house.until(lambda: house.state(second) is OperatorState.ON_CALL)
    assert second.line.hang_up() is None
    house.until(lambda: house.state(second) is OperatorState.NOT_READY)
    house.comes(first, CallState.CONNECTED)
    assert house.there(caller)


def test_nobody_rings_to_join_a_call_whose_caller_has_gone(house: CallHouse) -> None:
    first, second = house.sits(28), house.sits(12, ready=False)
    caller = house.answered(first)
    rung(house, first, second)
    house.pbx.hang_up(caller)
    house.comes(first, CallState.ENDED)
    nobody_is_left(house)
    house.until(lambda: house.state(second) is OperatorState.NOT_READY)


@pytest.mark.parametrize("who", ["the telephone", "the partner"])
def test_a_caller_is_not_left_alone_in_the_conference(house: CallHouse, who: str) -> None:
    first, _, caller = three(house)
    house.phone(12).hang_up()
    house.comes(first, CallState.CONNECTED)
    if who == "the telephone":
        house.phone(28).hang_up()
        reason = EndReason.OPERATOR
    else:
        house.pbx.phone("9001")
        assert first.line.conference_add("9001") is None
        house.until(lambda: house.pbx.phone("9001").rings)
        house.pbx.phone("9001").pick_up()
        house.comes(first, CallState.CONFERENCE)
        assert first.line.hang_up() is None
        house.comes(first, CallState.ENDED)
        assert house.there(caller)
        house.pbx.phone("9001").hang_up()
        reason = EndReason.TRANSFER
    assert house.comes(first, CallState.ENDED).reason is reason
    nobody_is_left(house)


@pytest.mark.parametrize("linked", [True, False], ids=["linked", "after a lost link"])
def test_a_colleague_who_takes_the_call_over_out_of_a_conference_can_hand_it_on(house: CallHouse, linked: bool) -> None:
    first, second, caller = three(house)
    assert first.line.hang_up() is None
    taken = house.comes(second, CallState.CONNECTED)
    assert (taken.number, taken.operator) == (CITIZEN, 28)
    if not linked:
        house.cut()
    third = house.sits(29, ready=False)
    assert second.line.consult("8029") is None
    house.until(lambda: bool(second.refusals))
    assert second.refusals == [(Verb.CONSULT, Refusal.NOT_SUPPORTED)], "not taken for done and come to nothing"
    assert second.line.blind_transfer("8029") is None
    house.until(lambda: house.phone(29).rings and house.state(third) is OperatorState.ALERTING)
    house.phone(29).pick_up()
    assert house.comes(third, CallState.CONNECTED).id == taken.id
    assert house.there(caller)
    assert third.line.hang_up() is None
    assert house.comes(third, CallState.ENDED).reason is EndReason.OPERATOR
    nobody_is_left(house)
