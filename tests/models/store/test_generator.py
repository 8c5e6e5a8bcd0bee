"""The invented year: what rings when, who rings, and that every case keeps to the rules."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.commands.seed import seed
from models.records.base import CHINA, parse_time
from models.records.case import Verification
from models.records.journal import Accept, Verify
from models.records.operation import Desk
from models.records.partner import CardLevel
from models.repositories import case as cases
from models.repositories import partner as partners
from models.rules import ladder
from models.rules.lifecycle import fold
from models.rules.phone import normalise
from models.rules.verbs import check
from models.store.clock import SettableClock, stamp
from models.store.comparison import differing_tables
from models.store.generator import filling
from models.store.generator.callers import Callers, visits
from models.store.generator.ids import identity
from models.store.generator.moments import moments
from models.store.generator.reading import read_bookshelf
from models.store.generator.world import World
from models.store.rows import case_row, unmet_rows
from models.store.store import Store, open_store
from models.tables.case import Case, UnmetEntry
from tests.models.store.rows_of import rows_of

END = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
DESK = Desk(actor=28, desk="28", session="ses_28")
CASES = 2000
BY_OPERATION = {"revision"}
"""Tables whose rows name operations of their own store: no two stores have the same."""
OWN = BY_OPERATION | {"meta"}
SAMPLE = 200


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("year"), clock=SettableClock(END))
    seed(store, DESK, cases=CASES, seed=81890, end=END)
    yield store
    store.close()


def sample(year: Store) -> list[str]:
    """Return case ids from all over the year, and every one that is still open or was disputed."""
    raw = year.replica.database.raw
    ids = [row[0] for row in raw.execute('SELECT id FROM "case" ORDER BY id')]
    rare = "SELECT DISTINCT case_id FROM entry WHERE type IN ('case.verify', 'case.rework', 'case.cancel', 'case.unmet', 'case.transfer')"
    special = [row[0] for row in raw.execute(f'SELECT id FROM "case" WHERE open = 1 UNION {rare}')]
    return sorted({*random.Random(1).sample(ids, SAMPLE), *special})


def test_stored_row_is_what_the_ordinary_fold_would_write(year: Store) -> None:
    stored = {row["id"]: row for row in rows_of(year, Case)}
    unmet = rows_of(year, UnmetEntry)
    kinds = dict(year.replica.database.raw.execute("SELECT code, kind FROM district"))
    found = sample(year)
    assert len(found) >= SAMPLE
    for case_id in found:
        state = fold(cases.journal(year, case_id, sealed=True))
        assert stored[case_id] == case_row(state, year.profile, kinds.get(state.district, ""))
        assert [row for row in unmet if row["case_id"] == case_id] == unmet_rows(state)


def test_every_step_of_a_case_is_one_that_the_rules_allow(year: Store) -> None:
    for case_id in sample(year):
        entries = cases.journal(year, case_id, sealed=True)
        check(None, entries[0].body, year.profile)
        for place in range(1, len(entries)):
            check(fold(entries[:place]), entries[place].body, year.profile)


def test_journals_run_forward_and_end_before_the_end(year: Store) -> None:
    raw = year.replica.database.raw
    assert raw.execute("SELECT max(at) FROM entry").fetchone()[0] <= stamp(END)
    backwards = "SELECT count(*) FROM entry a JOIN entry b ON b.case_id = a.case_id AND b.seq = a.seq + 1 WHERE b.at < a.at"
    assert raw.execute(backwards).fetchone() == (0,)
    assert raw.execute("SELECT count(*) - count(DISTINCT op_id) FROM entry").fetchone() == (0,)


def test_each_case_has_its_call_and_calls_do_not_run_past_the_end(year: Store) -> None:
    raw = year.replica.database.raw
    calls = {row[0]: row[1:] for row in raw.execute("SELECT id, direction, number, operator, answered_at, ended_at FROM call")}
    for case_id in sample(year):
        entries = cases.journal(year, case_id, sealed=True)
        accept = entries[0].body
        assert isinstance(accept, Accept)
        assert bool(accept.way) == (not accept.call_id)
        if accept.way:
            continue
        direction, number, operator, answered, ended = calls[accept.call_id]
        assert (direction, number, operator) == ("in", accept.number, entries[0].actor)
        assert answered < entries[0].at < ended
    assert max(call[-1] for call in calls.values()) <= stamp(END)


def test_verdicts_climb_the_ladder_in_order_and_stand_in_the_journal(year: Store) -> None:
    assert any(partners.history(year, partner.code) for partner in partners.all(year))
    for partner in partners.all(year):
        history = tuple(reversed(partners.history(year, partner.code)))
        count = partner.verified_bad - sum(row.change for row in history)
        for row in history:
            count, level = ladder.after(count, False)
            assert (row.change, row.level, row.verdict) == (1, level, Verification.VERIFIED)
            assert level in (CardLevel.YELLOW, CardLevel.RED)
            (verdict,) = [entry for entry in cases.journal(year, row.case_id) if entry.op_id == row.entry]
            assert isinstance(verdict.body, Verify)
            assert (verdict.body.partner, verdict.body.card, verdict.at) == (partner.code, level.value, row.at)
            assert cases.state(year, row.case_id).cards == ((partner.code, level.value),)


def test_nothing_is_dispatched_after_a_red_card(year: Store) -> None:
    late = (
        "SELECT count(*) FROM discipline d JOIN entry e ON e.type = 'case.dispatch' AND e.at > d.at "
        "JOIN \"case\" c ON c.id = e.case_id AND c.opened_at > d.at "
        "WHERE d.level = 'red' AND json_extract(e.body, '$.partner') = d.partner"
    )
    assert year.replica.database.raw.execute(late).fetchone() == (0,)


def test_same_seed_and_end_make_the_same_tables(year: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other", clock=SettableClock(END + timedelta(days=3)))
    seed(other, DESK, cases=CASES, seed=81890, end=END)
    other.close()
    assert set(differing_tables(year.replica.database, tmp_path / "other" / "replica.db")) <= OWN


def test_another_seed_makes_another_year(year: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other", clock=SettableClock(END))
    seed(other, DESK, cases=CASES, seed=1, end=END)
    other.close()
    assert {"case", "entry", "call", "person"} <= set(differing_tables(year.replica.database, tmp_path / "other" / "replica.db"))


def test_indexes_made_afterwards_are_the_very_same_and_change_no_row(year: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_MANY", 100)
    other = open_store(tmp_path / "other", clock=SettableClock(END))
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    before = other.replica.database.raw.execute(schema).fetchall()
    cache = other.replica.database.raw.execute("PRAGMA cache_size").fetchone()
    seed(other, DESK, cases=CASES, seed=81890, end=END)
    assert other.replica.database.raw.execute(schema).fetchall() == before
    assert other.replica.database.raw.execute("PRAGMA cache_size").fetchone() == cache
    other.close()
    assert set(differing_tables(year.replica.database, tmp_path / "other" / "replica.db")) <= BY_OPERATION


@given(count=st.integers(0, 3000), seed=st.integers(), hours=st.integers(0, 24 * 800))
def test_moments_come_in_order_and_in_number(count: int, seed: int, hours: int) -> None:
    end = datetime(2025, 1, 1, 0, 3, tzinfo=CHINA) + timedelta(hours=hours)
    found = list(moments(count, end, random.Random(seed)))
    assert len(found) == count
    assert found == sorted(found)
    assert all(end - timedelta(days=365) < moment < end for moment in found)


def test_no_day_of_the_year_comes_twice() -> None:
    end = datetime(2026, 3, 2, 23, 0, tzinfo=CHINA)
    days = {moment.date() for moment in moments(30_000, end, random.Random(1))}
    assert len(days) == len({(day.month, day.day) for day in days}) == 365


def test_office_hours_are_busy_and_nights_are_not() -> None:
    hours = [moment.hour for moment in moments(20_000, END, random.Random(1))]
    assert sum(9 <= hour < 17 for hour in hours) > 8_000
    assert sum(hour < 6 for hour in hours) < 1_400


def test_no_two_households_share_a_number_and_all_numbers_are_invented(year: Store) -> None:
    world = World(read_bookshelf(year.read()))
    callers = Callers(5, world, END.date(), world.phones)
    numbers = [callers.number(place) for place in range(60_000)]
    assert len(set(numbers)) == len(numbers)
    assert not world.phones & set(numbers)
    for number in numbers[:2000]:
        assert normalise(number) == number
        assert number.startswith("05776555") or len(set(number[3:7])) == 1
        assert not number.startswith(("1380000", "057765559"))


def test_a_household_is_the_same_whenever_it_rings(year: Store) -> None:
    world = World(read_bookshelf(year.read()))
    callers = Callers(5, world, END.date(), world.phones)
    assert callers.household(7) == callers.household(7)
    assert callers.household(7) != callers.household(8)


@given(st.integers(0, 5000), st.integers())
def test_visits_are_as_many_as_asked_for(count: int, number: int) -> None:
    assert len(visits(count, random.Random(number))) == count


def test_identities_sort_as_time_does() -> None:
    dice = random.Random(1)
    made = [identity(dice, END + timedelta(milliseconds=step)) for step in range(300)]
    assert made == sorted(made)
    assert parse_time(stamp(END)) == END
