from __future__ import annotations

import pytest

from models.records.base import Text
from models.records.callback import Attempt, Step
from models.records.case import CaseKind, CloseReason, Stage, Verification
from models.records.catalogue import HandlerKind, Line
from models.records.failure import RuleBroken
from models.records.journal import (
    Absorb,
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
    Merge,
    Note,
    OnSite,
    Refile,
    Reopen,
    Rework,
    Unmet,
    Verify,
    WorkDone,
)
from models.rules.lifecycle import effective, fold, undoable
from tests.models.rules.journals import PARTNER, UNIT, accept, entry, journal, lasting, state_of, undo

SENT = Dispatch(partner="P001", name=PARTNER)
DONE = CallbackAnswer(steps=((Step.DONE, True),), score=5)
NOT_DONE = CallbackAnswer(steps=((Step.DONE, False),), score=1)
CLOSE = Close(reason=CloseReason.DONE, resolved=True)
COMPLAINT = Complain(text="粗糙", partner="P001", name=PARTNER)
MERGED = Merge(into="case-2", into_no="1124-28-002")


def verdict(found: Verification = Verification.VERIFIED, card: str = "yellow") -> Verify:
    return Verify(verdict=found, partner="P001", name=PARTNER, statement="承认", card=card)


@pytest.mark.parametrize(
    ("bodies", "stage"),
    [
        ((accept(),), Stage.ACCEPTED),
        ((accept(), SENT), Stage.DISPATCHED),
        ((accept(), Assign(unit="D07", name=UNIT)), Stage.DISPATCHED),
        ((accept(), SENT, Acknowledge()), Stage.ACKNOWLEDGED),
        ((accept(), SENT, Acknowledge(), OnSite()), Stage.ON_SITE),
        ((accept(), SENT, OnSite()), Stage.ON_SITE),
        ((accept(), SENT, WorkDone()), Stage.CALLBACK),
        ((accept(), Answer(words="请先关总阀")), Stage.ACCEPTED),
        ((accept(), SENT, Decline(reason="太远")), Stage.ACCEPTED),
        ((accept(), SENT, OnSite(), Decline(reason="缺配件")), Stage.ACCEPTED),
        ((accept(), SENT, WorkDone(), COMPLAINT), Stage.VERIFYING),
        ((accept(), SENT, WorkDone(), COMPLAINT, verdict()), Stage.CALLBACK),
        ((accept(), SENT, WorkDone(), COMPLAINT, verdict(Verification.VETO, "expelled")), Stage.ACCEPTED),
        ((accept(kind=CaseKind.COMPLAINT), COMPLAINT, verdict(Verification.UNFOUNDED, "")), Stage.ACCEPTED),
        ((accept(), SENT, WorkDone(), NOT_DONE), Stage.CALLBACK),
        ((accept(), SENT, WorkDone(), Rework(reason="再漏")), Stage.DISPATCHED),
        ((accept(), SENT, WorkDone(), DONE, CLOSE), Stage.CLOSED),
        ((accept(), SENT, WorkDone(), DONE, CLOSE, COMPLAINT), Stage.VERIFYING),
        ((accept(), SENT, WorkDone(), DONE, CLOSE, Reopen(reason="又漏")), Stage.ACCEPTED),
        ((accept(), Cancel()), Stage.CLOSED),
        ((accept(), MERGED), Stage.MERGED),
        ((accept(), Absorb(other="case-3", other_no="1124-28-003")), Stage.ACCEPTED),
        ((accept(), Note(text="记")), Stage.ACCEPTED),
        ((accept(), Feedback(note="问过")), Stage.ACCEPTED),
    ],
)
def test_where_a_verb_leads(bodies: tuple[Body, ...], stage: Stage) -> None:
    assert state_of(*bodies).stage is stage


def test_an_accepted_case_keeps_what_was_said() -> None:
    state = state_of(accept(address="滨江社区 3 幢", text="漏水", minutes_on_site=60, confidential=True, urgent=True))
    assert (state.id, state.no, state.number) == ("case-1", "1124-28-001", "13800000001")
    assert (state.address, state.text, state.minutes_on_site) == ("滨江社区 3 幢", "漏水", 60)
    assert (state.confidential, state.urgent, state.opened_by) == (True, True, 28)
    assert state.opened_at == state.last_at == state.stage_at == state.times["accept"] == "2026-11-24T08:00:00+08:00"
    assert (state.rev, state.closed, state.resolved, state.satisfied) == (1, False, None, None)


def test_amending_leaves_the_rest_as_it_is() -> None:
    before = state_of(accept(text="漏水", address="3 幢"))
    after = state_of(accept(text="漏水", address="3 幢"), Amend(address="5 幢", kind=CaseKind.COMPLAINT))
    assert (after.text, after.address, after.kind) == ("漏水", "5 幢", CaseKind.COMPLAINT)
    assert (after.district, after.person_name) == (before.district, before.person_name)


