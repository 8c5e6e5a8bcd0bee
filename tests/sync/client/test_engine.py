"""The engine against a scripted centre on a virtual clock: nothing is lost, nothing is done twice, and it comes back by itself."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from models.records.sync import Away, Light
from sync.client.failures import Garbled, Unreachable, Untrusted
from sync.client.waiting import LONGEST_PAUSE
from sync.protocol.messages import PresenceRow
from sync.protocol.problems import Code
from tests.support.memory import refusal
from tests.support.party import Party


def test_what_one_desk_does_the_others_have_within_a_second(party: Party) -> None:
    first, second = party.seat("a"), party.seat("b")

    async def story() -> None:
        await party.until(lambda: first.status.away is Away.NONE and second.status.away is Away.NONE)
        written = first.write(3)
        await party.until(lambda: second.desk.rows == written, 1.0)

    party.play(story())
    assert party.agreed()
    assert first.desk.confirmed == set(first.desk.acked)


def test_a_lost_answer_changes_nothing(party: Party) -> None:
    first, second = party.seat("a"), party.seat("b")
    first.script.lose_answer("push", 3)
    second.script.lose_answer("pull", 3)

    async def story() -> None:
        first.write(5)
        await party.until(party.agreed)

    party.play(story())
    assert len(party.centre.feed) == 5
    assert len(first.script.calls["push"]) == 4


def test_a_lost_answer_that_the_feed_makes_up_for_leaves_no_trouble_behind(party: Party) -> None:
    seat = party.seat("a")
    seat.script.lose_answer("push")

    async def story() -> None:
        await party.until(lambda: seat.status.away is Away.NONE)
        seat.write()
        await party.until(lambda: len(party.centre.feed) == 1)
        await party.until(lambda: seat.status.away is Away.UNREACHABLE, 1.0)
        seat.desk.acked["a-0"] = 1
        await party.until(lambda: seat.status.away is Away.NONE, 2.0)

    party.play(story())


def test_a_pulled_cable_is_only_counted(party: Party) -> None:
    first, second = party.seat("a"), party.seat("b")

    async def story() -> None:
        await party.until(party.agreed)
        first.script.down = True
        await party.until(lambda: first.status.away is Away.UNREACHABLE, 40.0)
        first.write(2)
        await party.until(lambda: first.status.waiting.count == 2, 0.2)
        assert first.status.light is Light.WAITING
        assert first.status.waiting.since
        second.write(4)
        await asyncio.sleep(1200)
        first.script.down = False
        await party.until(party.agreed)
        await party.until(lambda: first.status.light is Light.ALL_THERE and first.status.away is Away.NONE, 1.0)

    party.play(story())


def test_an_hour_without_a_centre_costs_a_bounded_number_of_requests(party: Party) -> None:
    seat = party.seat("a")
    seat.script.down = True

    async def story() -> None:
        for _ in range(360):
            seat.write()
            await asyncio.sleep(10)

    party.play(story())
    # A pause is half a minute on average once it has grown: four lanes, an hour, and the growing.
    assert sum(map(len, seat.script.calls.values())) < 4 * 3600 / (LONGEST_PAUSE / 2) * 1.5
    assert seat.status.waiting.count == 360


def test_it_is_tried_again_without_anybody_writing(party: Party) -> None:
    seat = party.seat("a")
    seat.script.fail("push", *[refusal(Code.TRY_LATER)] * 4)

    async def story() -> None:
        seat.write()
        await party.until(party.agreed)

    party.play(story())


def test_a_centre_in_trouble_is_not_asked_more_often_the_more_is_typed(party: Party) -> None:
    seat = party.seat("a")
    seat.script.fail("push", *[refusal(Code.TRY_LATER, retry_after=30.0)] * 4)

    async def story() -> None:
        for _ in range(100):
            seat.write()
            await asyncio.sleep(1)

    party.play(story())
    calls = seat.script.calls["push"]
    gaps = [later - before for before, later in zip(calls[:4], calls[1:5], strict=False)]
    assert min(gaps) >= 30.0
    assert seat.status.away is not Away.NONE or party.agreed()


def test_trouble_with_sending_does_not_stop_receiving(party: Party) -> None:
    first, second = party.seat("a"), party.seat("b")
    first.script.fail("push", *[refusal(Code.STORAGE_FULL)] * 1000)

    async def story() -> None:
        first.write()
        await party.until(lambda: first.status.away is Away.CENTRE_FULL)
        written = second.write(2)
        await party.until(lambda: first.desk.rows == written, 1.0)
        assert first.status.light is Light.WAITING

    party.play(story())


def test_trouble_with_receiving_does_not_stop_sending(party: Party) -> None:
    first, second = party.seat("a"), party.seat("b")
    first.script.fail("pull", *[refusal(Code.CLIENT_TOO_OLD, minimum="9")] * 1000)

    async def story() -> None:
        await party.until(lambda: first.status.away is Away.BEHIND)
        written = first.write(2)
        await party.until(lambda: second.desk.rows == written, 1.0)

    party.play(story())


def test_a_token_that_has_ended_is_renewed(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        await party.until(lambda: seat.status.away is Away.NONE)
        for _ in range(3):
            party.centre.end_tokens()
            seat.write()
            await party.until(party.agreed, 1.0)

    party.play(story())
    assert len(seat.script.calls["sign_in"]) == 1
    assert len(seat.script.calls["refresh"]) == 3


def test_a_lost_answer_to_a_refresh_asks_nobody_for_a_password(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        await party.until(lambda: seat.status.away is Away.NONE)
        party.centre.end_tokens()
        seat.script.lose_answer("refresh")
        seat.write()
        await party.until(party.agreed)

    party.play(story())
    assert len(seat.script.calls["sign_in"]) == 2


def test_a_changed_password_signs_out_and_waits_for_the_new_one(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        await party.until(party.agreed)
        party.centre.password = "another one"
        party.centre.spent.add("refresh-1")
        party.centre.end_tokens()
        seat.write(2)
        await party.until(lambda: seat.status.away is Away.SIGNED_OUT)
        tries = len(seat.script.calls["sign_in"])
        await asyncio.sleep(600)
        assert len(seat.script.calls["sign_in"]) == tries, "a wrong password is not tried again and again"
        assert seat.status.waiting.count == 2
        seat.sign_in("another one")
        await party.until(party.agreed, 1.0)

    party.play(story())


def test_nobody_signed_in_asks_the_centre_for_nothing(party: Party) -> None:
    seat = party.seat("a", signed_in=False)

    async def story() -> None:
        seat.write()
        await party.until(lambda: seat.status.away is Away.SIGNED_OUT and seat.status.waiting.count == 1)
        await asyncio.sleep(60)

    party.play(story())
    assert set(seat.script.calls) <= {"meta"}


def test_a_revoked_desk_says_so_and_asks_seldom(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        await party.until(party.agreed)
        party.centre.revoked.add("a")
        party.centre.end_tokens()
        party.centre.spent.add("refresh-1")
        seat.write()
        await party.until(lambda: seat.status.away is Away.REVOKED)
        before = sum(map(len, seat.script.calls.values()))
        await asyncio.sleep(3600)
        assert sum(map(len, seat.script.calls.values())) - before < 200
        assert seat.status.waiting.count == 1

    party.play(story())


@pytest.mark.parametrize(
    ("failure", "away"),
    [
        (Garbled("type"), Away.GARBLED),
        (Untrusted(), Away.UNTRUSTED),
        (Unreachable("name"), Away.UNREACHABLE),
        (refusal(Code.TRY_LATER), Away.BUSY),
    ],
)
def test_the_light_says_why_and_everything_comes_back(party: Party, failure: Exception, away: Away) -> None:
    first, second = party.seat("a"), party.seat("b")
    for route in ("push", "pull", "meta", "live", "nonce", "sign_in"):
        first.script.fail(route, *[failure] * 3)

    async def story() -> None:
        first.write(2)
        await party.until(lambda: first.status.away is away, 5.0)
        second.write(2)
        await party.until(party.agreed)
        await party.until(lambda: first.status.away is Away.NONE)

    party.play(story())
    assert len(party.centre.feed) == 4


def test_a_clock_three_hours_off_is_known(party: Party) -> None:
    seat = party.seat("a", skew=timedelta(hours=-3))

    async def story() -> None:
        await party.until(lambda: seat.desk.time is not None)

    party.play(story())
    assert seat.desk.time is not None
    assert abs(seat.desk.time.offset_ms(seat.clock) - 3 * 3600 * 1000) <= seat.desk.time.err_ms
    assert seat.desk.time.err_ms < 100
    assert seat.status.clock_off
    assert not seat.status.clock_far


def test_a_clock_that_is_days_off_is_told_apart(party: Party) -> None:
    seat = party.seat("a", skew=timedelta(days=3))

    async def story() -> None:
        await party.until(lambda: seat.status.clock_far)

    party.play(story())


def test_a_mistake_of_ours_is_reported_and_ends_nothing(party: Party) -> None:
    seat = party.seat("a")
    seat.script.fail("push", ValueError("ours"))

    async def story() -> None:
        seat.write()
        await party.until(party.agreed)
        assert [type(failure) for failure in seat.failures] == [ValueError]
        seat.failures.clear()

    party.play(story())


def test_who_has_a_case_open_is_told_and_heard(party: Party) -> None:
    seat = party.seat("a")
    row = PresenceRow(case_id="case-1", number=28, desk="desk-28", writing=True)

    async def story() -> None:
        await party.until(party.agreed)
        seat.engine.present("case-1", True)
        seat.wire.presence.append(row)
        await party.until(lambda: seat.present == [row])
        await asyncio.sleep(50)
        seat.engine.present("", False)
        await party.until(lambda: bool(party.centre.present) and party.centre.present[-1].case_id == "")

    party.play(story())
    told = [one.case_id for one in party.centre.present]
    assert told[:-1] in (["case-1"] * 3, ["case-1"] * 4), "once, and again every twenty seconds"


def test_stopping_leaves_nothing_running(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        await party.until(party.agreed)
        await seat.engine.stop()
        assert [task for task in asyncio.all_tasks() if "Engine" in repr(task)] == []

    party.play(story())


@pytest.mark.parametrize("hundredths", range(0, 20, 2))
def test_who_sits_down_while_a_request_is_on_its_way_is_signed_in_all_the_same(party: Party, hundredths: int) -> None:
    seat = party.seat("a")

    async def story() -> None:
        await party.until(lambda: seat.status.away is Away.NONE)
        party.centre.end_tokens()
        seat.write()
        await asyncio.sleep(hundredths / 100)
        seat.sign_in()
        seat.write()
        await party.until(party.agreed, 10.0)

    party.play(story())
