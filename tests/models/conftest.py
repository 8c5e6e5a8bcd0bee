"""An open store with the shipped reference data, a clock that stands still, a desk; and two desks of one centre."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from models.records.base import CHINA
from models.records.operation import Desk
from models.store.clock import SettableClock
from models.store.store import Store, open_store
from tests.models.store.desks import SyncedDesk, founded
from tests.support.centre import PaperCentre


@pytest.fixture
def clock() -> SettableClock:
    """Tuesday morning, an ordinary working day."""
    return SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))


@pytest.fixture
def desk() -> Desk:
    return Desk(actor=28, desk="28", session="ses_28")


@pytest.fixture
def lead() -> Desk:
    """A second person, at another desk."""
    return Desk(actor=2, desk="2", session="ses_2")


@pytest.fixture
def store(profile_dir: Path, clock: SettableClock) -> Iterator[Store]:
    opened = open_store(profile_dir, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def paper(tmp_path: Path, clock: SettableClock) -> PaperCentre:
    return founded(tmp_path / "founder", clock)


@pytest.fixture
def one(tmp_path: Path, clock: SettableClock, paper: PaperCentre) -> Iterator[SyncedDesk]:
    desk = SyncedDesk(tmp_path / "one", clock, paper, 28)
    desk.settle()
    yield desk
    desk.store.close()


@pytest.fixture
def two(tmp_path: Path, clock: SettableClock, paper: PaperCentre) -> Iterator[SyncedDesk]:
    desk = SyncedDesk(tmp_path / "two", clock, paper, 12)
    desk.settle()
    yield desk
    desk.store.close()
