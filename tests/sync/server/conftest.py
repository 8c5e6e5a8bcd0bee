"""A centre on SQLite and one on PostgreSQL, a clock that stands still, and passwords that cost nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from models.records.base import CHINA
from models.store.clock import SettableClock
from sync.server import accounts
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.support import postgres
from tests.support.desks import PASSWORD

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    with postgres.running() as uri:
        yield uri


@pytest.fixture
def clock() -> SettableClock:
    """Tuesday morning, an ordinary working day."""
    return SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded centre on SQLite, to be copied."""
    path = tmp_path_factory.mktemp("founded") / "centre.db"
    found_once(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def founded_database(postgres_uri: str) -> str:
    """A founded centre on PostgreSQL, to be copied."""
    address = postgres.new_database(postgres_uri)
    found_once(address)
    return address


def found_once(address: str) -> None:
    centre = Centre(open_database(address), hasher=CHEAP)
    told = found(centre)
    assert told is not None
    accounts.set_password(centre, told.number, PASSWORD)
    centre.close()


@pytest.fixture
def sqlite_url(founded_file: Path, tmp_path: Path) -> str:
    """The address of a founded centre on SQLite."""
    shutil.copyfile(founded_file, tmp_path / "centre.db")
    return f"sqlite:///{tmp_path / 'centre.db'}"


@pytest.fixture
def postgres_url(postgres_uri: str, founded_database: str) -> str:
    """The address of a founded centre on PostgreSQL."""
    return postgres.new_database(postgres_uri, founded_database)


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of a founded centre, once on each kind of database."""
    return str(request.getfixturevalue(request.param))


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
