"""A real server on loopback, once on SQLite and once on PostgreSQL, and workplaces that belong to it."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from models.store.clock import Clock
from sync.server import accounts, devices
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.support import postgres
from tests.support.serving import serving
from tests.support.workplace import Sleep, Workplace

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "not a real one"

Places = Callable[..., AbstractAsyncContextManager[list[Workplace]]]


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    """A PostgreSQL server for this session."""
    with postgres.running() as uri:
        yield uri


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'centre.db'}"
    return postgres.new_database(request.getfixturevalue("postgres_uri"))


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
    found(centre)
    centre.close()


@pytest.fixture
def centre(request: pytest.FixtureRequest, url: str) -> Centre:
    """A founded centre; the server closes it."""
    if url.startswith("sqlite"):
        shutil.copyfile(request.getfixturevalue("founded_file"), url.removeprefix("sqlite:///"))
    else:
        url = postgres.new_database(request.getfixturevalue("postgres_uri"), request.getfixturevalue("founded_database"))
    made = Centre(open_database(url), hasher=CHEAP)
    found(made)
    return made


def _hurried(times: float) -> Sleep:
    return lambda seconds: asyncio.sleep(seconds / times)


@pytest.fixture
def served(centre: Centre) -> Iterator[str]:
    """The address of a server for it."""
    with serving(centre) as address:
        yield address


@pytest.fixture
def places(centre: Centre, served: str, tmp_path: Path) -> Places:
    """Make enrolled workplaces for operators of these numbers, with their engines running.

    ``via`` is where they believe their server to be, ``hurry`` how many times faster than others they sleep.
    """

    @asynccontextmanager
    async def made(*numbers: int, via: str = "", hurry: float = 1.0, clock: Clock | None = None) -> AsyncIterator[list[Workplace]]:
        async with contextlib.AsyncExitStack() as stack:
            desks = []
            for number in numbers:
                accounts.set_password(centre, number, PASSWORD)
                desk = Workplace(tmp_path / f"desk-{number}", via or served, number, PASSWORD, clock=clock, sleep=_hurried(hurry))
                await desk.begin(devices.make_code(centre, 0).code)
                stack.push_async_callback(desk.end)
                desks.append(desk)
            yield desks

    return made


def _hurried(times: float) -> Sleep:
    return lambda seconds: asyncio.sleep(seconds / times)
