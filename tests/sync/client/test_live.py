"""The live channel: a wake-up that may fail in any way without anything being missed."""

from __future__ import annotations

import asyncio

from models.records.sync import Away
from sync.client.failures import Garbled
from sync.protocol.messages import PresenceRow
from sync.protocol.problems import Code
from tests.support.memory import refusal
from tests.support.party import Party


def test_streams_that_are_closed_at_once_become_long_polls(party: Party) -> None:
    seat, other = party.seat("a"), party.seat("b")
    seat.script.close_streams = True

    async def story() -> None:
        await party.until(lambda: bool(seat.script.calls["poll"]), 10.0)
        await asyncio.sleep(2)
        written = other.write()
        await party.until(lambda: seat.desk.rows == written, 2.0)

    party.play(story())


def test_a_proxy_that_holds_the_stream_back_becomes_long_polls(party: Party) -> None:
    seat, other = party.seat("a"), party.seat("b")
    seat.script.hold_streams = True

    async def story() -> None:
        await party.until(lambda: bool(seat.script.calls["poll"]), 200.0)
        await asyncio.sleep(2)
        written = other.write()
        await party.until(lambda: seat.desk.rows == written, 2.0)

    party.play(story())


def test_long_polls_become_a_stream_again(party: Party) -> None:
    seat = party.seat("a")
    seat.script.close_streams = True

    async def story() -> None:
        await party.until(lambda: bool(seat.script.calls["poll"]), 10.0)
        seat.script.close_streams = False
        streams = len(seat.script.calls["live"])
        await party.until(lambda: len(seat.script.calls["live"]) > streams, 400.0)
        polls = len(seat.script.calls["poll"])
        await asyncio.sleep(600)
        assert len(seat.script.calls["poll"]) == polls

    party.play(story())


def test_without_any_live_channel_everything_still_arrives(party: Party) -> None:
    seat, other = party.seat("a"), party.seat("b")
    for route in ("live", "poll"):
        seat.script.fail(route, *[Garbled("type")] * 1000)

    async def story() -> None:
        await asyncio.sleep(120)
        written = other.write()
        await party.until(lambda: seat.desk.rows == written, 61.0)
        assert seat.status.away is Away.NONE
        mine = seat.write()
        await party.until(lambda: seat.desk.rows == written + mine, 1.0)

    party.play(story())


def test_a_quiet_stream_is_kept_and_asks_for_nothing(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        await asyncio.sleep(1800)

    party.play(story())
    assert len(seat.script.calls["live"]) == 1
    assert len(seat.script.calls["pull"]) <= 32


def test_a_centre_that_was_away_leaves_streams_worth_trying_and_nobody_present(party: Party) -> None:
    """Only a stream that was begun and broke says that something on the way does not let streams through."""
    seat = party.seat("a")
    seat.wire.presence.append(PresenceRow(case_id="case-1", number=28, desk="desk-28", writing=True))

    async def story() -> None:
        await party.until(lambda: [row.number for row in seat.here] == [28], 10.0)
        seat.script.down = True
        await party.until(lambda: seat.here == (), 60.0)
        await asyncio.sleep(120)
        seat.script.down = False
        streams = len(seat.script.calls["live"])
        await party.until(lambda: len(seat.script.calls["live"]) > streams, 60.0)
        await asyncio.sleep(60)
        assert not seat.script.calls["poll"]

    party.play(story())


def test_who_else_is_there_is_not_said_while_the_light_says_that_the_centre_is_away(party: Party) -> None:
    """A stream that still seems open tells nothing new of them; once it speaks again, what it said last holds."""
    seat = party.seat("a")
    seat.wire.presence.append(PresenceRow(case_id="case-1", number=28, desk="desk-28", writing=True))

    async def story() -> None:
        await party.until(lambda: [row.number for row in seat.here] == [28], 10.0)
        seat.script.down = True
        seat.write()
        await party.until(lambda: seat.status.away is Away.UNREACHABLE, 5.0)
        assert seat.here == ()
        seat.script.down = False
        await party.until(lambda: [row.number for row in seat.here] == [28], 20.0)
        assert len(seat.script.calls["live"]) == 1

    party.play(story())


def test_who_else_was_there_is_not_said_where_the_centre_went_with_a_word(party: Party) -> None:
    seat = party.seat("a")
    seat.wire.presence.append(PresenceRow(case_id="case-1", number=28, desk="desk-28", writing=True))

    async def story() -> None:
        await party.until(lambda: [row.number for row in seat.here] == [28], 10.0)
        seat.script.fail("live", *[Garbled("type")] * 1000)
        seat.script.close_streams = True
        await party.until(lambda: seat.here == (), 5.0)

    party.play(story())


def test_a_desk_whose_channel_is_refused_because_it_was_shut_out_says_so_at_once(party: Party) -> None:
    seat = party.seat("a")
    revoked = refusal(Code.DEVICE_REVOKED)

    async def story() -> None:
        await party.until(lambda: seat.status.away is Away.NONE)
        seat.script.fail("live", *[revoked] * 1000)
        # One look at the feed is still on its way when the device is shut out.
        seat.script.before["pull"] += [None, *[revoked] * 1000]
        seat.script.close_streams = True
        await party.until(lambda: seat.status.away is Away.REVOKED, 5.0)

    party.play(story())


def test_who_leaves_says_so(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        seat.engine.present("case-1", True)
        await party.until(lambda: bool(party.centre.present))
        assert party.centre.present[-1].case_id == "case-1"
        session = seat.engine.account.session
        assert session is not None
        await seat.engine.leave()
        assert party.centre.present[-1].case_id == ""
        assert party.centre.ended == [session.id]
        assert seat.engine.account.nobody

    party.play(story())


def test_who_leaves_without_a_case_open_ends_the_session_all_the_same(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        seat.write()
        await party.until(party.agreed)
        await seat.engine.leave()
        assert len(party.centre.ended) == 1
        assert party.centre.present == []

    party.play(story())


def test_who_leaves_while_the_centre_does_not_answer_does_not_wait(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        seat.engine.present("case-1", True)
        await party.until(lambda: bool(party.centre.present))
        seat.script.down = True
        begun = party.loop.time()
        await seat.engine.leave()
        assert party.loop.time() - begun <= 1.0

    party.play(story())
