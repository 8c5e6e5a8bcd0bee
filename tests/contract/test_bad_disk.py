"""A disk that is full, the desk's or the centre's: nothing half-stored, nothing lost, and it goes on as soon as there is room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, func, select, text

from models.records.failure import StoreFailure
from models.records.sync import Away
from models.store.database import Database
from models.store.store import Store
from models.tables.centre import Accepted, EnrolledDevice, Feed, StreamHead
from sync.server.centre import Centre
from sync.server.database import SqliteDatabase
from tests.contract.conftest import Places
from tests.contract.test_desks import agreed, same
from tests.support.workplace import Workplace, until

HURRY = 20.0
PATIENCE = 90.0
LONG = "厨房水槽下面漏水，邻居也来电。" * 200
"""Words that need pages of their own."""


def test_a_centre_whose_disk_is_full_says_so_and_takes_everything_once_it_has_room(places: Places, centre: Centre) -> None:
    async def story() -> None:
        async with places(28, 12, hurry=HURRY) as (first, second):
            await until(lambda: agreed(first, second), PATIENCE)
            before = centre.database.read(_counts)
            ids: list[str] = []
            with full(centre):
                while first.status.away is not Away.CENTRE_FULL:
                    assert len(ids) < 200
                    ids.append(await first.accept(LONG))
                    await asyncio.sleep(0.05)
                # Whatever the last free pages still took is there wholly, the rest waits where it can be seen.
                await until(lambda: _all_told(first, centre, before, len(ids)), PATIENCE)
                assert len(await first.journal(ids[-1])) == 1
            await until(lambda: agreed(first, second), PATIENCE)
            for case_id in ids:
                await until(lambda case_id=case_id: same(case_id, first, second), PATIENCE)
                assert len(await second.journal(case_id)) == 1
            assert centre.database.read(_counts) == tuple(count + len(ids) for count in before)

    asyncio.run(story())


@contextmanager
def full(centre: Centre) -> Iterator[None]:
    """Let the database take no more, as its own disk would have it."""
    if isinstance(centre.database, SqliteDatabase):
        raw = centre.database._raw
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}")
        yield
        raw.execute("PRAGMA max_page_count = 4294967294")
        return
    centre.database.write(lambda connection: _run(connection, _NO_ROOM))
    yield
    centre.database.write(lambda connection: _run(connection, ("DROP TRIGGER no_room ON feed",)))


_NO_ROOM = (
    "CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$",
    "CREATE TRIGGER no_room BEFORE INSERT ON feed FOR EACH STATEMENT EXECUTE FUNCTION no_room()",
)


def _run(connection: Connection, statements: tuple[str, ...]) -> None:
    for statement in statements:
        connection.execute(text(statement))


async def _all_told(desk: Workplace, centre: Centre, before: tuple[int, ...], done: int) -> bool:
    """Tell whether what was taken in and what waits are all that was done, and whether every table of the centre says the same."""
    there = {now - then for now, then in zip(centre.database.read(_counts), before, strict=True)}
    return desk.status.waiting.count > 0 and there == {done - desk.status.waiting.count}


def _counts(connection: Connection) -> tuple[int, ...]:
    """Return how many operations there are by the feed, by what repetitions are answered from, by the heads and by the devices' numbers."""
    questions = (
        select(func.count()).select_from(Feed).where(Feed.stream == "centre/ruian"),
        select(func.count()).select_from(Accepted).where(Accepted.stream == "centre/ruian"),
        select(func.coalesce(func.sum(StreamHead.n), 0)).where(StreamHead.stream == "centre/ruian"),
        select(func.sum(EnrolledDevice.last_dseq)).where(EnrolledDevice.name != "瑞安市81890社会服务中心"),
    )
    return tuple(int(connection.scalar(question) or 0) for question in questions)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_desk_whose_disk_is_full_keeps_what_it_has_and_catches_up(places: Places) -> None:
    async def story() -> None:
        async with places(28, 12, hurry=HURRY) as (full_one, other):
            await until(lambda: agreed(full_one, other), PATIENCE)
            kept = await full_one.accept("之前")
            await until(lambda: agreed(full_one, other), PATIENCE)
            await full_one.threads.db(_narrow, _replica)
            theirs = [await other.accept(LONG) for _ in range(8)]
            await until(lambda: _away(full_one, Away.DESK_DISK), PATIENCE)
            assert [len(await full_one.journal(case_id)) for case_id in theirs] == [0] * 8, "no half of a page"
            await full_one.threads.db(_narrow, _outbox)
            taken = await _until_full(full_one)
            for which in (_replica, _outbox):
                await full_one.threads.db(_widen, which)
            await until(lambda: agreed(full_one, other), PATIENCE)
            for case_id in (kept, *theirs):
                await until(lambda case_id=case_id: same(case_id, full_one, other), PATIENCE)
                assert len(await full_one.journal(case_id)) == 1
            assert all(state is not None and state.text == LONG for state in [await other.state(case_id) for case_id in taken])

    asyncio.run(story())


async def _until_full(desk: Workplace) -> list[str]:
    """Take needs on until the disk takes no more; return those that it took."""
    taken: list[str] = []
    for _ in range(100):
        try:
            taken.append(await desk.accept(LONG))
        except StoreFailure as failure:
            if failure.code != "disk.full":
                raise
            if not failure.details.get("saved"):
                return taken
    raise AssertionError("the disk took everything")


def _replica(store: Store) -> Database:
    return store.replica.database


def _outbox(store: Store) -> Database:
    return store.outbox.database


def _narrow(store: Store, which: Callable[[Store], Database]) -> None:
    """Let a file take no more."""
    raw = which(store).raw
    raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0]}")


def _widen(store: Store, which: Callable[[Store], Database]) -> None:
    which(store).raw.execute("PRAGMA max_page_count = 4294967294")


async def _away(desk: Workplace, away: Away) -> bool:
    return desk.status.away is away
