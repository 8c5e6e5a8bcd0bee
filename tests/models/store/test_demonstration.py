"""A demonstration's profile and one that people work in are never taken for each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.commands import case
from models.commands.seed import seed
from models.records.case import CaseKind
from models.records.draft import Draft
from models.records.failure import StoreFailure
from models.records.operation import Desk
from models.store.clock import SettableClock
from models.store.demonstration import Use
from models.store.profile import DEMONSTRATION
from models.store.store import Store, open_store
from tests.models.store.day import ADMIN


def accepted(store: Store, desk: Desk) -> None:
    case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")


def drafted(store: Store, desk: Desk) -> None:
    store.outbox.save_draft(Draft(key="desk", text=f"写到一半 {desk.desk}"))


def refused(directory: Path, use: Use) -> str:
    with pytest.raises(StoreFailure) as failure:
        open_store(directory, use=use)
    return failure.value.code


@pytest.mark.parametrize("work", [accepted, drafted])
def test_a_demonstration_leaves_a_working_profile_alone(profile_dir: Path, desk: Desk, work: Callable[[Store, Desk], None]) -> None:
    opened = open_store(profile_dir, use=Use.WORK)
    work(opened, desk)
    opened.close()
    before = (profile_dir / "outbox.db").read_bytes()
    assert refused(profile_dir, Use.DEMONSTRATION) == "demo.working"
    assert (profile_dir / "outbox.db").read_bytes() == before
    assert not (profile_dir / DEMONSTRATION).exists()
    open_store(profile_dir, use=Use.WORK).close()


def test_an_outbox_that_cannot_be_read_may_be_somebody_s_work(profile_dir: Path) -> None:
    profile_dir.mkdir(parents=True, exist_ok=True)
    (profile_dir / "outbox.db").write_bytes(b"scribbled over" * 400)
    assert refused(profile_dir, Use.DEMONSTRATION) == "demo.working"
    assert (profile_dir / "outbox.db").read_bytes() == b"scribbled over" * 400


def test_a_demonstration_comes_back_to_its_own_profile_and_nobody_works_there(profile_dir: Path, desk: Desk) -> None:
    first = open_store(profile_dir, use=Use.DEMONSTRATION)
    accepted(first, desk)
    count = first.outbox.count()
    first.close()
    assert refused(profile_dir, Use.WORK) == "demo.only"
    again = open_store(profile_dir, use=Use.DEMONSTRATION)
    assert again.outbox.count() == count
    again.close()
    open_store(profile_dir, use=Use.CARE).close()


def test_invented_history_alone_is_nobody_s_work(profile_dir: Path, clock: SettableClock) -> None:
    opened = open_store(profile_dir, clock=clock)
    seed(opened, ADMIN, cases=5, seed=1, end=clock.now())
    opened.close()
    open_store(profile_dir, use=Use.DEMONSTRATION).close()
    assert (profile_dir / DEMONSTRATION).exists()