def test_refiling_changes_the_item_and_what_hangs_on_it() -> None:
    refile = Refile(
        item_code="C04-02",
        item_name=Text("电表故障"),
        item_version=3,
        handler_kind=HandlerKind.DEPARTMENT,
        line=Line.POWER,
        urgent=True,
        minutes_on_site=45,
    )
    state = state_of(accept(), refile)
    assert (state.item_code, state.item_version, state.handler_kind, state.line) == ("C04-02", 3, HandlerKind.DEPARTMENT, Line.POWER)
    assert (state.urgent, state.minutes_on_site) == (True, 45)


def test_a_decline_is_remembered_once_and_frees_the_case() -> None:
    state = state_of(accept(), SENT, Decline(reason="忙"), SENT, Decline(reason="还是忙"))
    assert (state.declined, state.handler, state.eta) == (("P001",), None, "")


@pytest.mark.parametrize(("score", "satisfied"), [(5, True), (4, True), (3, False), (2, False), (1, False), (None, None)])
def test_satisfied_from_four_of_five(score: int | None, satisfied: bool | None) -> None:
    state = state_of(accept(), SENT, WorkDone(), CallbackAnswer(steps=((Step.DONE, True),), score=score))
    assert (state.score, state.satisfied) == (score, satisfied)
    assert state.answers == (("done", True),)


def test_new_work_needs_a_new_answer_and_earlier_attempts_count_no_more() -> None:
    state = state_of(accept(), SENT, WorkDone(), CallbackAttempt(outcome=Attempt.BUSY), DONE, Rework(reason="再漏"))
    assert (state.callback_done, state.answers, state.attempts, state.reworks) == (False, (), (), 1)
    assert (state.score, state.satisfied) == (None, None)
    assert state.handler is not None


def test_a_dissatisfied_citizen_stays_so_until_they_say_otherwise() -> None:
    bodies = (accept(), SENT, WorkDone(), NOT_DONE, Rework(reason="再漏"), WorkDone())
    assert (state_of(*bodies).score, state_of(*bodies).satisfied) == (1, False)
    assert state_of(*bodies, DONE).satisfied is True


def test_reopening_takes_back_that_the_need_was_met() -> None:
    state = state_of(accept(), SENT, WorkDone(), DONE, CLOSE, Reopen(reason="又漏"))
    assert (state.closed, state.close_reason, state.resolved, state.callback_done) == (False, None, None, False)


def test_a_complaint_reopens_what_was_closed() -> None:
    state = state_of(accept(), SENT, WorkDone(), DONE, CLOSE, COMPLAINT)
    assert (state.closed, state.resolved, state.verification, state.accused) == (False, None, Verification.OPEN, "P001")


@pytest.mark.parametrize(
    ("found", "card", "cards"),
    [
        (Verification.VERIFIED, "yellow", (("P001", "yellow"),)),
        (Verification.VETO, "expelled", (("P001", "expelled"),)),
        (Verification.VERIFIED, "", ()),
        (Verification.UNFOUNDED, "", ()),
        (Verification.UNFOUNDED, "yellow", ()),
    ],
)
def test_only_a_verified_record_brings_a_card(found: Verification, card: str, cards: tuple[tuple[str, str], ...]) -> None:
    assert state_of(accept(), SENT, WorkDone(), COMPLAINT, verdict(found, card)).cards == cards


def test_a_vetoed_partner_is_out_of_the_case() -> None:
    assert state_of(accept(), SENT, WorkDone(), COMPLAINT, verdict(Verification.VETO, "expelled")).handler is None


def test_the_same_unmet_need_from_two_desks_is_one() -> None:
    need = Unmet(need="深夜叫车", tried="问过")
    assert len(state_of(accept(), need, need, Unmet(need="代驾")).unmet) == 2


def test_a_merged_case_keeps_its_own_callback() -> None:
    state = state_of(accept(), MERGED, CallbackAttempt(outcome=Attempt.NO_ANSWER), DONE)
    assert (state.stage, state.merged_into, state.closed) == (Stage.MERGED, "case-2", False)
    assert (state.callback_done, len(state.attempts)) == (True, 1)


def test_an_absorbed_case_is_counted_once() -> None:
    half = Absorb(other="case-3", other_no="1124-28-003")
    assert state_of(accept(), half, half).merged_from == ("case-3",)


