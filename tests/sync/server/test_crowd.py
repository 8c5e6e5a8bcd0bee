"""Who comes alone waits for nobody; who comes in a crowd is answered with it, each for oneself."""

from __future__ import annotations

import asyncio

import pytest

from sync.server.crowd import MOST, Crowd


class Work:
    """Doubles numbers; a zero is a fault. It takes as long as the test likes."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.gate = asyncio.Event()

    async def __call__(self, items: list[int]) -> list[int]:
        self.batches.append(items)
        await self.gate.wait()
        if 0 in items:
            raise ZeroDivisionError
        return [2 * item for item in items]


async def begun(crowd: Crowd[int, int], *items: int) -> list[asyncio.Task[int]]:
    """Have so many ask, up to where they wait."""
    tasks = [asyncio.create_task(crowd.ask(item)) for item in items]
    for _ in range(3):
        await asyncio.sleep(0)
    return tasks


def test_the_first_begins_at_once_and_those_behind_it_go_together() -> None:
    async def story() -> None:
        work = Work()
        crowd = Crowd(work)
        first = await begun(crowd, 1)
        assert work.batches == [[1]]
        others = await begun(crowd, 2, 3, 4)
        assert work.batches == [[1]]
        work.gate.set()
        assert await asyncio.gather(*first, *others) == [2, 4, 6, 8]
        assert work.batches == [[1], [2, 3, 4]]
        assert await crowd.ask(5) == 10

    asyncio.run(story())


def test_a_great_crowd_is_answered_in_pieces() -> None:
    async def story() -> None:
        work = Work()
        crowd = Crowd(work)
        tasks = await begun(crowd, *range(1, 2 * MOST + 2))
        work.gate.set()
        assert await asyncio.gather(*tasks) == [2 * item for item in range(1, 2 * MOST + 2)]
        assert [len(batch) for batch in work.batches] == [MOST, MOST, 1]

    asyncio.run(story())


def test_what_one_brings_about_falls_on_nobody_else() -> None:
    async def story() -> None:
        work = Work()
        crowd = Crowd(work)
        tasks = await begun(crowd, 1, 0, 2)
        work.gate.set()
        told = await asyncio.gather(*tasks, return_exceptions=True)
        assert (told[0], told[2]) == (2, 4)
        assert isinstance(told[1], ZeroDivisionError)
        assert await crowd.ask(3) == 6

    asyncio.run(story())


def test_who_hangs_up_is_not_waited_for() -> None:
    async def story() -> None:
        work = Work()
        crowd = Crowd(work)
        gone, zero, stays = await begun(crowd, 1, 0, 2)
        gone.cancel()
        zero.cancel()
        work.gate.set()
        assert await stays == 4
        with pytest.raises(asyncio.CancelledError):
            await gone
        assert await crowd.ask(3) == 6

    asyncio.run(story())
