"""The live channel: a wake-up that may fail in any way without anything being missed."""

from __future__ import annotations

import asyncio

from models.records.sync import Away
from sync.client.failures import Garbled
from sync.protocol.messages import PresenceRow
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
