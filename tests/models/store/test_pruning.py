"""Old operations go, and nothing that the desk or the centre still needs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.commands import case
from models.commands.reference import apply_import
from models.commands.waiting import settle
from models.records.base import Text
from models.records.journal import Dispatch, Note
from models.records.operation import Desk
from models.records.staff import Role
from models.records.sync import Choice
from models.repositories import case as cases
from models.repositories import staff
from models.repositories.waiting import need_rows, needs
from models.store import centre, moving
from models.store.clock import CentreTime, SettableClock, stamp
from models.store.inspection import inspect
from models.store.pruning import prune
from models.store.store import Store, rebuild
from tests.models.store.desks import SyncedDesk, accepted, assert_same, states_of
from tests.support.centre import PaperCentre


def test_confirmed_operations_go_after_thirty_days(one: SyncedDesk, clock: SettableClock, tmp_path: Path) -> None:
    case_id = accepted(one)
    one.settle()
    clock.advance(timedelta(days=29))
    case.append(one.store, one.desk, case_id, Note(text="后"))
    one.settle()
    assert prune(one.store) == 0
    clock.advance(timedelta(days=2))
    assert prune(one.store) == 1
    one.reopen()
    assert one.store.notices == ()
    assert inspect(one.store).gaps == ()
    assert [operation.dseq for operation in one.store.outbox.operations()] == [2]
    assert len(cases.journal(one.store, case_id)) == 2
    rebuild(one.store)
    one.settle()
    case.append(one.store, one.desk, case_id, Note(text="再"))
    one.settle()
    assert_same(one, tmp_path)


def test_what_waits_or_needs_somebody_stays_with_all_behind_it(one: SyncedDesk, two: SyncedDesk, clock: SettableClock) -> None:
    case_id = accepted(one)
    one.settle()
    two.settle()
    case.append(one.store, one.desk, case_id, Dispatch(partner="P001", name=Text("家家乐")))
    case.append(two.store, two.desk, case_id, Dispatch(partner="P003", name=Text("新颜")))
    one.settle()
    two.settle()
    accepted(two)
    two.settle()
    clock.advance(timedelta(days=31))
    assert (prune(two.store), needs(two.store)) == (0, 1)
    accepted(one)
    assert prune(one.store) == 2
    assert one.store.outbox.count() == 1


def test_a_desk_that_stands_alone_keeps_everything(store: Store, clock: SettableClock) -> None:
    clock.advance(timedelta(days=400))
    before = store.outbox.count()
    assert prune(store) == 0
    assert store.outbox.count() == before


def test_what_was_acknowledged_and_has_not_come_back_in_the_feed_stays(one: SyncedDesk, clock: SettableClock) -> None:
    accepted(one)
    one.push()
    clock.advance(timedelta(days=400))
    assert prune(one.store) == 0


def test_a_desk_whose_clock_is_a_year_ahead_goes_by_the_centres(one: SyncedDesk, clock: SettableClock) -> None:
    accepted(one)
    one.settle()
    shown = round(clock.now().timestamp() * 1000)
    one.store.outbox.centre_time = CentreTime(boot=clock.boot, mono_ms=clock.mono_ms(), centre_ms=shown, err_ms=0)
    clock.set(clock.now() + timedelta(days=365))
    assert prune(one.store) == 0
    one.store.outbox.centre_time = None
    assert prune(one.store) == 1


@pytest.mark.parametrize("answered", [True, False])
def test_what_was_done_while_a_desk_was_away_stays_for_thirty_days_once_the_centre_has_it(
    one: SyncedDesk, clock: SettableClock, answered: bool
) -> None:
    accepted(one)
    one.settle()
    accepted(one)
    clock.advance(timedelta(days=31))
    one.paper.received = stamp(clock.now())
    one.push(answered=answered)
    one.pull()
    assert prune(one.store) == 1
    clock.advance(timedelta(days=29))
    assert prune(one.store) == 0
    clock.advance(timedelta(days=2))
    assert prune(one.store) == 1


def test_a_backup_of_the_centre_is_given_what_came_late(one: SyncedDesk, two: SyncedDesk, clock: SettableClock) -> None:
    case_id = accepted(one)
    clock.advance(timedelta(days=31))
    backup = one.paper.copy()
    one.settle()
    assert prune(one.store) == 0
    backup.epoch = "epoch-2"
    for desk in (one, two):
        desk.paper = backup
        centre.diverged(desk.store)
        desk.settle()
    assert [len(cases.journal(desk.store, case_id)) for desk in (one, two)] == [1, 1]


def test_a_desk_whose_clock_is_years_behind_goes_by_when_the_centre_had_it(
    paper: PaperCentre, clock: SettableClock, tmp_path: Path
) -> None:
    slow = SettableClock(clock.now() - timedelta(days=2000))
    desk = SyncedDesk(tmp_path / "slow", slow, paper, 28)
    desk.settle()
    accepted(desk)
    desk.settle()
    shown = round(clock.now().timestamp() * 1000)
    desk.store.outbox.centre_time = CentreTime(boot=slow.boot, mono_ms=slow.mono_ms(), centre_ms=shown, err_ms=0)
    assert prune(desk.store) == 0
    slow.advance(timedelta(days=31))
    assert prune(desk.store) == 1


def test_lost_rows_do_not_begin_the_thirty_days_anew(one: SyncedDesk, clock: SettableClock) -> None:
    accepted(one)
    one.settle()
    clock.advance(timedelta(days=31))
    rebuild(one.store)
    one.reopen()
    one.settle()
    assert states_of(one) == ["confirmed"]
    assert prune(one.store) == 1


def test_a_time_that_is_none_counts_from_now(one: SyncedDesk, clock: SettableClock) -> None:
    accepted(one)
    clock.advance(timedelta(days=31))
    one.paper.received = "soon"
    one.push(answered=False)
    one.pull()
    assert prune(one.store) == 0
    clock.advance(timedelta(days=31))
    assert prune(one.store) == 1


def test_what_a_move_kept_back_holds_nothing_behind_it_for_ever(
    store: Store, admin: Desk, paper: PaperCentre, clock: SettableClock
) -> None:
    row = staff.all(store)[0]
    apply_import(store, admin, "operator", [replace(row, role=Role.ADMIN)])
    store.close()
    desk = SyncedDesk(store.directory, clock, paper, 28)
    moving.keep_back(desk.store)
    accepted(desk)
    desk.settle()
    clock.advance(timedelta(days=31))
    assert (prune(desk.store), needs(desk.store)) == (0, 1), "the move has not come to its end"
    moving.finish(desk.store)
    rebuild(desk.store)
    desk.reopen()
    desk.settle()
    assert prune(desk.store) == 0
    for found in need_rows(desk.store):
        settle(desk.store, admin, found.op_id, Choice.THEIRS, found.field)
    clock.advance(timedelta(days=31))
    assert prune(desk.store)
    assert desk.store.outbox.count() == 0
    desk.store.close()
