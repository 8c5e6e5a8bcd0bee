"""Two desks and the centre that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store.clock import SettableClock
from tests.models.store.desks import SyncedDesk, founded
from tests.support.centre import PaperCentre


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
