"""Every figure of a bulletin against a recount from the raw journals; figures and their lists; what a sealed line shows; old files."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.commands import call, case
from models.commands.seed import seed
from models.migrations import upgrade
from models.records.base import CHINA
from models.records.call import CallState, EndReason
from models.records.callback import Step
from models.records.case import CaseKind, CloseReason, Way
from models.records.catalogue import Line
from models.records.journal import Answer, CallbackAnswer, Close, Unmet
from models.records.operation import Desk
from models.records.report import Asked, BehindRow, Cut, Figure, Ground, Measure, Report, Span
from models.records.staff import Role
from models.repositories import report
from models.repositories.report.conditions import ground_of
from models.repositories.rows import SEALED
from models.rules.report import span_between
from models.store.clock import SettableClock, stamp
from models.store.database import Database
from models.store.store import Store, open_store
from tests.models.store.day import Day, a_call
from tests.support.past import NOW
from tests.support.recount import Recount

DESK = Desk(actor=28, desk="28", session="ses_28")
LEAD = Desk(actor=2, desk="2", session="ses_2", role=Role.LEAD)
COUNSELLOR = Desk(actor=25, desk="25", session="ses_25", role=Role.COUNSELLOR)
EVER = span_between(date(2025, 11, 1), date(2026, 12, 1))


def a_year(store: Store, clock: SettableClock, cases: int, dice: int) -> None:
    """An invented year, then a busy day with every verb, and calls that end in every way."""
    seed(store, DESK, cases=cases, seed=dice, end=clock.now())
    Day(store, clock, DESK, LEAD).whole()
    for place, (reason, seconds) in enumerate(
        ((EndReason.ABANDONED, 4.999), (EndReason.ABANDONED, 5.0), (EndReason.LINK_LOST, 40.0), (EndReason.CALLER, 15.0), (None, 0.0))
    ):
        begun = replace(a_call(f"call-{place}", clock), queued_at=stamp(clock.now()), answered_at="", ended_at="", reason=None)
        after = stamp(clock.now() + timedelta(seconds=seconds))
        if reason is EndReason.CALLER:
            begun = replace(begun, answered_at=after, ended_at=after, reason=reason, state=CallState.ENDED)
        elif reason is not None:
            begun = replace(begun, ended_at=after, reason=reason, state=CallState.ENDED)
        call.record_call(store, DESK, begun)
        clock.advance(timedelta(minutes=1))
    for way in (Way.UNSAID, Way.SMS):  # a way beside a call says nothing
        case.accept(store, DESK, item_code="C10-04", kind=CaseKind.CONSULTATION, number="", call_id="call-3", way=way)
    for way in Way:
        case.accept(store, DESK, item_code="C17-14", kind=CaseKind.SUGGESTION, number="", way=way)


def every(found: Report) -> Iterator[Figure]:
    """Every figure that a bulletin shows."""
    yield from found.totals
    yield from found.household
    yield from found.ways
    yield from (timing.figure for timing in found.timings)
    yield from found.peaks
    yield from (daily.figure for daily in found.help)
    for table in found.tables:
        yield from (figure for line in table.lines for figure in line.figures)
    for series in (*found.course, *found.hours, *found.weekdays):
        yield from series.figures


def check(store: Store, span: Span) -> None:
    recount, found = Recount(store), report.report(store, span)
    assert {figure.asked.measure for figure in found.totals} == set(Measure)
    wrong = [(figure, own) for figure in every(found) if figure.value != (own := recount.figure(figure.asked))]
    assert wrong == []
    for figure in [figure for figure in every(found) if figure.value][::23] + list(found.totals):
        assert report.count(store, figure.asked) == figure.value
        assert len(report.behind(store, figure.asked, figure.value + 1)) == figure.value
    for timing in found.timings:
        measured = sorted(recount.seconds_of(timing.figure.asked.measure, span.begins, span.ends))
        assert len(measured) == timing.figure.value
        # a wait for an answer counts begun seconds, the others whole ones
        whole = math.ceil if timing.figure.asked.measure is Measure.ANSWERED else math.floor
        for share, told in ((0.5, timing.median), (0.9, timing.p90)):
            assert told == (whole(measured[math.ceil(len(measured) * share) - 1]) if measured else None)
            listed = report.listed(store, replace(timing.figure.asked, place=share), len(measured) + 1)
            assert [row.seconds for row in listed.rows] == [whole(seconds) for seconds in measured]
            assert [row.seconds for row in listed.rows if row.marked] == ([told] if measured else [])
            few = report.listed(store, replace(timing.figure.asked, place=share), 5)
            assert few.rows == listed.rows[few.offset : few.offset + 5]
            assert (few.total, sum(row.marked for row in few.rows)) == (len(measured), min(len(measured), 1))


def recounted(cases: int, dice: int, first: int, days: int) -> None:
    with TemporaryDirectory() as folder:
        clock = SettableClock(NOW)
        store = open_store(Path(folder) / "profile", clock=clock)
        try:
            a_year(store, clock, cases, dice)
            check(store, EVER)
            begins = date(2025, 11, 25) + timedelta(days=first)
            check(store, span_between(begins, begins + timedelta(days=days)))
        finally:
            store.close()


YEARS = given(cases=st.integers(20, 90), dice=st.integers(0, 2**20), first=st.integers(0, 364), days=st.integers(1, 90))


@settings(max_examples=2, derandomize=True, database=None, phases=(Phase.generate,))
@YEARS
def test_every_figure_is_what_a_recount_from_the_journals_gives(cases: int, dice: int, first: int, days: int) -> None:
    recounted(cases, dice, first, days)


@pytest.mark.slow
@settings(max_examples=40, phases=(Phase.generate,))
@YEARS
def test_every_figure_of_many_years_is_what_a_recount_gives(cases: int, dice: int, first: int, days: int) -> None:
    recounted(cases * 4, dice, first, days)


def test_a_wait_of_exactly_fifteen_seconds_is_in_time_and_of_five_is_in_earnest(store: Store, clock: SettableClock) -> None:
    a_year(store, clock, 1, 1)
    day = clock.now().date()
    today = span_between(day, day + timedelta(days=1))
    counted = {measure: report.count(store, Asked(measure=measure, span=today)) for measure in Measure}
    assert (counted[Measure.ABANDONED], counted[Measure.BRIEF], counted[Measure.LOST]) == (1, 1, 1)
    one = Asked(measure=Measure.ANSWERED_IN_TIME, span=today)
    assert "call-3" in [row.call.id for row in report.behind(store, one) if row.call]
    # two cases out of one call are one call
    assert [row.call.id for row in report.behind(store, Asked(measure=Measure.CALLS_TAKEN, span=today)) if row.call].count("call-3") == 1


def test_a_list_comes_in_parts_that_follow_one_another(store: Store, clock: SettableClock) -> None:
    a_year(store, clock, 60, 3)
    for measure in (Measure.CASES, Measure.CALLS_IN, Measure.UNMET, Measure.YELLOW):
        asked = Asked(measure=measure, span=EVER)
        whole = report.behind(store, asked, 10_000)
        assert report.behind(store, asked, 7) + report.behind(store, asked, 10_000, 7) == whole


def test_the_sealed_line_is_counted_and_its_lists_are_veiled(store: Store, clock: SettableClock) -> None:
    case.accept(store, COUNSELLOR, item_code="C13-01", kind=CaseKind.CONSULTATION, number="13800001111", text="不说")
    call.record_call(store, COUNSELLOR, replace(a_call("sealed", clock), line=Line.PSYCHOLOGY, number="13800001111"))
    for measure in (Measure.CASES, Measure.CALLS_IN):
        asked = Asked(measure=measure, span=EVER, cuts=((Cut.LINE, Line.PSYCHOLOGY.value),))
        assert report.count(store, asked) == 1
        (veiled,), (open_,) = report.behind(store, asked), report.behind(store, asked, sealed=True)
        assert "13800001111" not in repr(veiled)
        assert "13800001111" in repr(open_)


@pytest.mark.parametrize(
    ("measure", "cut"),
    [
        (Measure.CASES, (Cut.ITEM, "C13-04")),
        (Measure.CASES, (Cut.CATEGORY, "C13")),
        (Measure.CASES, (Cut.DISTRICT, "330381001")),
        (Measure.CASES, (Cut.KIND, CaseKind.CONSULTATION.value)),
        (Measure.SATISFIED, None),
        (Measure.RESOLVED, None),
        (Measure.UNMET, None),
        (Measure.UNMET, (Cut.ITEM, "C13-04")),
    ],
)
def test_no_list_says_what_a_sealed_case_was_about_or_what_came_of_it(
    measure: Measure, cut: tuple[Cut, str] | None, store: Store
) -> None:
    """A figure may be asked for by item and district: a number in its list would say both of the case that has it."""
    fields = {"number": "13800001111", "text": "不说", "district": "330381001"}
    _, made = case.accept(store, COUNSELLOR, item_code="C13-04", kind=CaseKind.CONSULTATION, **fields)
    for body in (Unmet(need="不说"), Answer(words="谈过"), CallbackAnswer(steps=((Step.DONE, True),), score=5)):
        case.append(store, COUNSELLOR, made, body)
    case.append(store, COUNSELLOR, made, Close(reason=CloseReason.ANSWERED, resolved=True))
    asked = Asked(measure=measure, span=EVER, cuts=(cut,) if cut else ())
    assert report.count(store, asked) == 1
    assert report.behind(store, asked) == (BehindRow(note=SEALED),)
    (whole,) = report.behind(store, asked, sealed=True)
    assert whole.case is not None
    assert whole.case.id == made


def test_every_measure_is_counted_over_rows_of_its_own(store: Store) -> None:
    assert {ground_of(measure) for measure in Measure} == set(Ground)
    with pytest.raises(ValueError, match="district"):
        report.count(store, Asked(measure=Measure.CALLS_IN, span=EVER, cuts=((Cut.DISTRICT, "x"),)))


def test_cases_of_an_earlier_program_are_folded_again(profile_dir: Path, clock: SettableClock, tmp_path: Path) -> None:
    opened = open_store(profile_dir, clock=clock)
    a_year(opened, clock, 30, 5)
    now = opened.replica.database.raw.execute('SELECT * FROM "case" ORDER BY id').fetchall()
    opened.close()
    before = Database(tmp_path / "replica.db", "NORMAL")
    with before.transaction() as connection:
        upgrade.upgrade(connection, "replica", "0005")
        before.raw.execute("ATTACH ? AS new", (str(profile_dir / "replica.db"),))  # nothing is written there
        for (table,) in before.raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if table != "alembic_version":
                columns = ", ".join(f'"{row[1]}"' for row in before.raw.execute(f'PRAGMA main.table_info("{table}")'))
                before.raw.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM new."{table}"')
    before.close()
    for tail in ("-wal", "-shm"):
        (profile_dir / f"replica.db{tail}").unlink(missing_ok=True)
    (tmp_path / "replica.db").replace(profile_dir / "replica.db")
    opened = open_store(profile_dir, clock=clock)
    raw: sqlite3.Connection = opened.replica.database.raw
    assert raw.execute('SELECT * FROM "case" ORDER BY id').fetchall() == now
    assert raw.execute("SELECT count(*) FROM stale_case").fetchone() == (0,)
    opened.close()


@pytest.mark.slow
def test_the_anniversary_page_out_of_the_whole_invented_year(tmp_path: Path) -> None:
    clock = SettableClock(datetime(2013, 9, 25, 23, 59, tzinfo=CHINA))
    store = open_store(tmp_path / "profile", clock=clock)
    seed(store, DESK, cases=62_056, seed=81_890, end=clock.now())
    found = report.report(store, span_between(date(2012, 9, 26), date(2013, 9, 26)))
    taken, contacts = found.total(Measure.CALLS_TAKEN).value, found.total(Measure.CONTACTS).value
    # 来电来件 62056, the first counter; a call that rang just before the year began is taken on in it
    assert (taken + contacts, found.total(Measure.CASES).value) == (62_056, 62_056)
    assert contacts > 1_000
    assert sum(figure.value for figure in found.ways) == contacts
    assert [figure.value for figure in found.ways if figure.asked.cuts == ((Cut.WAY, ""),)] == [0]
    assert found.total(Measure.CLOSED).value >= 62_056 * 0.999
    _, _, rated, satisfied = (figure.value for figure in found.household)
    assert satisfied / rated > 0.98
    # 求助, the second one: 30 and some a day at first, 120 and more at the end
    assert 30 <= found.help[0].figure.value / found.help[0].days < 40
    assert 120 < found.help[-1].figure.value / found.help[-1].days < 140
    assert [len(found.table(cut).lines) for cut in (Cut.CATEGORY, Cut.ITEM)] == [17, 129]
    store.close()


def test_a_span_tells_how_much_of_it_has_begun(store: Store, clock: SettableClock) -> None:
    today = clock.now().astimezone(CHINA).date()
    year = span_between(date(today.year, 1, 1), date(today.year + 1, 1, 1))
    assert report.report(store, year).begun == today.month
    assert report.report(store, span_between(date(2012, 1, 1), date(2013, 1, 1))).begun == 12
    ahead = span_between(today + timedelta(days=1), today + timedelta(days=8))
    assert report.report(store, ahead).begun == 0
    case.accept(store, DESK, item_code="C10-04", kind=CaseKind.CONSULTATION, number="")
    clock.set(clock.now() - timedelta(days=40))
    assert report.report(store, year).begun == today.month, "what happened has begun, whatever the clock says now"
