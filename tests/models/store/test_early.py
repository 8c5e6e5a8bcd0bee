"""A restored backup: a step on a case comes to the centre before the desk that took the case on."""

from __future__ import annotations

from pathlib import Path

from models.commands import case
from models.records.base import Text
from models.records.case import Stage
from models.records.journal import Acknowledge, Amend, Dispatch, Note
from models.repositories import case as cases
from models.repositories import waiting
from models.store import early, sending
from models.store.inspection import inspect
from models.store.store import rebuild
from tests.models.store.desks import SyncedDesk, accepted, assert_same, restored, states_of


def stepped(one: SyncedDesk, two: SyncedDesk) -> str:
    """Have the second desk take a step on a case of the first, at the centre both; return the case."""
    case_id = accepted(one)
    one.settle()
    two.settle()
    case.append(two.store, two.desk, case_id, Note(text="听到了"))
    two.settle()
    return case_id


def done_again(one: SyncedDesk, two: SyncedDesk) -> None:
    """Lose both at the centre, have the step come there before its case, and have it done again."""
    restored(one.paper, one, two)
    for desk in (two, one, two):
        desk.settle()
    assert early.do_again(two.store).touched
    two.settle()


def test_a_step_that_came_before_its_case_is_done_again_when_that_has_come(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    case_id = accepted(one)
    one.settle()
    two.settle()
    case.append(two.store, two.desk, case_id, Dispatch(partner="P001", name=Text("家家乐")))
    case.append(two.store, two.desk, case_id, Acknowledge())
    case.append(two.store, two.desk, case_id, Note(text="听到了"))
    two.settle()
    one.settle()
    times = [entry.at for entry in cases.journal(one.store, case_id)]
    restored(one.paper, one, two)
    two.settle()
    assert waiting.needs(two.store) == 3, "it is seen that they did not come through"
    assert not early.do_again(two.store).touched, "there is no case so far"
    one.settle()
    two.settle()
    assert early.do_again(two.store).touched
    assert waiting.needs(two.store) == 0
    assert not early.do_again(two.store).touched
    two.settle()
    one.settle()
    state = cases.state(one.store, case_id)
    assert state.stage is Stage.ACKNOWLEDGED
    assert state == cases.state(two.store, case_id)
    counted = [entry for entry in cases.journal(one.store, case_id) if entry.outcome is None or entry.outcome.effective]
    assert [entry.at for entry in counted] == times, "as of the times at which they were done"
    assert set(states_of(two)) == {"confirmed"}
    assert inspect(two.store).clean
    assert_same(one, tmp_path)
    assert_same(two, tmp_path)


def test_a_step_that_was_done_again_does_not_stand_twice_after_a_second_restore(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    case_id = stepped(one, two)
    done_again(one, two)
    first, again = two.ids()
    restored(one.paper, one, two)
    two.reopen()
    for desk in (one, two, one):
        desk.settle()
    assert not early.do_again(two.store).touched
    assert (first in two.paper.ids(), again in two.paper.ids()) == (False, True)
    for desk in (one, two):
        notes = [entry.op_id for entry in cases.journal(desk.store, case_id) if isinstance(entry.body, Note)]
        assert notes == [again]
        assert_same(desk, tmp_path)
    assert waiting.needs(two.store) == 0
    assert set(states_of(two)) == {"confirmed"}
    rebuild(two.store)
    two.reopen()
    two.settle()
    assert waiting.needs(two.store) == 0
    assert not sending.outgoing(two.store)
    assert_same(two, tmp_path)


def test_a_step_that_comes_too_early_twice_stands_once(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    case_id = stepped(one, two)
    for _ in range(3):
        done_again(one, two)
        one.settle()
        counted = [entry for entry in cases.journal(one.store, case_id) if isinstance(entry.body, Note) and entry.outcome.effective]
        assert [entry.op_id for entry in counted] == two.ids()[-1:]
    assert waiting.needs(two.store) == 0
    assert inspect(two.store).clean
    assert_same(two, tmp_path)


def test_lost_rows_bring_back_no_question_about_what_was_done_again(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    stepped(one, two)
    restored(one.paper, one, two)
    for desk in (two, one, two):
        desk.settle()
    assert early.do_again(two.store).touched
    rebuild(two.store)
    two.reopen()
    two.settle()
    assert not early.do_again(two.store).touched
    assert waiting.needs(two.store) == 0
    assert_same(two, tmp_path)


def test_what_was_rejected_for_another_reason_stays_with_whoever_did_it(one: SyncedDesk, two: SyncedDesk) -> None:
    case_id = accepted(one)
    one.settle()
    two.settle()
    case.append(two.store, two.desk, case_id, Note(text="听到了"))
    two.paper.refuse.add(two.ids()[-1])
    two.settle()
    assert waiting.needs(two.store) == 1
    assert not early.do_again(two.store).touched
    assert waiting.needs(two.store) == 1


def test_one_that_took_something_back_is_not_done_again(one: SyncedDesk, two: SyncedDesk) -> None:
    case_id = stepped(one, two)
    case.undo_last(two.store, two.desk, case_id)
    two.settle()
    restored(one.paper, one, two)
    two.settle()
    one.settle()
    two.settle()
    assert early.do_again(two.store).touched
    two.settle()
    assert [row.type for row in waiting.need_rows(two.store)] == ["case.undo"]


def test_a_page_counts_the_lines_before_an_acceptance_too(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    """A desk that reads them one by one and a mirror that reads all at once show the same revision."""
    case_id = stepped(one, two)
    restored(one.paper, one, two)
    two.settle()
    one.settle()
    assert cases.state(one.store, case_id).rev == 2
    assert_same(one, tmp_path)


def test_the_number_that_is_missing_then_makes_the_desk_count_anew(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    """As a real centre does it: it asks for the number twice and is told at the second time that it will not come."""
    stepped(one, two)
    done_again(one, two)
    first, again = two.ids()
    restored(one.paper, one, two)
    assert sending.rewind(two.store, 1)
    assert [operation.op_id for operation in sending.outgoing(two.store)] == [again]
    before = two.store.outbox.inc
    sending.renew_incarnation(two.store)
    assert [(operation.op_id, operation.inc) for operation in sending.outgoing(two.store)] == [(again, before + 1)]
    assert first in two.ids()
    for desk in (one, two, one):
        desk.settle()
    two.reopen()
    assert two.store.notices == ()
    assert inspect(two.store).clean
    assert_same(two, tmp_path)


def test_a_step_that_had_lost_a_field_before_is_done_again_once(one: SyncedDesk, two: SyncedDesk) -> None:
    case_id = accepted(one)
    one.settle()
    two.settle()
    case.append(one.store, one.desk, case_id, Amend(text="水管爆了"))
    case.append(two.store, two.desk, case_id, Amend(text="阀门坏了"))
    one.settle()
    two.settle()
    assert waiting.needs(two.store) == 1
    restored(one.paper, one, two)
    two.settle()
    assert len(two.store.outbox.database.raw.execute("SELECT 1 FROM conflict WHERE settled_at = ''").fetchall()) == 2
    one.settle()
    two.settle()
    assert early.do_again(two.store).touched
    assert len(two.ids()) == 2, "the step, and the one that stands for it"
    assert not early.do_again(two.store).touched
