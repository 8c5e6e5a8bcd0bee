"""Words that are too long for an operation, or hold half a character, are refused calmly; drafts keep what they can."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.commands import caller, case, draft, search
from models.commands.guard import LONGEST
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.case import CaseKind
from models.records.draft import Draft
from models.records.failure import BadInput
from models.records.journal import Note
from models.records.operation import Changes, Desk
from models.store.clock import SettableClock
from models.store.store import Store
from tests.models.store.day import Day


def accepted(store: Store, desk: Desk, text: str) -> object:
    return case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="", text=text)


def noted(store: Store, desk: Desk, text: str) -> object:
    _, one = case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    return case.append(store, desk, one, Note(text=text))


def named(store: Store, desk: Desk, text: str) -> object:
    return caller.save_person(store, desk, PersonRow(id="", name=text, numbers=()))


def flagged(store: Store, desk: Desk, text: str) -> object:
    _, person = caller.save_person(store, desk, PersonRow(id="", name="陈女士", numbers=()))
    return caller.flag_person(store, desk, person, Flag(kind=FlagKind.ELDERLY, note=text, review_on="2027-05-01"))


@pytest.mark.parametrize("deed", [accepted, noted, named, flagged])
@pytest.mark.parametrize(("text", "code"), [("长" * 30_000, "text.long"), ("a\ud800b", "text.broken")])
def test_what_cannot_be_sent_is_refused_and_nothing_is_written(
    deed: Callable[[Store, Desk, str], object], text: str, code: str, store: Store, desk: Desk
) -> None:
    with pytest.raises(BadInput) as refused:
        deed(store, desk, text)
    assert refused.value.code == code
    assert all(len(operation.body.encode()) < 1000 for operation in store.outbox.operations(7))


@pytest.mark.parametrize("deed", [accepted, noted, named, flagged])
def test_a_long_story_goes_in(deed: Callable[[Store, Desk, str], object], store: Store, desk: Desk) -> None:
    deed(store, desk, "长" * 20_000)
    assert max(len(operation.body.encode()) for operation in store.outbox.operations(7)) <= LONGEST


def test_a_draft_keeps_the_words_around_half_a_character(store: Store) -> None:
    draft.save_draft(store, Draft(key="c1", text="漏\ud800水", query="\udc00", fields={"caller.name": "陈\udfff"}))
    (kept,) = draft.load_drafts(store)
    assert (kept.text, kept.query, kept.fields) == ("漏\ufffd水", "\ufffd", {"caller.name": "陈\ufffd"})


def test_pasted_pages_and_half_characters_teach_the_search_nothing(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> None:
    for query in ("水" * 201, "水\ud800"):
        assert search.record_choice(Day(store, clock, desk, lead).store, desk, query, "C03-03") == Changes()
        assert search.record_lead(store, desk, query) == Changes()
