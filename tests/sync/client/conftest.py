"""A party for each test of the engine, a server that misbehaves for each of the transport."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sync.client.transport import HttpWire
from tests.support.memory import META
from tests.support.oddserver import OddServer
from tests.support.party import Party
from tests.support.virtual import end


@pytest.fixture
def party(tmp_path: Path) -> Iterator[Party]:
    """An empty centre; desks are added by the test."""
    made = Party(tmp_path)
    yield made
    end(made.loop)


@pytest.fixture
def server() -> Iterator[OddServer]:
    """A server that says what a centre can do, until it is told otherwise."""
    body = msgspec.json.encode(META)
    made = OddServer(lambda exchange: exchange.answer(body))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def wire(server: OddServer) -> Iterator[HttpWire]:
    """A wire to it that is impatient."""
    made = HttpWire(server.url, timeouts=(2.0, 0.3))
    yield made
    made.close()
