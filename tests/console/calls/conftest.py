"""Consoles with a real gateway between them and a switchboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from pytestqt.qtbot import QtBot

from models.records.base import CHINA
from models.store.clock import SettableClock, SystemClock
from sync.server.centre import Centre
from sync.server.database import open_database
from sync.server.founding import found
from tests.support.serving import serving
from tests.support.switchboard import Switchboard
from tests.support.telephones import Telephones, telephones

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def clock() -> SettableClock | SystemClock:
    return SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))


@pytest.fixture
def room(clock: SettableClock | SystemClock, tmp_path: Path, qtbot: QtBot) -> Iterator[Telephones]:
    centre = Centre(open_database(f"sqlite:///{tmp_path / 'centre.db'}"), clock=clock, hasher=CHEAP)
    found(centre)
    switch = Switchboard(clock.now)
    with serving(centre, switch=switch) as place, telephones(centre, clock, place, switch) as opened:
        yield opened
