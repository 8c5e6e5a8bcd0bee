"""What waits, what needs somebody, and what a choice does on every desk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.commands import caller, case
from models.commands.waiting import settle
from models.records.base import Text
from models.records.caller import PersonRow
from models.records.case import CaseKind, CloseReason
from models.records.failure import BadInput, RuleBroken
from models.records.journal import Amend, Close, Decline, Dispatch, Note, Unmet
from models.records.operation import OpState
from models.records.outcome import Outcome
from models.records.staff import Role
from models.records.sync import Choice
from models.repositories import caller as callers
from models.repositories import case as cases
from models.repositories.waiting import need_rows, needs, waiting, waiting_rows
from models.store import sending
from models.store.clock import SettableClock
from models.store.pruning import prune
from tests.models.store.desks import SyncedDesk, accepted, assert_same, restored, states_of


def parted(one: SyncedDesk, two: SyncedDesk) -> str:
    """A case in which desk two lost two fields to desk one."""
    case_id = accepted(one, text="漏水")
    one.settle()
    two.settle()
    case.append(one.store, one.desk, case_id, Amend(text="厨房漏水", address="安阳路1号"))
    case.append(two.store, two.desk, case_id, Amend(text="厕所漏水", address="安阳路2号"))
    one.settle()
    two.settle()
    one.settle()
    return case_id


def test_what_waits_is_counted_and_named(one: SyncedDesk) -> None:
    case_id = accepted(one)
    caller.save_person(one.store, one.desk, PersonRow(id="", name="陈小丽", numbers=()))
    found = cases.row(one.store, case_id)
    assert found is not None
    assert (waiting(one.store).count, waiting(one.store).since) == (2, "2026-11-24T09:00:00.000+08:00")
    assert [(row.type, row.subject, row.state) for row in waiting_rows(one.store)] == [
        ("case.accept", found.no, OpState.PENDING),
        ("person.save", "陈小丽", OpState.PENDING),
    ]
    one.settle()
    assert (waiting(one.store).count, waiting(one.store).since, needs(one.store)) == (0, "", 0)


def test_both_values_are_shown_and_ours_can_be_written_again(one: SyncedDesk, two: SyncedDesk) -> None:
    case_id = parted(one, two)
    rows = need_rows(two.store)
    assert needs(two.store) == 1
    assert [(row.field, row.ours, row.theirs, row.outcome, row.problem) for row in rows] == [
        ("address", "安阳路2号", "安阳路1号", Outcome.SUPERSEDED, "field-conflict"),
        ("text", "厕所漏水", "厨房漏水", Outcome.SUPERSEDED, "field-conflict"),
    ]
    assert {row.theirs_by for row in rows} == {one.desk.actor}
    settle(two.store, two.desk, rows[0].op_id, Choice.THEIRS, "address")
    settle(two.store, two.desk, rows[1].op_id, Choice.OURS, "text")
    assert needs(two.store) == 0
    two.settle()
    one.settle()
    state = cases.state(one.store, case_id)
    assert (state.text, state.address, state.conflicts) == ("厕所漏水", "安阳路1号", ())
    with pytest.raises(BadInput, match=r"need\.missing"):
        settle(two.store, two.desk, rows[0].op_id, Choice.THEIRS, "address")


def test_a_choice_made_at_another_desk_ends_it_here(one: SyncedDesk, two: SyncedDesk) -> None:
    case_id = parted(one, two)
    lost = cases.state(one.store, case_id).conflicts[0].op_id
    case.append(one.store, one.desk, case_id, Amend(settles=(lost,)))
    one.settle()
    two.settle()
    assert needs(two.store) == 0
    assert cases.state(two.store, case_id).conflicts == ()


def test_a_lost_dispatch_is_an_entry_until_somebody_has_seen_it(one: SyncedDesk, two: SyncedDesk) -> None:
    case_id = accepted(one)
    one.settle()
    two.settle()
    case.append(one.store, one.desk, case_id, Dispatch(partner="P001", name=Text("家家乐")))
    case.append(two.store, two.desk, case_id, Dispatch(partner="P003", name=Text("新颜")))
    one.settle()
    two.settle()
    (row,) = need_rows(two.store)
    assert (row.type, row.field, row.problem, row.choices) == ("case.dispatch", "", "illegal-transition", (Choice.THEIRS,))
    with pytest.raises(RuleBroken):
        settle(two.store, two.desk, row.op_id, Choice.OURS)
    assert needs(two.store) == 1
    case.append(one.store, one.desk, case_id, Decline(reason="排满了"))
    one.settle()
    two.settle()
    (row,) = need_rows(two.store)
    assert row.choices == (Choice.THEIRS, Choice.OURS)
    settle(two.store, two.desk, row.op_id, Choice.OURS)
    two.settle()
    handler = cases.state(two.store, case_id).handler
    assert handler is not None
    assert (handler.code, needs(two.store)) == ("P003", 0)


def test_a_person_whose_address_two_desks_changed(one: SyncedDesk, two: SyncedDesk) -> None:
    _, person_id = caller.save_person(one.store, one.desk, PersonRow(id="", name="陈小丽", numbers=("13800001111",)))
    one.settle()
    two.settle()
    seen = callers.person(one.store, person_id)
    assert seen is not None
    caller.save_person(one.store, one.desk, replace(seen, address="安阳路1号"))
    caller.save_person(two.store, two.desk, replace(seen, address="安阳路2号"))
    one.settle()
    two.settle()
    (row,) = need_rows(two.store)
    assert (row.field, row.ours, row.theirs, row.subject) == ("address", "安阳路2号", "安阳路1号", "陈小丽")
    settle(two.store, two.desk, row.op_id, Choice.OURS, "address")
    two.settle()
    one.settle()
    now = callers.person(one.store, person_id)
    assert now is not None
    assert now.address == "安阳路2号"


def test_a_conflict_on_a_case_that_is_over_can_still_be_put_away(one: SyncedDesk, two: SyncedDesk) -> None:
    case_id = parted(one, two)
    case.append(one.store, one.desk, case_id, Unmet(need="x"))
    case.append(one.store, one.desk, case_id, Close(reason=CloseReason.UNMET, resolved=False))
    one.settle()
    two.settle()
    for row in need_rows(two.store):
        settle(two.store, two.desk, row.op_id, Choice.THEIRS, row.field)
    assert needs(two.store) == 0


def test_what_needs_somebody_on_the_sealed_line_stands_by_its_number_until_a_counsellor_comes(one: SyncedDesk, two: SyncedDesk) -> None:
    counsellor = replace(one.desk, role=Role.COUNSELLOR)
    _, case_id = case.accept(one.store, counsellor, item_code="C13-01", kind=CaseKind.SERVICE, number="", text="睡不着")
    one.settle()
    case.append(one.store, counsellor, case_id, Note(text="她说了很多"))
    one.paper.refuse.update(one.ids()[-1:])
    one.settle()
    number = cases.state(one.store, case_id, sealed=True).no
    assert [(row.subject, row.ours, row.theirs, row.choices) for row in need_rows(one.store)] == [(number, "", "", ())]
    (seen,) = need_rows(one.store, sealed=True)
    assert (seen.ours, seen.choices) == ("她说了很多", (Choice.THEIRS, Choice.OURS))
    with pytest.raises(RuleBroken, match=r"case\.sealed"):
        settle(one.store, one.desk, seen.op_id, Choice.THEIRS)
    settle(one.store, counsellor, seen.op_id, Choice.THEIRS)
    assert needs(one.store) == 0


def refused(one: SyncedDesk, two: SyncedDesk) -> str:
    """A case on which the centre did not take a note of desk two."""
    case_id = accepted(one)
    one.settle()
    two.settle()
    case.append(two.store, two.desk, case_id, Note(text="听到了"))
    two.paper.refuse.add(two.ids()[-1])
    two.settle()
    assert [row.choices for row in need_rows(two.store)] == [(Choice.THEIRS, Choice.OURS)]
    return case_id


def test_what_was_written_again_stands_once_after_a_restored_backup(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    case_id = refused(one, two)
    first = two.ids()[-1]
    settle(two.store, two.desk, first, Choice.OURS)
    assert needs(two.store) == 0
    two.settle()
    again = two.ids()[-1]
    restored(one.paper, one, two)
    for desk in (one, two, one):
        desk.settle()
    assert (first in two.paper.ids(), again in two.paper.ids()) == (False, True), "the backup has another mind about the first"
    for desk in (one, two):
        assert [entry.op_id for entry in cases.journal(desk.store, case_id) if isinstance(entry.body, Note)] == [again]
        assert_same(desk, tmp_path)
    assert (needs(two.store), waiting(two.store).count) == (0, 0)


def test_what_was_written_again_and_lost_by_a_standby_is_waited_for_no_longer(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    case_id = accepted(one)
    one.settle()
    two.settle()
    standby = two.paper.copy()
    case.append(two.store, two.desk, case_id, Note(text="听到了"))
    two.paper.refuse.add(two.ids()[-1])
    two.push()
    settle(two.store, two.desk, two.ids()[-1], Choice.OURS)
    before = sending.acknowledged(two.store)
    one.paper = two.paper = standby
    heads = {stream: len(rows) for stream, rows in standby.feed.items()}
    sending.offer_missing(two.store, heads, before)
    assert states_of(two) == ["confirmed", "pending"]
    two.reopen()
    two.settle()
    one.settle()
    assert [entry.op_id for entry in cases.journal(one.store, case_id) if isinstance(entry.body, Note)] == two.ids()[-1:]
    assert_same(two, tmp_path)


def test_what_stands_in_another_history_needs_nobody_any_more(one: SyncedDesk, two: SyncedDesk) -> None:
    refused(one, two)
    lost = two.ids()[-1]
    restored(one.paper, one, two)
    with pytest.raises(BadInput, match=r"need\.missing"):
        settle(two.store, two.desk, lost, Choice.OURS)
    for desk in (one, two):
        desk.settle()
    assert (needs(two.store), need_rows(two.store)) == (0, ())
    assert lost in two.paper.ids()


def aside(one: SyncedDesk, two: SyncedDesk) -> tuple[str, str]:
    """A case and a note of desk two on it that the centre could not read, and one that it could."""
    case_id = accepted(one)
    one.settle()
    two.settle()
    case.append(two.store, two.desk, case_id, Note(text="听到了"))
    unread = two.ids()[-1]
    sending.set_aside(two.store, (unread,), "invalid-request")
    case.append(two.store, two.desk, case_id, Note(text="说过了"))
    two.settle()
    return case_id, unread


def notes(desk: SyncedDesk, case_id: str) -> list[str]:
    return [entry.body.text for entry in cases.journal(desk.store, case_id) if isinstance(entry.body, Note)]


def test_what_was_set_aside_and_written_again_is_shown_once_and_goes_one_day(
    one: SyncedDesk, two: SyncedDesk, clock: SettableClock, tmp_path: Path
) -> None:
    case_id, unread = aside(one, two)
    clock.advance(timedelta(days=40))
    assert prune(two.store) == 0, "somebody has to choose first"
    settle(two.store, two.desk, unread, Choice.OURS)
    assert notes(two, case_id) == ["说过了", "听到了"]
    two.reopen()
    two.settle()
    assert notes(two, case_id) == ["说过了", "听到了"]
    assert needs(two.store) == 0
    assert_same(two, tmp_path)
    clock.advance(timedelta(days=40))
    assert prune(two.store) == 3


def test_what_was_set_aside_and_seen_stays_on_the_screen_of_its_desk(one: SyncedDesk, two: SyncedDesk) -> None:
    case_id, unread = aside(one, two)
    settle(two.store, two.desk, unread, Choice.THEIRS)
    two.reopen()
    two.settle()
    assert notes(two, case_id) == ["说过了", "听到了"]
    assert needs(two.store) == 0
