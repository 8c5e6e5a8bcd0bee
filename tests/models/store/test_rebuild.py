"""The replica follows from the operations: folded again, every table is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.commands import case
from models.commands.outreach import suggestion_entity
from models.records.case import CaseKind
from models.records.journal import Note
from models.records.operation import Desk, Entity
from models.records.outreach import SuggestionOutcome, SuggestionSettle
from models.repositories import case as cases
from models.rules.access import CENTRE
from models.store.clock import SettableClock
from models.store.comparison import differing_tables
from models.store.inspection import inspect
from models.store.store import Store, folded_again, open_store, rebuild
from models.tables.base import ReplicaTable
from tests.models.store.day import Day

FOLLOWING = {"cursor", "pending", "beneath", "confirmation", "unread", "stale_case"}
"""Tables that stay empty on a desk that stands alone, or once a file of an earlier program is open."""


@pytest.fixture
def busy(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> list[str]:
    return Day(store, clock, desk, lead).whole()


@pytest.mark.usefixtures("busy")
def test_every_table_is_filled_and_the_same_when_folded_again(store: Store, lead: Desk, tmp_path: Path) -> None:
    raw = store.replica.database.raw
    (settled,) = raw.execute("SELECT id FROM suggestion WHERE outcome != '' LIMIT 1").fetchone()
    with store.write(lead) as work:  # as two desks do that know nothing of each other
        late = SuggestionSettle(suggestion=settled, outcome=SuggestionOutcome.LAID_DOWN, words="晚了")
        work.record(CENTRE, suggestion_entity(settled), late)
    tables = ReplicaTable.metadata.tables.keys() - FOLLOWING
    empty = [table for table in tables if not raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]]
    assert empty == []
    again = folded_again(store, tmp_path / "again.db")
    again.database.close()
    assert differing_tables(store.replica.database, tmp_path / "again.db") == ()


@pytest.mark.usefixtures("busy")
def test_comparison_sees_one_changed_one_missing_and_one_additional_row(store: Store, tmp_path: Path) -> None:
    again = folded_again(store, tmp_path / "again.db")
    again.database.raw.execute('UPDATE "case" SET due = due || "x" WHERE rowid = 1')
    again.database.raw.execute("DELETE FROM entry WHERE seq = 1")
    again.database.raw.execute("INSERT INTO lead VALUES ('x', 1, '')")
    again.database.close()
    assert set(differing_tables(store.replica.database, tmp_path / "again.db")) == {"case", "entry", "lead"}


def test_rebuild_mends_rows_that_were_tampered_with(store: Store, busy: list[str]) -> None:
    before = cases.row(store, busy[0])
    store.replica.database.raw.execute('UPDATE "case" SET stage = \'accepted\'')
    store.replica.database.raw.execute("DELETE FROM person")
    seen: list[tuple[str, int, int]] = []
    rebuild(store, lambda *told: seen.append(told))
    assert cases.row(store, busy[0]) == before
    assert inspect(store).clean
    assert seen[-1] == ("fold", store.outbox.count(), store.outbox.count())


def test_work_goes_on_after_a_rebuild(store: Store, busy: list[str], desk: Desk) -> None:
    rebuild(store)
    case.append(store, desk, busy[0], Note(text="之后"))
    assert cases.journal(store, busy[0])[-1].body == Note(text="之后")
    assert inspect(store).clean


def test_row_of_every_case_is_the_fold_of_its_journal(store: Store, busy: list[str]) -> None:
    for case_id in busy:
        row, state = cases.row(store, case_id), cases.state(store, case_id)
        assert row is not None
        facts = ("id", "no", "kind", "stage", "item_code", "item_name", "number", "closed", "resolved", "satisfied", "score")
        assert [getattr(row, fact) for fact in facts] == [getattr(state, fact) for fact in facts]
        due = cases.deadline(store, state)
        assert (row.due, row.due_kind) == ((due.due, due.kind) if due else ("", None))


def test_what_a_killed_process_left_unfolded_is_folded_before_the_next_deed(store: Store, desk: Desk) -> None:
    _, case_id = case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    outbox = store.outbox
    entity = Entity(type="case", id=case_id)
    left = outbox.make(desk, outbox.ids.next(), outbox.next_dseq, "centre/ruian", entity, Note(text="先"), 1, None)
    outbox.append([left])
    case.append(store, desk, case_id, Note(text="后"))
    assert [entry.body for entry in cases.journal(store, case_id)][1:] == [Note(text="先"), Note(text="后")]
    assert inspect(store).clean


def test_a_body_of_a_later_version_is_kept_and_changes_nothing(store: Store, desk: Desk) -> None:
    outbox = store.outbox
    made = outbox.make(desk, outbox.ids.next(), outbox.next_dseq, "centre/ruian", Entity(type="case", id="c"), Note(text="x"), 1, None)
    strange = type(made)(**{name: getattr(made, name) for name in made.__struct_fields__ if name != "body"}, body='{"type":"case.sing"}')
    outbox.append([strange])
    store.replica.catch_up(outbox)
    assert store.replica.applied == outbox.next_dseq - 1
    assert list(outbox.operations())[-1].body == '{"type":"case.sing"}'
    assert inspect(store).differing == ()


def test_a_file_from_before_tasks_of_units_were_kept_has_them_when_it_is_opened(
    profile_dir: Path, clock: SettableClock, desk: Desk, lead: Desk, tmp_path: Path
) -> None:
    before = open_store(profile_dir, clock=clock)
    Day(before, clock, desk, lead).whole()
    before.replica.database.raw.execute("DELETE FROM unit_task")
    before.replica.database.raw.execute('INSERT INTO stale_case SELECT id FROM "case"')  # as the migration notes them
    before.close()
    after = open_store(profile_dir, clock=clock)
    try:
        folded_again(after, tmp_path / "again.db").database.close()
        assert differing_tables(after.replica.database, tmp_path / "again.db") == ()
    finally:
        after.close()
