"""The adapter of Asterisk where a call is handed to a colleague: they take it over, or do not take it up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.records.call import CallState, EndReason, OperatorState, Refusal, Verb
from tests.support.desk_of_pbx import DeskOfPbx, tell
from tests.support.pbx.phones import Outcome, Outside


@pytest.mark.parametrize("way", ["consulted", "sent"])
def test_a_colleague_takes_a_call_over_as_the_same(way: str) -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.LOGIN, extension="8002", operator=8002) is None
        await desk.sits(8002, OperatorState.READY)
        assert await desk.order(Verb.NOT_READY, extension="8002", operator=8002) is None
        talking = await desk.answered()
        assert await desk.order(Verb.CONSULT if way == "consulted" else Verb.BLIND_TRANSFER, number="8002") is None
        ringing = await desk.sits(8002, OperatorState.ALERTING)
        assert ringing.call == ("" if way == "consulted" else talking.id)
        desk.pbx.phone("8002").pick_up()
        await desk.sits(8002, OperatorState.ON_CALL)
        if way == "consulted":
            assert (desk.call.operator, desk.call.state) == (8001, CallState.CONSULTING)
            assert await desk.order(Verb.COMPLETE_TRANSFER) is None
        await desk.until(lambda: desk.seats[8002][-1].call == talking.id and desk.call.state is CallState.CONNECTED)
        assert (desk.call.id, desk.call.answered_at, desk.call.number) == (talking.id, talking.answered_at, talking.number)
        assert (await desk.sits(8001, OperatorState.READY)).call == ""
        assert await desk.order(Verb.HANG_UP) is Refusal.NOT_YOURS
        desk.pbx.phone("8002").hang_up()
        ended = await desk.becomes(CallState.ENDED)
        assert (ended.reason, ended.operator, ended.party) == (EndReason.OPERATOR, 8001, "8002"), "it stays the answer of who took it first"

    tell(story)


async def sent(desk: DeskOfPbx, *, takes_back: bool, patience: float) -> str:
    """8001 has answered and sends the caller to 8002, who is on a break and rings; return the call's id."""
    desk.pbx.calls.patience, desk.pbx.calls.takes_back = patience, takes_back
    assert await desk.order(Verb.LOGIN, extension="8002", operator=8002) is None
    await desk.sits(8002, OperatorState.READY)
    assert await desk.order(Verb.NOT_READY, extension="8002", operator=8002) is None
    await desk.sits(8002, OperatorState.NOT_READY)
    talking = await desk.answered()
    assert await desk.order(Verb.BLIND_TRANSFER, number="8002") is None
    await desk.sits(8002, OperatorState.ALERTING)
    return talking.id


def lets_ring(desk: DeskOfPbx) -> None:
    """Nobody comes to the telephone, and the dial plan gives up."""


def refuses(desk: DeskOfPbx) -> None:
    desk.pbx.phone("8002").reject()


def hangs_up(desk: DeskOfPbx) -> None:
    """The caller does."""
    (caller,) = (one for one in desk.pbx.exchange.channels.values() if one.number == "057765550101")
    desk.pbx.hang_up(caller)


@pytest.mark.parametrize(
    ("how", "patience", "reason"),
    [(lets_ring, 1.0, EndReason.NO_ANSWER), (refuses, 30.0, EndReason.NO_ANSWER), (hangs_up, 30.0, EndReason.ABANDONED)],
    ids=["rings in vain", "refused", "the caller hangs up"],
)
def test_a_call_sent_to_a_colleague_who_does_not_take_it_was_lost_on_the_way(
    how: Callable[[DeskOfPbx], None], patience: float, reason: EndReason
) -> None:
    async def story(desk: DeskOfPbx) -> None:
        await sent(desk, takes_back=False, patience=patience)
        how(desk)
        ended = await desk.becomes(CallState.ENDED)
        assert (ended.reason, ended.operator, ended.party) == (reason, 8001, "8002")
        await desk.sits(8002, OperatorState.NOT_READY)

    tell(story)


@pytest.mark.parametrize(("how", "patience"), [(lets_ring, 1.0), (refuses, 30.0)], ids=["rings in vain", "refused"])
def test_whom_a_colleague_does_not_take_up_waits_again_as_the_same_call_where_the_dial_plan_says_so(
    how: Callable[[DeskOfPbx], None], patience: float
) -> None:
    async def story(desk: DeskOfPbx) -> None:
        call = await sent(desk, takes_back=True, patience=patience)
        answered_at = desk.call.answered_at
        how(desk)
        await desk.until(lambda: desk.call.state is CallState.ALERTING and desk.seats[8001][-1].call == call)
        desk.pbx.phone("8001").pick_up()
        talking = await desk.becomes(CallState.CONNECTED)
        assert (talking.id, talking.answered_at, talking.operator, len(desk.calls)) == (call, answered_at, 8001, 1)
        assert await desk.order(Verb.HANG_UP) is None
        ended = await desk.becomes(CallState.ENDED)
        assert (ended.reason, ended.operator, ended.party) == (EndReason.OPERATOR, 8001, "")

    tell(story)


