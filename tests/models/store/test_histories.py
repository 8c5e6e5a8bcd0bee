"""Histories that part, begin anew, come as an image, or have a hole."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from models.commands import case, search
from models.records.case import Stage
from models.records.effects import SearchMissed
from models.records.failure import Diverged, RuleBroken, StoreFailure
from models.records.feed import Cursor
from models.records.journal import Note
from models.records.operation import Topic
from models.records.outcome import Outcome
from models.repositories import case as cases
from models.repositories import catalogue
from models.store import centre, sending
from models.store.clock import SettableClock
from models.store.folds import FOLDS, TYPES
from models.store.mirror import Mirror
from models.store.store import open_store
from tests.models.store.desks import SyncedDesk, accepted, assert_same, founded, states_of
from tests.support.centre import PaperCentre, Parted


def test_an_image_is_taken_and_what_it_does_not_hold_is_laid_on(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    known = accepted(one)
    one.settle()
    mirror = Mirror(tmp_path / "centre.db", one.paper.epoch)
    mirror.apply(*one.paper.page({}, 1 << 30))
    two.settle()
    case.append(two.store, two.desk, known, Note(text="二"))
    two.settle()
    case.append(one.store, one.desk, known, Note(text="一"))
    ends = mirror.image(one.directory / "image.db")
    mirror.close()
    assert centre.adopt(one.store, one.directory / "image.db", one.paper.epoch, ends).about(Topic.CASE)
    assert [entry.pending for entry in cases.journal(one.store, known)] == [False, True]
    one.settle()
    assert [entry.body for entry in cases.journal(one.store, known)][1:] == [Note(text="二"), Note(text="一")]
    assert_same(one, tmp_path)


def test_an_image_that_does_not_fit_is_refused(one: SyncedDesk, tmp_path: Path) -> None:
    mirror = Mirror(tmp_path / "centre.db", one.paper.epoch)
    mirror.apply(*one.paper.page({}, 1 << 30))
    ends = mirror.image(one.directory / "image.db")
    mirror.close()
    with pytest.raises(Diverged, match=r"feed\.epoch"):
        centre.adopt(one.store, one.directory / "image.db", "epoch-2", ends)
    wrong = {**ends, "catalogue": Cursor(seq=1, chain="x")}
    with pytest.raises(StoreFailure, match=r"snapshot\.unfit"):
        centre.adopt(one.store, one.directory / "image.db", one.paper.epoch, wrong)
    assert_same(one, tmp_path)


def test_a_page_that_comes_twice_changes_nothing(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    search.record_lead(two.store, two.desk, "遛狗")
    two.push()
    rows, ends = one.paper.page(centre.cursors(one.store)[1])
    assert centre.apply_page(one.store, rows, ends, one.paper.epoch).about(Topic.SEARCH)
    assert centre.apply_page(one.store, rows, ends, one.paper.epoch).touched == frozenset()
    assert_same(one, tmp_path)


def test_a_page_with_a_hole_or_of_another_history_is_refused_whole(one: SyncedDesk, two: SyncedDesk) -> None:
    for text in ("一", "二", "三"):
        search.record_lead(two.store, two.desk, text)
    two.push()
    before = centre.cursors(one.store)
    rows, ends = one.paper.page(before[1])
    forged = [*rows[:2], replace(rows[2], chain="0" * 64)]
    for bad in (rows[1:], [rows[0], rows[2]], rows[:2], forged, [rows[0], replace(rows[1], outcome=Outcome.REJECTED), rows[2]]):
        with pytest.raises(Diverged):
            centre.apply_page(one.store, bad, ends, one.paper.epoch)
    with pytest.raises(Diverged, match=r"feed\.epoch"):
        centre.apply_page(one.store, rows, ends, "epoch-2")
    assert centre.cursors(one.store) == before
    assert one.store.read().exec_driver_sql("SELECT count(*) FROM lead").scalar() == 0


def test_a_history_that_parted_is_followed_anew_and_nothing_of_ours_is_lost(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    kept = accepted(one)
    one.settle()
    lost = accepted(one)
    one.settle()
    two.settle()
    one.paper.forget("centre/ruian", len(one.paper.feed["centre/ruian"]))
    search.record_lead(two.store, two.desk, "遛狗")
    two.push()
    with pytest.raises(Parted):
        one.pull()
    assert centre.diverged(one.store).about(Topic.OUTBOX)
    assert cases.row(one.store, lost) is not None
    assert centre.cursors(one.store) == ("", {})
    assert states_of(one) == ["pending", "pending"]
    one.pull()
    assert cases.row(one.store, lost) is not None
    one.settle()
    assert states_of(one) == ["confirmed", "confirmed"]
    assert [cases.row(one.store, case_id) is not None for case_id in (kept, lost)] == [True, True]
    assert_same(one, tmp_path)


def test_what_a_standby_lost_is_offered_again_by_a_desk_whose_replica_is_gone_too(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    lost = accepted(one)
    one.settle()
    assert states_of(one) == ["confirmed"]
    one.store.close()
    for path in one.directory.glob("replica.db*"):
        path.unlink()
    one.paper.forget("centre/ruian", len(one.paper.feed["centre/ruian"]))
    other = accepted(two)  # and its number is given again
    two.push()
    one.open()
    one.settle()
    assert sending.offer_missing(one.store).about(Topic.OUTBOX)
    one.settle()
    assert states_of(one) == ["confirmed"]
    assert [cases.row(one.store, case_id) is not None for case_id in (lost, other)] == [True, True]
    assert_same(one, tmp_path)


def test_lines_that_came_before_the_acceptance_of_their_case_are_counted_on_every_desk(
    one: SyncedDesk, two: SyncedDesk, tmp_path: Path
) -> None:
    backup = one.paper.copy()
    known = accepted(one)
    one.settle()
    two.settle()
    for words in ("一", "二"):
        case.append(two.store, two.desk, known, Note(text=words))
    backup.epoch = "epoch-2"
    for desk in (two, one):  # after the backup was restored, the desk that only wrote the notes comes first
        desk.paper = backup
        centre.diverged(desk.store)
        desk.push()
    for desk in (two, one):
        desk.settle()
        assert [entry.outcome for entry in cases.journal(desk.store, known)] == [Outcome.REJECTED, Outcome.REJECTED, Outcome.APPLIED]
        row = cases.row(desk.store, known)
        assert row is not None
        assert_same(desk, tmp_path)
        revs = desk.store.read().exec_driver_sql('SELECT rev FROM "case" WHERE id = ?', (known,)).scalars().all()
        assert revs == [cases.state(desk.store, known).rev] == [3]


def test_a_new_epoch_is_told_apart_and_followed(one: SyncedDesk, tmp_path: Path, clock: SettableClock) -> None:
    case_id = accepted(one)
    one.settle()
    one.paper = founded(tmp_path / "again", clock, "epoch-2")
    with pytest.raises(Diverged, match=r"feed\.epoch"):
        centre.apply_page(one.store, *one.paper.page({}), one.paper.epoch)
    centre.diverged(one.store)
    one.settle()
    assert centre.cursors(one.store)[0] == "epoch-2"
    assert cases.state(one.store, case_id).stage is Stage.ACCEPTED
    assert_same(one, tmp_path)


def test_a_desk_that_stood_alone_joins_and_loses_nothing(
    tmp_path: Path, profile_dir: Path, clock: SettableClock, paper: PaperCentre
) -> None:
    alone = open_store(profile_dir, clock=clock)
    paper.refuse.update(operation.op_id for operation in alone.outbox.operations())
    alone.close()
    desk = SyncedDesk(profile_dir, clock, paper, 28)
    assert len(catalogue.items(desk.store)) == 129
    case_id = accepted(desk)
    desk.settle()
    assert cases.state(desk.store, case_id).stage is Stage.ACCEPTED
    with pytest.raises(RuleBroken, match=r"join\.other_centre"):
        centre.join(desk.store, "epoch-9")
    assert centre.join(desk.store, "epoch-1").touched == frozenset()
    assert_same(desk, tmp_path)
    desk.store.close()


def test_a_type_of_a_later_version_is_kept_and_read_from_the_beginning_once_it_is_known(
    one: SyncedDesk, two: SyncedDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search.record_lead(two.store, two.desk, "遛狗")
    two.settle()
    with monkeypatch.context() as earlier:
        for module in ("models.store.page", "models.store.replica"):
            earlier.setattr(f"{module}.FOLDS", {kind: fold for kind, fold in FOLDS.items() if kind is not SearchMissed})
        earlier.setattr("models.store.replica.TYPES", TYPES - {"search.lead"})
        one.settle()
        one.reopen()
        assert one.store.read().exec_driver_sql("SELECT type FROM unread").scalars().all() == ["search.lead"]
        assert one.behind() == 0
    one.reopen()
    one.settle()
    assert_same(one, tmp_path)
