"""Damaged files: kept aside, mended as far as they can be, and the rest keeps working."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from models.commands import case, draft
from models.records.case import CaseKind
from models.records.draft import Draft
from models.records.failure import StoreFailure
from models.records.journal import Note
from models.records.operation import Desk
from models.repositories import case as cases
from models.repositories import catalogue
from models.store.clock import SettableClock
from models.store.inspection import inspect
from models.store.store import Store, open_store, rebuild
from tests.models.store.day import Day

PAGE = 4096


@pytest.fixture
def ids(profile_dir: Path, clock: SettableClock, desk: Desk, lead: Desk) -> list[str]:
    """A closed profile with a busy day and a draft in it; the ids of its cases."""
    opened = open_store(profile_dir, clock=clock)
    made = Day(opened, clock, desk, lead).whole()
    draft.save_draft(opened, Draft(key="desk", text="没打完"))
    opened.close()
    return made


def scribble(path: Path, begin: int, length: int) -> None:
    with path.open("r+b") as stream:
        stream.seek(begin)
        stream.write(os.urandom(length))


def pages_of(path: Path, name: str) -> list[int]:
    """Return the numbers of the leaf pages of a table or index in order of their keys, counted from 1."""
    raw = sqlite3.connect(path)
    try:
        found = raw.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path", (name,)).fetchall()
    except sqlite3.OperationalError:
        pytest.skip("this SQLite was built without dbstat")
    finally:
        raw.close()
    return [page for (page,) in found]


def codes(store: Store) -> list[str]:
    return [notice.code for notice in store.notices]


@pytest.mark.parametrize("how", ["garbage", "truncated", "header"])
def test_damaged_replica_is_kept_aside_and_made_again(how: str, profile_dir: Path, clock: SettableClock, ids: list[str]) -> None:
    path = profile_dir / "replica.db"
    match how:
        case "garbage":
            path.write_bytes(os.urandom(20_000))
        case "truncated":
            os.truncate(path, path.stat().st_size // 2)
        case "header":
            scribble(path, 0, 40)
    damaged = path.read_bytes()
    opened = open_store(profile_dir, clock=clock)
    assert codes(opened) == ["store.damaged"]
    assert opened.notices[0].details["file"] == "replica.db"
    assert (profile_dir / str(opened.notices[0].details["kept"])).read_bytes() == damaged
    assert cases.state(opened, ids[0]).closed
    assert inspect(opened).clean
    opened.close()


def test_damage_that_shows_while_opening_is_mended_in_the_same_start(profile_dir: Path, clock: SettableClock, ids: list[str]) -> None:
    path = profile_dir / "replica.db"
    scribble(path, PAGE, path.stat().st_size - PAGE)
    opened = open_store(profile_dir, clock=clock)
    assert codes(opened) == ["store.damaged"]
    assert cases.state(opened, ids[0]).closed
    assert inspect(opened).clean
    opened.close()


def test_replica_damaged_where_it_is_read_later_is_set_aside_at_the_next_start(
    profile_dir: Path, clock: SettableClock, ids: list[str]
) -> None:
    path = profile_dir / "replica.db"
    scribble(path, (pages_of(path, "item")[0] - 1) * PAGE, PAGE)
    opened = open_store(profile_dir, clock=clock)
    assert codes(opened) == []
    with pytest.raises(StoreFailure) as met:
        catalogue.items(opened)
    assert met.value.code == "store.damaged"
    opened.close()
    again = open_store(profile_dir, clock=clock)
    assert codes(again) == ["store.damaged"]
    assert len(catalogue.items(again)) == 128
    assert inspect(again).clean
    again.close()


def test_outbox_with_a_damaged_middle_is_salvaged_and_the_rows_stay(
    profile_dir: Path, clock: SettableClock, ids: list[str], desk: Desk
) -> None:
    path = profile_dir / "outbox.db"
    whole = open_store(profile_dir, clock=clock)
    device, inc, count, last = whole.outbox.device.id, whole.outbox.inc, whole.outbox.count(), whole.outbox.next_dseq
    journals = {case_id: cases.journal(whole, case_id) for case_id in ids}
    whole.close()
    scribble(path, (pages_of(path, "op")[-5] - 1) * PAGE, PAGE)
    opened = open_store(profile_dir, clock=clock)
    assert codes(opened) == ["store.damaged", "store.operations_lost"]
    saved = opened.outbox.count()
    assert opened.notices[0].details["saved"] == saved
    assert 0 < saved < count
    assert opened.notices[1].details["lost"] == count - saved
    assert (profile_dir / str(opened.notices[0].details["kept"])).exists()
    assert {case_id: cases.journal(opened, case_id) for case_id in ids} == journals
    assert [found.text for found in draft.load_drafts(opened)] == ["没打完"]
    assert opened.outbox.device.id == device
    assert (opened.outbox.inc, opened.outbox.next_dseq) == (inc + 1, last)
    case.append(opened, desk, ids[0], Note(text="继续"))
    with pytest.raises(StoreFailure, match=r"store\.incomplete"):
        rebuild(opened)
    opened.close()
    again = open_store(profile_dir, clock=clock)
    assert codes(again) == []
    assert cases.journal(again, ids[0])[-1].body == Note(text="继续")
    again.close()


@pytest.mark.parametrize("how", ["garbage", "empty", "gone"])
def test_outbox_lost_wholly_keeps_what_the_replica_knows(
    how: str, profile_dir: Path, clock: SettableClock, ids: list[str], desk: Desk
) -> None:
    path = profile_dir / "outbox.db"
    match how:
        case "garbage":
            path.write_bytes(os.urandom(50_000))
        case "empty":
            os.truncate(path, 0)
        case "gone":
            path.unlink()
    opened = open_store(profile_dir, clock=clock)
    assert codes(opened)[-1] == "store.operations_lost"
    assert cases.state(opened, ids[0]).closed
    assert opened.outbox.inc == 2
    _, case_id = case.accept(opened, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    assert cases.state(opened, case_id).rev == 1
    assert opened.outbox.count() == 1
    opened.close()


def test_outbox_restored_from_an_old_copy_renews_the_incarnation(
    profile_dir: Path, clock: SettableClock, ids: list[str], desk: Desk
) -> None:
    path = profile_dir / "outbox.db"
    old = path.read_bytes()
    opened = open_store(profile_dir, clock=clock)
    case.append(opened, desk, ids[0], Note(text="备份之后"))
    following = opened.outbox.next_dseq
    opened.close()
    path.write_bytes(old)
    back = open_store(profile_dir, clock=clock)
    assert codes(back) == ["store.operations_lost"]
    assert back.notices[0].details["lost"] == 1
    assert (back.outbox.inc, back.outbox.next_dseq) == (2, following)
    back.close()


def test_both_files_lost_begin_anew(profile_dir: Path, clock: SettableClock, ids: list[str]) -> None:
    for name in ("outbox.db", "replica.db"):
        (profile_dir / name).write_bytes(os.urandom(9000))
    opened = open_store(profile_dir, clock=clock)
    assert codes(opened) == ["store.damaged", "store.damaged"]
    assert len(catalogue.items(opened)) == 129
    assert cases.row(opened, ids[0]) is None
    assert inspect(opened).clean
    opened.close()


def test_a_body_that_was_scribbled_over_is_not_salvaged(profile_dir: Path, clock: SettableClock, ids: list[str]) -> None:
    """SQLite cannot tell a changed letter from a right one; the digest can."""
    path = profile_dir / "outbox.db"
    opened = open_store(profile_dir, clock=clock)
    count = opened.outbox.count()
    opened.close()
    data = path.read_bytes()
    at = data.index("重新粉刷".encode())
    path.write_bytes(data[:at] + "随便改改".encode() + data[at + 12 :])
    (profile_dir / "outbox.db.suspect").touch()
    still = open_store(profile_dir, clock=clock)
    assert len(inspect(still).broken) == 1
    still.close()
    scribble(path, (pages_of(path, "op_unconfirmed")[-1] - 1) * PAGE, PAGE)
    mended = open_store(profile_dir, clock=clock)
    assert mended.outbox.count() == count - 1
    assert inspect(mended).broken == ()
    assert cases.state(mended, ids[0]).closed
    mended.close()
