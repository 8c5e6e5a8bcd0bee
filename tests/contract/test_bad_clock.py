"""A desk whose clock is three hours off: it is told so, and nobody else's times or promises are wrong for it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from models.records.base import CHINA, parse_time
from models.records.journal import Note
from models.repositories import case as cases
from models.store.clock import SystemClock
from models.store.store import Store
from sync.server.centre import Centre
from tests.contract.conftest import Places
from tests.contract.test_desks import agreed
from tests.support.workplace import Workplace, until


class WrongClock(SystemClock):
    """The clock of the machine, wrong by ``skew``."""

    def __init__(self, skew: timedelta) -> None:
        super().__init__()
        self.skew = skew

    def now(self) -> datetime:
        return super().now() + self.skew


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("hours", [3, -3])
def test_a_desk_three_hours_off_writes_the_right_times_everywhere(hours: int, places: Places, centre: Centre) -> None:
    async def story() -> None:
        async with places(28, clock=WrongClock(timedelta(hours=hours))) as (wrong,), places(12) as (right,):
            await until(lambda: agreed(wrong, right))
            await until(lambda: _told(wrong))
            assert abs(wrong.status.offset_ms + hours * 3_600_000) < 30_000
            assert not right.status.clock_off
            begun = datetime.now(CHINA)
            case_id = await wrong.accept("厨房漏水")
            await wrong.append(case_id, Note(text="邻居也来电"))
            await until(lambda: agreed(wrong, right))
            await until(lambda: _whole(right, case_id))
            entries = await right.threads.db(cases.journal, case_id)
            assert entries == await wrong.threads.db(cases.journal, case_id)
            for entry in entries:
                assert begun - timedelta(seconds=30) <= parse_time(entry.at) <= datetime.now(CHINA)
            due = await right.threads.db(_due, case_id)
            assert due == await wrong.threads.db(_due, case_id)
            assert begun < parse_time(due) < begun + timedelta(hours=2)

    asyncio.run(story())


async def _told(desk: Workplace) -> bool:
    return desk.status.clock_off


async def _whole(desk: Workplace, case_id: str) -> bool:
    return len(await desk.journal(case_id)) == 2


def _due(store: Store, case_id: str) -> str:
    return str(store.replica.database.raw.execute('SELECT due FROM "case" WHERE id = ?', (case_id,)).fetchone()[0])
