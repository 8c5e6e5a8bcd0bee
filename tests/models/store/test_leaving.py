"""Whoever may not read the psychology line sits down where a counsellor sat: nothing of it stays in the replica, and all comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.commands import call, case
from models.records.case import CaseKind
from models.records.catalogue import Line
from models.records.journal import Note
from models.records.operation import OpState
from models.records.staff import Role
from models.repositories import case as cases
from models.rules import access
from models.store import centre, sending
from models.store.clock import SettableClock
from models.store.mirror import Mirror
from models.tables.base import ReplicaTable
from tests.models.store.day import a_call
from tests.models.store.desks import SyncedDesk, accepted, assert_same
from tests.support.centre import PaperCentre

SECRET = "只有辅导老师能看的话"
OPERATOR = access.reads(Role.OPERATOR, 28)
COUNSELLOR = access.reads(Role.COUNSELLOR, 14)
OPEN = tuple(stream for stream in access.STREAMS if stream != access.SEALED)


@pytest.fixture
def counsellor(tmp_path: Path, clock: SettableClock, paper: PaperCentre) -> Iterator[SyncedDesk]:
    """A desk at which a counsellor sits."""
    desk = SyncedDesk(tmp_path / "counsellor", clock, paper, 14, role=Role.COUNSELLOR)
    desk.settle()
    yield desk
    desk.store.close()


def sealed(desk: SyncedDesk) -> str:
    """Accept a case of the psychology line, with a note and the call, and return its id."""
    _, case_id = case.accept(desk.store, desk.desk, item_code="C13-01", kind=CaseKind.SERVICE, number="", text=SECRET)
    case.append(desk.store, desk.desk, case_id, Note(text=f"{SECRET}，再谈一次"))
    rang = replace(a_call("sealed-call", SettableClock(desk.clock.now())), line=Line.PSYCHOLOGY)
    call.record_call(desk.store, desk.desk, rang)
    return case_id


def traces(desk: SyncedDesk, *words: str) -> list[str]:
    """Return the tables of the replica in which any of these words stands."""
    connection = desk.store.read()
    found = ((table.name, str(connection.execute(table.select()).all())) for table in ReplicaTable.metadata.sorted_tables)
    return sorted({name for name, text in found for word in words if word in text})


def test_nothing_of_the_line_stays_and_everything_comes_back(one: SyncedDesk, counsellor: SyncedDesk, tmp_path: Path) -> None:
    general, hidden = accepted(one), sealed(counsellor)
    for desk in (one, counsellor, one):
        desk.settle()
    assert traces(one, SECRET, hidden, "sealed-call") == ["call", "case", "entry"]
    assert centre.leave(one.store, COUNSELLOR).touched == frozenset()
    moved = centre.leave(one.store, OPERATOR)
    assert hidden in {ref for _, ref in moved.touched}
    assert traces(one, SECRET, hidden, "sealed-call", access.SEALED) == []
    assert cases.state(one.store, general).no
    assert centre.leave(one.store, OPERATOR).touched == frozenset()
    case.append(one.store, one.desk, general, Note(text="照常工作"))
    one.push()
    one.pull(streams=OPEN)
    assert traces(one, SECRET) == []
    one.settle()
    assert_same(one, tmp_path)


def test_what_was_done_here_and_not_sent_is_sent_all_the_same(counsellor: SyncedDesk, tmp_path: Path) -> None:
    sent = sealed(counsellor)
    counsellor.settle()
    case.append(counsellor.store, counsellor.desk, sent, Note(text="离线写的"))
    _, fresh = case.accept(counsellor.store, counsellor.desk, item_code="C13-02", kind=CaseKind.SERVICE, number="")
    centre.leave(counsellor.store, OPERATOR)
    assert traces(counsellor, SECRET) == []
    assert cases.row(counsellor.store, sent, sealed=True) is None
    assert cases.row(counsellor.store, fresh, sealed=True) is not None
    assert len(counsellor.push()) == 2
    counsellor.settle()
    assert [entry.verb for entry in cases.journal(counsellor.store, sent, sealed=True)] == ["case.accept", "case.note", "case.note"]
    assert_same(counsellor, tmp_path)


def test_what_has_left_does_not_come_back_by_another_way(counsellor: SyncedDesk, paper: PaperCentre, tmp_path: Path) -> None:
    """Laying on top what is pending, after a renewal or on an image, lays on nothing that the centre has and this desk may not show."""
    sealed(counsellor)
    counsellor.settle()
    centre.leave(counsellor.store, OPERATOR)
    sending.renew_incarnation(counsellor.store)
    assert traces(counsellor, SECRET) == []
    counsellor.reopen()
    assert traces(counsellor, SECRET) == []
    mirror = Mirror(tmp_path / "centre.db", paper.epoch)
    mirror.apply(*paper.page({}, 1 << 30, OPEN))
    ends = mirror.image(counsellor.directory / "image.db")
    mirror.close()
    centre.adopt(counsellor.store, counsellor.directory / "image.db", paper.epoch, ends)
    assert traces(counsellor, SECRET) == []
    kept = counsellor.store.outbox.database.connection.exec_driver_sql("SELECT body, state FROM op").all()
    assert any(SECRET in body for body, _ in kept)
    assert {state for _, state in kept} == {OpState.CONFIRMED.value}
    counsellor.settle()
    assert_same(counsellor, tmp_path)
