"""A call of the psychology line stays one on every desk that may read it, whatever else is said of it and in whichever order it comes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.commands import call
from models.records.call import CallRow, EndReason
from models.records.catalogue import Line
from models.records.staff import Role
from models.repositories import call as calls
from models.repositories.missed import missed
from models.rules import access
from models.store.clock import SettableClock
from tests.models.store.day import a_call
from tests.models.store.desks import SyncedDesk, assert_same
from tests.support.centre import PaperCentre

PAGES = tuple(permutations((access.CENTRE, access.SEALED)))


@pytest.fixture
def counsellor(tmp_path: Path, clock: SettableClock, paper: PaperCentre) -> Iterator[SyncedDesk]:
    """A desk at which a counsellor sits."""
    desk = SyncedDesk(tmp_path / "counsellor", clock, paper, 14, role=Role.COUNSELLOR)
    desk.settle()
    yield desk
    desk.store.close()


def gave_up(desk: SyncedDesk, line: Line) -> CallRow:
    """Return a call that nobody answered."""
    rang = a_call("rang", SettableClock(desk.clock.now()))
    return replace(rang, line=line, answered_at="", operator=0, reason=EndReason.ABANDONED)


def tell(desk: SyncedDesk, rang: CallRow, reason: str = "") -> None:
    """Have a desk say a call, and why nobody need ring back, in the stream of the line that it names."""
    call.record_call(desk.store, desk.desk, rang)
    if reason:
        call.settle_missed(desk.store, desk.desk, [rang.id], reason)
    desk.push()


@pytest.mark.parametrize("streams", PAGES)
def test_what_another_line_said_of_it_writes_nothing_over(
    one: SyncedDesk, two: SyncedDesk, counsellor: SyncedDesk, tmp_path: Path, streams: tuple[str, ...]
) -> None:
    true = gave_up(counsellor, Line.PSYCHOLOGY)
    tell(one, replace(gave_up(one, Line.GENERAL), number="13900009999"), "打错了")
    tell(two, true)
    for stream in streams:
        counsellor.pull(streams=[stream])
    assert calls.by_id(counsellor.store, "rang") == true
    assert [row.calls for row in missed(counsellor.store, sealed=True)] == [("rang",)]
    assert missed(counsellor.store) == ()
    assert_same(counsellor, tmp_path)


@pytest.mark.parametrize("streams", PAGES)
def test_its_own_line_settles_it(one: SyncedDesk, two: SyncedDesk, counsellor: SyncedDesk, streams: tuple[str, ...]) -> None:
    tell(one, gave_up(one, Line.GENERAL), "打错了")
    two.desk = replace(two.desk, role=Role.COUNSELLOR)
    tell(two, gave_up(two, Line.PSYCHOLOGY), "已联系")
    for stream in streams:
        counsellor.pull(streams=[stream])
    assert missed(counsellor.store, sealed=True) == ()


def test_what_this_desk_said_first_gives_way(one: SyncedDesk, two: SyncedDesk, tmp_path: Path) -> None:
    true = gave_up(two, Line.PSYCHOLOGY)
    call.record_call(one.store, one.desk, gave_up(one, Line.GENERAL))
    call.settle_missed(one.store, one.desk, ["rang"], "打错了")
    tell(two, true)
    one.pull()
    assert calls.by_id(one.store, "rang") == true
    assert [row.calls for row in missed(one.store, sealed=True)] == [("rang",)]
    one.settle()
    assert_same(one, tmp_path)
