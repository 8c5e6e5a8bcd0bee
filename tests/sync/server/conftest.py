"""A centre on SQLite and one on PostgreSQL, a clock that stands still, and passwords that cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from models.records.base import CHINA
from models.store.clock import SettableClock
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.support import postgres

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    with postgres.running() as uri:
        yield uri


@pytest.fixture
def clock() -> SettableClock:
    """Tuesday morning, an ordinary working day."""
    return SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'centre.db'}"
    return postgres.new_database(request.getfixturevalue("postgres_uri"))


@pytest.fixture
def open_centre(url: str, clock: SettableClock) -> Iterator[Callable[[], Centre]]:
    """Open the database as one more process of the same centre would."""
    opened: list[Centre] = []

    def open_one() -> Centre:
        one = Centre(open_database(url), clock=clock, hasher=CHEAP)
        opened.append(one)
        found(one)
        return one

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def centre(open_centre: Callable[[], Centre]) -> Centre:
    """A founded centre."""
    return open_centre()
