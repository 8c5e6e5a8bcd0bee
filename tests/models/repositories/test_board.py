"""Each number of the board is the length of its list and what somebody counts who reads the calls and the journals one by one."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import select

from models.commands.alert import raise_alert
from models.commands.call import record_call
from models.commands.case import accept, append
from models.commands.reference import apply_import
from models.commands.seed import seed
from models.records.base import CHINA, parse_time
from models.records.board import Ask, Numbers, Span, What
from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.callback import Attempt
from models.records.case import CaseKind, CaseState, Stage
from models.records.catalogue import Line
from models.records.journal import Unmet
from models.records.operation import Desk
from models.repositories import board, staff
from models.repositories import case as cases
from models.repositories.missed import missed
from models.repositories.rows import SEALED, call_of
from models.store.clock import SettableClock
from models.store.store import Store, open_store
from models.tables.call import Call
from models.tables.case import Case

NOW = datetime(2026, 11, 24, 15, 7, tzinfo=CHINA)
DESK = Desk(actor=28, desk="28", session="ses_28")

Rung = tuple[float, float, bool, Line, Direction, bool]
"""Minutes before NOW, the wait in seconds, whether somebody answered, the line, the direction, whether the caller gave up."""

waits = st.one_of(st.sampled_from((0.0, 4.999, 5.0, 14.999, 15.0, 15.001)), st.floats(0, 90).map(lambda wait: round(wait, 3)))
rung = st.tuples(
    st.one_of(st.sampled_from((0.0, 907.0, 1440.0, 1440.0001)), st.floats(0, 1800)),
    waits,
    st.booleans(),
    st.sampled_from(Line),
    st.sampled_from((Direction.IN, Direction.IN, Direction.IN, Direction.OUT)),
    st.booleans(),
)


def call_at(name: str, minutes: float, wait: float, answered: bool, line: Line, direction: Direction, gave_up: bool) -> CallRow:
    """Return a call that came so many minutes before NOW and is over."""
    queued = NOW - timedelta(minutes=minutes)
    until = (queued + timedelta(seconds=wait)).isoformat(timespec="milliseconds")
    return CallRow(
        id=name,
        direction=direction,
        number="057765550171",
        line=line,
        state=CallState.ENDED,
        queued_at=queued.isoformat(timespec="milliseconds"),
        answered_at=until if answered else "",
        ended_at=until,
        reason=EndReason.CALLER if answered else EndReason.ABANDONED if gave_up else EndReason.FAILED,
        operator=28 if answered else 0,
    )


class Recount:
    """The same numbers, counted by hand: every call and every journal is looked at in Python, without any query of the board's."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.calls = [call_of(row) for row in store.read().execute(select(Call.__table__)).mappings()]
        ids = store.read().scalars(select(Case.id)).all()
        self.cases = [cases.state(store, case_id, sealed=True) for case_id in ids]
        self.staff = {row.number for row in staff.all(store) if not row.retired}
        self.midnight = NOW.replace(hour=0, minute=0)

    def since(self, span: Span) -> datetime:
        return self.midnight if span is Span.TODAY else NOW - timedelta(days=1)

    def within(self, span: Span) -> Iterator[CallRow]:
        end = self.midnight + timedelta(days=1) if span is Span.TODAY else NOW
        for call in self.calls:
            if call.direction is Direction.IN and self.since(span) <= parse_time(call.queued_at) < end:
                yield call

    def expected(self) -> Counter[Ask]:
        found: Counter[Ask] = Counter()
        for span in Span:
            for call in self.within(span):
                for what in self.facts(call):
                    found[Ask(what, span.value)] += 1
        for state in self.cases:
            for ask in self.standing(state):
                found[ask] += 1
        found[Ask(What.RUNG)] = len(list(self.within(Span.TODAY)))
        week = self.midnight - timedelta(days=7)
        found[Ask(What.WEEK_BEFORE)] = sum(
            call.direction is Direction.IN and week <= parse_time(call.queued_at) < week + timedelta(days=1) for call in self.calls
        )
        monday = self.midnight - timedelta(days=NOW.weekday())
        for state in self.cases:
            times = [parse_time(at) for at in self.unmet_at(state)]
            count = sum(monday <= at < monday + timedelta(days=7) for at in times)
            found[Ask(What.UNMET)] += count
            found[Ask(What.UNMET, state.item_code)] += count
        return found

    def facts(self, call: CallRow) -> Iterator[What]:
        until = call.answered_at or call.ended_at
        if not until:
            return
        waited = parse_time(until) - parse_time(call.queued_at)
        gave_up = not call.answered_at and call.reason is EndReason.ABANDONED
        if gave_up and waited < timedelta(seconds=5):
            yield What.BRIEF
            return
        yield What.OFFERED
        if call.answered_at:
            yield What.CONNECTED
            if waited <= timedelta(seconds=15):
                yield What.IN_TIME
        elif gave_up:
            yield What.ABANDONED

    def standing(self, state: CaseState) -> Iterator[Ask]:
        if not state.closed and state.stage is not Stage.MERGED:
            yield Ask(What.STAGE, state.stage.value)
            promise = cases.deadline(self.store, state)
            if promise is not None and promise.due:
                due = parse_time(promise.due)
                if due < NOW:
                    yield Ask(What.LATE)
                elif due < NOW + timedelta(hours=2):
                    yield Ask(What.SOON)
                if state.owner not in self.staff:
                    yield Ask(What.UNOWNED)
        if self.midnight <= parse_time(state.opened_at) < self.midnight + timedelta(days=1):
            spoke = state.callback_done or any(how in (Attempt.REACHED, Attempt.REFUSED) for _, how in state.attempts)
            marked = state.score is not None
            rung_up = state.attempts or "work_done" in state.times or "callback" in state.times or state.stage is Stage.CALLBACK
            if rung_up or spoke or marked:
                yield Ask(What.DUE)
            if spoke or marked:
                yield Ask(What.REACHED)
            if marked:
                yield Ask(What.ANSWER)
            if state.satisfied:
                yield Ask(What.SATISFIED)

    def unmet_at(self, state: CaseState) -> list[str]:
        return [state.opened_at] * len(state.unmet)


