"""The adapter of Asterisk without a link, or without an answer: what goes on, what has ended, what is not asked again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.records.base import parse_time
from models.records.call import CallState, EndReason, OperatorState, Refusal, Verb
from sync.server.calls.switch import Order
from tests.support.desk_of_pbx import PLAN, SOON, DeskOfPbx, tell


def orders(desk: DeskOfPbx) -> list[str]:
    """Return every action that changes something, in the order of their coming."""
    asking = {"QueueStatus", "Status", "Ping", "Challenge", "Login", "Filter", "ShowDialPlan"}
    return [asked["Action"] for asked in desk.pbx.received if asked["Action"] not in asking]


def test_a_call_goes_on_as_the_same_over_a_lost_link_and_nothing_is_asked_again() -> None:
    async def story(desk: DeskOfPbx) -> None:
        talking = await desk.answered()
        asked = orders(desk)
        desk.pbx.cut()
        await desk.until(lambda: not desk.told[-1].link)
        assert await desk.order(Verb.HANG_UP) is Refusal.LINK_LOST
        await desk.linked()
        whole = desk.told[-1]
        assert whole.calls == (talking,)
        assert [(seat.state, seat.call) for seat in whole.seats] == [(OperatorState.ON_CALL, talking.id)]
        assert orders(desk) == asked
        assert await desk.order(Verb.HANG_UP) is None
        assert (await desk.becomes(CallState.ENDED)).reason is EndReason.OPERATOR

    tell(story)


def test_a_call_that_ended_behind_a_lost_link_ends_by_it() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        desk.pbx.faults.refuse = True
        desk.pbx.cut()
        await desk.until(lambda: not desk.told[-1].link)
        desk.pbx.phone("8001").hang_up()
        desk.pbx.faults.refuse = False
        await desk.linked()
        assert (desk.call.state, desk.call.reason) == (CallState.ENDED, EndReason.LINK_LOST)
        assert desk.seats[8001][-1].state is OperatorState.READY

    tell(story)


async def without_a_link(desk: DeskOfPbx, meanwhile: Callable[[], object], so: Callable[[], bool] = lambda: True) -> None:
    """Lose the link, let something happen at the PBX until it is ``so``, and have the link again."""
    desk.pbx.faults.refuse = True
    desk.pbx.cut()
    await desk.until(lambda: not desk.told[-1].link)
    meanwhile()
    async with asyncio.timeout(SOON):
        while not so():
            await asyncio.sleep(0.005)
    desk.pbx.faults.refuse = False
    await desk.linked()


def test_whoever_spoke_in_a_call_that_ended_behind_a_lost_link_writes_it_up() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        await without_a_link(desk, desk.pbx.phone("8001").hang_up)
        wraps = await desk.sits(8001, OperatorState.WRAP_UP)
        assert parse_time(wraps.until) - parse_time(wraps.since) == timedelta(seconds=1)
        await desk.sits(8001, OperatorState.READY)
        assert [asked["Paused"] for asked in desk.pbx.asked("QueuePause")] == ["true", "false"]

    tell(story, replace(PLAN, wrap_up_seconds=1))


def test_whoever_still_speaks_or_is_rung_again_when_there_is_a_link_writes_nothing_up_yet() -> None:
    async def story(desk: DeskOfPbx) -> None:
        first = await desk.answered()
        await without_a_link(desk, lambda: None)
        assert desk.call.state is CallState.CONNECTED

        def another_rings() -> None:
            desk.pbx.phone("8001").hang_up()
            desk.pbx.ring("057765550102", "81890")

        await without_a_link(desk, another_rings, lambda: desk.pbx.phone("8001").rings)
        await desk.until(lambda: desk.call.id != first.id and desk.call.state is CallState.ALERTING)
        assert desk.pbx.asked("QueuePause") == []
        desk.pbx.phone("8001").pick_up()
        await desk.becomes(CallState.CONNECTED)
        assert await desk.order(Verb.HANG_UP) is None
        await desk.sits(8001, OperatorState.WRAP_UP)

    tell(story, replace(PLAN, wrap_up_seconds=30))


@pytest.mark.parametrize("picks_up", [True, False])
def test_a_gateway_that_is_started_anew_finds_who_consults_and_the_caller_who_waits_for_it(picks_up: bool) -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.LOGIN, extension="8002", operator=8002) is None
        await desk.sits(8002, OperatorState.READY)
        assert await desk.order(Verb.NOT_READY, extension="8002", operator=8002) is None
        talking = await desk.answered()
        assert await desk.order(Verb.CONSULT, number="8002") is None
        await desk.sits(8002, OperatorState.ALERTING)
        if picks_up:
            desk.pbx.phone("8002").pick_up()
            await desk.sits(8002, OperatorState.ON_CALL)
        again = DeskOfPbx(desk.pbx, PLAN)
        running = asyncio.create_task(again.switch.run(again.take))
        try:
            await again.linked()
            assert (again.call.id, again.call.state, again.call.operator) == (talking.id, CallState.CONSULTING, 8001)
            assert again.seats[8001][-1].call == talking.id
            assert again.seats[8002][-1].call == ""
            assert await again.order(Verb.CANCEL_TRANSFER) is None
            assert (await again.becomes(CallState.CONNECTED)).operator == 8001
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    tell(story)


def test_an_order_whose_time_is_over_is_not_sent() -> None:
    async def story(desk: DeskOfPbx) -> None:
        order = Order(verb=Verb.DIAL, operator=8001, extension="8001", number="13800000001")
        assert await desk.switch.carry_out(order, 0.0) is Refusal.EXPIRED
        assert await desk.order(Verb.NOT_READY, reason="lunch") is None
        assert desk.pbx.asked("Originate") == []

    tell(story)


@pytest.mark.parametrize("carried_out", [True, False], ids=["carried out", "not carried out"])
def test_a_dialled_call_whose_link_was_lost_is_accounted_for_once(carried_out: bool) -> None:
    async def story(desk: DeskOfPbx) -> None:
        (desk.pbx.faults.cut_after if carried_out else desk.pbx.faults.cut_before).add("Originate")
        assert await desk.order(Verb.DIAL, number="13800000001") is Refusal.UNKNOWN
        await desk.linked()
        assert len(desk.pbx.asked("Originate")) == 1
        assert len(desk.calls) == 1
        if not carried_out:
            assert (desk.call.number, desk.call.reason) == ("13800000001", EndReason.LINK_LOST)
            return
        assert (desk.call.number, desk.call.state) == ("13800000001", CallState.ALERTING)
        desk.pbx.phone("8001").pick_up()
        await desk.becomes(CallState.CONNECTED)

    tell(story)


def test_a_hang_up_whose_answer_was_lost_keeps_its_reason() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        desk.pbx.faults.lost.add("Hangup")
        about = Order(verb=Verb.HANG_UP, operator=8001, extension="8001", call=desk.call)
        assert await desk.switch.carry_out(about, 0.3) is Refusal.UNKNOWN
        assert (await desk.becomes(CallState.ENDED)).reason is EndReason.OPERATOR

    tell(story)


@pytest.mark.parametrize("verb", [Verb.MUTE, Verb.UNMUTE])
def test_a_late_answer_to_muting_still_tells_whether_the_caller_hears(verb: Verb) -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        if verb is Verb.UNMUTE:
            assert await desk.order(Verb.MUTE) is None
        before = desk.call.muted
        desk.pbx.faults.held.add("MuteAudio")
        about = Order(verb=verb, operator=8001, extension="8001", call=desk.call)
        assert await desk.switch.carry_out(about, 0.3) is Refusal.UNKNOWN
        assert desk.call.muted is before
        desk.pbx.let_go()
        await desk.until(lambda: desk.call.muted is not before)
        assert [asked["State"] for asked in desk.pbx.asked("MuteAudio")][-1] == ("on" if verb is Verb.MUTE else "off")

    tell(story)


def test_a_consultation_whose_answer_was_lost_is_not_known_of_until_it_rings() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        desk.pbx.faults.lost.add("Atxfer")
        about = Order(verb=Verb.CONSULT, operator=8001, extension="8001", call=desk.call, number="8002")
        assert await desk.switch.carry_out(about, 0.3) is Refusal.UNKNOWN
        assert (await desk.becomes(CallState.CONSULTING)).party == "8002"

    tell(story)
