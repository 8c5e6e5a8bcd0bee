"""Receiving: page by page or as an image, and beginning anew where histories have parted."""

from __future__ import annotations

import asyncio
import hashlib

import pytest
import zstandard
from msgspec.structs import replace

from sync.client.failures import Unreachable
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Manifest, SnapshotFile
from sync.protocol.problems import Code
from tests.support.memory import STREAM, Centre, refusal
from tests.support.party import Party


def image_of(centre: Centre, schema: str = "r1") -> None:
    """Let the centre have an image of everything that it holds now."""
    plain = "\n".join(row.operation.op_id for row in centre.feed).encode()
    data = zstandard.ZstdCompressor(write_checksum=True).compress(plain)
    file = SnapshotFile(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), inflated=len(plain), rows=len(centre.feed))
    end = centre.pull_end()
    centre.image = (Manifest(epoch=centre.epoch, schema=schema, cursors={STREAM: end}, file=file), data)


def filled(party: Party, rows: int) -> None:
    """Let another desk have filled the centre."""
    seat = party.seat("other")
    seat.desk.write(rows)

    async def story() -> None:
        await party.until(party.agreed)

    party.play(story())


def test_a_long_feed_comes_in_pages(party: Party) -> None:
    filled(party, 3500)
    seat = party.seat("a")

    async def story() -> None:
        await party.until(party.agreed)

    party.play(story())
    pages = -(-3500 // LIMITS.page_rows)
    assert len(seat.script.calls["pull"]) in (pages, pages + 1), "and once more when the live channel stands"


def test_a_fresh_desk_takes_the_image_and_goes_on_from_it(party: Party) -> None:
    filled(party, 2500)
    image_of(party.centre)
    seat = party.seat("a")
    seat.desk.write(2)

    async def story() -> None:
        await party.until(party.agreed)

    party.play(story())
    assert len(party.centre.feed) == 2502
    assert len(seat.script.calls["download"]) == 1
    assert any(status.total for status in seat.statuses)
    assert seat.status.total == 0


def test_a_cut_fetch_goes_on_where_it_was(party: Party) -> None:
    filled(party, 2500)
    image_of(party.centre)
    seat = party.seat("a")
    seat.script.fail("download", *[Unreachable("cut")] * 5)

    async def story() -> None:
        await party.until(party.agreed)

    party.play(story())
    assert len(seat.script.calls["download"]) == 6


def test_the_first_image_is_waited_for(party: Party) -> None:
    filled(party, 2500)
    image_of(party.centre)
    seat = party.seat("a")
    seat.script.fail("manifest", *[refusal(Code.TRY_LATER)] * 4)

    async def story() -> None:
        await party.until(party.agreed)

    party.play(story())
    assert len(seat.script.calls["download"]) == 1
    assert len(seat.script.calls["pull"]) <= 2


def test_an_image_that_does_not_come_is_not_waited_for_for_ever(party: Party) -> None:
    filled(party, 2500)
    seat = party.seat("a")
    seat.script.fail("manifest", *[refusal(Code.TRY_LATER)] * 1000)

    async def story() -> None:
        await party.until(party.agreed, 180.0)

    party.play(story())
    asked = seat.script.calls["manifest"]
    assert asked[-1] - asked[0] > 60.0
    assert seat.script.calls["pull"][0] > asked[-1]


def test_an_image_that_has_gone_meanwhile_is_done_without(party: Party) -> None:
    filled(party, 2500)
    image_of(party.centre)
    seat = party.seat("a")
    seat.script.fail("download", refusal(Code.NOT_FOUND))

    async def story() -> None:
        await party.until(party.agreed)

    party.play(story())
    assert len(seat.script.calls["download"]) == 1
    assert seat.desk.begun_anew == 0
    assert seat.status.total == 0


@pytest.mark.parametrize("fault", ["damaged", "schema", "name", "unfit"])
def test_an_image_that_does_not_fit_is_not_taken(party: Party, fault: str) -> None:
    filled(party, 1200)
    image_of(party.centre, "r0" if fault == "schema" else "r1")
    assert party.centre.image is not None
    manifest, data = party.centre.image
    if fault == "damaged":
        party.centre.image = (manifest, data[:-9] + b"x" * 9)
    elif fault == "name":
        party.centre.image = (replace(manifest, file=replace(manifest.file, sha256="../" + "0" * 61)), data)
    seat = party.seat("a")
    seat.desk.takes_no_image = fault == "unfit"

    async def story() -> None:
        if fault == "name":
            await asyncio.sleep(30)
            party.centre.image = None
        await party.until(party.agreed)

    party.play(story())
    assert seat.desk.begun_anew == 0
    assert len(seat.script.calls["download"]) == (1 if fault in ("damaged", "unfit") else 0)


def test_a_restored_backup_gets_everything_back_that_the_desks_still_have(party: Party) -> None:
    first, second = party.seat("a"), party.seat("b")
    written: set[str] = set()

    async def story() -> None:
        for _ in range(10):
            written.update(first.write(3) + second.write(2))
            await asyncio.sleep(1)
        await party.until(party.agreed)
        party.centre.restore(20)
        await party.until(lambda: party.agreed() and len(party.centre.feed) == 50)

    party.play(story())
    assert {row.operation.op_id for row in party.centre.feed} == written
    assert first.desk.begun_anew == second.desk.begun_anew == 1


def test_what_a_standby_lost_before_anybody_had_it_is_sent_again(party: Party) -> None:
    first, second = party.seat("a"), party.seat("b")

    async def story() -> None:
        await party.until(party.agreed)
        first.script.fail("pull", *[refusal(Code.TRY_LATER)] * 3)
        lost = first.write()
        await party.until(lambda: "a-0" in first.desk.acked)
        second.script.down = first.script.down = True
        party.centre.fail_over(1)
        second.desk.rows, second.desk.cursors = [], {}
        second.script.down = first.script.down = False
        kept = second.write()
        await party.until(lambda: party.agreed() and len(party.centre.feed) == 2)
        assert first.desk.confirmed == set(lost)
        assert second.desk.confirmed == set(kept)

    party.play(story())


def test_what_a_standby_lost_comes_back_though_nobody_does_anything_more(party: Party) -> None:
    """The desk stands where the standby ends, so that nothing tells it of another history; its acknowledgement lies beyond."""
    seat = party.seat("a")

    async def story() -> None:
        await party.until(party.agreed)
        seat.script.fail("pull", *[refusal(Code.TRY_LATER)] * 3)
        lost = seat.write()
        await party.until(lambda: "a-0" in seat.desk.acked)
        party.centre.fail_over(1)
        await party.until(lambda: seat.desk.confirmed == set(lost))

    party.play(story())
    assert seat.desk.begun_anew == 0
    assert len(party.centre.feed) == 1


def test_a_centre_that_was_set_back_is_noticed_at_the_next_heartbeat(party: Party) -> None:
    """It says nothing of another history; only where it stands has gone back."""
    seat = party.seat("a")

    async def story() -> None:
        seat.write(3)
        await party.until(party.agreed)
        await asyncio.sleep(5)
        party.centre.fail_over(2)
        await party.until(lambda: seat.desk.begun_anew == 1 and party.agreed() and len(party.centre.feed) == 3, 15.0)

    party.play(story())


def test_an_acknowledgement_that_comes_while_a_page_is_read_is_not_doubted(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        for _ in range(40):
            seat.write()
            seat.engine._ring(("pull",))
            await asyncio.sleep(0.03)
        await party.until(party.agreed)

    party.play(story())
    sent = [operation.op_id for batch in party.centre.pushes for operation in batch]
    assert sent == [f"a-{place}" for place in range(40)], "each was sent once"


def test_a_chain_that_does_not_follow_is_noticed(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        seat.write(5)
        await party.until(party.agreed)
        feed = party.centre.feed
        feed[2] = replace(feed[2], chain="0" * 64)
        feed.append(replace(feed[4], seq=6, chain="1" * 64))
        await party.until(lambda: seat.desk.begun_anew > 0)

    party.play(story())


def test_beginning_anew_again_and_again_becomes_slow(party: Party) -> None:
    seat = party.seat("a")
    seat.script.fail("pull", *[refusal(Code.CURSOR_DIVERGED, stream=STREAM)] * 10_000)

    async def story() -> None:
        await asyncio.sleep(3600)

    party.play(story())
    assert len(seat.script.calls["pull"]) < 1000


def test_an_expired_cursor_begins_anew(party: Party) -> None:
    filled(party, 30)
    seat = party.seat("a")

    async def story() -> None:
        await party.until(party.agreed)
        seat.script.fail("pull", refusal(Code.CURSOR_EXPIRED, stream=STREAM, horizon=20))
        image_of(party.centre)
        party.seats[0].write()
        await party.until(lambda: seat.desk.begun_anew == 1 and party.agreed())

    party.play(story())
    assert len(seat.script.calls["download"]) == 1


def test_a_stream_that_may_be_read_no_more_is_left_out_at_once(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        await party.until(party.agreed)
        seat.script.fail("pull", refusal(Code.FORBIDDEN_STREAM))
        before = len(seat.script.calls["refresh"])
        seat.write()
        await party.until(party.agreed, 5.0)
        assert len(seat.script.calls["refresh"]) == before + 1, "a new session says what may be read now"

    party.play(story())
