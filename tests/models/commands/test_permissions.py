"""Who may do what, cell by cell, through the commands: what the matrix does not grant leaves both files as they were."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from msgspec.structs import replace

from models.commands import call, caller, case, mark, reference, search
from models.commands.seed import seed
from models.records.base import Text
from models.records.callback import Attempt
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.case import CaseKind, CloseReason, Verification
from models.records.catalogue import Line
from models.records.failure import RuleBroken
from models.records.journal import (
    Acknowledge,
    Amend,
    Answer,
    Assign,
    Body,
    CallbackAnswer,
    CallbackAttempt,
    Cancel,
    Close,
    Complain,
    Decline,
    Dispatch,
    Feedback,
    Hotwire,
    Merge,
    Note,
    OnSite,
    Prioritise,
    ProposeVeto,
    Reassign,
    Reopen,
    Rework,
    TakeOver,
    Undo,
    Unmet,
    Verify,
    WorkDone,
)
from models.records.operation import Desk
from models.records.staff import Role
from models.records.supervision import AddUnit, Bulletin, Chase, DecideReturn, Return, Supervise, TaskStep, UnitReport
from models.repositories import call as calls
from models.repositories import case as cases
from models.repositories import search as searches
from models.rules.access import SEALED
from models.rules.permissions import VERBS, may
from models.store.clock import SettableClock
from models.store.store import Store
from tests.models.store.day import DONE, WALL, WALL_NAME, Day, a_call

SENT = Dispatch(partner=WALL, name=WALL_NAME)
COMPLAINT = Complain(text="毛糙", partner=WALL, name=WALL_NAME)
ASSIGNED = Assign(unit="D01", name=Text("局"))
WORKED: tuple[Body, ...] = (SENT, WorkDone())
STEPS: list[tuple[tuple[Body, ...], Body]] = [
    ((ASSIGNED, Acknowledge(eta="2026-11-24T09:12:00+08:00")), Chase(step=TaskStep.FEEDBACK)),
    ((), Amend(text="补充")),
    ((), SENT),
    ((), ASSIGNED),
    ((), Answer(words="请先关总阀")),
    ((), Hotwire(number="110", name=Text("报警"))),
    ((), Unmet(need="叫车")),
    ((), Cancel()),
    ((), Feedback(note="在路上")),
    ((), Note(text="记")),
    ((), TakeOver(seen=28)),
    ((), Reassign(seen=28, to=12, reason="病了")),
    ((), Prioritise(reason="独居")),
    ((SENT,), Acknowledge()),
    ((SENT,), Decline(reason="忙")),
    ((SENT,), OnSite()),
    ((SENT,), WorkDone()),
    (WORKED, Rework(reason="漏")),
    (WORKED, COMPLAINT),
    ((*WORKED, COMPLAINT), Verify(verdict=Verification.VERIFIED, partner=WALL, name=WALL_NAME, statement="承认")),
    ((*WORKED, COMPLAINT), ProposeVeto(partner=WALL, name=WALL_NAME, statement="不认")),
    (WORKED, CallbackAttempt(outcome=Attempt.NO_ANSWER)),
    (WORKED, CallbackAnswer(steps=DONE, score=5)),
    ((*WORKED, CallbackAnswer(steps=DONE, score=5)), Close(reason=CloseReason.DONE, resolved=True)),
    ((Cancel(),), Reopen(reason="又要")),
    ((ASSIGNED,), Return(reason="不归本局")),
    ((ASSIGNED, Return(reason="不归本局")), DecideReturn(accepted=True)),
    ((ASSIGNED,), AddUnit(unit="D03")),
    ((ASSIGNED, AddUnit(unit="D03")), UnitReport(unit="D03")),
    ((ASSIGNED, Acknowledge(eta="2026-11-24T09:00:00+08:00")), Supervise(step=TaskStep.FEEDBACK)),
    ((ASSIGNED, Acknowledge(eta="2026-11-02T09:00:00+08:00")), Bulletin(step=TaskStep.FEEDBACK)),
]
"""Each verb that one case can show, and the way to where it fits; the first one while its time lasts: three minutes for each step."""
ELSEWHERE = {"case.accept", "case.hand_over", "case.refile", "case.merge", "case.absorb", "case.undo"}


@pytest.fixture
def day(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> Day:
    return Day(store, clock, desk, lead)


def sitting(role: Role) -> Desk:
    """Somebody of a role at a desk of their own, who has written nothing so far."""
    return Desk(actor=90, desk="90", session="ses_90", role=role)


def holds(granted: bool, day: Day, deed: Callable[[], object]) -> None:
    """Do something that the role has, or see it refused with nothing written."""
    before = day.store.outbox.next_dseq
    if granted:
        deed()
        assert day.store.outbox.next_dseq > before
        return
    with pytest.raises(RuleBroken) as refused:
        deed()
    assert refused.value.code == "permission.denied"
    assert set(refused.value.details) == {"permission", "role"}
    assert day.store.outbox.next_dseq == before


def test_every_verb_asks_for_a_permission() -> None:
    assert set(VERBS) == set(get_args(Body)) - {Undo}
    assert {str(type(body).__struct_config__.tag) for _, body in STEPS} | ELSEWHERE == {
        str(body.__struct_config__.tag) for body in get_args(Body)
    }


@pytest.mark.parametrize("role", Role)
def test_each_step_of_a_case_by_role(role: Role, day: Day) -> None:
    for way, body in STEPS:
        one = day.then(day.opened("C06-01"), *way)
        holds(may(role, VERBS[type(body)]), day, lambda one=one, body=body: case.append(day.store, sitting(role), one, body))  # type: ignore[misc]


@pytest.mark.parametrize("role", Role)
def test_accepting_refiling_merging_by_role(role: Role, day: Day) -> None:
    who, store = sitting(role), day.store
    handles = role in (Role.OPERATOR, Role.LEAD, Role.COUNSELLOR)
    one, other = day.opened("C03-03"), day.opened("C03-03")
    holds(handles, day, lambda: case.accept(store, who, item_code="C03-03", kind=CaseKind.SERVICE, number=""))
    holds(handles, day, lambda: case.refile(store, who, one, "C04-01"))
    holds(handles, day, lambda: case.append(store, who, one, Merge(into=other, into_no=cases.state(store, other).no)))


@pytest.mark.parametrize("role", Role)
def test_people_reference_and_device_by_role(role: Role, day: Day) -> None:
    who, store = sitting(role), day.store
    _, person = caller.save_person(store, day.desk, PersonRow(id="", name="陈女士", numbers=("057765550101",)))
    seen = role not in (Role.TRAINER, Role.ADMIN)
    flag = Flag(kind=FlagKind.ELDERLY, note="独居", review_on="2027-05-01")
    holds(seen, day, lambda: caller.save_person(store, who, PersonRow(id="", name="李女士", numbers=())))
    holds(seen, day, lambda: caller.flag_person(store, who, person, flag))
    holds(seen, day, lambda: caller.flag_person(store, who, person, flag, lifted=True))
    holds(role is Role.ADMIN, day, lambda: reference.apply_import(store, who, "article", [], ["K002"]))
    if role is Role.ADMIN:
        mark.mark_device(store, who, "B")
        assert store.outbox.mark() == "B"
    else:
        with pytest.raises(RuleBroken, match=r"permission\.denied"):
            mark.mark_device(store, who, "B")
        assert store.outbox.mark() == ""


@pytest.mark.parametrize("role", Role)
def test_searches_teach_from_desks_that_take_needs_on_in_the_open(role: Role, day: Day) -> None:
    who, store = sitting(role), day.store
    search.record_choice(store, who, "水管漏", "C03-03")
    search.record_lead(store, who, "遛狗")
    search.record_choice(store, who, "睡不着", "C13-07")
    teaches = role in (Role.OPERATOR, Role.LEAD)
    assert [choice.code for choice in searches.choices(store)] == (["C03-03"] if teaches else [])
    assert [lead.query for lead in searches.leads(store)] == (["遛狗"] if teaches else [])
    assert [operation.type for operation in store.outbox.operations() if operation.type.startswith("search")] == (
        ["search.choice", "search.lead"] if teaches else []
    )


@pytest.mark.parametrize("role", Role)
def test_invented_cases_come_into_a_profile_with_cases_from_its_administrator_only(role: Role, day: Day) -> None:
    seed(day.store, sitting(role), cases=3, seed=1, end=day.clock.now())
    holds(role is Role.ADMIN, day, lambda: seed(day.store, sitting(role), cases=3, seed=2, end=day.clock.now()))


@pytest.mark.parametrize("role", Role)
def test_that_it_rang_anybody_writes_down_but_a_sealed_call_only_who_took_it_or_may_read_it(role: Role, day: Day, counsellor: Desk) -> None:
    store, who = day.store, sitting(role)
    rang = replace(a_call("c1", day.clock), line=Line.PSYCHOLOGY, operator=90)
    for line in (Line.PSYCHOLOGY, Line.GENERAL):
        call.record_call(store, who, replace(rang, line=line))
        assert calls.by_id(store, "c1") == rang
    assert {operation.stream for operation in store.outbox.operations() if operation.type == "call.record"} == {SEALED}
    others = replace(rang, id="c2", operator=25)
    call.record_call(store, counsellor, others)
    if role is Role.COUNSELLOR:
        call.record_call(store, who, replace(others, party="110"))
        return
    with pytest.raises(RuleBroken, match=r"line\.sealed"):
        call.record_call(store, who, replace(others, line=Line.GENERAL, number="13800001111", operator=90))
    assert calls.by_id(store, "c2") == others


@pytest.mark.parametrize("role", Role)
def test_taking_back_asks_for_what_it_takes_back(role: Role, day: Day) -> None:
    one = day.then(day.opened("C06-01"), SENT)
    holds(role in (Role.OPERATOR, Role.LEAD, Role.COUNSELLOR), day, lambda: case.undo_last(day.store, sitting(role), one))


def test_everybody_takes_back_the_own_slip(day: Day) -> None:
    supervisor = sitting(Role.SUPERVISOR)
    one = day.opened("C06-01")
    case.append(day.store, supervisor, one, Note(text="误记"))
    case.undo_last(day.store, supervisor, one)
    assert cases.journal(day.store, one)[-1].verb == "case.undo"


def test_a_desk_without_a_role_is_an_operators() -> None:
    assert Desk(actor=1, desk="1", session="s").role is Role.OPERATOR
