"""An operation that is not as it was made: named, kept aside, never folded."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from models.commands import case
from models.records.base import Text
from models.records.case import CaseKind, Verification
from models.records.failure import StoreFailure
from models.records.journal import Acknowledge, Complain, Dispatch, Note, Verify, WorkDone
from models.records.operation import Desk
from models.repositories import case as cases
from models.repositories import partner as partners
from models.store.clock import SettableClock
from models.store.envelope import digest_of
from models.store.inspection import inspect
from models.store.store import Store, open_store, rebuild

TAMPER = {
    "body": "UPDATE op SET body = replace(body, '先', '后') WHERE dseq = ?",
    "actor": "UPDATE op SET actor = 'usr_2' WHERE dseq = ?",
    "time": "UPDATE op SET wall = '2020-01-01T00:00:00.000+08:00' WHERE dseq = ?",
    "no time": "UPDATE op SET wall = 'yesterday' WHERE dseq = ?",
    "stream": "UPDATE op SET stream = 'partners' WHERE dseq = ?",
    "salt": "UPDATE op SET salt = 'no base64' WHERE dseq = ?",
    "seal": "UPDATE op SET sig = 'no base64' WHERE dseq = ?",
}


@pytest.fixture
def noted(profile_dir: Path, clock: SettableClock, desk: Desk) -> tuple[str, int]:
    """A closed profile with a case of two notes; return the case and the number of the first note's operation."""
    opened = open_store(profile_dir, clock=clock)
    _, one = case.accept(opened, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    dseq = opened.outbox.next_dseq
    case.append(opened, desk, one, Note(text="先"))
    case.append(opened, desk, one, Note(text="二"))
    opened.close()
    return one, dseq


def tampered(directory: Path, clock: SettableClock, how: str, dseq: int, unfold: int) -> Store:
    """Open the profile with one operation changed behind its back; its last ``unfold`` operations have not been folded so far."""
    opened = open_store(directory, clock=clock)
    opened.outbox.database.raw.execute(TAMPER[how], (dseq,))
    if unfold:
        raw = opened.replica.database.raw
        raw.execute("UPDATE meta SET applied_dseq = applied_dseq - ?", (unfold,))
        raw.execute("DELETE FROM entry WHERE seq > ?", (3 - unfold,))
    opened.close()
    return open_store(directory, clock=clock)


@pytest.mark.parametrize("how", TAMPER)
def test_it_is_not_folded_at_the_start_but_named_and_kept(
    how: str, profile_dir: Path, clock: SettableClock, noted: tuple[str, int]
) -> None:
    one, dseq = noted
    opened = tampered(profile_dir, clock, how, dseq, unfold=2)
    (notice,) = opened.notices
    assert (notice.code, notice.details) == ("store.tampered", {"file": "outbox.db", "broken": 1, "first": dseq})
    assert [entry.body for entry in cases.journal(opened, one)[1:]] == [Note(text="二")]
    assert opened.outbox.database.raw.execute("SELECT state FROM op WHERE dseq = ?", (dseq,)).fetchone() == ("broken",)
    assert inspect(opened).broken == (dseq,)
    opened.close()
    again = open_store(profile_dir, clock=clock)
    (notice,) = again.notices
    assert (notice.code, notice.details["broken"], notice.details["first"]) == ("store.tampered", 1, dseq)
    assert [entry.body for entry in cases.journal(again, one)[1:]] == [Note(text="二")]
    again.close()


def test_a_rebuild_refuses_and_leaves_the_rows_that_were_folded_when_it_was_whole(
    profile_dir: Path, clock: SettableClock, noted: tuple[str, int]
) -> None:
    one, dseq = noted
    opened = tampered(profile_dir, clock, "body", dseq, unfold=0)
    with pytest.raises(StoreFailure) as refused:
        rebuild(opened)
    assert (refused.value.code, refused.value.details["first"]) == ("store.tampered", dseq)
    assert [entry.body for entry in cases.journal(opened, one)[1:]] == [Note(text="先"), Note(text="二")]
    assert not (profile_dir / "replica.new.db").exists()
    found = inspect(opened)
    assert (found.broken, found.clean) == ((dseq,), False)
    assert "entry" in found.differing
    opened.close()


def test_a_replica_that_begins_anew_does_without_it(profile_dir: Path, clock: SettableClock, noted: tuple[str, int]) -> None:
    one, dseq = noted
    tampered(profile_dir, clock, "body", dseq, unfold=0).close()
    (profile_dir / "replica.db").unlink()
    opened = open_store(profile_dir, clock=clock)
    assert [notice.code for notice in opened.notices] == ["store.tampered"]
    assert [entry.body for entry in cases.journal(opened, one)[1:]] == [Note(text="二")]
    opened.close()


def test_work_goes_on_beside_it(profile_dir: Path, clock: SettableClock, desk: Desk, noted: tuple[str, int]) -> None:
    one, dseq = noted
    opened = tampered(profile_dir, clock, "body", dseq, unfold=2)
    case.append(opened, desk, one, Note(text="之后"))
    assert cases.journal(opened, one)[-1].body == Note(text="之后")
    assert opened.outbox.pending() == opened.outbox.count() - 1
    opened.close()


def behind_its_back(directory: Path, statement: str, values: Sequence[object] = ()) -> None:
    """Change the closed outbox as somebody with a database tool would, and take its rows away."""
    with closing(sqlite3.connect(directory / "outbox.db")) as raw, raw:
        assert raw.execute(statement, values).rowcount == 1
    (directory / "replica.db").unlink()


def test_what_another_device_would_have_made_is_not_taken(profile_dir: Path, clock: SettableClock, noted: tuple[str, int]) -> None:
    """The digest fits, the device is nobody's: a desk that stands alone has no operations of others."""
    one, dseq = noted
    with closing(sqlite3.connect(profile_dir / "outbox.db")) as raw:
        salt, body = raw.execute("SELECT salt, body FROM op WHERE dseq = ?", (dseq,)).fetchone()
    forged = body.replace("先", "后")
    statement = "UPDATE op SET device = 'dev_other', body = ?, digest = ? WHERE dseq = ?"
    behind_its_back(profile_dir, statement, (forged, digest_of(salt, forged), dseq))
    opened = open_store(profile_dir, clock=clock)
    assert [(notice.code, notice.details["first"]) for notice in opened.notices] == [("store.tampered", dseq)]
    assert [entry.body for entry in cases.journal(opened, one)[1:]] == [Note(text="二")]
    found = inspect(opened)
    assert (found.broken, found.clean) == ((dseq,), False)
    opened.close()


def test_what_an_earlier_key_of_this_desk_sealed_is_checked_with_that_key(
    profile_dir: Path, clock: SettableClock, noted: tuple[str, int]
) -> None:
    one, dseq = noted
    (profile_dir / "device.key").unlink()
    opened = open_store(profile_dir, clock=clock)
    assert [notice.code for notice in opened.notices] == ["store.key_lost"]
    rebuild(opened)
    found = inspect(opened)
    assert (found.clean, found.foreign) == (True, 0)
    opened.close()
    behind_its_back(profile_dir, "UPDATE op SET actor = 'usr_2' WHERE dseq = ?", (dseq,))
    opened = open_store(profile_dir, clock=clock)
    assert [(notice.code, notice.details["first"]) for notice in opened.notices] == [("store.tampered", dseq)]
    assert [entry.body for entry in cases.journal(opened, one)[1:]] == [Note(text="二")]
    opened.close()


def test_where_the_earlier_key_is_gone_too_the_digest_does_and_the_check_says_so(
    profile_dir: Path, clock: SettableClock, noted: tuple[str, int]
) -> None:
    one, _ = noted
    (profile_dir / "device.key").unlink()
    behind_its_back(profile_dir, "DELETE FROM identity")
    opened = open_store(profile_dir, clock=clock)
    assert [entry.body for entry in cases.journal(opened, one)[1:]] == [Note(text="先"), Note(text="二")]
    found = inspect(opened)
    assert (found.broken, found.foreign, found.clean) == ((), opened.outbox.count(), False)
    opened.close()


@pytest.mark.parametrize("rows", ["kept", "gone"])
def test_a_row_that_was_taken_out_is_told_and_nothing_is_rebuilt_without_it(
    rows: str, profile_dir: Path, clock: SettableClock, noted: tuple[str, int]
) -> None:
    _, dseq = noted
    kept = (profile_dir / "replica.db").read_bytes()
    behind_its_back(profile_dir, "DELETE FROM op WHERE dseq = ?", (dseq,))
    if rows == "kept":
        (profile_dir / "replica.db").write_bytes(kept)
    opened = open_store(profile_dir, clock=clock)
    assert [(notice.code, notice.details["lost"]) for notice in opened.notices] == [("store.operations_lost", 1)]
    with pytest.raises(StoreFailure, match=r"store\.incomplete"):
        rebuild(opened)
    found = inspect(opened)
    assert (found.gaps, found.lost, found.clean) == ((dseq,), 1, False)
    opened.close()


def test_a_deed_is_set_aside_wholly(profile_dir: Path, clock: SettableClock, desk: Desk) -> None:
    """A verdict and the card that follows from it are one deed: without the one the other does not stand."""
    partner, name = "P003", Text("新颜粉刷装饰")
    opened = open_store(profile_dir, clock=clock)
    _, one = case.accept(opened, desk, item_code="C06-01", kind=CaseKind.SERVICE, number="")
    for body in (Dispatch(partner=partner, name=name), Acknowledge(), WorkDone(), Complain(text="毛糙", partner=partner, name=name)):
        case.append(opened, desk, one, body)
    first = opened.outbox.next_dseq
    case.append(opened, desk, one, Verify(verdict=Verification.VERIFIED, partner=partner, name=name, statement="承认"))
    deed = list(range(first, opened.outbox.next_dseq))
    assert len(deed) > 1
    before = partners.by_code(opened, partner)
    opened.close()
    behind_its_back(profile_dir, "UPDATE op SET body = replace(body, '承认', '否认') WHERE dseq = ?", (first,))
    opened = open_store(profile_dir, clock=clock)
    assert [(notice.code, notice.details["broken"]) for notice in opened.notices] == [("store.tampered", len(deed))]
    assert opened.outbox.aside() == (len(deed), first)
    after = partners.by_code(opened, partner)
    assert before is not None
    assert after is not None
    assert (before.verified_bad, after.verified_bad) == (1, 0)
    assert not any(isinstance(entry.body, Verify) for entry in cases.journal(opened, one))
    opened.close()
