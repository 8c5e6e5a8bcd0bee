"""Eight writers at once, and a reader that follows: what was committed is delivered. The naive way loses, in the very same harness."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import psycopg
import pytest
from sqlalchemy import make_url

from models.records.feed import Cursor
from sync.protocol.messages import Pull
from sync.server.centre import Centre
from sync.server.preparing import Prepared, prepare
from sync.server.pull import pull
from sync.server.push import take
from tests.support.desks import PaperDesk, signed_in
from tests.support.feeds import parts

WRITERS = 8
PUSHES = 60
BATCH = 25
TOTAL = WRITERS * PUSHES * BATCH
"""12,000 operations."""


@pytest.fixture
def url(postgres_url: str) -> str:
    """Only PostgreSQL has several writers at once."""
    return postgres_url


def raced(write: Callable[[int], int], read: Callable[[], Sequence[str]]) -> tuple[int, list[str]]:
    """Run every writer to its end with a reader that looks on all the while; return how many were committed, and what was delivered."""
    done = threading.Event()
    delivered: list[str] = []

    def follow() -> None:
        while not done.is_set():
            delivered.extend(read())
        while found := read():
            delivered.extend(found)

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reading = threads.submit(follow)
        try:
            committed = sum(threads.map(write, range(WRITERS)))
        finally:
            done.set()
        reading.result()
    return committed, delivered


def batches(centre: Centre, desk: PaperDesk, public_key: str) -> list[list[Prepared]]:
    return [prepare(centre, [desk.accept() for _ in range(BATCH)], desk.id, public_key) for _ in range(PUSHES)]


def test_what_is_committed_is_delivered_in_order_and_once(centre: Centre) -> None:
    desks = [signed_in(centre, 28) for _ in range(WRITERS)]
    _, reader = signed_in(centre, 2)
    work = [batches(centre, desk, caller.public_key) for desk, caller in desks]
    cursor = Cursor()

    def write(n: int) -> int:
        return sum(len(take(centre, desks[n][1], batch).results) for batch in work[n])

    def read() -> list[str]:
        nonlocal cursor
        rows, end = parts(pull(centre, reader, Pull(epoch=centre.epoch, cursors={"centre/ruian": cursor})))
        assert [row.seq for row in rows] == list(range(cursor.seq + 1, cursor.seq + 1 + len(rows)))
        cursor = end.cursors["centre/ruian"]
        return [row.operation.op_id for row in rows]

    committed, delivered = raced(write, read)
    assert committed == TOTAL
    assert len(delivered) == len(set(delivered)) == TOTAL
    assert set(delivered) == {item.operation.op_id for lane in work for batch in lane for item in batch}
    by_desk: dict[str, list[int]] = {}
    places = {op_id: place for place, op_id in enumerate(delivered)}
    for lane in work:
        for batch in lane:
            for item in batch:
                by_desk.setdefault(item.operation.device, []).append(places[item.operation.op_id])
    assert all(found == sorted(found) for found in by_desk.values())


def test_numbers_from_a_sequence_lose(url: str) -> None:
    """The same race, numbered by a sequence: the reader passes over numbers whose transactions are not committed so far."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    names = count(1)
    last = 0
    with psycopg.connect(address, autocommit=True) as reading:
        reading.execute("CREATE TABLE naive (seq bigserial PRIMARY KEY, op_id text NOT NULL)")

        def write(_: int) -> int:
            with psycopg.connect(address) as connection:
                for _ in range(PUSHES):
                    rows = [(str(next(names)),) for _ in range(BATCH)]
                    with connection.transaction(), connection.cursor() as cursor:
                        cursor.executemany("INSERT INTO naive (op_id) VALUES (%s)", rows)
            return PUSHES * BATCH

        def read() -> list[str]:
            nonlocal last
            rows = reading.execute("SELECT seq, op_id FROM naive WHERE seq > %s ORDER BY seq LIMIT 1000", (last,)).fetchall()
            last = rows[-1][0] if rows else last
            return [row[1] for row in rows]

        committed, delivered = raced(write, read)
    assert committed == TOTAL
    assert len(delivered) < TOTAL
