"""The simulation finds bugs that are planted on purpose, and finds nothing where there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import SCORE
from tests.simulation.bugs import BUGS, Bug
from tests.simulation.planted import Found, search, table

ENOUGH = 12


@pytest.fixture(scope="module")
def score() -> list[tuple[Bug, Found]]:
    return [(bug, search(bug)) for bug in BUGS]


def test_every_planted_bug_is_found(score: list[tuple[Bug, Found]], record_property: Callable[[str, object], None]) -> None:
    found = table(score)
    record_property(SCORE, found)
    assert [bug.name for bug, result in score if not result.invariant] == [], found
    assert len(score) >= ENOUGH


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_same_world_is_well_without_the_bug(bug: Bug) -> None:
    result = search(bug, planted=False)
    assert not result.invariant, result.words
