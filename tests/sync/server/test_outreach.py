"""What the centre decides on outreach: counts that are numbers are taken as they come, plans and stages only in their order."""

from __future__ import annotations

from models.records.operation import Entity
from models.records.outreach import Outreach, OutreachCount, OutreachMove, OutreachPlan, OutreachStage, OutreachUncount
from models.rules.access import CENTRE
from models.rules.outreach import MOST_HEADS
from sync.server.centre import Centre
from sync.server.push import push
from tests.models.rules.test_outreach import PLAN
from tests.support.desks import signed_in

EVENT = Entity(type="outreach", id="e")


def told(centre: Centre, *bodies: tuple[Outreach, Entity], number: int = 2) -> list[tuple[str, str]]:
    desk, caller = signed_in(centre, number)
    results = push(centre, caller, [desk.make(body, entity) for body, entity in bodies]).results
    assert {result.stream for result in results} == {CENTRE}
    return [(result.outcome.value, result.problem) for result in results]


def count(n: int, heads: int = 1, event: str = "e") -> tuple[Outreach, Entity]:
    return OutreachCount(event=event, count=f"n{n}", item="C11-05", heads=heads), Entity(type="outreach_count", id=f"n{n}")


def test_counts_are_taken_as_they_come_while_they_are_numbers(centre: Centre) -> None:
    back = OutreachUncount(event="e", count="n1"), Entity(type="outreach_count", id="n1")
    taken = [count(1), back, back, count(2, MOST_HEADS), count(3, event="unheard of")]
    assert told(centre, *taken) == [("applied", "")] * 5
    assert told(centre, count(4, 0), count(5, -3), count(6, MOST_HEADS + 1), number=28) == [("rejected", "not-allowed")] * 3


def test_of_two_plans_over_the_same_one_the_first_stands(centre: Centre) -> None:
    plans = [(OutreachPlan(event="e", plan=PLAN, version=version), EVENT) for version in (2, 1, 1, 2, 2, 4)]
    stale = ("superseded", "stale-document")
    assert told(centre, *plans) == [stale, ("applied", ""), stale, ("applied", ""), stale, stale]


def test_stages_follow_one_another(centre: Centre) -> None:
    stages = (OutreachStage.HELD, OutreachStage.HELD, OutreachStage.OFF, OutreachStage.REPORTED, OutreachStage.HELD)
    moves = [(OutreachMove(event="e", stage=stage), EVENT) for stage in stages]
    late, fits = ("superseded", "illegal-transition"), ("applied", "")
    assert told(centre, *moves[:1]) == [late]
    plan = OutreachPlan(event="e", plan=PLAN), EVENT
    assert told(centre, plan, *moves) == [fits, fits, late, late, fits, fits]
    reported = OutreachMove(event="e", stage=OutreachStage.REPORTED), EVENT
    changed = OutreachPlan(event="e", plan=PLAN, version=2), EVENT
    assert told(centre, reported, changed, number=1) == [fits, ("superseded", "stale-document")]
