"""Everything that a network does to a request between a desk and its server: nothing lost, nothing twice, and nobody has to do anything."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from models.records.sync import Away
from models.tables.centre import Feed
from sync.server.centre import Centre
from tests.contract.conftest import Places
from tests.contract.test_desks import agreed, same
from tests.faults.left import feed_row
from tests.support.middleman import Deed, Fault, Middleman
from tests.support.oddserver import Request
from tests.support.workplace import Workplace, until

HURRY = 40.0
"""Pauses between tries are so many times shorter than at a desk."""
PATIENCE = 90.0

BREAKS = [
    *(Deed(Fault.CUT_REQUEST, at) for at in (0, 1, 60, 700, 1500)),
    Deed(Fault.LOSE_ANSWER),
    *(Deed(Fault.CUT_ANSWER, at) for at in (0, 1, 16, 150, 400)),
    Deed(Fault.TWICE),
    Deed(Fault.LATE),
    Deed(Fault.PORTAL),
    Deed(Fault.LOSE_ANSWER),
    Deed(Fault.LATE),
    Deed(Fault.TWICE),
]


@pytest.fixture
def url(tmp_path: Path) -> str:
    """What breaks here lies between the two, whatever the database is."""
    return f"sqlite:///{tmp_path / 'centre.db'}"


@pytest.fixture
def middleman(served: str) -> Iterator[Middleman]:
    """Somebody between the desks and the server."""
    between = Middleman(served)
    between.start()
    yield between
    between.stop()


class Spoiling:
    """Spoils the requests of one route, each in another way, until all ways have been had."""

    def __init__(self, route: str, deeds: list[Deed]) -> None:
        self.left = deque(deeds)
        self._route = route

    def __call__(self, request: Request) -> Deed | None:
        return self.left.popleft() if self.left and request.line.split()[1] == self._route else None


@pytest.mark.expected_log("urllib3.connection: Failed to parse headers")
@pytest.mark.parametrize("route", ["/v1/ops", "/v1/changes"])
def test_a_request_may_break_anywhere(route: str, places: Places, middleman: Middleman, centre: Centre) -> None:
    spoiling = Spoiling(route, BREAKS)

    async def story() -> list[str]:
        async with places(28, via=middleman.url, hurry=HURRY) as (first,), places(12, hurry=HURRY) as (second,):
            await until(lambda: agreed(first, second), PATIENCE)
            middleman.choose = spoiling
            ids: list[str] = []
            while spoiling.left:
                before = len(spoiling.left)
                ids += [await first.accept(f"第 {len(ids)} 件"), await second.accept("另一件")]
                await until(lambda before=before: _spoiled(spoiling, before), PATIENCE)
            await until(lambda: agreed(first, second), PATIENCE)
            old = middleman.deliver_late()
            assert old == (2 if route else 0)
            ids.append(await second.accept("最后一件"))
            await until(lambda: agreed(first, second), PATIENCE)
            for case_id in ids:
                await until(lambda case_id=case_id: same(case_id, first, second), PATIENCE)
                assert len(await first.journal(case_id)) == 1
            return ids

    ids = asyncio.run(story())
    assert Counter(fault for fault, _ in BREAKS) == Counter(middleman.done)
    assert _fed(centre) == dict.fromkeys(ids, 1)


def test_a_page_of_a_portal_is_no_answer_and_passes(places: Places, middleman: Middleman) -> None:
    async def story() -> None:
        async with places(28, via=middleman.url, hurry=HURRY) as (desk,):
            await until(lambda: agreed(desk), PATIENCE)
            middleman.choose = lambda _request: Deed(Fault.PORTAL)
            middleman.pull()
            middleman.plug()
            case_id = await desk.accept("门户页面")
            await until(lambda: _away(desk, Away.GARBLED, 1), PATIENCE)
            middleman.choose = lambda _request: None
            await until(lambda: agreed(desk), PATIENCE)
            assert len(await desk.journal(case_id)) == 1

    asyncio.run(story())


async def _spoiled(spoiling: Spoiling, before: int) -> bool:
    return len(spoiling.left) < before


async def _away(desk: Workplace, away: Away, waiting: int) -> bool:
    return desk.status.away is away and desk.status.waiting.count == waiting


def _fed(centre: Centre) -> Counter[str]:
    """Return how often each case stands in the feed."""
    lines = centre.database.read(
        lambda connection: connection.execute(select(Feed.line).where(Feed.stream == "centre/ruian")).scalars().all()
    )
    return Counter(feed_row(line).operation.entity.id for line in lines)
