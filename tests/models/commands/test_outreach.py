"""A day in the courtyard: the table of 18 March 2013 counted head by head, and what became of the suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from msgspec.structs import replace

from models.commands import case, outreach
from models.records.case import CaseKind
from models.records.draft import Draft, Spent
from models.records.failure import BadInput, RuleBroken, WorldFailure
from models.records.operation import Desk
from models.records.outreach import EventRow, OutreachStage, SuggestionOutcome
from models.records.partner import PartnerStage
from models.records.report import Asked, Measure
from models.records.staff import Role
from models.records.unmet import Scope
from models.repositories import case as cases
from models.repositories import outreach as events
from models.repositories import partner as partners
from models.repositories import report, unmet
from models.rules.outreach import figures, rounded, suggestion_key
from models.rules.report import span_between
from models.store.store import Store
from tests.models.rules.test_outreach import PLAN

SECOND = Desk(actor=12, desk="12", session="ses_12", role=Role.OPERATOR)
SUPERVISOR = Desk(actor=1, desk="1", session="ses_1", role=Role.SUPERVISOR)
ADMIN = Desk(actor=26, desk="26", session="ses_26", role=Role.ADMIN)
NUMBER = "0577-65550101"


@dataclass(frozen=True)
class Refused:
    code: str

    def __call__(self, act: object, *args: object, **named: object) -> None:
        with pytest.raises(WorldFailure) as failure:
            act(*args, **named)  # type: ignore[operator]
        assert failure.value.code == self.code


@pytest.fixture
def event(store: Store, lead: Desk) -> str:
    return outreach.plan_event(store, lead, PLAN)[1]


def row(store: Store, event: str) -> EventRow:
    found = events.event(store, event)
    assert found is not None
    return found


def test_the_day_of_2013_is_reproduced_from_what_was_entered(store: Store, desk: Desk, lead: Desk, event: str) -> None:
    for place in range(110):
        item, partner = ("C02-08", "P001") if place % 2 else ("C02-03", "P002")
        outreach.count(store, desk if place % 3 else SECOND, event, item, partner)
    for heads in (1,) * 13 + (70,):
        outreach.count(store, SECOND, event, "C11-05", "", heads)
    for place in range(40):
        outreach.note_suggestion(store, desk, event, f"建议{place}")
    outreach.move_event(store, lead, event, OutreachStage.REPORTED)
    sheet = events.sheet(store, event)
    assert sheet is not None
    repairs, checks = figures(sheet.tally)
    assert (repairs.heads, rounded(repairs.heads)) == (110, (110, False))
    assert (checks.heads, rounded(checks.heads)) == (83, (80, True))
    assert len(sheet.suggestions) == sheet.event.suggestions == 40
    assert (sheet.event.stage, sheet.event.heads) == (OutreachStage.REPORTED, 193)
    # every figure is its list
    for figure in (repairs, checks):
        behind = [count for count in sheet.counts if (count.item, count.partner) in figure.services and not count.back_at]
        assert sum(count.heads for count in behind) == figure.heads
    assert {(count.operator, count.desk) for count in sheet.counts} == {(28, "28"), (12, "12")}
    for first, after, held in ((date(2013, 3, 18), date(2013, 3, 19), 1), (date(2013, 3, 19), date(2014, 1, 1), 0)):
        assert report.count(store, Asked(measure=Measure.EVENTS, span=span_between(first, after))) == held


def test_a_slip_is_taken_back_by_an_entry_of_its_own(store: Store, desk: Desk, event: str) -> None:
    outreach.count(store, desk, event, "C11-05")
    _, other = outreach.count(store, SECOND, event, "C11-05")
    outreach.take_back(store, desk, event)
    assert row(store, event).heads == 1
    assert [bool(count.back_at) for count in events.counted(store, event)].count(True) == 1
    Refused("outreach.nothing_back")(outreach.take_back, store, desk, event)
    outreach.take_back(store, desk, event, other)
    assert row(store, event).heads == 0
    assert [(count.back_by, count.desk) for count in events.counted(store, event)] == [(28, "12"), (28, "28")]


def test_counting_says_what_is_wrong_and_leaves_the_store_as_it_was(store: Store, desk: Desk, event: str) -> None:
    Refused("outreach.unknown")(outreach.count, store, desk, "none", "C11-05")
    Refused("outreach.not_there")(outreach.count, store, desk, event, "C01-01")
    for heads in (0, -1, 10_000):
        Refused("outreach.heads")(outreach.count, store, desk, event, "C11-05", "", heads)
    Refused("permission.denied")(outreach.count, store, ADMIN, event, "C11-05")
    Refused("suggestion.words")(outreach.note_suggestion, store, desk, event, " ")
    assert (row(store, event).heads, row(store, event).suggestions) == (0, 0)


def test_a_plan_is_changed_by_whoever_saw_it_last(store: Store, desk: Desk, lead: Desk, event: str) -> None:
    later = replace(PLAN, remarks=" 雨天改在活动室 ")
    outreach.change_event(store, lead, event, later, 1)
    assert (row(store, event).version, row(store, event).plan.remarks) == (2, "雨天改在活动室")
    assert not outreach.change_event(store, lead, event, later, 2).touched
    Refused("outreach.changed_meanwhile")(outreach.change_event, store, lead, event, PLAN, 1)
    Refused("permission.denied")(outreach.plan_event, store, desk, PLAN)
    Refused("outreach.title")(outreach.change_event, store, lead, event, replace(PLAN, title=""), 2)
    Refused("outreach.reason")(outreach.move_event, store, lead, event, OutreachStage.OFF)
    outreach.move_event(store, lead, event, OutreachStage.OFF, "下雨")
    assert (row(store, event).stage, row(store, event).said) == (OutreachStage.OFF, "下雨")
    outreach.count(store, desk, event, "C11-05")  # somebody had not heard of it, and counted
    assert row(store, event).stage is OutreachStage.HELD
    outreach.move_event(store, lead, event, OutreachStage.REPORTED)
    Refused("outreach.reported")(outreach.change_event, store, lead, event, PLAN, 2)
    Refused("outreach.reported")(outreach.count, store, desk, event, "C11-05")
    Refused("outreach.reported")(outreach.take_back, store, desk, event)
    Refused("outreach.reported")(outreach.note_suggestion, store, desk, event, "多来几次")
    outreach.move_event(store, lead, event, OutreachStage.HELD)
    outreach.change_event(store, lead, event, PLAN, 2)


def test_what_was_counted_stays_where_the_plan_forgets_it(store: Store, desk: Desk, lead: Desk, event: str) -> None:
    outreach.count(store, desk, event, "C02-03", "P002", 5)
    outreach.change_event(store, lead, event, replace(PLAN, services=PLAN.services[:1]), 1)
    sheet = events.sheet(store, event)
    assert sheet is not None
    assert [(found.service.item, found.heads, found.planned) for found in sheet.tally] == [("C02-08", 0, True), ("C02-03", 5, False)]


def test_a_suggestion_becomes_a_case_in_the_commit_that_accepts_it(store: Store, desk: Desk, event: str) -> None:
    _, noted = outreach.note_suggestion(store, desk, event, "楼道灯不亮", "陈女士", NUMBER)
    key = suggestion_key(noted)
    _, case_id = case.accept(
        store, desk, item_code="C04-01", kind=CaseKind.SERVICE, number=NUMBER, text="楼道灯不亮", spent=Spent(key=key, left=Draft(key=key))
    )
    found = events.suggestion(store, noted)
    assert found is not None
    assert (found.outcome, found.ref, found.case_no) == (SuggestionOutcome.CASE, case_id, cases.state(store, case_id).no)
    assert (found.name, found.number) == ("陈女士", "057765550101")
    assert row(store, event).open == 0
    Refused("suggestion.settled")(outreach.settle, store, SUPERVISOR, noted, SuggestionOutcome.LAID_DOWN, "已办")


def test_a_suggestion_becomes_a_need_of_the_ledger(store: Store, desk: Desk, lead: Desk, event: str) -> None:
    for words in ("想有人代遛狗", "上班没空遛狗"):
        _, noted = outreach.note_suggestion(store, desk, event, words)
        outreach.settle(store, lead, noted, SuggestionOutcome.NEED, " 代 遛狗 ")
    needs, _ = unmet.ledger(store, Scope())
    (need,) = needs
    assert (need.key, need.name.zh, need.count, need.districts) == ("suggestion:代 遛狗", "代 遛狗", 2, (("330381001", 2),))
    assert {told.words for told in need.suggestions} == {"想有人代遛狗", "上班没空遛狗"}
    assert unmet.ledger(store, Scope(district="330381002"))[0] == ()
    assert unmet.ledger(store, Scope(since="2099-01-01"))[0] == ()


def test_a_suggestion_leads_to_a_partner_or_is_laid_down(store: Store, desk: Desk, lead: Desk, event: str) -> None:
    first, second = (outreach.note_suggestion(store, desk, event, words)[1] for words in ("我会修表", "椅子太硬"))
    Refused("permission.denied")(outreach.enlist, store, lead, first, "瑞时钟表", "individual", "0577-65551234")
    Refused("terms.name")(outreach.enlist, store, SUPERVISOR, first, " ", "individual", "")
    _, code = outreach.enlist(store, SUPERVISOR, first, "瑞时钟表", "individual", "0577-65551234")
    partner = partners.by_code(store, code)
    assert partner is not None
    assert (partner.name.zh, partner.stage) == ("瑞时钟表", PartnerStage.UNSIGNED)
    Refused("suggestion.reason")(outreach.settle, store, lead, second, SuggestionOutcome.LAID_DOWN, " ")
    Refused("suggestion.need")(outreach.settle, store, lead, second, SuggestionOutcome.NEED, "")
    Refused("permission.denied")(outreach.settle, store, desk, second, SuggestionOutcome.LAID_DOWN, "已换")
    outreach.settle(store, lead, second, SuggestionOutcome.LAID_DOWN, "已换")
    assert events.open_suggestions(store) == ()
    told = {found.id: (found.outcome, found.ref, found.said) for found in events.suggestions(store, event)}
    assert told == {first: (SuggestionOutcome.PARTNER, code, ""), second: (SuggestionOutcome.LAID_DOWN, "", "已换")}
    assert events.suggestion(store, "none") is None


def test_an_event_that_nobody_knows(store: Store, lead: Desk) -> None:
    with pytest.raises(BadInput):
        outreach.change_event(store, lead, "none", PLAN, 1)
    with pytest.raises(RuleBroken):
        outreach.move_event(store, replace(lead, role=Role.OPERATOR), "none", OutreachStage.HELD)
    assert events.sheet(store, "none") is None
