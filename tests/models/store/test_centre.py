"""What comes from a centre goes beneath what a desk has done: every replica becomes the fold of the one feed."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from models.commands import caller, case, search
from models.records.base import Text
from models.records.caller import PersonRow
from models.records.journal import Acknowledge, Amend, Dispatch, Note
from models.records.operation import OpState, Topic
from models.records.outcome import Outcome
from models.repositories import caller as callers
from models.repositories import case as cases
from models.repositories import catalogue
from models.store import centre
from models.store.clock import SettableClock
from tests.models.store.desks import SyncedDesk, accepted, assert_same, states_of
from tests.support.centre import PaperCentre


def test_a_new_desk_begins_empty_and_is_filled_by_the_feed(tmp_path: Path, clock: SettableClock, paper: PaperCentre) -> None:
    desk = SyncedDesk(tmp_path / "one", clock, paper, 28)
    assert desk.store.outbox.count() == 0
    assert catalogue.items(desk.store) == ()
    changes = desk.pull()
    assert changes.about(Topic.CATALOGUE)
    assert len(catalogue.items(desk.store)) == 129
    assert_same(desk, tmp_path)
    desk.store.close()


def test_what_is_done_is_seen_at_once_marked_and_then_confirmed(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    case_id = accepted(one)
    case.append(one.store, one.desk, case_id, Note(text="先"))
    assert [entry.pending for entry in cases.journal(one.store, case_id)] == [True, True]
    one.push()
    assert states_of(one) == ["acked", "acked"]
    changes = one.pull()
    assert (Topic.CASE, case_id) in changes.touched
    assert (Topic.OUTBOX, "") in changes.touched
    assert states_of(one) == ["confirmed", "confirmed"]
    assert [(entry.pending, entry.outcome, entry.seq) for entry in cases.journal(one.store, case_id)] == [
        (False, Outcome.APPLIED, 1),
        (False, Outcome.APPLIED, 2),
    ]
    two.pull()
    assert cases.journal(two.store, case_id) == cases.journal(one.store, case_id)
    assert_same(one, tmp_path)
    assert_same(two, tmp_path)


def test_the_feed_goes_beneath_what_is_pending(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    case_id = accepted(one)
    one.settle()
    two.settle()
    case.append(one.store, one.desk, case_id, Note(text="一"))
    case.append(two.store, two.desk, case_id, Note(text="二"))
    two.settle()
    one.pull()
    assert [entry.body for entry in cases.journal(one.store, case_id)][1:] == [Note(text="二"), Note(text="一")]
    one.settle()
    two.settle()
    assert [entry.outcome for entry in cases.journal(two.store, case_id)] == [Outcome.APPLIED, Outcome.APPLIED, Outcome.REBASED]
    assert_same(one, tmp_path)
    assert_same(two, tmp_path)


def test_the_loser_of_two_dispatches_is_seen_to_have_lost(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    case_id = accepted(one)
    one.settle()
    two.settle()
    case.append(one.store, one.desk, case_id, Dispatch(partner="P001", name=Text("家家乐")))
    case.append(two.store, two.desk, case_id, Dispatch(partner="P003", name=Text("新颜")))
    case.append(one.store, one.desk, case_id, Acknowledge())
    two.settle()
    one.settle()
    two.settle()
    handler = cases.state(one.store, case_id).handler
    assert handler is not None
    assert handler.code == "P003"
    assert [entry.outcome for entry in cases.journal(one.store, case_id)][2] is Outcome.SUPERSEDED
    assert_same(one, tmp_path)
    assert_same(two, tmp_path)


def test_a_rejected_acceptance_leaves_no_case_behind(one: SyncedDesk, tmp_path: Path) -> None:
    case_id = accepted(one)
    assert cases.row(one.store, case_id) is not None
    one.paper.refuse.add(next(one.store.outbox.operations()).op_id)
    one.settle()
    assert cases.row(one.store, case_id) is None
    assert_same(one, tmp_path)


def test_two_values_for_a_field_are_both_there(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    case_id = accepted(one, text="漏水")
    one.settle()
    two.settle()
    case.append(one.store, one.desk, case_id, Amend(text="厨房漏水"))
    case.append(two.store, two.desk, case_id, Amend(text="厕所漏水", address="安阳路1号"))
    one.settle()
    two.settle()
    one.settle()
    state = cases.state(one.store, case_id)
    assert (state.text, state.address) == ("厨房漏水", "安阳路1号")
    assert [(found.field, found.kept, found.other, found.by) for found in state.conflicts] == [("text", "厨房漏水", "厕所漏水", 12)]
    assert_same(one, tmp_path)
    assert_same(two, tmp_path)


def test_two_desks_change_one_person(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    _, person_id = caller.save_person(one.store, one.desk, PersonRow(id="", name="陈小丽", numbers=("13800001111",)))
    one.settle()
    two.settle()
    seen = callers.person(two.store, person_id)
    assert seen is not None
    caller.save_person(one.store, one.desk, replace(seen, address="安阳路1号", numbers=("13800001111", "13800002222")))
    caller.save_person(two.store, two.desk, replace(seen, notes="耳背", numbers=("13800003333",)))
    two.settle()
    one.pull()
    mixed = callers.person(one.store, person_id)
    assert mixed is not None
    assert (mixed.address, mixed.notes, sorted(mixed.numbers)) == ("安阳路1号", "耳背", ["13800002222", "13800003333"])
    one.settle()
    two.settle()
    assert callers.person(two.store, person_id) == mixed
    assert [found.id for found in callers.people_of(two.store, "13800002222")] == [person_id]
    assert callers.people_of(one.store, "13800001111") == ()
    assert_same(one, tmp_path)
    assert_same(two, tmp_path)


def test_what_was_counted_before_it_was_refused_is_counted_no_more(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    search.record_lead(one.store, one.desk, "遛狗")
    one.settle()
    search.record_lead(one.store, one.desk, "遛狗")
    search.record_choice(one.store, one.desk, "水管", "C03-03")
    one.paper.refuse.update(operation.op_id for operation in list(one.store.outbox.operations())[1:])
    assert one.store.read().exec_driver_sql("SELECT count FROM lead").scalar() == 2
    two.settle()
    search.record_lead(two.store, two.desk, "遛狗")
    two.settle()
    one.settle()
    assert one.store.read().exec_driver_sql("SELECT count FROM lead").scalar() == 2
    assert one.store.read().exec_driver_sql("SELECT count(*) FROM choice").scalar() == 0
    assert_same(one, tmp_path)


def test_confirmations_that_the_outbox_has_not_heard_of_are_told_at_the_next_start(
    one: SyncedDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(one)
    one.push()
    with monkeypatch.context() as patched:
        patched.setattr(centre, "confirm", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            one.pull()
    assert states_of(one) == [OpState.ACKED.value]
    one.reopen()
    assert states_of(one) == [OpState.CONFIRMED.value]
    assert_same(one, tmp_path)


def test_a_row_is_the_fold_of_its_journal_after_an_undo_and_whichever_stream_comes_first(
    one: SyncedDesk, two: SyncedDesk, tmp_path: Path
) -> None:
    undone, moved = accepted(one), accepted(one)
    case.append(one.store, one.desk, undone, Dispatch(partner="P001", name=Text("家家乐")))
    case.undo_last(one.store, one.desk, undone)
    case.refile(one.store, one.desk, moved, "C13-01")
    case.append(one.store, one.desk, moved, Note(text="后"))
    while one.push():
        pass
    for stream in ("line/psychology", "centre/ruian"):
        two.pull(1000, [stream])
    one.settle()
    for desk in (one, two):
        for case_id in (undone, moved):
            row, state = cases.row(desk.store, case_id), cases.state(desk.store, case_id)
            assert row is not None
            assert (row.stage, row.item_code) == (state.stage, state.item_code)
            assert row.handler == Text("")
        assert_same(desk, tmp_path)
