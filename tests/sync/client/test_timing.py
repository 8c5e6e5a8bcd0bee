"""What comes with a look at the centre's clock."""

from __future__ import annotations

import asyncio

from sync.client.engine import LOOK_SECONDS
from tests.support.party import Party


def test_what_the_centre_has_had_for_long_is_let_go_of_now_and_then(party: Party) -> None:
    seat = party.seat("a")

    async def story() -> None:
        await asyncio.sleep(LOOK_SECONDS / 2)
        assert seat.desk.let_go == 0, "at first there may be something to be fetched"
        await party.until(lambda: seat.desk.let_go > 0, LOOK_SECONDS)

    party.play(story())


def test_a_desk_that_has_not_caught_up_lets_nothing_go(party: Party) -> None:
    seat = party.seat("a")
    seat.script.lose_answer("pull", 10_000)

    async def story() -> None:
        await asyncio.sleep(3 * LOOK_SECONDS)

    party.play(story())
    assert seat.desk.let_go == 0
