"""The rules of outreach: plans, stages, and how figures add up and are written."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.records.base import Text
from models.records.failure import BadInput
from models.records.outreach import OutreachMove, OutreachPlan, OutreachStage, OutreachStand, Plan, Service
from models.rules.outreach import examine, figures, moved, objection, rounded, shown, suggestion_key, suggestion_of, tally

REPAIR, CHECKS = Text("家电维修", "Appliance repair"), Text("医疗保健服务", "Health care")
FAN = Service(item="C02-08", name=Text("小家电维修"), label=REPAIR, partner="P001")
FRIDGE = Service(item="C02-03", name=Text("冰箱冷柜维修"), label=REPAIR, partner="P002")
PULSE = Service(item="C11-05", name=Text("健康体检与义诊"), label=CHECKS)
PLAN = Plan(
    title="情系社区·贴心服务",
    district="330381001",
    place="华瑞社区广场",
    begins="2013-03-18T08:30:00+08:00",
    ends="2013-03-18T16:00:00+08:00",
    services=(FAN, FRIDGE, PULSE),
)
codes = st.sampled_from(["C02-08", "C02-03", "C11-05", "C01-01"])
counts = st.lists(st.tuples(codes, st.sampled_from(["", "P001", "P002"]), st.integers(1, 9)))


@dataclass(frozen=True)
class Known:
    districts: tuple[str, ...] = ("330381001",)
    items: tuple[str, ...] = ("C02-08", "C02-03", "C11-05")
    partners: tuple[str, ...] = ("P001", "P002")


def looked_at(plan: Plan) -> str:
    known = Known()
    try:
        examine(plan, known.districts, known.items, known.partners)
    except BadInput as failure:
        return failure.code
    return ""


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (PLAN, ""),
        (replace(PLAN, title=" "), "outreach.title"),
        (replace(PLAN, place=""), "outreach.place"),
        (replace(PLAN, district="1"), "outreach.district"),
        (replace(PLAN, ends=PLAN.begins), "outreach.times"),
        (replace(PLAN, ends="morgen"), "outreach.times"),
        (replace(PLAN, services=()), "outreach.services"),
        (replace(PLAN, services=(replace(FAN, item="C99-01"),)), "outreach.item"),
        (replace(PLAN, services=(replace(FAN, partner="P999"),)), "outreach.partner"),
        (replace(PLAN, services=(FAN, replace(FAN, label=CHECKS))), "outreach.twice"),
        (replace(PLAN, services=(FAN, replace(FAN, partner=""))), ""),
    ],
)
def test_only_what_can_be_held_is_planned(plan: Plan, code: str) -> None:
    assert looked_at(plan) == code


def test_an_event_goes_from_planned_to_reported_and_no_other_way() -> None:
    stand = OutreachStand()
    assert objection(stand, OutreachMove(event="e", stage=OutreachStage.HELD)) == "outreach.stage"
    assert objection(stand, OutreachPlan(event="e", plan=PLAN, version=2)) == "outreach.changed_meanwhile"
    stand = moved(stand, OutreachPlan(event="e", plan=PLAN))
    for stage in (OutreachStage.OFF, OutreachStage.PLANNED, OutreachStage.HELD, OutreachStage.REPORTED):
        body = OutreachMove(event="e", stage=stage)
        assert objection(stand, body) is None
        stand = moved(stand, body)
        assert objection(stand, body) == "outreach.stage"
    assert objection(stand, OutreachMove(event="e", stage=OutreachStage.OFF)) == "outreach.stage"
    assert objection(stand, OutreachPlan(event="e", plan=PLAN, version=2)) == "outreach.reported"


def test_where_somebody_counted_the_event_was_held() -> None:
    assert [shown(stage, 1).value for stage in OutreachStage] == ["held", "held", "reported", "held"]
    assert [shown(stage, 0) for stage in OutreachStage] == list(OutreachStage)


@given(counts, st.randoms(use_true_random=False))
def test_counts_add_up_in_any_order(found: list[tuple[str, str, int]], dice: object) -> None:
    rows = tally(PLAN, found)
    mixed = list(found)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert tally(PLAN, mixed) == rows
    assert sum(row.heads for row in rows) == sum(heads for _, _, heads in found)
    assert [row.service for row in rows if row.planned] == list(PLAN.services)
    assert sum(figure.heads for figure in figures(rows)) == sum(row.heads for row in rows)


def test_services_of_one_label_are_one_figure() -> None:
    told = figures(tally(PLAN, [("C02-08", "P001", 60), ("C02-03", "P002", 50), ("C11-05", "", 83)]))
    assert [(figure.label.zh, figure.heads) for figure in told] == [("家电维修", 110), ("医疗保健服务", 83)]
    assert told[0].services == (("C02-08", "P001"), ("C02-03", "P002"))


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (7, "7"), (19, "19"), (20, "20"), (21, "20+"), (40, "40"), (83, "80+"), (110, "110"), (119, "110+")]
)
def test_a_number_is_written_as_the_article_writes_it(number: int, written: str) -> None:
    tens, more = rounded(number)
    assert f"{tens}{'+' if more else ''}" == written


def test_the_draft_of_a_suggestion_is_known_by_its_key() -> None:
    assert suggestion_of(suggestion_key("0199")) == "0199"
    assert suggestion_of("desk+0199") == suggestion_of("") == ""
