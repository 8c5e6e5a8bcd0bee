"""Identifiers sort as they were made, whatever the clock does."""

from __future__ import annotations

import uuid
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.records.base import parse_time
from models.store.clock import SettableClock
from models.store.ids import Ids

START = parse_time("2026-11-24T09:00:00+08:00")


@given(st.lists(st.integers(-5000, 5000), min_size=1, max_size=50))
def test_order_of_making_is_order_of_sorting(steps: list[int]) -> None:
    clock = SettableClock(START)
    ids = Ids(clock)
    made = [ids.next()]
    for step in steps:
        clock.set(clock.now() + timedelta(milliseconds=step))
        made.append(ids.next())
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_they_are_version_7_and_say_when() -> None:
    found = uuid.UUID(Ids(SettableClock(START)).next())
    assert found.version == 7
    assert found.variant == uuid.RFC_4122
    assert found.int >> 80 == int(START.timestamp() * 1000)


def test_go_on_behind_the_last_one_after_a_restart_with_a_clock_set_back() -> None:
    last = Ids(SettableClock(START)).next()
    earlier = Ids(SettableClock(START - timedelta(days=400)), last)
    assert earlier.next() > last
