"""What a demonstration's office is furnished with: something on every page, by day and by night, and the same each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from console.demo.office import furnish
from console.launch import DEMO_OPERATOR
from models.records.dossier import Concern
from models.records.partner import CardLevel, PartnerStage
from models.records.supervision import Figure, Watchlist
from models.repositories import board, dossier, handover, knowledge, supervision
from models.rules.assessment import Span, span_of
from models.rules.knowledge import Review, queue
from models.store.clock import Rewound, SettableClock
from models.store.comparison import differing_tables
from models.store.demonstration import Use
from models.store.store import Store, folded_again, open_store
from models.tables.case import Case

AFTERNOON = datetime.fromisoformat("2026-11-27T15:00:00+08:00")
NIGHT = datetime.fromisoformat("2026-10-01T00:05:00+08:00")
"""A working afternoon, and the first minutes of a month and of a holiday."""


def furnished(directory: Path, now: datetime) -> Store:
    """Open a demonstration and furnish its office."""
    clock = Rewound(SettableClock(now))
    store = open_store(directory, clock=clock, use=Use.DEMONSTRATION)
    furnish(store, clock, now)
    return store


@pytest.fixture(scope="module", params=(AFTERNOON, NIGHT), ids=lambda moment: f"{moment:%m-%dT%H-%M}")
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = furnished(tmp_path_factory.mktemp("office") / "profile", request.param)
    yield opened
    opened.close()


def test_each_list_of_the_departments_has_somebody_in_it(store: Store) -> None:
    now = store.clock.now()
    counts = supervision.counts(store, now)
    assert {which: count >= 2 for which, count in counts.items()} == dict.fromkeys(Watchlist, True)
    assessed = supervision.assessment(store, *span_of(Span.YEAR, now), now)
    assert len(assessed) > 6, "all together, and several units"
    totals = assessed[0].figures
    assert {figure: totals[figure] > 0 for figure in Figure} == dict.fromkeys(Figure, True)
    assigned = supervision.behind(store, Figure.ASSIGNED, "", *span_of(Span.YEAR, now), now)
    assert any(not row.lead for row in assigned), "somebody helps"


def test_partners_stand_at_each_stage_and_each_rung(store: Store) -> None:
    rows = dossier.summaries(store, store.clock.now())
    assert {found.row.stage for found in rows} == set(PartnerStage)
    assert {found.row.card for found in rows} >= {CardLevel.NONE, CardLevel.YELLOW, CardLevel.EXPELLED}
    assert {concern for found in rows for concern in found.concerns} == set(Concern)
    first = dossier.dossier(store, rows[0].row.code, store.clock.now(), sealed=False)
    assert len(first.timeline) >= 6
    assert first.licences


def test_a_shift_has_something_to_hand_over_and_something_to_take(store: Store) -> None:
    packet = handover.packet(store, DEMO_OPERATOR, store.clock.now())
    assert packet.due
    assert packet.watch
    assert packet.outages
    incoming = handover.incoming(store)
    assert len(incoming.cases) >= 2
    assert all(row.note for row in incoming.cases)
    assert len(incoming.notes) == 2


def test_the_queue_of_texts_has_each_reason_and_the_board_needs_that_nobody_met(store: Store) -> None:
    now = store.clock.now()
    rows = queue(knowledge.all(store), knowledge.reports(store), date.fromisoformat(f"{now:%Y-%m-%d}"))
    why = Counter(reason for _, reason, _ in rows)
    assert all(why[reason] for reason in Review)
    assert next(told for _, reason, told in rows if reason is Review.WRONG) >= 1
    assert board.numbers(store, now).before.count(0) < 48


def test_a_rebuild_finds_the_same_rows(store: Store) -> None:
    again = folded_again(store, store.directory / "again.db")
    again.database.close()
    assert differing_tables(store.replica.database, store.directory / "again.db") == ()


def test_the_same_moment_gives_the_same_past_and_the_clock_is_right_afterwards(store: Store, tmp_path: Path) -> None:
    now = store.clock.now()
    furnished(tmp_path / "again", now).close()
    again = open_store(tmp_path / "again", clock=SettableClock(now), use=Use.DEMONSTRATION)
    assert again.notices == (), "no clock is behind"
    query = select(Case.no, Case.stage, Case.owner, Case.item_code, Case.due).order_by(Case.no)
    assert again.read().execute(query).all() == store.read().execute(query).all()
    again.close()
