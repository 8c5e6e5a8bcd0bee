"""An operation that is not as it was made: named, kept aside, never folded."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.commands import case
from models.records.case import CaseKind
from models.records.failure import StoreFailure
from models.records.journal import Note
from models.records.operation import Desk
from models.repositories import case as cases
from models.store.clock import SettableClock
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
    assert again.notices == ()
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
