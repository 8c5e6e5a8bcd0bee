"""The centre judges what goes to and fro between desks and departments: by the time at which it was done, and once for each step."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models.records.base import CHINA, Text
from models.records.case import CaseState, Stage
from models.records.effects import Content
from models.records.journal import Assign
from models.records.operation import At, Operation
from models.records.supervision import Bulletin, Chase, DecideReturn, Press, Return, Supervise, TaskStep
from models.rules.outcome import state_of
from models.store.clock import SettableClock
from sync.protocol.messages import Pushed
from sync.server.centre import Centre
from sync.server.push import push
from tests.support.desks import PaperDesk, signed_in
from tests.support.feeds import rows
from tests.sync.server.test_standing import entry_of

BEGUN = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
CHASE = Chase(step=TaskStep.ACKNOWLEDGE)
UNTIL = datetime(2026, 11, 25, 17, 30, tzinfo=CHINA)


@pytest.fixture
def url(sqlite_url: str) -> str:
    """The decisions are the same on both databases."""
    return sqlite_url


@pytest.fixture(autouse=True)
def later(clock: SettableClock) -> None:
    """Everything comes in a week later; what counts is when it was done."""
    clock.set(BEGUN + timedelta(days=7))


def done(desk: PaperDesk, case_id: str, deed: Content, at: datetime = BEGUN) -> Operation:
    return desk.act(case_id, deed, 9, at=At(wall=at.isoformat(timespec="milliseconds"), mono_ms=1, boot="paper"))


def assigned(centre: Centre) -> tuple[PaperDesk, str]:
    """Return a desk and a case that a department has had since Tuesday morning."""
    desk, caller = signed_in(centre, 28)
    begun = desk.accept()
    push(centre, caller, [begun, done(desk, begun.entity.id, Assign(unit="D01", name=Text("局")))])
    return desk, begun.entity.id


def told(centre: Centre, number: int, case_id: str, deed: Content, at: datetime) -> Pushed:
    desk, caller = signed_in(centre, number)
    return push(centre, caller, [done(desk, case_id, deed, at)]).results[0]


def state(centre: Centre, case_id: str) -> CaseState:
    _, caller = signed_in(centre, 2)
    found = state_of([entry_of(row) for row in rows(centre, caller, "centre/ruian") if row.operation.entity.id == case_id])
    assert found is not None
    return found


def outcome(result: Pushed) -> tuple[str, str]:
    return result.outcome.value, result.problem


@pytest.mark.parametrize(
    ("late", "outcome_", "problem"),
    [(timedelta(), "applied", ""), (timedelta(milliseconds=1), "rejected", "not-allowed")],
)
def test_a_return_counts_until_its_clock_runs_out(centre: Centre, late: timedelta, outcome_: str, problem: str) -> None:
    _, case_id = assigned(centre)
    assert outcome(told(centre, 28, case_id, Return(reason="不归本局", unit="D01"), UNTIL + late)) == (outcome_, problem)


def test_only_who_supervises_decides_a_return(centre: Centre) -> None:
    _, case_id = assigned(centre)
    told(centre, 28, case_id, Return(reason="不归本局"), BEGUN)
    decision = DecideReturn(accepted=True, reason="准")
    assert told(centre, 28, case_id, decision, BEGUN).stream == "me/28"
    assert outcome(told(centre, 1, case_id, decision, BEGUN)) == ("applied", "")
    assert state(centre, case_id).stage is Stage.ACCEPTED
    assert outcome(told(centre, 2, case_id, decision, BEGUN)) == ("superseded", "illegal-transition")


def test_the_second_desk_that_chases_comes_too_late(centre: Centre) -> None:
    _, case_id = assigned(centre)
    at = UNTIL - timedelta(hours=1)
    assert outcome(told(centre, 28, case_id, CHASE, BEGUN)) == ("rejected", "not-allowed")
    assert outcome(told(centre, 28, case_id, CHASE, at)) == ("applied", "")
    assert outcome(told(centre, 1, case_id, CHASE, at)) == ("superseded", "illegal-transition")
    assert outcome(told(centre, 1, case_id, Supervise(step=TaskStep.ACKNOWLEDGE), at)) == ("rejected", "not-allowed")
    assert outcome(told(centre, 1, case_id, Supervise(step=TaskStep.ACKNOWLEDGE), UNTIL + timedelta(hours=1))) == ("applied", "")
    assert outcome(told(centre, 2, case_id, Bulletin(step=TaskStep.ACKNOWLEDGE), UNTIL + timedelta(days=2))) == ("applied", "")
    assert state(centre, case_id).tasks[0].pressed == (Press.CHASE, Press.SUPERVISE, Press.BULLETIN)
