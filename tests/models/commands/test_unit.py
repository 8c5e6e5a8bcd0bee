"""Steps between the desk and departments, through the commands: written once, refused calmly, decided by whoever supervises."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models.commands import case
from models.records.base import CHINA, Text
from models.records.case import CaseKind, Stage
from models.records.failure import BadInput, RuleBroken
from models.records.journal import Assign, Body
from models.records.operation import Desk
from models.records.staff import Role
from models.records.supervision import AddUnit, Chase, DecideReturn, Press, Return, Supervise, TaskStep, UnitReport
from models.repositories import case as cases
from models.store.clock import SettableClock
from models.store.store import Store
from tests.models.store.desks import SyncedDesk, assert_same

UNIT = Text("市综合行政执法局")
CHASE = Chase(step=TaskStep.ACKNOWLEDGE, note="请抓紧")
SUPERVISOR = Desk(actor=1, desk="1", session="ses_1", role=Role.SUPERVISOR)
NOT_OURS = Return(reason="不归本局")


def assigned(store: Store, desk: Desk) -> str:
    _, case_id = case.accept(store, desk, item_code="C17-01", kind=CaseKind.COMPLAINT, number="", district="330381001")
    case.append(store, desk, case_id, Assign(unit="D01", name=UNIT))
    return case_id


def refusal(store: Store, desk: Desk, case_id: str, body: Body) -> str:
    before = len(cases.journal(store, case_id))
    with pytest.raises((RuleBroken, BadInput)) as refused:
        case.append(store, desk, case_id, body)
    assert len(cases.journal(store, case_id)) == before
    return refused.value.code


def test_a_return_after_its_time_is_refused_and_nothing_is_written(store: Store, desk: Desk, clock: SettableClock) -> None:
    in_time, late = assigned(store, desk), assigned(store, desk)
    clock.set(datetime(2026, 11, 25, 17, 30, tzinfo=CHINA))
    case.append(store, desk, in_time, NOT_OURS)
    clock.advance(timedelta(minutes=1))
    assert refusal(store, desk, late, NOT_OURS) == "return.late"


def test_who_supervises_decides_and_the_operator_does_not(store: Store, desk: Desk, lead: Desk) -> None:
    for decider in (lead, SUPERVISOR):
        case_id = assigned(store, desk)
        case.append(store, desk, case_id, NOT_OURS)
        assert refusal(store, desk, case_id, DecideReturn(accepted=True)) == "permission.denied"
        assert refusal(store, decider, case_id, DecideReturn(accepted=False)) == "return.reason_missing"
        case.append(store, decider, case_id, DecideReturn(accepted=True, reason="属镇里"))
        body = cases.journal(store, case_id)[-1].body
        assert isinstance(body, DecideReturn)
        assert (body.unit, body.name) == ("D01", UNIT)
        state = cases.state(store, case_id)
        assert (state.stage, state.declined) == (Stage.ACCEPTED, ("D01",))


def test_a_unit_that_helps_is_named_by_code_or_whole_name(store: Store, desk: Desk) -> None:
    case_id = assigned(store, desk)
    case.append(store, desk, case_id, AddUnit(unit=" 市政设施养护中心 ", note="吊车"))
    case.append(store, desk, case_id, AddUnit(unit="D04"))
    assert [(task.unit, task.lead) for task in cases.state(store, case_id).tasks] == [("D01", True), ("D03", False), ("D04", False)]
    assert refusal(store, desk, case_id, AddUnit(unit="外星局")) == "unit.unknown"
    assert refusal(store, desk, case_id, UnitReport(unit="", note="好了")) == "unit.unknown"
    case.append(store, desk, case_id, UnitReport(unit="市政设施养护中心", note="好了"))
    case.append(store, desk, case_id, UnitReport(unit=""))
    assert [task.unit for task in cases.state(store, case_id).tasks if task.answered_at or task.acknowledged_at] == ["D03", "D04"]


def test_a_chase_comes_neither_early_nor_late_nor_twice(store: Store, desk: Desk, clock: SettableClock) -> None:
    case_id = assigned(store, desk)
    assert refusal(store, desk, case_id, CHASE) == "chase.early"
    assert refusal(store, SUPERVISOR, case_id, Supervise(step=TaskStep.ACKNOWLEDGE)) == "supervise.early"
    clock.set(datetime(2026, 11, 25, 14, 0, tzinfo=CHINA))
    case.append(store, desk, case_id, CHASE)
    assert refusal(store, SUPERVISOR, case_id, CHASE) == "verb.not_now"
    clock.set(datetime(2026, 11, 25, 18, 0, tzinfo=CHINA))
    assert refusal(store, desk, assigned_then(store, desk, clock), CHASE) == "chase.over"
    assert refusal(store, desk, case_id, Supervise(step=TaskStep.ACKNOWLEDGE)) == "permission.denied"
    case.append(store, SUPERVISOR, case_id, Supervise(step=TaskStep.ACKNOWLEDGE))
    assert cases.state(store, case_id).tasks[0].pressed == (Press.CHASE, Press.SUPERVISE)


def assigned_then(store: Store, desk: Desk, clock: SettableClock) -> str:
    """Return a case that was assigned a day before now."""
    now = clock.now()
    clock.set(now - timedelta(days=1, hours=6))
    case_id = assigned(store, desk)
    clock.set(now)
    return case_id


def test_a_step_is_taken_back_by_whoever_might_have_taken_it(store: Store, desk: Desk, lead: Desk, clock: SettableClock) -> None:
    case_id = assigned(store, desk)
    case.append(store, desk, case_id, NOT_OURS)
    case.append(store, lead, case_id, DecideReturn(accepted=True))
    with pytest.raises(RuleBroken, match=r"permission\.denied"):
        case.undo_last(store, desk, case_id)
    case.undo_last(store, SUPERVISOR, case_id)
    assert cases.state(store, case_id).stage is Stage.DISPATCHED


def test_two_desks_that_chase_apart_from_each_other_have_chased_once(
    one: SyncedDesk, two: SyncedDesk, clock: SettableClock, tmp_path: object
) -> None:
    case_id = assigned(one.store, one.desk)
    one.settle()
    two.settle()
    clock.set(datetime(2026, 11, 25, 14, 0, tzinfo=CHINA))
    for desk in (one, two):
        case.append(desk.store, desk.desk, case_id, CHASE)
    for desk in (one, two, one):
        desk.settle()
    for desk in (one, two):
        assert cases.state(desk.store, case_id).tasks[0].pressed == (Press.CHASE,)
        outcomes = [entry.outcome for entry in cases.journal(desk.store, case_id) if entry.verb == "case.chase"]
        assert [outcome.value for outcome in outcomes if outcome] == ["applied", "superseded"]
        assert_same(desk, tmp_path)  # type: ignore[arg-type]
