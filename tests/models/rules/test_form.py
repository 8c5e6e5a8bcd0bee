"""The key of what stands in a form names whose words they are, which form, and what it is about; the desk's own drafts are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.commands.draft import load_drafts, load_forms, load_kept, load_rings, save_draft
from models.records.base import Text
from models.records.call import RingRow
from models.records.draft import Draft
from models.rules.form import form_key, form_of, is_form
from models.rules.outreach import suggestion_key
from models.rules.ringing import is_ring, ring_draft
from models.store.store import Store

names = st.text(st.characters(exclude_characters=":", exclude_categories=["Cs"]), max_size=30)


@given(st.integers(1, 999), names, names)
def test_a_key_says_what_it_was_made_of(operator: int, form: str, subject: str) -> None:
    key = form_key(operator, form, subject)
    assert is_form(key)
    assert not is_ring(key)
    assert form_of(key) == (operator, form, subject)


@pytest.mark.parametrize("key", ["desk", "desk+12ab", "case:12", "person:12", "ring:65550101:", suggestion_key("s1")])
def test_what_lies_on_the_desk_is_no_form(key: str) -> None:
    assert not is_form(key)


def test_forms_are_read_apart_from_needs_and_numbers_to_ring(store: Store) -> None:
    ring = ring_draft(RingRow(number="6511", case="", case_no="", who=Text("", ""), key="desk", since="2026-11-24T09:00:00+08:00"))
    one, two = (Draft(key=form_key(12, "outreach.suggestion", event), fields={"words": event}) for event in ("e1", "e2"))
    need = Draft(key="desk", text="漏水")
    for draft in (one, need, ring, two):
        save_draft(store, draft)
    assert [draft.key for draft in load_drafts(store)] == ["desk"]
    assert [draft.key for draft in load_rings(store)] == [ring.key]
    assert [draft.key for draft in load_forms(store)] == [two.key, one.key]
    assert [draft.key for draft in load_kept(store)] == ["desk", ring.key, two.key, one.key]
