"""Last night's backup is restored at the centre: the desks notice, offer again what they still hold, and nothing of theirs is lost."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection

from models.records.journal import Note
from models.tables.base import CentreTable
from sync.server import accounts, devices
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found, new_epoch
from tests.contract.conftest import CHEAP, PASSWORD, Places
from tests.contract.test_desks import same
from tests.support.killable import KillableServer
from tests.support.workplace import Workplace, at_one, until

_PUSHED = [CentreTable.metadata.tables[name] for name in ("feed", "op", "again", "standing", "document", "stream_head", "device")]
RECOVERY = 120.0
"""Seconds, on a machine that has much else to do."""


def test_what_the_backup_lacks_comes_back_from_the_desks(tmp_path: Path) -> None:
    file, backup = tmp_path / "centre.db", tmp_path / "backup.db"
    url = f"sqlite:///{file}"
    centre = Centre(open_database(url), hasher=CHEAP)
    found(centre)
    for number in (28, 12):
        accounts.set_password(centre, number, PASSWORD)
    codes = [devices.make_code(centre, 0).code for _ in range(2)]
    server = KillableServer(url, tmp_path / "server.log")

    async def story() -> None:
        desks = [Workplace(tmp_path / f"desk-{number}", server.url, number, PASSWORD) for number in (28, 12)]
        server.start()
        for desk, code in zip(desks, codes, strict=True):
            await desk.begin(code, seconds=RECOVERY)
            await asyncio.wait_for(desk.engine.caught_up.wait(), RECOVERY)
        kept = [await desk.accept("备份之前") for desk in desks]
        await until(lambda: _there(kept, desks), RECOVERY)
        server.kill()
        copied = Centre(open_database(url), hasher=CHEAP)
        copied.close()
        shutil.copyfile(file, backup)
        server.start()
        lost = [await desk.accept("备份之后") for desk in desks for _ in range(3)]
        await until(lambda: _there(lost, desks), RECOVERY)
        server.kill()
        for tail in ("", "-wal", "-shm"):
            file.with_name(file.name + tail).unlink(missing_ok=True)
        shutil.copyfile(backup, file)
        restored = Centre(open_database(url), hasher=CHEAP)
        found(restored)
        epoch = new_epoch(restored)
        restored.close()
        server.start()
        late = [await desk.accept("恢复之后") for desk in desks]
        await until(lambda: _follow(desks, epoch), RECOVERY)
        await until(lambda: _there([*kept, *lost, *late], desks), RECOVERY)
        await until(lambda: _settled(desks), RECOVERY)
        for desk in desks:
            await desk.end()

    centre.close()
    try:
        asyncio.run(story())
    finally:
        server.kill()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_step_that_comes_before_its_case_finds_its_way_into_it(centre: Centre, places: Places) -> None:
    """The centre has lost a case and a note on it; the desk that wrote the note is the first to come back."""

    async def story() -> None:
        async with places(28, 12, hurry=20.0) as (first, second):
            await until(lambda: _settled([first, second]), RECOVERY)
            kept = await first.accept("备份之前")
            await until(lambda: _there([kept], [second]), RECOVERY)
            backup = centre.database.write(_everything)
            case_id = await first.accept("备份之后")
            await until(lambda: _there([case_id], [second]), RECOVERY)
            await second.append(case_id, Note(text="邻居也来电"))
            await second.append(kept, Note(text="另一件"))
            await until(lambda: _settled([first, second]), RECOVERY)
            await first.end()
            centre.database.write(lambda connection: _restore(connection, backup))
            epoch = new_epoch(centre)
            await until(lambda: _follow([second], epoch), RECOVERY)
            await until(lambda: _settled([second]), RECOVERY)
            await until(lambda: _needs(second, 1), RECOVERY)
            await first.begin()
            await until(lambda: _noted(case_id, [first, second]), RECOVERY)
            await until(lambda: _settled([first, second]), RECOVERY)
            await until(lambda: _needs(second, 0), RECOVERY)
            await until(lambda: same(case_id, first, second), RECOVERY)

    asyncio.run(story())


def _everything(connection: Connection) -> dict[str, list[dict[str, object]]]:
    """Return the rows of every table that a push writes."""
    return {table.name: [dict(row) for row in connection.execute(table.select()).mappings()] for table in _PUSHED}


def _restore(connection: Connection, rows: dict[str, list[dict[str, object]]]) -> None:
    for table in _PUSHED:
        connection.execute(table.delete())
        if rows[table.name]:
            connection.execute(table.insert(), rows[table.name])


async def _needs(desk: Workplace, count: int) -> bool:
    return desk.status.needs == count


async def _noted(case_id: str, desks: list[Workplace]) -> bool:
    """Tell whether the note counts in the case on all desks."""
    journals = [await desk.journal(case_id) for desk in desks]
    return all({"applied", "rebased"} & {outcome for _, outcome in journal[1:]} for journal in journals)


async def _there(ids: list[str], desks: list[Workplace]) -> bool:
    return all([len(await desk.journal(case_id)) == 1 for case_id in ids for desk in desks])


async def _follow(desks: list[Workplace], epoch: str) -> bool:
    return all(desk.threads.store is not None and desk.threads.store.outbox.epoch == epoch for desk in desks)


async def _settled(desks: list[Workplace]) -> bool:
    return await at_one(*desks)
