"""Filling the store with an invented year: plausible, one operation, all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.commands import case
from models.commands.seed import MOST, seed
from models.records.base import CHINA
from models.records.case import CaseKind, WorkList
from models.records.failure import BadInput, StoreFailure
from models.records.operation import Desk, Topic
from models.repositories import call, caller, partner, queue
from models.repositories import case as cases
from models.rules.lifecycle import fold
from models.store.clock import SettableClock, stamp
from models.store.inspection import inspect
from models.store.store import Store, open_store
from resources.profiles import load_profile

END = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
DESK = Desk(actor=28, desk="28", session="ses_28")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("year"), clock=SettableClock(END))
    seed(store, DESK, cases=2000, seed=81890, end=END)
    yield store
    store.close()


def count(store: Store, query: str) -> float:
    found = store.replica.database.raw.execute(query).fetchone()[0]
    return float(found)


def plausible_work(store: Store, now: datetime) -> None:
    lists = {found.list: found for found in queue.counts(store, 28, now)}
    assert 2 <= lists[WorkList.TO_DISPATCH].count <= 4
    assert 3 <= lists[WorkList.AWAITING_FEEDBACK].count <= 6
    assert 2 <= lists[WorkList.CALLBACKS_DUE].count <= 4
    assert 1 <= lists[WorkList.OVERDUE].count <= 2


def test_operator_28_has_plausible_work(year: Store) -> None:
    plausible_work(year, END)


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("profile", ["standard", "household"])
def test_work_is_plausible_for_any_seed_hour_and_profile(number: int, profile: str, profile_dir: Path) -> None:
    now = END + timedelta(days=5 * number, hours=7 * number)
    store = open_store(profile_dir, clock=SettableClock(now), profile=load_profile(profile))
    seed(store, DESK, cases=120, seed=number, end=now)
    plausible_work(store, now)
    store.close()


def test_everything_older_than_three_days_is_closed(year: Store) -> None:
    assert count(year, f"SELECT count(*) FROM \"case\" WHERE closed = 0 AND opened_at < '{stamp(END - timedelta(days=3))}'") == 0
    assert count(year, 'SELECT count(*) FROM "case" WHERE open = 1') < 40
    assert count(year, 'SELECT count(DISTINCT stage) FROM "case"') == 7


def test_rates_are_those_of_the_article(year: Store) -> None:
    household = "FROM \"case\" WHERE kind = 'service' AND handler_kind = 'partner' AND closed = 1"
    assert count(year, f"SELECT avg(satisfied) {household}") > 0.98
    assert count(year, f"SELECT avg(resolved) {household}") > 0.95
    assert 5 <= count(year, "SELECT count(*) FROM unmet") <= 40
    assert count(year, "SELECT max(resolved) FROM \"case\" WHERE kind = 'unmet'") == 0
    assert 1 <= count(year, "SELECT count(*) FROM discipline") <= 8


def test_calls_are_those_of_a_good_centre(year: Store) -> None:
    incoming = "FROM call WHERE direction = 'in'"
    share = count(year, f"SELECT count(*) {incoming} AND reason = 'abandoned'") / count(year, f"SELECT count(*) {incoming}")
    assert 0.025 < share < 0.055
    quick = "avg((julianday(answered_at) - julianday(queued_at)) * 86400 <= 15)"
    assert count(year, f"SELECT {quick} {incoming} AND answered_at <> ''") > 0.93
    assert count(year, "SELECT count(*) FROM call WHERE direction = 'out' AND case_id = ''") == 0
    assert count(year, "SELECT count(*) FROM call WHERE direction = 'out'") > 1000


def test_callers_come_back_and_share_numbers(year: Store) -> None:
    raw = year.replica.database.raw
    rings = [n for (n,) in raw.execute("SELECT count(*) FROM call WHERE direction = 'in' AND number <> '' GROUP BY number")]
    assert 0.45 < sum(n > 1 for n in rings) / len(rings) < 0.65
    people = Counter(n for (n,) in raw.execute("SELECT count(*) FROM person_number GROUP BY number"))
    assert set(people) == {1, 2, 3, 4}
    assert 0.14 < 1 - people[1] / people.total() < 0.26
    behind = "FROM person JOIN person_number ON person_id = id GROUP BY number"
    assert count(year, f"SELECT max(n) FROM (SELECT count(DISTINCT json_extract(data, '$.address')) AS n {behind})") == 1
    flagged = "FROM person WHERE json_array_length(data, '$.flags') > 0"
    assert count(year, f"SELECT count(*) {flagged}") > 10
    assert count(year, f"SELECT count(*) {flagged} AND date(json_extract(data, '$.flags[0].review_on')) IS NULL") == 0


def test_psychology_line_keeps_silence(year: Store) -> None:
    raw = year.replica.database.raw
    ids = [row[0] for row in raw.execute("SELECT id FROM \"case\" WHERE line = 'psychology'")]
    assert ids
    for case_id in ids:
        state = fold(cases.journal(year, case_id, sealed=True))
        assert (state.person_name, state.person_id, state.number, state.text, state.address, state.district) == ("", "", "", "", "", "")
    assert count(year, "SELECT count(*) FROM call WHERE line = 'psychology' AND number <> ''") == 0


def test_a_caller_who_rings_often_has_a_full_card(year: Store) -> None:
    numbers = caller.some_numbers(year, 200)
    cards = [caller.card(year, number, END) for number in numbers]
    assert all(found.people and found.timeline for found in cards)
    assert max(len(found.timeline) for found in cards) > 10
    assert any(len(found.people) > 1 for found in cards)


def test_partners_have_live_figures(year: Store) -> None:
    found = partner.all(year, END)
    assert sum(row.busy for row in found) >= 5
    assert sum(bool(row.last_dispatch) for row in found) > 150


def test_operator_28_has_a_day_behind_them(year: Store) -> None:
    assert cases.accepted_today(year, 28, END) >= 3
    in_time, answered = call.answered_today(year, 28, END)
    assert 0 < in_time <= answered


def test_seeding_is_one_sealed_operation_from_which_all_rows_follow(year: Store) -> None:
    assert [operation.type for operation in year.outbox.operations()][-1] == "store.seed"
    assert inspect(year).clean


def test_changes_and_progress_are_told(store: Store, clock: SettableClock, desk: Desk) -> None:
    told: list[tuple[str, int, int]] = []
    changes = seed(store, desk, cases=700, seed=1, end=clock.now(), progress=lambda *step: told.append(step))
    assert told == [("seed", 500, 700), ("seed", 700, 700)]
    assert all(changes.about(topic) for topic in (Topic.CASE, Topic.PERSON, Topic.CALL, Topic.PARTNER, Topic.OUTBOX))


@pytest.mark.parametrize("number", [1, 2, 5, 37])
def test_few_cases_are_as_many_as_asked_for(number: int, store: Store, clock: SettableClock, desk: Desk) -> None:
    seed(store, desk, cases=number, seed=3, end=clock.now())
    assert count(store, 'SELECT count(*) FROM "case"') == number
    assert inspect(store).clean


def test_case_numbers_go_on_behind_those_given(store: Store, clock: SettableClock, desk: Desk, admin: Desk) -> None:
    case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    seed(store, admin, cases=400, seed=3, end=clock.now())
    case.accept(store, desk, item_code="C03-03", kind=CaseKind.SERVICE, number="")
    seed(store, admin, cases=400, seed=4, end=clock.now())
    assert count(store, 'SELECT count(*) - count(DISTINCT "no") FROM "case"') == 0
    assert count(store, 'SELECT count(*) FROM "case"') == 802
    assert inspect(store).clean


@pytest.mark.parametrize("number", [0, -1, MOST + 1])
def test_too_few_or_too_many_are_refused(number: int, store: Store, clock: SettableClock, desk: Desk) -> None:
    before = store.outbox.next_dseq
    with pytest.raises(BadInput, match=r"seed\.cases"):
        seed(store, desk, cases=number, seed=1, end=clock.now())
    assert store.outbox.next_dseq == before


def test_a_full_disk_leaves_everything_as_it_was(store: Store, clock: SettableClock, desk: Desk) -> None:
    raw = store.replica.database.raw
    before = store.outbox.next_dseq
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {pages + 60}")
    with pytest.raises(StoreFailure, match=r"disk\.full"):
        seed(store, desk, cases=2000, seed=1, end=clock.now())
    assert store.outbox.next_dseq == before
    assert count(store, 'SELECT count(*) FROM "case"') == 0
    raw.execute("PRAGMA max_page_count = 1073741823")
    assert inspect(store).clean