def list_length(store: Store, ask: Ask) -> int:
    """Return the length of the list behind a number."""
    if ask.what is What.MISSED:
        return len(missed(store, sealed=True, limit=board.ALL))
    if ask.what is What.ALERTS:
        return len(board.numbers(store, NOW).alerts)
    if ask.what in (What.STAGE, What.LATE, What.SOON, What.UNOWNED):
        return len(board.cases(store, ask, NOW))
    return len(board.behind(store, ask, NOW))


def halves_are_right(store: Store, numbers: Numbers) -> None:
    midnight = NOW.replace(hour=0, minute=0)
    for begins, halves in ((midnight, numbers.halves), (midnight - timedelta(days=7), numbers.before)):
        for place, count in enumerate(halves):
            at = (begins + place * timedelta(minutes=30)).isoformat(timespec="milliseconds")
            assert len(board.behind(store, Ask(What.HALF_HOUR, at), NOW)) == count
    assert sum(numbers.halves) == numbers.of(What.RUNG)


@settings(max_examples=3)
@given(st.integers(1, 10_000), st.lists(rung, max_size=25))
def test_each_number_is_its_list_and_an_independent_recount(number: int, calls: list[Rung]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "profile", clock=SettableClock(NOW))
        try:
            seed(store, DESK, cases=120, seed=number, end=NOW)
            for place, call in enumerate(calls):
                record_call(store, DESK, call_at(f"x{place}", *call))
            numbers, expected = board.numbers(store, NOW), Recount(store).expected()
            told = {ask: count for ask, count in numbers.counts.items() if count and ask.what not in (What.MISSED, What.ALERTS)}
            assert told == {ask: count for ask, count in expected.items() if count}
            for ask, count in numbers.counts.items():
                assert list_length(store, ask) == count, ask
            halves_are_right(store, numbers)
        finally:
            store.close()


@pytest.fixture
def afternoon(store: Store, clock: SettableClock) -> Store:
    clock.set(NOW)
    return store


def test_a_promise_of_somebody_who_has_left_is_nobodys(afternoon: Store, admin: Desk) -> None:
    _, case_id = accept(afternoon, DESK, item_code="C03-03", kind=CaseKind.SERVICE, number="057765550101", district="330381001")
    assert board.numbers(afternoon, NOW).of(What.UNOWNED) == 0
    who = next(row for row in staff.all(afternoon) if row.number == 28)
    apply_import(afternoon, admin, "operator", (replace(who, retired=True),))
    numbers = board.numbers(afternoon, NOW)
    assert numbers.unowned == {case_id}
    assert [row.id for row in board.cases(afternoon, Ask(What.UNOWNED), NOW)] == [case_id]


def test_a_sealed_case_is_counted_and_tells_its_number_alone(afternoon: Store, counsellor: Desk) -> None:
    item = afternoon.read().scalars(select(Case.id)).all()
    assert item == []
    words = {"number": "057765550199", "district": "", "text": "夜里睡不着", "person_name": "某同学"}
    _, case_id = accept(afternoon, counsellor, item_code="C13-01", kind=CaseKind.SERVICE, **words)
    (row,) = board.cases(afternoon, Ask(What.STAGE, "accepted"), NOW)
    assert (row.id, row.item_name, row.person_name, row.number) == (case_id, SEALED, "", "")
    assert board.numbers(afternoon, NOW).of(What.STAGE, "accepted") == 1
    (open_row,) = board.cases(afternoon, Ask(What.STAGE, "accepted"), NOW, sealed=True)
    assert open_row.number == "057765550199"


def test_of_a_need_of_the_sealed_line_nobody_learns_where(afternoon: Store, counsellor: Desk) -> None:
    for desk, item, where in ((counsellor, "C13-04", "330381001"), (DESK, "C10-04", "330381002")):
        _, made = accept(afternoon, desk, item_code=item, kind=CaseKind.SERVICE, number="", district=where)
        append(afternoon, desk, made, Unmet(need="夜里"))
    assert {need.item_code: (need.count, need.districts) for need in board.numbers(afternoon, NOW).needs} == {
        "C13-04": (1, ()),
        "C10-04": (1, ("330381002",)),
    }


def test_alerts_stand_until_somebody_sees_to_them(afternoon: Store) -> None:
    raise_alert(afternoon, DESK)
    numbers = board.numbers(afternoon, NOW)
    assert [alert.operator for alert in numbers.alerts] == [28]
    assert numbers.of(What.ALERTS) == 1


def test_the_profile_says_what_is_wanted(afternoon: Store) -> None:
    numbers = board.numbers(afternoon, NOW)
    assert (numbers.seconds, numbers.in_time, numbers.connected) == (15, 80, 95)


def test_what_no_list_stands_behind_is_refused(afternoon: Store) -> None:
    with pytest.raises(KeyError):
        board.behind(afternoon, Ask(What.SEATS), NOW)
    with pytest.raises(KeyError):
        board.cases(afternoon, Ask(What.SEATS), NOW)
