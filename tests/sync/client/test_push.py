"""What a refused batch makes the pusher do: begin elsewhere, count anew, isolate; never drop, never stop."""

from __future__ import annotations

import pytest

from sync.protocol.limits import LIMITS
from sync.protocol.problems import Code
from tests.support.memory import refusal
from tests.support.party import Party


@pytest.mark.parametrize("code", [Code.MALFORMED, Code.INVALID_REQUEST, Code.TOO_LARGE])
def test_an_operation_that_the_centre_cannot_read_stops_none_behind_it(party: Party, code: Code) -> None:
    seat = party.seat("a")
    ids = seat.desk.write(700)
    party.centre.refused[ids[333]] = code

    async def story() -> None:
        await party.until(party.agreed)

    party.play(story())
    assert seat.desk.aside == {ids[333]: code.value}
    assert [row.operation.op_id for row in party.centre.feed] == [op_id for op_id in ids if op_id != ids[333]]
    # Halving finds it in about log2(500) tries; then the batches grow again.
    assert len(seat.script.calls["push"]) < 40


def test_a_group_is_never_torn(party: Party) -> None:
    seat = party.seat("a")
    seat.desk.write(3)
    group = seat.desk.write(4, group=True)
    seat.desk.write(3)
    party.centre.refused[group[2]] = Code.MALFORMED

    async def story() -> None:
        await party.until(party.agreed)

    party.play(story())
    assert set(seat.desk.aside) == set(group)
    assert len(party.centre.feed) == 6


def test_a_long_outbox_goes_in_batches(party: Party) -> None:
    seat = party.seat("a")
    seat.desk.write(5000)

    async def story() -> None:
        await party.until(party.agreed, 10.0)

    party.play(story())
    assert len(seat.script.calls["push"]) == 5000 / LIMITS.ops


def test_a_centre_that_has_forgotten_is_told_again(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        seat.write(10)
        await party.until(party.agreed)
        party.centre.devices["a"] = (1, 4)
        seat.write()
        await party.until(party.agreed)

    party.play(story())
    assert len(party.centre.feed) == 11


def test_a_centre_with_another_history_is_told_everything_in_order_before_the_desk_has_pulled(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        seat.write(10)
        await party.until(party.agreed)
        party.centre.restore(0)
        # Nothing was ever heard of this desk in that backup: any number might be its first.
        party.centre.devices.clear()
        seat.script.fail("pull", *[refusal(Code.TRY_LATER)] * 3)
        seat.write()
        await party.until(party.agreed)

    party.play(story())
    assert [row.operation.op_id for row in party.centre.feed] == [one.op_id for one in seat.desk.operations]
    assert seat.desk.inc == 1
    assert seat.desk.begun_anew == 1


def test_a_desk_whose_numbers_were_given_before_counts_anew(party: Party) -> None:
    seat = party.seat("a")
    party.centre.devices["a"] = (1, 7)

    async def story() -> None:
        seat.write(3)
        await party.until(party.agreed)

    party.play(story())
    assert seat.desk.inc == 2
    assert len(party.centre.feed) == 3


def test_a_gap_that_rewinding_does_not_close_ends_in_a_new_count(party: Party) -> None:
    seat = party.seat("a")
    seat.script.fail("push", *[refusal(Code.DSEQ_GAP, expected=1)] * 2)

    async def story() -> None:
        seat.write(3)
        await party.until(party.agreed)

    party.play(story())
    assert seat.desk.inc == 2
    assert len(party.centre.feed) == 3
