"""What a journal makes of the assignments to units: who has the case, who helps, what was returned, how it went."""

from __future__ import annotations

import pytest

from models.records.base import Text
from models.records.case import CloseReason, Stage
from models.records.catalogue import HandlerKind
from models.records.failure import RuleBroken
from models.records.journal import Acknowledge, Assign, Body, CallbackAnswer, Cancel, Close, Decline, Dispatch, OnSite, Rework, WorkDone
from models.records.supervision import (
    AddUnit,
    Bulletin,
    Chase,
    DecideReturn,
    Press,
    Return,
    ReturnState,
    Supervise,
    TaskStep,
    UnitReport,
    UnitTask,
)
from models.rules.lifecycle import fold
from models.rules.tasks import open_task, tasks_of
from models.rules.verbs import allowed
from tests.models.rules.journals import ALL_YES, UNIT, accept, journal, state_of, told, undo

FIRST = accept(handler_kind=HandlerKind.DEPARTMENT)
ASSIGNED = Assign(unit="D07", name=UNIT)
HELP = AddUnit(unit="D08", name=Text("协办单位"))
CHASE = Chase(step=TaskStep.ACKNOWLEDGE)
NOT_OURS = Return(reason="不归我们管")


def at(minutes: int) -> str:
    return journal(*[FIRST] * (minutes + 1))[-1].at


def the(*bodies: Body) -> UnitTask:
    """Return the first assignment of a case that these bodies add up to."""
    return told(FIRST, ASSIGNED, *bodies).tasks[0]


def test_a_unit_is_assigned_takes_it_and_answers() -> None:
    task = the(Acknowledge(), OnSite(), WorkDone())
    assert (task.unit, task.lead, task.step) == ("D07", True, None)
    assert (task.assigned_at, task.acknowledged_at, task.answered_at, task.ended_at) == (at(1), at(2), at(4), at(4))
    assert the().step is TaskStep.ACKNOWLEDGE
    assert the(OnSite()).step is TaskStep.FEEDBACK


def test_a_case_of_a_partner_has_no_such_task() -> None:
    state = state_of(accept(), Dispatch(partner="P001", name=UNIT), Acknowledge())
    assert state.tasks == ()
    assert open_task(state) is None
    assert not {"case.return", "case.add_unit", "case.chase", "case.decide_return"} & allowed(state)


def test_rework_is_a_task_of_its_own_with_its_own_time() -> None:
    state = told(FIRST, ASSIGNED, WorkDone(), Rework(reason="没清干净", due="2026-11-24T12:00:00+08:00"))
    assert [(task.unit, task.assigned_at, task.ended_at, task.eta) for task in state.tasks] == [
        ("D07", at(1), at(2), ""),
        ("D07", at(3), "", "2026-11-24T12:00:00+08:00"),
    ]


def test_an_accepted_return_brings_the_case_back_to_the_desk_and_lets_the_helpers_go() -> None:
    state = told(FIRST, ASSIGNED, HELP, NOT_OURS, DecideReturn(accepted=True))
    assert (state.stage, state.handler, state.declined) == (Stage.ACCEPTED, None, ("D07",))
    assert [task.ended_at for task in state.tasks] == [at(4), at(4)]
    assert state.tasks[0].returning is ReturnState.ACCEPTED
    again = told(FIRST, ASSIGNED, HELP, NOT_OURS, DecideReturn(accepted=True), Assign(unit="D09", name=UNIT))
    assert [task.unit for task in again.tasks if not task.ended_at] == ["D09"]


def test_a_rejected_return_leaves_the_case_where_it_is_and_cannot_be_asked_again() -> None:
    bodies = (FIRST, ASSIGNED, NOT_OURS, DecideReturn(accepted=False, reason="属本单位职责"))
    state = told(*bodies)
    assert (state.stage, state.handler and state.handler.code, state.tasks[0].returning) == (
        Stage.DISPATCHED,
        "D07",
        ReturnState.REJECTED,
    )
    assert "case.return" not in allowed(state)
    for second in (NOT_OURS, Return(reason="还是不归我们管", unit="D07")):
        with pytest.raises(RuleBroken, match=r"verb\.not_now|return\.once"):
            told(*bodies, second)


def test_a_helper_returns_its_part_and_the_case_goes_on() -> None:
    state = told(FIRST, ASSIGNED, HELP, Return(reason="不在辖区", unit="D08"), DecideReturn(accepted=True, unit="D08"))
    assert (state.stage, state.handler and state.handler.code) == (Stage.DISPATCHED, "D07")
    assert [bool(task.ended_at) for task in state.tasks] == [False, True]


