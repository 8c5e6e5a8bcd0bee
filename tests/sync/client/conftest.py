"""A party for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.party import Party
from tests.support.virtual import end


@pytest.fixture
def party(tmp_path: Path) -> Iterator[Party]:
    """An empty centre; desks are added by the test."""
    made = Party(tmp_path)
    yield made
    end(made.loop)
