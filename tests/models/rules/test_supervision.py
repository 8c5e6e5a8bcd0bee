"""When a unit is chased, supervised and named in a bulletin, and until when it may return a case: cases reckoned by hand, and a model."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from models.records.base import CHINA, Text
from models.records.case import CaseState, DeadlineKind
from models.records.catalogue import HandlerKind
from models.records.failure import RuleBroken
from models.records.journal import Acknowledge, Assign, Body, Entry, WorkDone
from models.records.profile import DeadlineRule, UnitRules
from models.records.supervision import PRESSES, Bulletin, Chase, DecideReturn, Press, Return, ReturnState, Supervise, TaskStep
from models.rules.assessment import in_time
from models.rules.deadlines import next_deadline
from models.rules.lifecycle import fold
from models.rules.supervision import answer_due, check_time, press_of, return_until, watch
from models.rules.tasks import open_task
from models.rules.verbs import check
from tests.models.rules.journals import accept, profile
from tests.models.rules.test_office_time import works

STANDARD, HOUSEHOLD = profile(), profile("household")
NAME = Text("市综合行政执法局")
OFFICE = ((510, 720), (870, 1050))
FIRST = accept(handler_kind=HandlerKind.DEPARTMENT)


def when(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=CHINA)


def case_of(*steps: tuple[str, Body]) -> CaseState:
    """Return a case of these steps; each has its time as ``MM-DDTHH:MM``."""
    entries = [
        Entry(op_id=f"op-{n}", case_id="case-1", seq=n, at=when(at).isoformat(), actor=28, desk="28", body=body)
        for n, (at, body) in enumerate(steps, 1)
    ]
    return fold(entries)


def assigned(at: str, *steps: tuple[str, Body]) -> CaseState:
    return case_of((at, FIRST), (at, Assign(unit="D01", name=NAME)), *steps)


@pytest.mark.parametrize(
    ("at", "chase", "due", "bulletin"),
    [
        # Acknowledgement within one working day; chased 195 office minutes before, in a bulletin 780 after (standard profile).
        ("11-24T09:00", "11-25T11:45", "11-25T17:30", "11-27T17:30"),
        ("11-27T18:00", "12-01T11:45", "12-01T17:30", "12-03T17:30"),  # Friday, after hours: received on Monday
        ("02-13T16:00", "02-14T11:45", "02-14T17:30", "02-25T17:30"),  # the Saturday before Spring Festival is worked
        ("09-30T10:00", "10-08T11:45", "10-08T17:30", "10-10T17:30"),  # National Day; the Saturday after it is worked
    ],
)
def test_the_acknowledgement_reckoned_by_hand(at: str, chase: str, due: str, bulletin: str) -> None:
    task = open_task(assigned(at))
    assert task is not None
    found = watch(task, STANDARD)
    assert found is not None
    assert (found.step, found.chase_at, found.due, found.bulletin_at) == (
        TaskStep.ACKNOWLEDGE,
        when(chase),
        when(due),
        when(bulletin),
    )


@pytest.mark.parametrize(
    ("now", "press"),
    [
        ("11-25T11:44", None),
        ("11-25T11:45", Press.CHASE),
        ("11-25T17:30", Press.CHASE),
        ("11-25T17:31", Press.SUPERVISE),
        ("11-27T17:29", Press.SUPERVISE),
        ("11-27T17:30", Press.BULLETIN),
    ],
)
def test_one_way_of_pressing_at_a_time_and_none_twice(now: str, press: Press | None) -> None:
    task = open_task(assigned("11-24T09:00"))
    assert task is not None
    assert press_of(task, STANDARD, when(now)) is press
    for done in Press:
        assert press_of(replace(task, pressed=(done,)), STANDARD, when(now)) is (None if done is press else press)


def test_a_short_promise_is_chased_at_its_half() -> None:
    task = open_task(assigned("11-24T09:00", ("11-24T09:10", Acknowledge(eta="2026-11-24T10:00:00+08:00"))))
    assert task is not None
    found = watch(task, STANDARD)
    assert found is not None
    assert (found.step, found.chase_at, found.due) == (TaskStep.FEEDBACK, when("11-24T09:30"), when("11-24T10:00"))


def test_a_unit_may_promise_earlier_but_not_later() -> None:
    for named, due in (("2026-11-24T10:00:00+08:00", "11-24T10:00"), ("2026-12-24T10:00:00+08:00", "12-01T17:30"), ("soon", "12-01T17:30")):
        state = assigned("11-24T09:00", ("11-24T09:10", Acknowledge(eta=named)))
        task = open_task(state)
        assert task is not None
        assert answer_due(task, STANDARD).due == when(due).isoformat()
        deadline = next_deadline(state, STANDARD, "street")
        assert deadline is not None
        assert deadline.due == when(due).isoformat()


@pytest.mark.parametrize(
    ("rules", "at", "until"),
    [
        (STANDARD, "11-24T09:00", "11-25T17:30"),  # one working day
        (HOUSEHOLD, "11-24T09:00", "11-24T15:30"),  # 240 office minutes, over the noon break
        (HOUSEHOLD, "11-27T16:30", "11-30T11:30"),  # over a weekend
        (HOUSEHOLD, "09-30T16:30", "10-08T11:30"),  # over National Day
    ],
)
def test_the_objection_clock_reckoned_by_hand(rules: object, at: str, until: str) -> None:
    state = assigned(at)
    task = open_task(state)
    assert task is not None
    assert return_until(task, rules).due == when(until).isoformat()  # type: ignore[arg-type]
    body = Return(reason="不归我们管")
    check_time(state, body, rules, when(until))  # type: ignore[arg-type]
    with pytest.raises(RuleBroken) as refused:
        check_time(state, body, rules, when(until) + timedelta(seconds=1))  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.details["until"]) == ("return.late", until.replace("T", " "))


def test_a_return_waits_for_the_desk_and_nobody_presses_the_unit_meanwhile() -> None:
    state = assigned("11-24T09:00", ("11-24T09:30", Return(reason="不归我们管")))
    task = open_task(state)
    assert task is not None
    assert watch(task, STANDARD) is None
    deadline = next_deadline(state, STANDARD, "street")
    assert deadline is not None
    assert (deadline.kind, deadline.due) == (DeadlineKind.DECIDE_RETURN, when("11-24T15:15").isoformat())
    back = assigned("11-24T09:00", ("11-24T09:30", Return(reason="不归我们管")), ("11-24T10:00", DecideReturn(accepted=False, reason="归")))
    again = next_deadline(back, STANDARD, "street")
    assert again is not None
    assert (again.kind, again.due) == (DeadlineKind.ACKNOWLEDGE, when("11-25T17:30").isoformat())


MINUTE = timedelta(minutes=1)
STEPS = {Press.CHASE: Chase, Press.SUPERVISE: Supervise, Press.BULLETIN: Bulletin}


def moved(start: datetime, minutes: int, step: timedelta) -> datetime:
    """Move a clock minute by minute, forwards or backwards, until so many minutes of office time have passed."""
    moment = start
    while minutes:
        if step < timedelta():
            moment += step
        minutes -= works(moment, OFFICE)
        if step > timedelta():
            moment += step
    return moment


class Unit(RuleBasedStateMachine):
    """One unit and one case under a clock that goes on by minutes; every promise is reckoned a second time by counting minutes."""

    @initialize(
        start=st.datetimes(datetime(2025, 3, 1), datetime(2026, 9, 1)),
        acknowledge=st.integers(1, 500),
        answer=st.integers(1, 1500),
        objection=st.integers(1, 400),
        before=st.integers(1, 300),
        after=st.integers(1, 800),
    )
    def assign(self, start: datetime, acknowledge: int, answer: int, objection: int, before: int, after: int) -> None:
        self.now = start.replace(second=0, microsecond=0, tzinfo=CHINA)
        self.begun, self.taken, self.returned, self.open_return = self.now, False, False, False
        self.pressed: set[Press] = set()
        self.figures = (acknowledge, answer, objection, before, after)
        self.rules = replace(
            STANDARD,
            acknowledge_unit=DeadlineRule(office_minutes=acknowledge),
            feedback_unit=DeadlineRule(office_minutes=answer),
            units=UnitRules(
                objection=DeadlineRule(office_minutes=objection),
                decide_return=DeadlineRule(days=1),
                chase_before=before,
                bulletin_after=after,
            ),
        )
        self.until = moved(self.begun, objection, MINUTE)
        self.entries: list[Entry] = []
        for body in (FIRST, Assign(unit="D01", name=NAME)):
            self._write(body)
        self._expect()

    @rule(minutes=st.integers(1, 2500))
    def time_passes(self, minutes: int) -> None:
        if self.now < datetime(2026, 10, 20, tzinfo=CHINA):
            self.now += minutes * MINUTE

    @rule(which=st.sampled_from(("until", "chase_at", "due", "bulletin_at")), more=st.sampled_from((0, 0, 1)))
    def a_moment_comes(self, which: str, more: int) -> None:
        """To the very second at which something turns, or one later."""
        self.now = max(self.now, getattr(self, which) + timedelta(seconds=more)).replace(microsecond=0)

    @rule()
    def acknowledge(self) -> None:
        if not self.taken:
            self._write(Acknowledge())
            self.taken, self.pressed = True, set()
            self._expect()

    @rule(press=st.sampled_from(Press))
    def press(self, press: Press) -> None:
        body = STEPS[press](step=TaskStep.FEEDBACK if self.taken else TaskStep.ACKNOWLEDGE)
        due_now = self._press() is press
        if self._allowed(body):
            # a stronger press may come while a later one is due already; never before its time, never twice
            assert press not in self.pressed
            assert due_now or (press is Press.SUPERVISE and self.now >= self.bulletin_at)
            self._write(body)
            self.pressed.add(press)
        else:
            assert not due_now

    @rule(at_last=st.booleans())
    def returns(self, at_last: bool) -> None:
        self.now = max(self.now, self.until) if at_last else self.now
        may = self.now <= self.until and not self.returned
        assert self._allowed(Return(reason="不归我们管")) is may
        if may:
            self._write(Return(reason="不归我们管"))
            self.returned = self.open_return = True

    @rule()
    def is_rejected(self) -> None:
        if self.open_return:
            self._write(DecideReturn(accepted=False, reason="归"))
            self.open_return = False

    @invariant()
    def is_pressed_as_the_model_says(self) -> None:
        task = open_task(self._state())
        assert task is not None
        assert press_of(task, self.rules, self.now) is self._press()
        assert (task.returning is ReturnState.OPEN) is self.open_return
        answered = open_task(self._state(), "D01")
        assert answered is not None
        done = fold([*self.entries, self._entry(WorkDone())]).tasks[-1]
        assert in_time(done, self.rules) is (self.now <= moved(self.begun, self.figures[1], MINUTE))

    def _press(self) -> Press | None:
        if self.open_return or self.now < self.chase_at:
            return None
        press = Press.CHASE if self.now <= self.due else Press.SUPERVISE if self.now < self.bulletin_at else Press.BULLETIN
        return None if press in self.pressed else press

    def _expect(self) -> None:
        acknowledge, answer, _, before, after = self.figures
        self.due = moved(self.begun, answer if self.taken else acknowledge, MINUTE)
        half = self.begun + (self.due - self.begun) / 2
        self.chase_at = max(moved(self.due, before, -MINUTE), half.replace(microsecond=0))
        self.bulletin_at = moved(self.due, after, MINUTE)

    def _state(self) -> CaseState:
        return fold(self.entries)

    def _allowed(self, body: Body) -> bool:
        try:
            check(self._state(), body, self.rules)
            check_time(self._state(), body, self.rules, self.now)
        except RuleBroken:
            return False
        return True

    def _write(self, body: Body) -> None:
        self.entries.append(self._entry(body))

    def _entry(self, body: Body) -> Entry:
        n = len(self.entries) + 1
        return Entry(op_id=f"op-{n}", case_id="case-1", seq=n, at=self.now.isoformat(), actor=28, desk="28", body=body)


TestUnit = Unit.TestCase
TestUnit.settings = settings(max_examples=40, stateful_step_count=14, deadline=None, derandomize=True)


def test_every_press_has_its_verb() -> None:
    assert {press: verb for verb, press in PRESSES.items()} == STEPS