def test_helpers_acknowledge_and_report_for_themselves_and_the_main_unit_answers() -> None:
    taken = told(FIRST, ASSIGNED, HELP, UnitReport(unit="D08"))
    assert [task.step for task in taken.tasks] == [TaskStep.ACKNOWLEDGE, TaskStep.FEEDBACK]
    reported = told(FIRST, ASSIGNED, HELP, UnitReport(unit="D08", note="路灯已断电"))
    assert (reported.stage, reported.tasks[1].answered_at, reported.tasks[0].step) == (Stage.DISPATCHED, at(3), TaskStep.ACKNOWLEDGE)
    answered = told(FIRST, ASSIGNED, HELP, WorkDone())
    assert [(task.answered_at, task.ended_at) for task in answered.tasks] == [(at(3), at(3)), ("", at(3))]


def test_the_same_press_counts_once_for_a_step_and_anew_for_the_next_one() -> None:
    state = told(FIRST, ASSIGNED, CHASE, Supervise(step=TaskStep.ACKNOWLEDGE), Bulletin(step=TaskStep.ACKNOWLEDGE))
    assert state.tasks[0].pressed == (Press.CHASE, Press.SUPERVISE, Press.BULLETIN)
    assert state_of(FIRST, ASSIGNED, CHASE, CHASE).tasks[0].pressed == (Press.CHASE,)
    with pytest.raises(RuleBroken, match=r"verb\.not_now|press\.done"):
        told(FIRST, ASSIGNED, CHASE, CHASE)
    assert the(CHASE, Acknowledge()).pressed == ()
    assert the(CHASE, Acknowledge(), Chase(step=TaskStep.FEEDBACK)).pressed == (Press.CHASE,)


@pytest.mark.parametrize(
    ("bodies", "body", "code"),
    [
        ((ASSIGNED, Acknowledge()), CHASE, "press.step_over"),
        ((ASSIGNED, HELP, CHASE), CHASE, "press.done"),
        ((ASSIGNED, NOT_OURS), CHASE, "press.returned"),
        ((ASSIGNED,), Chase(step=TaskStep.ACKNOWLEDGE, unit="D09"), "unit.has_not"),
        ((ASSIGNED,), AddUnit(unit="D07", name=UNIT), "unit.has_it"),
        ((ASSIGNED,), AddUnit(unit="", name=UNIT), "dispatch.nobody"),
        ((ASSIGNED, HELP), UnitReport(unit="D07"), "unit.has_not"),
        ((ASSIGNED,), Return(reason=" "), "return.reason_missing"),
        ((ASSIGNED, HELP), Return(reason="不归我们管", unit="D09"), "unit.has_not"),
        ((ASSIGNED, HELP, NOT_OURS), NOT_OURS, "return.once"),
        ((ASSIGNED, HELP, NOT_OURS), DecideReturn(accepted=True, unit="D08"), "return.none"),
        ((ASSIGNED, NOT_OURS), DecideReturn(accepted=False), "return.reason_missing"),
        ((ASSIGNED,), Decline(reason="忙"), "decline.unit"),
        ((), CHASE, "verb.not_now"),
    ],
)
def test_what_does_not_fit_is_refused(bodies: tuple[Body, ...], body: Body, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        told(FIRST, *bodies, body)
    assert refused.value.code == code


def test_a_case_that_goes_another_way_ends_every_part() -> None:
    state = told(FIRST, ASSIGNED, HELP, Cancel())
    assert [task.ended_at for task in state.tasks] == [at(3), at(3)]


def test_the_citizens_word_belongs_to_the_unit_that_answered_last() -> None:
    said = CallbackAnswer(steps=ALL_YES, score=4)
    state = told(FIRST, ASSIGNED, WorkDone(), said, Close(reason=CloseReason.DONE, resolved=True))
    assert (state.tasks[0].reached, state.tasks[0].score) == (True, 4)
    silent = told(FIRST, ASSIGNED, WorkDone(), CallbackAnswer(steps=ALL_YES))
    assert (silent.tasks[0].reached, silent.tasks[0].score) == (True, None)
    elsewhere = told(FIRST, ASSIGNED, NOT_OURS, DecideReturn(accepted=True), Dispatch(partner="P001", name=UNIT), WorkDone(), said)
    assert not elsewhere.tasks[0].reached


def test_everything_can_be_taken_back() -> None:
    bodies = (FIRST, ASSIGNED, HELP, NOT_OURS, DecideReturn(accepted=True))
    for n in range(2, 6):
        assert state_of(*bodies[:n], undo(n)).tasks == fold(journal(*bodies[: n - 1])).tasks


def test_a_case_from_before_tasks_were_kept_has_its_main_unit_all_the_same() -> None:
    state = told(FIRST, ASSIGNED, Acknowledge(eta="2026-11-24T12:00:00+08:00"))
    old = type(state)(**{**{name: getattr(state, name) for name in state.__struct_fields__}, "tasks": ()})
    assert tasks_of(old) == state.tasks
