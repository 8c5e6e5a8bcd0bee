"""A desk that comes back from its own past, and one that was away for a month."""

from __future__ import annotations

import asyncio
import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.records.journal import Note
from models.records.sync import Away, Light
from models.store.clock import SystemClock
from models.store.inspection import inspect
from models.store.store import Store
from sync.server.centre import Centre
from tests.contract.conftest import Places
from tests.contract.test_desks import agreed, same
from tests.support.workplace import Workplace, until

DEEDS = int(os.environ.get("HOTLINE_AWAY", "100"))
"""What is done on either side while a desk is away."""
PATIENCE = 180.0


def test_a_desk_restored_from_yesterday_s_image_loses_nothing_and_takes_no_number_twice(places: Places, tmp_path: Path) -> None:
    async def story() -> None:
        async with places(28, 12) as (restored, other):
            await until(lambda: agreed(restored, other), PATIENCE)
            kept = await restored.accept("备份之前")
            await until(lambda: agreed(restored, other), PATIENCE)
            await restored.end()
            shutil.copytree(restored.directory, tmp_path / "yesterday")
            await restored.begin()
            today = [await restored.accept(f"今天第 {number} 件") for number in range(3)]
            await restored.append(kept, Note(text="今天的话"))
            await until(lambda: agreed(restored, other), PATIENCE)
            await restored.end()
            shutil.rmtree(restored.directory)
            shutil.copytree(tmp_path / "yesterday", restored.directory)
            await restored.begin()
            late = [await restored.accept(f"恢复之后第 {number} 件") for number in range(2)]
            await restored.append(kept, Note(text="恢复之后的话"))
            await until(lambda: agreed(restored, other), PATIENCE)
            for case_id in (*today, *late, kept):
                await until(lambda case_id=case_id: same(case_id, restored, other), PATIENCE)
                assert await restored.journal(case_id) == await other.journal(case_id)
                assert len(await other.journal(case_id)) == (3 if case_id == kept else 1)
            assert await restored.threads.db(_incarnation) > 1
            found = await restored.threads.db(inspect)
            assert found.clean, found

    asyncio.run(story())


def _incarnation(store: Store) -> int:
    return store.outbox.inc


class Leaping(SystemClock):
    """The clock of the machine, which leaps when it is told to."""

    leap = timedelta()

    def now(self) -> datetime:
        return super().now() + self.leap

    def mono_ms(self) -> int:
        return super().mono_ms() + round(self.leap.total_seconds() * 1000)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_desk_that_was_away_for_a_month_asks_for_the_password_and_catches_up(places: Places, centre: Centre) -> None:
    clock = Leaping()
    centre.clock = clock

    async def story() -> None:
        async with places(28, 12, clock=clock) as (gone, other):
            await until(lambda: agreed(gone, other), PATIENCE)
            shared = await gone.accept("一个月以前")
            await until(lambda: same(shared, gone, other), PATIENCE)
            # The session is still open, but whoever sits there now has given no password.
            gone.wire.down = True
            gone.engine.sign_in(None, gone.engine.account.session)
            mine = [await gone.accept(f"离线第 {number} 件") for number in range(DEEDS)]
            theirs = [await other.accept(f"在线第 {number} 件") for number in range(DEEDS)]
            await until(lambda: agreed(other), PATIENCE)
            clock.leap = timedelta(days=31)
            await gone.append(shared, Note(text="整月离线"))
            gone.wire.down = False
            await until(lambda: _away(gone, Away.SIGNED_OUT), PATIENCE)
            mine.append(await gone.accept("没有登录也照常受理"))
            await until(lambda: _waits(gone, DEEDS + 2), PATIENCE)
            gone.sign_in()
            await until(lambda: agreed(gone, other), PATIENCE)
            await until(lambda: _shines(gone, Light.ALL_THERE), PATIENCE)
            for desk in (gone, other):
                await until(desk.level, PATIENCE)
                assert await desk.threads.db(_count) == 2 * DEEDS + 2
            for case_id in (*mine[::50], mine[-1], *theirs[::50], shared):
                await until(lambda case_id=case_id: same(case_id, gone, other), PATIENCE)
            assert len(await other.journal(shared)) == 2

    asyncio.run(story())


def _count(store: Store) -> int:
    return int(store.replica.database.raw.execute('SELECT count(*) FROM "case"').fetchone()[0])


async def _away(desk: Workplace, away: Away) -> bool:
    return desk.status.away is away


async def _waits(desk: Workplace, count: int) -> bool:
    return desk.status.waiting.count == count


async def _shines(desk: Workplace, light: Light) -> bool:
    return desk.status.light is light
