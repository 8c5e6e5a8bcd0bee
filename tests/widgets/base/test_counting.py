"""How many things there are, said as one says it."""

from __future__ import annotations

import pytest

from widgets.base.counting import counted


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 cases for 7"), (1, "1 case for 7"), (2, "2 cases for 7"), (21, "21 cases for 7"), (101, "101 cases for 7")]
)
def test_only_one_thing_is_called_as_one(count: int, said: str) -> None:
    assert counted(count, "{count} case for {who}", "{count} cases for {who}", who=7) == said


def test_one_thing_needs_no_number() -> None:
    assert counted(1, "The case behind it", "The {count} cases behind it") == "The case behind it"
