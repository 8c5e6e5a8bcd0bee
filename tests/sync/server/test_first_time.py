"""Two desks that write of the same thing for the first time, at the same time: one is first, and the other is decided on what that left."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from sqlalchemy import Connection, select

from models.records.operation import Operation
from models.records.outcome import Outcome
from models.tables.centre import Standing
from sync.server import ledger
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.push import push
from tests.support.desks import signed_in

SECONDS = 30.0


@pytest.fixture
def url(postgres_url: str) -> str:
    """Only PostgreSQL has several writers at once."""
    return postgres_url


@pytest.mark.parametrize("others", [0, 40])
def test_a_case_is_begun_by_one_of_two_desks(centre: Centre, monkeypatch: pytest.MonkeyPatch, others: int) -> None:
    """The same, whether a push is small or large. Both desks have looked, and neither has found the case, when the first writes it."""
    both = threading.Barrier(2)
    written = ledger.write_standings
    tries = count()

    def write_standings(connection: Connection, *rows: Sequence[ledger.Row]) -> None:
        if next(tries) < 2:
            both.wait(SECONDS)
        written(connection, *rows)

    monkeypatch.setattr(ledger, "write_standings", write_standings)
    lanes: list[tuple[Caller, list[Operation]]] = []
    for number in (28, 14):
        desk, caller = signed_in(centre, number)
        lanes.append((caller, [desk.accept("the same"), *(desk.accept() for _ in range(others))]))
    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(lambda lane: push(centre, *lane).results, lanes))
    assert sorted(results[0].outcome for results in told) == [Outcome.APPLIED, Outcome.SUPERSEDED]
    assert all(result.outcome is Outcome.APPLIED for results in told for result in results[1:])
    stand = select(Standing.rev).where(Standing.id == "the same")
    assert centre.database.ask(lambda connection: connection.scalar(stand)) == 2