def test_who_gives_up_waiting_after_a_colleague_did_not_take_them_up_was_lost_on_the_way() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await sent(desk, takes_back=True, patience=30.0)
        assert await desk.order(Verb.NOT_READY, reason="lunch") is None
        await desk.sits(8001, OperatorState.NOT_READY)
        refuses(desk)
        await desk.becomes(CallState.QUEUED)
        hangs_up(desk)
        ended = await desk.becomes(CallState.ENDED)
        assert (ended.reason, ended.operator, ended.party) == (EndReason.ABANDONED, 8001, "8002")

    tell(story)


async def completed_while_it_rings(desk: DeskOfPbx, patience: float) -> str:
    """8001 consults 8002, who is on a break, and goes before anybody has picked up there; return the call's id."""
    desk.pbx.calls.patience = patience
    assert await desk.order(Verb.LOGIN, extension="8002", operator=8002) is None
    await desk.sits(8002, OperatorState.READY)
    assert await desk.order(Verb.NOT_READY, extension="8002", operator=8002) is None
    await desk.sits(8002, OperatorState.NOT_READY)
    talking = await desk.answered()
    assert await desk.order(Verb.CONSULT, number="8002") is None
    await desk.sits(8002, OperatorState.ALERTING)
    assert await desk.order(Verb.COMPLETE_TRANSFER) is None
    await desk.until(lambda: desk.seats[8002][-1].call == talking.id)
    await desk.sits(8001, OperatorState.READY)
    assert (desk.call.state, desk.call.operator) == (CallState.ALERTING, 8001)
    return talking.id


def test_a_colleague_who_only_rings_when_the_operator_goes_takes_the_call_over_as_the_same() -> None:
    async def story(desk: DeskOfPbx) -> None:
        call = await completed_while_it_rings(desk, 30.0)
        desk.pbx.phone("8002").pick_up()
        talking = await desk.becomes(CallState.CONNECTED)
        assert (talking.id, talking.operator, len(desk.calls)) == (call, 8001, 1)
        await desk.sits(8002, OperatorState.ON_CALL)
        desk.pbx.phone("8002").hang_up()
        ended = await desk.becomes(CallState.ENDED)
        assert (ended.reason, ended.operator, ended.party) == (EndReason.OPERATOR, 8001, "8002")

    tell(story)


@pytest.mark.parametrize(
    ("how", "patience", "reason"),
    [(lets_ring, 1.0, EndReason.NO_ANSWER), (refuses, 30.0, EndReason.NO_ANSWER), (hangs_up, 30.0, EndReason.ABANDONED)],
    ids=["rings in vain", "refused", "the caller hangs up"],
)
@pytest.mark.parametrize("takes_back", [False, True], ids=["without a way back", "with one"])
def test_a_call_left_to_a_colleague_who_rings_and_does_not_take_it_was_lost_on_the_way(
    how: Callable[[DeskOfPbx], None], patience: float, reason: EndReason, takes_back: bool
) -> None:
    async def story(desk: DeskOfPbx) -> None:
        desk.pbx.calls.takes_back = takes_back
        await completed_while_it_rings(desk, patience)
        how(desk)
        ended = await desk.becomes(CallState.ENDED)
        assert (ended.reason, ended.operator, ended.party) == (reason, 8001, "8002")
        await desk.sits(8002, OperatorState.NOT_READY)

    tell(story)


def test_a_department_that_only_rings_when_the_operator_goes_has_the_caller() -> None:
    async def story(desk: DeskOfPbx) -> None:
        desk.pbx.calls.outside["057765550102"] = Outside(Outcome.RINGS)
        await desk.answered()
        assert await desk.order(Verb.CONSULT, number="057765550102") is None
        await desk.becomes(CallState.CONSULTING)
        assert await desk.order(Verb.COMPLETE_TRANSFER) is None
        ended = await desk.becomes(CallState.ENDED)
        assert (ended.reason, ended.operator, ended.party) == (EndReason.TRANSFER, 8001, "057765550102")

    tell(story)