@pytest.mark.parametrize(
    ("bodies", "late"),
    [
        ((accept(), SENT), Dispatch(partner="P009", name=UNIT)),
        ((accept(), SENT), accept(no="1124-28-999")),
        ((accept(),), WorkDone()),
        ((accept(),), CLOSE),
        ((accept(), SENT, WorkDone()), CLOSE),
        ((accept(), SENT, WorkDone(), NOT_DONE), CLOSE),
        ((accept(), SENT, WorkDone(), DONE, CLOSE), Dispatch(partner="P009", name=UNIT)),
        ((accept(), SENT, WorkDone(), DONE, CLOSE), NOT_DONE),
        ((accept(), MERGED), SENT),
        ((accept(), SENT, WorkDone(), COMPLAINT), Cancel()),
        ((accept(), SENT, WorkDone(), COMPLAINT), verdict(Verification.OPEN, "")),
        ((accept(),), Merge(into="case-1", into_no="1124-28-001")),
    ],
)
def test_an_entry_that_does_not_fit_changes_nothing_but_is_counted(bodies: tuple[Body, ...], late: Body) -> None:
    before, after = state_of(*bodies), state_of(*bodies, late)
    assert lasting(after) == lasting(before)
    assert after.rev == before.rev + 1


def test_a_late_answer_reaches_a_case_that_was_closed_unreached() -> None:
    unreached = (accept(), SENT, WorkDone(), CallbackAttempt(outcome=Attempt.BUSY), Close(reason=CloseReason.UNREACHED, resolved=False))
    state = state_of(*unreached, NOT_DONE)
    assert (state.closed, state.resolved, state.satisfied, state.callback_done) == (True, False, False, True)


def test_a_journal_begins_with_an_acceptance() -> None:
    for entries in ((), journal(SENT)):
        with pytest.raises(RuleBroken, match=r"case\.missing"):
            fold(entries)


def test_an_operation_that_arrives_twice_counts_once() -> None:
    entries = journal(accept(), SENT, WorkDone(), Rework(reason="再漏"))
    assert fold((*entries, *entries)) == fold(entries)
    assert effective((*entries, *entries)) == entries


def test_an_undo_restores_what_was_and_an_undone_undo_brings_it_back() -> None:
    sent = state_of(accept(), SENT)
    done = state_of(accept(), SENT, WorkDone())
    assert lasting(state_of(accept(), SENT, WorkDone(), undo(3))) == lasting(sent)
    assert lasting(state_of(accept(), SENT, WorkDone(), undo(3), undo(4))) == lasting(done)
    assert lasting(state_of(accept(), SENT, WorkDone(), undo(3), undo(4), undo(5))) == lasting(sent)
    assert state_of(accept(), SENT, WorkDone(), undo(3)).rev == 4


def test_an_undo_reaches_back_only() -> None:
    assert lasting(state_of(accept(), undo(3), SENT)) == lasting(fold((entry(1, accept()), entry(3, SENT))))


def test_the_acceptance_cannot_be_undone() -> None:
    assert lasting(state_of(accept(), undo(1))) == lasting(state_of(accept()))


def test_since_when_a_case_is_in_its_stage() -> None:
    assert state_of(accept(), SENT, Note(text="记"), Feedback(note="在路上")).stage_at == "2026-11-24T08:01:00+08:00"
    assert state_of(accept(), SENT, Acknowledge(), Acknowledge(eta="2026-11-24T10:00:00+08:00")).stage_at == "2026-11-24T08:02:00+08:00"
    assert state_of(accept(), SENT, WorkDone(), undo(3)).stage_at == "2026-11-24T08:01:00+08:00"


def test_who_did_the_last_thing() -> None:
    state = fold((entry(1, accept(), actor=28), entry(2, SENT, actor=12)))
    assert (state.last_by, state.opened_by, state.last_at) == (12, 28, "2026-11-24T08:01:00+08:00")


@pytest.mark.parametrize(
    ("bodies", "which"),
    [
        ((accept(),), None),
        ((accept(), SENT), 2),
        ((accept(), SENT, WorkDone()), 3),
        ((accept(), SENT, Note(text="记")), 3),
        ((accept(), SENT, WorkDone(), undo(3)), 2),
        ((accept(), SENT, undo(2)), None),
        ((accept(), SENT, undo(2), undo(3)), 2),
        ((accept(), SENT, Cancel()), 3),
        ((accept(), MERGED), 2),
        ((accept(), SENT, Dispatch(partner="P009", name=UNIT)), 2),
        ((accept(), SENT, Absorb(other="case-3", other_no="1124-28-003")), 2),
        ((accept(), Absorb(other="case-3", other_no="1124-28-003")), None),
        ((accept(), Cancel(), Reopen(reason="还是要"), Absorb(other="case-3", other_no="1124-28-003")), 3),
    ],
)
def test_what_may_be_taken_back(bodies: tuple[Body, ...], which: int | None) -> None:
    found = undoable(journal(*bodies))
    assert (found.seq if found else None) == which


def test_nothing_may_be_taken_back_where_there_is_nothing() -> None:
    assert undoable(()) is None
