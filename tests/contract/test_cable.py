"""A shift with the cable pulled: 60 cases, three desks, no server for the middle twenty minutes; at the end everybody has the same."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models.records.feed import Cursor
from models.records.sync import Away
from models.rules import access
from models.store.mirror import Mirror
from models.store.store import Store
from models.tables.centre import Feed, StreamHead
from sync.server import accounts, devices
from sync.server.centre import Centre
from tests.contract.conftest import PASSWORD
from tests.faults.left import feed_row
from tests.support.cable import AWAY, CASES, STEP_SECONDS, Pace, Shift, spend, work
from tests.support.middleman import Middleman
from tests.support.workplace import Workplace, until

NUMBERS = (28, 12, 16)
BREATH = 0.002
PATIENCE = 120.0

Lines = dict[str, list[tuple[object, ...]]]
"""Case → the lines of its journal as they stand in the rows."""


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_shift_with_the_cable_pulled_ends_as_one_without(centre: Centre, served: str, tmp_path: Path) -> None:
    cable = Middleman(served)
    cable.start()
    pace = Pace()
    for number in NUMBERS:
        accounts.set_password(centre, number, PASSWORD)

    async def story() -> tuple[Shift, list[Lines]]:
        desks = [Workplace(tmp_path / str(number), cable.url, number, PASSWORD, clock=pace, sleep=pace.sleep) for number in NUMBERS]
        for desk in desks:
            await desk.begin(devices.make_code(centre, 0).code, seconds=PATIENCE)
        await until(lambda: _at_rest(desks, pace), PATIENCE)
        told: dict[int, tuple[Away, int]] = {}

        def note(minute: int) -> None:
            told[minute] = desks[0].status.away, _fed(centre)

        shift = await work(desks, pace, cable, away=True, breath=BREATH, at=note)
        meanwhile = [told[minute] for minute in range(AWAY[0] + 5, AWAY[1])]
        assert Away.UNREACHABLE in {away for away, _ in meanwhile}
        assert len({fed for _, fed in meanwhile}) == 1, "nothing reached the server meanwhile"
        await until(lambda: _at_rest(desks, pace), PATIENCE)
        await until(lambda: _level(desks, pace), PATIENCE)
        journals = [await desk.threads.db(_journals) for desk in desks]
        for desk in desks:
            await desk.end()
        return shift, journals

    try:
        shift, journals = asyncio.run(story())
    finally:
        cable.stop()
    assert len(shift.ids) == CASES
    assert set(journals[0]) == set(shift.ids)
    assert all(len(lines) == 8 for lines in journals[0].values())
    assert all(lines[-1][-1] in ("applied", "rebased") for lines in journals[0].values()), "closed, each of them"
    assert journals[1] == journals[0]
    assert journals[2] == journals[0]
    assert mirrored(centre, tmp_path / "mirror.db") == journals[0]


def mirrored(centre: Centre, path: Path) -> Lines:
    """Return the journals as the feed of the centre adds up to them, folded at one go by somebody who was never away."""
    shared = [stream for stream in access.STREAMS if stream != access.SEALED]
    rows = centre.database.read(
        lambda connection: connection.execute(select(Feed.line).where(Feed.stream.in_(shared)).order_by(Feed.stream, Feed.seq)).all()
    )
    heads = centre.database.read(lambda connection: connection.execute(select(StreamHead.__table__)).all())
    mirror = Mirror(path, centre.epoch)
    ends = {head.stream: Cursor(seq=head.n, chain=head.chain) for head in heads if head.stream in shared}
    mirror.apply([feed_row(row.line) for row in rows], ends)
    mirror.close()
    return _lines(path)


def _lines(path: Path) -> Lines:
    raw = sqlite3.connect(path)
    found = _of(raw)
    raw.close()
    return found


def _journals(store: Store) -> Lines:
    return _of(store.replica.database.raw)


def _of(raw: sqlite3.Connection) -> Lines:
    found: Lines = {}
    for case_id, *line in raw.execute("SELECT case_id, seq, op_id, at, actor, desk, type, body, outcome FROM entry ORDER BY case_id, seq"):
        found.setdefault(case_id, []).append(tuple(line))
    return found


def _fed(centre: Centre) -> int:
    """Return how many rows the feed has."""
    return int(centre.database.read(lambda connection: connection.scalar(select(func.count()).select_from(Feed))) or 0)


async def _at_rest(desks: list[Workplace], pace: Pace) -> bool:
    await spend(pace, STEP_SECONDS, BREATH)
    return all([not desk.status.away and await desk.settled() for desk in desks])


async def _level(desks: list[Workplace], pace: Pace) -> bool:
    await spend(pace, STEP_SECONDS, BREATH)
    return all([await desk.level() for desk in desks])
