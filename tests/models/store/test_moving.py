"""Reference data that a move kept back: in no later history and after no loss does it reach the centre or lie over the centre's rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.commands.reference import apply_import
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories import staff
from models.store import centre, moving, sending
from models.store.clock import SettableClock
from models.store.mirror import Mirror
from models.store.store import open_store
from tests.models.store.desks import SyncedDesk, accepted, assert_same, founded, states_of
from tests.support.centre import PaperCentre

RAISED = 12
"""An operator whom the desk has made an administrator while it stood alone."""


def role(desk: SyncedDesk) -> Role:
    return next(row.role for row in staff.all(desk.store) if row.number == RAISED)


def offered(desk: SyncedDesk) -> set[str]:
    """Return the types of what the desk would send next, which counts as sent by that."""
    return {operation.type for operation in sending.outgoing(desk.store)}


@pytest.fixture
def joined(profile_dir: Path, clock: SettableClock, paper: PaperCentre, admin: Desk) -> Iterator[SyncedDesk]:
    """A desk with a staff list of its own, whose move has sent everything and not come to its end."""
    alone = open_store(profile_dir, clock=clock)
    row = next(row for row in staff.all(alone) if row.number == RAISED)
    apply_import(alone, admin, "operator", [replace(row, role=Role.ADMIN)])
    alone.close()
    desk = SyncedDesk(profile_dir, clock, paper, 28)
    accepted(desk)
    moving.keep_back(desk.store)
    desk.settle()
    yield desk
    desk.store.close()


@pytest.fixture
def moved(joined: SyncedDesk) -> SyncedDesk:
    moving.finish(joined.store)
    return joined


def test_until_the_end_the_desk_has_its_own_and_then_the_centres(joined: SyncedDesk, tmp_path: Path) -> None:
    assert role(joined) is Role.ADMIN
    moving.finish(joined.store)
    assert role(joined) is Role.OPERATOR
    assert_same(joined, tmp_path)


def test_an_image_that_comes_before_the_end_changes_nothing_about_it(joined: SyncedDesk, tmp_path: Path) -> None:
    mirror = Mirror(tmp_path / "centre.db", joined.paper.epoch)
    mirror.apply(*joined.paper.page({}, 1 << 30))
    ends = mirror.image(joined.directory / "image.db")
    mirror.close()
    centre.adopt(joined.store, joined.directory / "image.db", joined.paper.epoch, ends)
    assert role(joined) is Role.ADMIN
    moving.finish(joined.store)
    assert role(joined) is Role.OPERATOR
    joined.reopen()
    assert_same(joined, tmp_path)


def test_a_new_history_is_offered_everything_else(moved: SyncedDesk, tmp_path: Path, clock: SettableClock) -> None:
    kept = moving.imports(moved.store)
    moved.paper = founded(tmp_path / "again", clock, "epoch-2")
    for _ in range(2):
        centre.diverged(moved.store)
    assert offered(moved) == {"case.accept"}
    moved.settle()
    assert role(moved) is Role.OPERATOR
    assert moving.imports(moved.store) == kept
    assert set(states_of(moved)) == {"confirmed"}
    assert_same(moved, tmp_path)


def test_a_history_that_begins_before_the_end_of_the_move_gets_none_of_it_either(
    joined: SyncedDesk, tmp_path: Path, clock: SettableClock
) -> None:
    joined.paper = founded(tmp_path / "again", clock, "epoch-2")
    centre.diverged(joined.store)
    joined.settle()
    assert role(joined) is Role.ADMIN
    moving.finish(joined.store)
    assert role(joined) is Role.OPERATOR
    assert_same(joined, tmp_path)


def test_a_centre_that_wants_an_incarnation_again_is_sent_none_of_it(
    profile_dir: Path, clock: SettableClock, paper: PaperCentre, tmp_path: Path
) -> None:
    open_store(profile_dir, clock=clock).close()
    desk = SyncedDesk(profile_dir, clock, paper, 28)
    moving.keep_back(desk.store)
    first = next(desk.store.outbox.operations()).dseq
    accepted(desk)  # in the incarnation of what was kept back
    desk.push()
    assert sending.rewind(desk.store, first)
    assert offered(desk) == {"case.accept"}
    desk.store.close()


def test_replicas_that_are_lost_bring_none_of_it_back(moved: SyncedDesk, tmp_path: Path) -> None:
    for _ in range(2):
        moved.store.close()
        for path in moved.directory.glob("replica.db*"):
            path.unlink()
        moved.open()
        moved.settle()
        assert role(moved) is Role.OPERATOR
        assert_same(moved, tmp_path)


def test_a_desk_that_starts_before_its_first_page_lies_nothing_over_what_comes(
    profile_dir: Path, clock: SettableClock, paper: PaperCentre, tmp_path: Path
) -> None:
    open_store(profile_dir, clock=clock).close()
    desk = SyncedDesk(profile_dir, clock, paper, 28)
    moving.keep_back(desk.store)
    moving.finish(desk.store)
    desk.reopen()
    desk.settle()
    assert set(states_of(desk)) == {"confirmed"}
    assert_same(desk, tmp_path)
    desk.store.close()
