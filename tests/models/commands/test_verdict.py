"""Verdicts on units, and the two people behind a veto."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.commands import case
from models.records.base import CHINA, Text
from models.records.callback import Step
from models.records.case import CaseKind, CaseState, CloseReason, Stage, Verification
from models.records.catalogue import HandlerKind
from models.records.failure import RuleBroken
from models.records.journal import Assign, CallbackAnswer, Close, Complain, Dispatch, ProposeVeto, Rework, Undo, Verify, WorkDone
from models.records.operation import Desk
from models.records.partner import CardLevel, Why
from models.records.staff import Role
from models.repositories import case as cases
from models.repositories import catalogue, partner, unit
from models.rules.matching import match
from models.store.clock import SettableClock
from models.store.inspection import inspect
from models.store.store import Store, open_store, rebuild
from tests.models.store.day import WALL, WALL_NAME, Day

BUREAU = Text("市综合行政执法局", "Urban management bureau")
PROPOSAL = ProposeVeto(partner=WALL, name=WALL_NAME, statement="骂人", evidence="录音")
VETO = Verify(verdict=Verification.VETO, partner=WALL, name=WALL_NAME, statement="骂人")
YELLOW = replace(VETO, verdict=Verification.VERIFIED)
LADDER = (CardLevel.NONE, CardLevel.YELLOW, CardLevel.RED, CardLevel.EXPELLED)


def new_clock() -> SettableClock:
    return SettableClock(datetime(2026, 11, 24, 9, 0, tzinfo=CHINA))


@pytest.fixture
def day(store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> Day:
    return Day(store, clock, desk, lead)


def unit_verdict(kind: Verification, code: str = "D01") -> Verify:
    return Verify(verdict=kind, partner=code, name=BUREAU, statement="漏了一处")


def accused_unit(day: Day, code: str = "D01") -> str:
    return day.then(
        day.opened("C17-01"), Assign(unit=code, name=BUREAU), WorkDone(), Complain(text="还在", partner=code, name=BUREAU)
    )


def proposed(day: Day) -> str:
    return day.then(day.painted(), Complain(text="毛糙", partner=WALL, name=WALL_NAME), PROPOSAL)


def reasons(day: Day) -> tuple[Why, ...]:
    """Why the painter is left out for its item right now; () where it is offered."""
    item = catalogue.item(day.store, "C06-01")
    assert item is not None
    found = match(item, "330381001", day.clock.now(), partner.all(day.store))
    return next((tuple(r.why for r in left.reasons) for left in found.excluded if left.partner.code == WALL), ())


def test_a_true_complaint_about_a_unit_counts_for_it_without_a_card(day: Day) -> None:
    one = day.then(accused_unit(day), unit_verdict(Verification.VERIFIED))
    state = cases.state(day.store, one)
    assert (state.stage, state.verification, state.cards) == (Stage.CALLBACK, Verification.VERIFIED, ())
    (fault,) = unit.faults(day.store, "D01")
    assert (fault.case_id, fault.case_no, fault.at) == (one, state.no, state.times["verify"])
    assert unit.faults(day.store, "D02") == ()
    assert unit.faults(day.store, "D01", since="2027") == ()
    assert not [op for op in day.store.outbox.operations() if op.type == "partner.discipline"]
    day.then(one, Rework(reason="清干净"), WorkDone(), CallbackAnswer(steps=((Step.DONE, True),), score=4))
    day.then(one, Close(reason=CloseReason.DONE, resolved=True))
    assert cases.state(day.store, one).closed
    assert unit.faults(day.store, "D01") == (fault,)


def test_an_unfounded_one_counts_for_nothing_and_a_true_one_can_be_taken_back(day: Day) -> None:
    day.then(accused_unit(day), unit_verdict(Verification.UNFOUNDED))
    one = day.then(accused_unit(day), unit_verdict(Verification.VERIFIED))
    assert [fault.case_id for fault in unit.faults(day.store, "D01")] == [one]
    case.undo_last(day.store, day.desk, one)
    assert unit.faults(day.store, "D01") == ()
    assert cases.state(day.store, one).stage is Stage.VERIFYING
    assert inspect(day.store).clean


def test_a_unit_that_the_tables_do_not_know_can_be_verified_too(day: Day) -> None:
    day.then(accused_unit(day, "D999"), unit_verdict(Verification.VERIFIED, "D999"))
    assert len(unit.faults(day.store, "D999")) == 1


def test_a_unit_is_never_vetoed(day: Day) -> None:
    one = accused_unit(day)
    with pytest.raises(RuleBroken, match=r"complaint\.unit_card"):
        case.append(day.store, day.lead, one, unit_verdict(Verification.VETO))
    with pytest.raises(RuleBroken, match=r"verb\.not_now"):
        case.append(day.store, day.desk, one, replace(PROPOSAL, partner="D01"))


def test_a_proposal_waits_in_the_journal_until_the_second_person_confirms_it(day: Day) -> None:
    one = proposed(day)
    assert [(row.id, by) for row, by in cases.vetoes(day.store)] == [(one, 28)]
    assert reasons(day) == ()
    case.append(day.store, day.lead, one, VETO)
    assert cases.vetoes(day.store) == ()
    assert Why.CARD_EXPELLED in reasons(day)
    assert [entry.actor for entry in cases.journal(day.store, one)[-2:]] == [28, 2]
    case.undo_last(day.store, day.lead, one)
    assert reasons(day) == ()
    assert [row.id for row, _ in cases.vetoes(day.store)] == [one]
    assert inspect(day.store).clean


def test_confirmed_in_place_with_the_own_number_and_words(day: Day) -> None:
    one = proposed(day)
    case.append(day.store, day.desk, one, replace(VETO, second=2, words="我听了录音"))
    body = cases.journal(day.store, one)[-1].body
    assert isinstance(body, Verify)
    assert (body.second, body.words, body.card) == (2, "我听了录音", "expelled")
    found = partner.by_code(day.store, WALL)
    assert found is not None
    assert found.card is CardLevel.EXPELLED
    with pytest.raises(RuleBroken, match=r"permission\.denied"):
        case.undo_last(day.store, day.desk, one)
    assert Why.CARD_EXPELLED in reasons(day)
    case.undo_last(day.store, day.lead, one)
    assert reasons(day) == ()
    with pytest.raises(RuleBroken, match=r"permission\.denied"):
        case.append(day.store, day.desk, one, Undo(op_id=cases.journal(day.store, one)[-1].op_id))


@pytest.mark.parametrize(
    ("second", "words", "code"),
    [
        (0, "", "permission.denied"),
        (28, "是我", "permission.denied"),
        (17, "我也同意", "permission.denied"),
        (26, "我是管理员", "permission.denied"),
        (2, "  ", "veto.words_missing"),
        (999, "谁", "veto.unknown_person"),
        (-1, "谁", "veto.unknown_person"),
    ],
)
def test_who_cannot_be_the_second_person(second: int, words: str, code: str, day: Day) -> None:
    one = proposed(day)
    with pytest.raises(RuleBroken) as refused:
        case.append(day.store, day.desk, one, replace(VETO, second=second, words=words))
    assert refused.value.code == code
    assert cases.state(day.store, one).stage is Stage.VERIFYING


def test_one_lead_alone_cannot_veto(day: Day) -> None:
    one = day.then(day.painted(), Complain(text="毛糙", partner=WALL, name=WALL_NAME))
    case.append(day.store, day.lead, one, PROPOSAL)
    with pytest.raises(RuleBroken, match=r"veto\.two_people"):
        case.append(day.store, day.lead, one, VETO)
    with pytest.raises(RuleBroken, match=r"veto\.two_people"):
        case.append(day.store, day.lead, one, replace(VETO, second=2, words="就是我"))
    case.append(day.store, Desk(actor=10, desk="10", session="s", role=Role.LEAD), one, VETO)
    assert cases.state(day.store, one).verification is Verification.VETO


def test_the_second_person_may_find_it_only_bad(day: Day) -> None:
    one = proposed(day)
    case.append(day.store, day.lead, one, replace(VETO, verdict=Verification.VERIFIED))
    state = cases.state(day.store, one)
    assert (state.proposal, state.cards) == (None, ((WALL, "yellow"),))


def test_what_is_kept_beside_cases_follows_from_the_operations(day: Day) -> None:
    day.then(accused_unit(day), unit_verdict(Verification.VERIFIED))
    proposed(day)
    before: CaseState = cases.state(day.store, proposed(day))
    faults, waiting = unit.faults(day.store, "D01"), cases.vetoes(day.store)
    rebuild(day.store)
    assert (unit.faults(day.store, "D01"), cases.vetoes(day.store)) == (faults, waiting)
    assert cases.state(day.store, before.id) == before


def test_after_a_veto_the_case_goes_to_somebody_else(day: Day) -> None:
    one = proposed(day)
    case.append(day.store, day.lead, one, VETO)
    day.then(one, Dispatch(partner="P001", name=Text("家家乐")))
    assert cases.state(day.store, one).stage is Stage.DISPATCHED


def card(day: Day) -> CardLevel:
    found = partner.by_code(day.store, WALL)
    assert found is not None
    return found.card


def test_a_veto_keeps_a_partner_out_when_an_older_verdict_is_taken_back(day: Day) -> None:
    first = day.then(day.painted(), Complain(text="毛糙", partner=WALL, name=WALL_NAME), YELLOW)
    second = day.then(proposed(day), VETO, desk=day.lead)
    assert card(day) is CardLevel.EXPELLED
    case.undo_last(day.store, day.desk, first)
    assert card(day) is CardLevel.EXPELLED
    assert partner.history(day.store, WALL)[0].level is CardLevel.EXPELLED
    case.undo_last(day.store, day.lead, second)
    assert (card(day), partner.history(day.store, WALL)[0].level) == (CardLevel.NONE, CardLevel.NONE)
    day.then(first, Undo(op_id=cases.journal(day.store, first)[-1].op_id))
    assert (card(day), partner.history(day.store, WALL)[0].level) == (CardLevel.YELLOW, CardLevel.YELLOW)
    day.then(second, Undo(op_id=cases.journal(day.store, second)[-1].op_id), desk=day.lead)
    assert (card(day), partner.history(day.store, WALL)[0].level) == (CardLevel.EXPELLED, CardLevel.EXPELLED)
    assert inspect(day.store).clean


@settings(max_examples=12, deadline=None)
@given(vetoed=st.lists(st.booleans(), min_size=1, max_size=4), steps=st.lists(st.integers(0, 3), max_size=8))
def test_whatever_is_taken_back_or_restored_the_card_follows_from_the_verdicts_that_stand(vetoed: list[bool], steps: list[int]) -> None:
    with TemporaryDirectory() as folder, closing(open_store(Path(folder), clock=(clock := new_clock()))) as store:
        day = Day(store, clock, Desk(actor=28, desk="28", session="a"), Desk(actor=2, desk="2", session="b", role=Role.LEAD))
        ids = [day.then(proposed(day), VETO if veto else YELLOW, desk=day.lead) for veto in vetoed]
        standing = [True] * len(ids)
        for step in steps:
            place = step % len(ids)
            journal = cases.journal(store, ids[place])
            day.then(ids[place], Undo(op_id=journal[-1].op_id), desk=day.lead)
            standing[place] = not standing[place]
            vetoes = any(veto for veto, stands in zip(vetoed, standing, strict=True) if stands)
            assert card(day) is (CardLevel.EXPELLED if vetoes else LADDER[min(3, sum(standing))])
            assert partner.history(store, WALL)[0].level is card(day)


@pytest.mark.parametrize(
    ("code", "claimed", "kind"),
    [(WALL, HandlerKind.DEPARTMENT, HandlerKind.PARTNER), ("D02", HandlerKind.PARTNER, HandlerKind.DEPARTMENT)],
)
def test_who_a_complaint_is_about_is_looked_up_and_not_believed(code: str, claimed: HandlerKind, kind: HandlerKind, day: Day) -> None:
    one = day.then(day.opened("C17-01"), Assign(unit="D01", name=BUREAU), WorkDone())
    case.append(day.store, day.desk, one, Complain(text="x", partner=code, name=Text("别名"), kind=claimed))
    state, body = cases.state(day.store, one), cases.journal(day.store, one)[-1].body
    assert (state.accused, state.accused_kind) == (code, kind)
    assert isinstance(body, Complain)
    assert body.name != Text("别名")


def test_nobody_is_accused_whom_neither_the_case_nor_the_store_knows(day: Day) -> None:
    one = day.then(day.opened("C17-01"), Assign(unit="D01", name=BUREAU), WorkDone())
    with pytest.raises(RuleBroken, match=r"complaint\.partner_missing"):
        case.append(day.store, day.desk, one, Complain(text="x", partner="D999", name=BUREAU, kind=HandlerKind.DEPARTMENT))


def test_a_counsellor_decides_a_complaint_on_the_own_line_and_only_there(day: Day, counsellor: Desk) -> None:
    def complained(item: str) -> str:
        _, one = case.accept(day.store, counsellor, item_code=item, kind=CaseKind.SERVICE, number="")
        for body in (Dispatch(partner=WALL, name=WALL_NAME), WorkDone(), Complain(text="不理人", partner=WALL, name=WALL_NAME)):
            case.append(day.store, counsellor, one, body)
        return one

    with pytest.raises(RuleBroken, match=r"permission\.denied"):
        case.append(day.store, counsellor, complained("C06-01"), YELLOW)
    one = complained("C13-07")
    case.append(day.store, counsellor, one, YELLOW)
    assert card(day) is CardLevel.YELLOW
    case.undo_last(day.store, Desk(actor=24, desk="24", session="s", role=Role.COUNSELLOR), one)
    assert card(day) is CardLevel.NONE
    case.append(day.store, counsellor, one, PROPOSAL)
    with pytest.raises(RuleBroken, match=r"permission\.denied"):
        case.append(day.store, counsellor, one, VETO)
    case.append(day.store, counsellor, one, replace(VETO, second=2, words="我同意"))
    assert card(day) is CardLevel.EXPELLED
