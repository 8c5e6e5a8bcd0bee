"""A number that waits to be rung, kept as a draft and read back."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.commands.draft import load_drafts, load_rings, save_draft
from models.records.base import Text
from models.records.call import RingRow
from models.records.draft import Draft
from models.rules.ringing import is_ring, ring_draft, ring_key, ring_row
from models.store.store import Store

words = some.text(max_size=12)
rows = some.builds(
    RingRow,
    number=some.text(string.digits, min_size=3, max_size=12),
    case=some.text(string.hexdigits, max_size=12),
    case_no=words,
    who=some.builds(Text, words, words),
    key=words,
    since=words,
)


@given(rows)
def test_it_comes_back_as_it_was(row: RingRow) -> None:
    assert ring_row(ring_draft(row)) == row


@given(rows, rows)
def test_the_same_number_for_the_same_case_is_one_wish(one: RingRow, other: RingRow) -> None:
    assert (ring_key(one) == ring_key(other)) is ((one.number, one.case) == (other.number, other.case))


@pytest.mark.parametrize("key", ["desk", "desk+12ab", "case:12", "person:12", "sim-28-20261124-1"])
def test_typed_words_are_no_number_to_ring(key: str) -> None:
    assert not is_ring(key)


def test_typed_words_and_numbers_to_ring_are_read_apart(store: Store) -> None:
    ring = ring_draft(RingRow(number="6511", case="", case_no="", who=Text("", ""), key="desk", since="2026-11-24T09:00:00+08:00"))
    sealed = ring_draft(RingRow(number="6512", case="", case_no="", who=Text("", ""), key="desk", since=""), sealed=True)
    for draft in (Draft(key="desk", text="漏水"), ring, sealed):
        save_draft(store, draft)
    assert [draft.key for draft in load_drafts(store)] == ["desk"]
    assert load_rings(store) == (ring,)
    assert load_rings(store, sealed=True) == (sealed, ring)
