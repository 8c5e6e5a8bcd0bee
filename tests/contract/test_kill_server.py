"""The server is killed in mid-batch and started again: what was acknowledged is there, once, and the desks come back by themselves."""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path

from sqlalchemy import func, select

from models.tables.centre import Feed
from sync.server import accounts, devices
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.contract.conftest import CHEAP, PASSWORD
from tests.support.killable import KillableServer
from tests.support.workplace import Workplace, until

KILLS = int(os.environ.get("HOTLINE_SERVER_KILLS", "1"))
CASES = 25
"""Cases between two kills, on each desk."""
RECOVERY = 90.0
"""Seconds, on a machine that has much else to do."""


def test_nothing_that_was_acknowledged_is_lost(url: str, tmp_path: Path) -> None:
    centre = Centre(open_database(url), hasher=CHEAP)
    found(centre)
    for number in (28, 12):
        accounts.set_password(centre, number, PASSWORD)
    codes = [devices.make_code(centre, 0).code for _ in range(2)]
    centre.close()
    server = KillableServer(url, tmp_path / "server.log")
    chance = random.Random(81890)

    async def write(desk: Workplace) -> list[str]:
        return [await desk.accept(f"第 {number} 件") for number in range(CASES)]

    async def story() -> None:
        desks = [Workplace(tmp_path / f"desk-{number}", server.url, number, PASSWORD) for number in (28, 12)]
        server.start()
        for desk, code in zip(desks, codes, strict=True):
            await desk.begin(code, seconds=RECOVERY)
        ids: list[str] = []
        for _ in range(KILLS):
            await until(lambda: _in_touch(desks), RECOVERY)
            writing = asyncio.gather(*(write(desk) for desk in desks))
            await asyncio.sleep(chance.uniform(0.05, 0.8))
            server.kill()
            ids += sum(await writing, [])
            server.start()
        await until(lambda: _settled(desks), RECOVERY)
        for case_id in ids:
            await until(lambda case_id=case_id: _there(case_id, desks), RECOVERY)
            for desk in desks:
                assert len(await desk.journal(case_id)) == 1, "nothing twice"
        for desk in desks:
            await desk.end()
        assert len(ids) == KILLS * CASES * 2

    try:
        asyncio.run(story())
    finally:
        server.kill()
    database = open_database(url)
    cases = database.read(
        lambda connection: connection.scalar(select(func.count()).select_from(Feed).where(Feed.stream == "centre/ruian"))
    )
    database.close()
    assert cases == KILLS * CASES * 2
    assert server.kills == KILLS + 1


async def _in_touch(desks: list[Workplace]) -> bool:
    return all(not desk.status.away for desk in desks)


async def _settled(desks: list[Workplace]) -> bool:
    return await _in_touch(desks) and all([await desk.settled() for desk in desks])


async def _there(case_id: str, desks: list[Workplace]) -> bool:
    return all([await desk.journal(case_id) for desk in desks])
