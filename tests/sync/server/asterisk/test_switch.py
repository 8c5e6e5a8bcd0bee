"""The adapter of Asterisk from order to event, on a PBX that speaks its manager interface."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import msgspec
import pytest

from models.records.base import parse_time
from models.records.call import CallState, Direction, EndReason, OperatorState, Refusal, Verb
from models.records.catalogue import Line
from tests.support.desk_of_pbx import PLAN, SOON, DeskOfPbx, tell
from tests.support.pbx.phones import Outcome
from tests.support.pbx.server import SECRET, USER
from tests.support.pbx.wire import ALL, User


def test_login_takes_calls_of_the_lines_that_are_the_operator_s_and_logout_none() -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.LOGIN, lines=(Line.GENERAL,)) is None
        seat = await desk.sits(8001, OperatorState.READY)
        assert (seat.extension, seat.call) == ("8001", "")
        assert [asked["Queue"] for asked in desk.pbx.asked("QueueAdd")] == ["81890"]
        assert await desk.order(Verb.LOGIN) is None
        assert len(desk.pbx.asked("QueueAdd")) == 1, "a second login only tells"
        assert await desk.order(Verb.NOT_READY, reason="lunch") is None
        assert (await desk.sits(8001, OperatorState.NOT_READY)).reason == "lunch"
        assert await desk.order(Verb.READY) is None
        await desk.sits(8001, OperatorState.READY)
        assert await desk.order(Verb.LOGOUT) is None
        await desk.sits(8001, OperatorState.LOGGED_OUT)
        assert await desk.order(Verb.READY) is Refusal.NO_PHONE
        assert desk.seats[8001][-1].state is OperatorState.LOGGED_OUT

    tell(story, login=False)


def test_the_next_operator_at_a_telephone_takes_the_seat_of_who_forgot_to_leave() -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.LOGIN, operator=8007) is None
        await desk.sits(8007, OperatorState.READY)
        assert desk.seats[8001][-1].state is OperatorState.LOGGED_OUT
        assert await desk.order(Verb.READY, operator=8001) is Refusal.NO_PHONE

    tell(story)


def test_nobody_ever_looks_ready_on_the_way_out() -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.LOGOUT) is None
        await desk.sits(8001, OperatorState.LOGGED_OUT)
        after = [seat.state for seat in desk.seats[8001]]
        assert after[after.index(OperatorState.LOGGED_OUT) :] == [OperatorState.LOGGED_OUT]

    tell(story)


def test_our_own_hang_up_has_our_own_reason() -> None:
    async def story(desk: DeskOfPbx) -> None:
        talking = await desk.answered()
        assert (talking.operator, talking.number, talking.line) == (8001, "057765550101", Line.GENERAL)
        assert await desk.order(Verb.READY) is Refusal.BUSY
        assert await desk.order(Verb.LOGOUT) is Refusal.BUSY
        assert await desk.order(Verb.HANG_UP, operator=8002, extension="8002") is Refusal.NOT_YOURS
        assert await desk.order(Verb.HANG_UP) is None
        ended = await desk.becomes(CallState.ENDED)
        assert ended.reason is EndReason.OPERATOR
        assert len(desk.calls) == 1
        await desk.sits(8001, OperatorState.READY)
        assert await desk.order(Verb.HANG_UP) is Refusal.NO_CALL

    tell(story)


def test_consulting_is_cancelled_or_completed() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        assert await desk.order(Verb.COMPLETE_TRANSFER) is Refusal.WRONG_STATE
        assert await desk.order(Verb.CONSULT, number="9001") is None
        assert (await desk.becomes(CallState.CONSULTING)).party == "9001"
        assert await desk.order(Verb.CANCEL_TRANSFER) is None
        assert (await desk.becomes(CallState.CONNECTED)).party == ""
        assert await desk.order(Verb.CONSULT, number="9001") is None
        await desk.becomes(CallState.CONSULTING)
        await desk.until(lambda: len(desk.pbx.phone("9001").legs) == 1 and desk.pbx.phone("9001").legs[0].bridge is not None)
        assert await desk.order(Verb.COMPLETE_TRANSFER) is None
        ended = await desk.becomes(CallState.ENDED)
        assert (ended.reason, ended.party) == (EndReason.TRANSFER, "9001")
        await desk.sits(8001, OperatorState.READY)

    tell(story)


def test_a_blind_transfer_ends_the_operator_s_part() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        assert await desk.order(Verb.BLIND_TRANSFER, number="9001;1") is Refusal.BAD_NUMBER
        assert await desk.order(Verb.BLIND_TRANSFER, number="9001") is None
        ended = await desk.becomes(CallState.ENDED)
        assert (ended.reason, ended.party) == (EndReason.TRANSFER, "9001")

    tell(story)


def test_a_third_party_is_fetched_in_and_let_go_and_nobody_stays_alone() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        assert await desk.order(Verb.CONFERENCE_ADD, number="9001") is None
        assert (await desk.becomes(CallState.CONFERENCE)).party == "9001"
        assert await desk.order(Verb.CONFERENCE_DROP) is None
        assert (await desk.becomes(CallState.CONNECTED)).party == ""
        assert await desk.order(Verb.HANG_UP) is None
        assert (await desk.becomes(CallState.ENDED)).reason is EndReason.OPERATOR
        await desk.sits(8001, OperatorState.READY)
        assert desk.pbx.exchange.channels == {}

    tell(story)


def test_a_third_party_who_still_rings_is_left_alone_when_the_call_is_over() -> None:
    async def story(desk: DeskOfPbx) -> None:
        desk.pbx.phone("8002").answers = None
        await desk.answered()
        assert await desk.order(Verb.CONFERENCE_ADD, number="8002") is None
        world = desk.switch._model.world
        async with asyncio.timeout(SOON):
            while not any(world.channels.get(uid) for uid in world.invited):
                await asyncio.sleep(0.005)
        assert await desk.order(Verb.HANG_UP) is None
        assert (await desk.becomes(CallState.ENDED)).reason is EndReason.OPERATOR
        async with asyncio.timeout(SOON):
            while desk.pbx.exchange.channels:
                await asyncio.sleep(0.005)

    tell(story)


def test_whoever_a_caller_is_sent_to_after_three_have_spoken_rings_until_they_pick_up() -> None:
    async def story(desk: DeskOfPbx) -> None:
        desk.pbx.calls.patience = 600.0
        caller = await desk.answered()
        assert await desk.order(Verb.CONFERENCE_ADD, number="9001") is None
        await desk.becomes(CallState.CONFERENCE)
        assert await desk.order(Verb.CONFERENCE_DROP) is None
        await desk.becomes(CallState.CONNECTED)
        assert await desk.order(Verb.BLIND_TRANSFER, number="8002") is None
        ended = await desk.becomes(CallState.ENDED)
        assert (ended.id, ended.reason, ended.party) == (caller.id, EndReason.TRANSFER, "8002"), "nobody who takes calls sits there"
        await desk.sits(8001, OperatorState.READY)
        assert await desk.order(Verb.NOT_READY) is None
        await desk.sits(8001, OperatorState.NOT_READY)
        desk.pbx.phone("8002").pick_up()
        (room,) = {leg.bridge for leg in desk.pbx.exchange.channels.values()}
        assert room is not None
        assert {leg.device for leg in room.channels} == {"PJSIP/8002", "PJSIP/anonymous"}

    tell(story)


@pytest.mark.parametrize("colleague", [False, True])
def test_after_three_have_spoken_the_caller_can_still_be_put_through(colleague: bool) -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.LOGIN, extension="8002", operator=8002) is None
        assert await desk.order(Verb.NOT_READY, extension="8002", operator=8002) is None
        talking = await desk.answered()
        assert await desk.order(Verb.CONFERENCE_ADD, number="9001") is None
        await desk.becomes(CallState.CONFERENCE)
        assert await desk.order(Verb.CONFERENCE_DROP) is None
        await desk.becomes(CallState.CONNECTED)
        assert await desk.order(Verb.CONSULT, number="9001") is Refusal.NOT_SUPPORTED
        assert await desk.order(Verb.BLIND_TRANSFER, number="9002;1") is Refusal.BAD_NUMBER
        assert await desk.order(Verb.BLIND_TRANSFER, number="8002" if colleague else "9002") is None
        if colleague:
            await desk.until(lambda: desk.seats[8002][-1].state is OperatorState.ALERTING)
            assert desk.seats[8002][-1].call == talking.id
            desk.pbx.phone("8002").pick_up()
            await desk.until(lambda: desk.seats[8002][-1].state is OperatorState.ON_CALL and desk.call.state is CallState.CONNECTED)
        else:
            assert (await desk.becomes(CallState.ENDED)).reason is EndReason.TRANSFER
        await desk.sits(8001, OperatorState.READY)
        assert desk.pbx.phone("8001").legs == []

    tell(story)


def test_an_operator_who_leaves_a_conference_leaves_the_caller_with_the_third_party() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        assert await desk.order(Verb.CONFERENCE_ADD, number="9001") is None
        await desk.becomes(CallState.CONFERENCE)
        assert await desk.order(Verb.HANG_UP) is None
        assert (await desk.becomes(CallState.ENDED)).reason is EndReason.TRANSFER

    tell(story)


def test_a_consultation_becomes_a_conference() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        assert await desk.order(Verb.CONSULT, number="9001") is None
        await desk.becomes(CallState.CONSULTING)
        await desk.until(lambda: bool(desk.pbx.phone("9001").legs) and desk.pbx.phone("9001").legs[0].bridge is not None)
        assert await desk.order(Verb.CONFERENCE_ADD, number="9001") is None
        assert (await desk.becomes(CallState.CONFERENCE)).party == "9001"

    tell(story)


def test_muting_is_known_from_its_order_and_holding_from_the_telephone() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        assert await desk.order(Verb.HOLD) is Refusal.NOT_SUPPORTED
        assert await desk.order(Verb.MUTE) is None
        assert desk.call.muted
        assert await desk.order(Verb.UNMUTE) is None
        assert not desk.call.muted
        desk.pbx.phone("8001").hold()
        await desk.becomes(CallState.HELD)
        desk.pbx.phone("8001").resume()
        await desk.becomes(CallState.CONNECTED)

    tell(story)


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (Outcome.BUSY, EndReason.BUSY),
        (Outcome.LINE_BUSY, EndReason.BUSY),
        (Outcome.INVALID, EndReason.INVALID),
        (Outcome.RINGS, EndReason.NO_ANSWER),
    ],
)
def test_dialling_ends_as_it_does_outside(outcome: Outcome, reason: EndReason) -> None:
    async def story(desk: DeskOfPbx) -> None:
        desk.pbx.calls.patience = 2.0
        desk.pbx.outside("13800000001", outcome)
        assert await desk.order(Verb.DIAL, number="13800000001", case="case-1") is None
        rings = await desk.becomes(CallState.ALERTING)
        assert (rings.direction, rings.number, rings.case, rings.operator) == (Direction.OUT, "13800000001", "case-1", 8001)
        assert (await desk.sits(8001, OperatorState.ON_CALL)).call == rings.id
        desk.pbx.phone("8001").pick_up()
        assert (await desk.becomes(CallState.ENDED)).reason is reason
        await desk.sits(8001, OperatorState.READY)

    tell(story)


def test_dialling_is_answered_only_by_whoever_is_rung() -> None:
    async def story(desk: DeskOfPbx) -> None:
        who = desk.pbx.outside("13800000001", Outcome.RINGS)
        assert await desk.order(Verb.DIAL, number="13800000001") is None
        await desk.becomes(CallState.ALERTING)
        desk.pbx.phone("8001").pick_up()
        await desk.until(lambda: bool(desk.pbx.events("OriginateResponse")) and who.ringing is not None)
        assert desk.call.state is CallState.ALERTING
        assert await desk.order(Verb.DIAL, number="13800000002") is Refusal.BUSY
        assert who.ringing
        who.ringing.answer()
        talking = await desk.becomes(CallState.CONNECTED)
        assert talking.answered_at > talking.queued_at
        assert who.leg
        desk.pbx.hang_up(who.leg)
        assert (await desk.becomes(CallState.ENDED)).reason is EndReason.CALLER

    tell(story)


def test_a_telephone_without_power_is_shown_at_once_and_dials_nothing() -> None:
    async def story(desk: DeskOfPbx) -> None:
        desk.pbx.phone("8001").unregister()
        await desk.sits(8001, OperatorState.PHONE_OFFLINE)
        assert await desk.order(Verb.DIAL, number="13800000001") is Refusal.NO_PHONE
        desk.pbx.phone("8001").register()
        await desk.sits(8001, OperatorState.READY)

    tell(story)


def test_writing_up_is_a_break_that_ends_by_itself() -> None:
    async def story(desk: DeskOfPbx) -> None:
        await desk.answered()
        assert await desk.order(Verb.HANG_UP) is None
        writing = await desk.sits(8001, OperatorState.WRAP_UP)
        assert parse_time(writing.until) - parse_time(writing.since) == timedelta(seconds=1)
        assert (await desk.sits(8001, OperatorState.READY)).until == ""
        assert [(one["Paused"], one.get("Reason", "")) for one in desk.pbx.asked("QueuePause")] == [("true", "wrap-up"), ("false", "")]

    tell(story, msgspec.structs.replace(PLAN, wrap_up_seconds=1))


def test_a_refusal_of_the_pbx_is_one_of_the_order_and_leaves_nothing_expected() -> None:
    async def story(desk: DeskOfPbx) -> None:
        desk.pbx.users[USER] = User(SECRET, write=ALL - {"originate"})
        desk.pbx.cut()
        await desk.linked()
        assert await desk.order(Verb.DIAL, number="13800000001") is Refusal.FAILED
        assert desk.calls == {}
        assert await desk.order(Verb.NOT_READY, reason="lunch") is None
        await desk.sits(8001, OperatorState.NOT_READY)

    tell(story)


def test_two_calls_ring_two_operators_and_who_waits_longest_is_first() -> None:
    async def story(desk: DeskOfPbx) -> None:
        assert await desk.order(Verb.LOGIN, extension="8002", operator=8002) is None
        await desk.sits(8002, OperatorState.READY)
        for number in ("057765550101", "anonymous", "057765550103"):
            desk.pbx.ring(number, "81890")
        await desk.until(lambda: sorted(rows[-1].state for rows in desk.calls.values()) == ["alerting", "alerting", "queued"])
        first, second, third = (rows[-1] for rows in desk.calls.values())
        assert {first.operator, second.operator} == {8001, 8002}
        assert (third.operator, second.number) == (0, "")
        assert first.queued_at <= second.queued_at <= third.queued_at

    tell(story)
