"""Drafts: gone in the commit that writes their words, in the order in which they were saved, sealed where their line is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from models.commands import case, draft
from models.records.case import CaseKind
from models.records.draft import Draft, Spent
from models.records.failure import RuleBroken, StoreFailure
from models.records.journal import Acknowledge, Note
from models.records.operation import Desk
from models.store.clock import SettableClock, stamp
from models.store.store import Store, open_store
from tests.support.halfway import FailingRows


def accept(store: Store, desk: Desk, spent: Spent | None) -> str:
    return case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="", spent=spent)[1]


def keys(store: Store, *, sealed: bool = False) -> list[str]:
    return [found.key for found in draft.load_drafts(store, sealed=sealed)]


def test_an_accepted_form_is_gone_with_the_commit_that_accepts_it(store: Store, desk: Desk) -> None:
    draft.save_draft(store, Draft(key="call-1", text="漏水"))
    draft.save_draft(store, Draft(key="call-2", text="别的"))
    accept(store, desk, Spent(key="call-1"))
    assert keys(store) == ["call-2"]
    accept(store, desk, Spent(key="never saved"))
    assert keys(store) == ["call-2"]


def test_what_no_field_of_the_case_holds_is_left_beside_it(store: Store, desk: Desk) -> None:
    left = Draft(key="call-1", text="漏水", fields={"district.typed": "不知道的街"})
    draft.save_draft(store, left)
    one = accept(store, desk, Spent(key="call-1", left=left))
    (found,) = draft.load_drafts(store)
    assert (found.key, found.case_id, found.fields) == (f"case:{one}", one, left.fields)


def test_nothing_that_failed_takes_its_words_along(store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    draft.save_draft(store, Draft(key="call-1", text="漏水"))
    one = accept(store, desk, None)
    with pytest.raises(RuleBroken):
        case.append(store, desk, one, Acknowledge(), Spent(key="call-1"))
    assert keys(store) == ["call-1"]
    pages = store.outbox.database.raw.execute("PRAGMA page_count").fetchone()[0]
    store.outbox.database.raw.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreFailure, match=r"disk\.full"):
        case.append(store, desk, one, Note(text="长" * 20_000), Spent(key="call-1"))
    assert keys(store) == ["call-1"]


def test_words_are_gone_even_where_the_rows_fail(
    profile_dir: Path, clock: SettableClock, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a kill between the two commits: the case is there at the next start, and its form is not."""
    opened = open_store(profile_dir, clock=clock)
    draft.save_draft(opened, Draft(key="call-1", text="漏水"))
    with monkeypatch.context() as patched:
        FailingRows(opened, patched, times=9)
        with pytest.raises(StoreFailure):
            accept(opened, desk, Spent(key="call-1"))
    opened.close()
    again = open_store(profile_dir, clock=clock)
    assert keys(again) == []
    assert again.replica.database.raw.execute('SELECT count(*) FROM "case"').fetchone() == (1,)
    again.close()


def test_a_step_takes_only_its_own_words_and_the_rest_keeps_its_place(store: Store, desk: Desk) -> None:
    one = accept(store, desk, None)
    fields = {"case.ask": "feedback", "case.ask.note": "在路上", "case.aside.cancel.reason": "或许", "callback.comment": "快"}
    draft.save_draft(store, Draft(key=f"case:{one}", text="补充", fields=fields, focus="case.ask.note", cursor=3))
    draft.save_draft(store, Draft(key="desk", text="后来", focus="caller.name", cursor=2))
    case.append(store, desk, one, Note(text="在路上"), Spent(key=f"case:{one}", fields=("case.ask",)))
    later, left = draft.load_drafts(store)
    assert (later.key, later.focus, later.cursor) == ("desk", "caller.name", 2)
    assert (left.focus, left.cursor) == ("", 0), "the field that had the caret is gone with its words"
    assert (left.text, left.fields) == ("补充", {"case.aside.cancel.reason": "或许", "callback.comment": "快"})


def test_the_draft_saved_last_comes_first_whatever_the_clock_says(store: Store, clock: SettableClock) -> None:
    draft.save_draft(store, Draft(key="old", text="早", saved_at=stamp(clock.now())))
    clock.set(clock.now() - timedelta(days=3))
    draft.save_draft(store, Draft(key="new", text="晚", saved_at=stamp(clock.now())))
    assert keys(store) == ["new", "old"]
    draft.save_draft(store, Draft(key="old", text="又", saved_at="1970-01-01T00:00:00+08:00"))
    assert keys(store) == ["old", "new"]


def test_words_for_the_psychology_line_come_back_to_counsellors_only(store: Store, counsellor: Desk) -> None:
    _, sealed = case.accept(store, counsellor, item_code="C13-01", kind=CaseKind.SERVICE, number="13800001111")
    draft.save_draft(store, Draft(key="an operator's own", text="孩子不肯上学", item_code="C13-02"))
    draft.save_draft(store, Draft(key="by case", text="说不想活", case_id=sealed))
    draft.save_draft(store, Draft(key="marked", text="说不想活", item_code="C13-07", sealed=True))
    assert keys(store) == ["an operator's own"]
    assert keys(store, sealed=True) == ["marked", "by case", "an operator's own"]
