"""One index of what ships, for all tests of the search."""

from __future__ import annotations

import pytest

from models.search.index import SearchIndex
from tests.benchmarks.search_accuracy import build_index


@pytest.fixture(scope="session")
def shipped() -> SearchIndex:
    """An index that no test teaches anything."""
    return build_index()
