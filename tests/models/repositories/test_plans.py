"""Reads stay flat as the store grows: SQLite answers each from an index and never walks a table that grows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from models.records.case import WorkList
from models.records.report import Asked, Measure, Period
from models.records.supervision import Watchlist
from models.repositories import (
    call,
    caller,
    case,
    catalogue,
    discipline,
    dossier,
    handover,
    knowledge,
    missed,
    owner,
    partner,
    queue,
    report,
    supervision,
    unit,
    unmet,
    whisper,
)
from models.rules.report import span_of
from models.store.clock import SettableClock
from models.store.store import Store

MONTH = span_of(Period.MONTH, date(2026, 11, 24))
GROWING = {"case", "entry", "call", "person", "person_number", "unmet", "discipline", "counter", "handover", "whisper", "unit_task"}

READS: dict[str, Callable[[Store, SettableClock], object]] = {
    "card": lambda store, clock: caller.card(store, "13800001111", clock.now()),
    "sealed card": lambda store, clock: caller.card(store, "13800001111", clock.now(), sealed=True),
    "people by name": lambda store, _: caller.find_people(store, "陈"),
    "people by number": lambda store, _: caller.find_people(store, "13800001"),
    "some numbers": lambda store, _: caller.some_numbers(store, 200),
    "journal": lambda store, _: case.journal(store, "x"),
    "row": lambda store, _: case.row(store, "x"),
    "case by number": lambda store, _: case.by_no(store, "1124-28-001"),
    "find by case number": lambda store, _: case.find(store, "1124-28-001"),
    "find by number": lambda store, _: case.find(store, "13800001111"),
    "find by name": lambda store, _: case.find(store, "陈"),
    "accepted today": lambda store, clock: case.accepted_today(store, 28, clock.now()),
    "answered today": lambda store, clock: call.answered_today(store, 28, clock.now()),
    "calls of a case": lambda store, _: call.of_case(store, "x", ("pbx-1",), sealed=True),
    "counts": lambda store, clock: queue.counts(store, 28, clock.now()),
    **{
        f"list {which.value}": lambda store, clock, which=which: queue.rows(store, 28, which, clock.now())  # type: ignore[misc]
        for which in WorkList
    },
    "mine": lambda store, _: handover.mine(store, 28),
    "unowned": lambda store, _: owner.unowned(store),
    "notes to me": lambda store, _: whisper.unread(store, 28),
    "partners": lambda store, clock: partner.all(store, clock.now()),
    "partner": lambda store, _: partner.by_code(store, "P001"),
    "partner figures": lambda store, _: dossier.figures(store, "P001"),
    "partner timeline": lambda store, _: dossier.timeline(store, "P001", sealed=False),
    "partner cards": lambda store, _: discipline.cards(store, "P001"),
    "partner history": lambda store, _: partner.history(store, "P001"),
    "used before": lambda store, _: partner.used_before(store, "13800001111"),
    "verdict": lambda store, _: (partner.change_of(store, "x"), partner.verdict_of(store, "x")),
    "units": lambda store, _: unit.for_item(store, "C17-01", ""),
    "bulletin": lambda store, _: report.report(store, MONTH),
    **{
        f"figure {measure.value}": lambda store, _, measure=measure: report.count(store, Asked(measure=measure, span=MONTH))  # type: ignore[misc]
        for measure in Measure
    },
    **{
        f"behind {measure.value}": lambda store, _, measure=measure: report.behind(store, Asked(measure=measure, span=MONTH))  # type: ignore[misc]
        for measure in Measure
    },
    "articles": lambda store, _: knowledge.for_item(store, "C10-04"),
    "item cards": lambda store, _: catalogue.item_cards(store),
    "item card": lambda store, _: catalogue.item_card(store, "C03-03"),
}


def plans(store: Store, read: Callable[[], object]) -> list[str]:
    """Return the steps of the query plan of every statement that ``read`` runs."""
    told: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        told.append((statement, parameters))

    engine = store.read().engine
    event.listen(engine, "before_cursor_execute", listen)
    try:
        read()
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    raw = store.replica.database.raw
    assert told
    return [row[3] for statement, parameters in told for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]


def walks(steps: list[str]) -> list[str]:
    """Return the steps that walk through a whole growing table, in any order of its rows."""
    return [step for step in steps if step.startswith("SCAN") and step.split()[1] in GROWING]


@pytest.mark.parametrize("name", [name for name in READS if name != "some numbers"])
def test_no_read_walks_a_growing_table(name: str, store: Store, clock: SettableClock) -> None:
    steps = plans(store, lambda: READS[name](store, clock))
    assert walks(steps) == [], steps


def test_a_walk_would_be_seen(store: Store) -> None:
    steps = plans(store, lambda: store.read().exec_driver_sql('SELECT * FROM "case" WHERE item_en = ?', ("x",)).fetchall())
    assert walks(steps)


def test_some_numbers_follow_an_index_and_stop(store: Store, clock: SettableClock) -> None:
    steps = plans(store, lambda: READS["some numbers"](store, clock))
    assert walks(steps) == ["SCAN person USING INDEX person_saved"], steps


def test_history_of_a_number_comes_sorted_from_its_index(store: Store, clock: SettableClock) -> None:
    steps = plans(store, lambda: READS["card"](store, clock))
    assert any("case_open_number" in step for step in steps)
    assert any("USING INDEX case_number" in step for step in steps)
    assert any("USING INDEX call_number" in step for step in steps)
    people = steps.index(next(step for step in steps if "person_number" in step))
    assert not any("TEMP B-TREE" in step for step in steps[:people])


def test_my_work_is_read_from_the_index_over_open_cases(store: Store, clock: SettableClock) -> None:
    for name in ("counts", "list to_dispatch", "list overdue"):
        steps = plans(store, lambda name=name: READS[name](store, clock))  # type: ignore[misc]
        assert any("case_open_work" in step for step in steps), steps


def test_ledger_of_unmet_needs_comes_sorted_from_its_index(store: Store) -> None:
    steps = plans(store, lambda: unmet.all(store))
    assert any("unmet_at" in step for step in steps)


def test_notes_of_a_handover_are_looked_for_among_those_that_nobody_has_read_only(store: Store) -> None:
    assert plans(store, lambda: handover.notes(store)) == ["SCAN handover USING INDEX handover_waiting"]


def test_missed_calls_are_looked_for_among_those_that_nobody_answered_only(store: Store) -> None:
    steps = plans(store, lambda: missed.missed(store))
    assert [step for step in steps if step.startswith("SCAN")] == ["SCAN call USING INDEX call_missed"]
    assert not any("TEMP B-TREE FOR ORDER BY" in step for step in steps)


def test_departments_are_watched_among_what_is_owed_only(store: Store, clock: SettableClock) -> None:
    reads = [lambda which=which: supervision.rows(store, which, clock.now()) for which in Watchlist]  # type: ignore[misc]
    for read in (lambda: supervision.counts(store, clock.now()), *reads):
        steps = [step for step in plans(store, read) if "unit_task" in step]
        assert all("unit_task_watched" in step for step in steps), steps
