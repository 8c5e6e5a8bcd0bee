from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.records.base import Text
from models.records.callback import Attempt, Step
from models.records.case import CaseKind, CloseReason, Verification
from models.records.catalogue import HandlerKind
from models.records.failure import BadInput, RuleBroken
from models.records.journal import (
    Absorb,
    Acknowledge,
    Answer,
    Assign,
    Body,
    CallbackAnswer,
    CallbackAttempt,
    Cancel,
    Close,
    Complain,
    Dispatch,
    Hotwire,
    Merge,
    Note,
    ProposeVeto,
    Reopen,
    Rework,
    Unmet,
    Verify,
    WorkDone,
)
from models.rules.verbs import allowed, check
from tests.models.rules.journals import PARTNER, UNIT, accept, profile, state_of, told, undo

SENT = Dispatch(partner="P001", name=PARTNER)
DONE = CallbackAnswer(steps=((Step.DONE, True),), score=5)
NOT_DONE = CallbackAnswer(steps=((Step.DONE, False),), score=1)
MISSED = CallbackAttempt(outcome=Attempt.NO_ANSWER)
COMPLAINT = Complain(text="粗糙", partner="P001", name=PARTNER)
WORKED = (accept(), SENT, WorkDone())
VERIFYING = (*WORKED, COMPLAINT)
PROPOSED = (*VERIFYING, ProposeVeto(partner="P001", name=PARTNER, statement="不认"))
UNIT_VERIFYING = (
    accept(handler_kind=HandlerKind.DEPARTMENT),
    Assign(unit="D07", name=UNIT),
    WorkDone(),
    Complain(text="没修好", partner="D07", name=UNIT),
)
CANCELLED = (accept(), Cancel())


def close(reason: CloseReason, resolved: bool = False) -> Close:
    return Close(reason=reason, resolved=resolved)


def verdict(found: Verification = Verification.VERIFIED, partner: str = "P001", statement: str = "承认", card: str = "") -> Verify:
    return Verify(verdict=found, partner=partner, name=PARTNER, statement=statement, card=card)


@pytest.mark.parametrize(
    ("bodies", "body", "code"),
    [
        ((), SENT, "case.missing"),
        ((), Note(text="记"), "case.missing"),
        ((accept(),), accept(), "case.exists"),
        ((accept(),), WorkDone(), "verb.not_now"),
        ((accept(),), Reopen(reason=""), "verb.not_now"),
        ((accept(),), Rework(reason=""), "verb.not_now"),
        ((accept(),), COMPLAINT, "verb.not_now"),
        ((accept(), SENT), SENT, "verb.not_now"),
        ((accept(), SENT), close(CloseReason.DONE), "verb.not_now"),
        (WORKED, SENT, "verb.not_now"),
        (WORKED, Cancel(), "verb.not_now"),
        (WORKED, Unmet(need="换管"), "verb.not_now"),
        ((*WORKED, DONE), Unmet(need="换管"), "verb.not_now"),
        (CANCELLED, SENT, "verb.not_now"),
        (CANCELLED, DONE, "verb.not_now"),
        (CANCELLED, Absorb(other="case-3", other_no="1124-28-003"), "merge.closed"),
        ((accept(),), Merge(into="case-1", into_no="1124-28-001"), "merge.self"),
        ((accept(),), undo(1), "undo.nothing"),
        ((accept(),), Dispatch(partner="", name=Text("")), "dispatch.nobody"),
        ((accept(),), Assign(unit="", name=Text("")), "dispatch.nobody"),
        (WORKED, close(CloseReason.DONE), "callback.missing"),
        (WORKED, close(CloseReason.TRANSFERRED), "close.transfer_missing"),
        ((*WORKED, Hotwire(number="110", name=Text("公安"))), close(CloseReason.TRANSFERRED), "callback.missing"),
        ((*WORKED, MISSED, MISSED, MISSED), close(CloseReason.DONE), "callback.missing"),
        (WORKED, close(CloseReason.UNREACHED), "callback.unreached_too_early"),
        ((*WORKED, MISSED, MISSED), close(CloseReason.UNREACHED), "callback.unreached_too_early"),
        ((*WORKED, MISSED, MISSED, CallbackAttempt(outcome=Attempt.REACHED)), close(CloseReason.UNREACHED), "callback.unreached_too_early"),
        ((accept(), MISSED, MISSED, MISSED), close(CloseReason.UNREACHED), "callback.unreached_too_early"),
        ((*WORKED, MISSED, MISSED, MISSED, Rework(reason="漏"), WorkDone()), close(CloseReason.UNREACHED), "callback.unreached_too_early"),
        ((*WORKED, MISSED, MISSED, MISSED), close(CloseReason.UNREACHED, True), "close.resolved_without_answer"),
        ((*WORKED, MISSED, MISSED, MISSED, DONE), close(CloseReason.UNREACHED), "close.was_reached"),
        ((*WORKED, NOT_DONE), close(CloseReason.DONE), "callback.not_done"),
        (WORKED, CallbackAnswer(steps=(), score=6), "callback.score_range"),
        (WORKED, CallbackAnswer(steps=(), score=0), "callback.score_range"),
        ((*WORKED, CallbackAnswer(steps=(), score=5)), close(CloseReason.DONE, True), "close.resolved_without_answer"),
        (WORKED, close(CloseReason.CANCELLED), "close.use_cancel"),
        ((accept(),), close(CloseReason.ANSWERED), "close.answer_missing"),
        ((accept(), Answer(words="好"), SENT, WorkDone(), DONE), close(CloseReason.ANSWERED), "close.answer_missing"),
        ((accept(), Answer(words="好"), NOT_DONE), close(CloseReason.ANSWERED), "callback.not_done"),
        ((accept(),), close(CloseReason.TRANSFERRED), "close.transfer_missing"),
        ((accept(), Hotwire(number="110", name=Text("公安"))), close(CloseReason.TRANSFERRED, True), "close.resolved_without_answer"),
        ((accept(),), close(CloseReason.UNMET), "unmet.missing"),
        ((accept(), Unmet(need="叫车")), close(CloseReason.UNMET, True), "unmet.resolved"),
        ((accept(),), Unmet(need="  "), "unmet.need_missing"),
        (WORKED, Complain(text="", partner="", name=Text("")), "complaint.partner_missing"),
        (VERIFYING, close(CloseReason.DONE), "verify.open"),
        (VERIFYING, Cancel(), "verify.open"),
        (VERIFYING, Merge(into="case-2", into_no="1124-28-002"), "verify.open"),
        (VERIFYING, COMPLAINT, "verb.not_now"),
        (VERIFYING, verdict(statement="  "), "verify.statement_missing"),
        (VERIFYING, verdict(Verification.OPEN), "verify.verdict_missing"),
        (VERIFYING, verdict(partner="P009"), "verify.other_partner"),
        (VERIFYING, verdict(Verification.UNFOUNDED, card="yellow"), "complaint.unverified_card"),
        (VERIFYING, verdict(card="green"), "complaint.card_unknown"),
        (VERIFYING, verdict(Verification.VETO), "veto.two_people"),
        (VERIFYING, ProposeVeto(partner="P001", name=PARTNER, statement=" "), "verify.statement_missing"),
        (VERIFYING, ProposeVeto(partner="P009", name=PARTNER, statement="不认"), "verify.other_partner"),
        (PROPOSED, ProposeVeto(partner="P001", name=PARTNER, statement="不认"), "verb.not_now"),
        (UNIT_VERIFYING, ProposeVeto(partner="D07", name=UNIT, statement="不认"), "verb.not_now"),
        (UNIT_VERIFYING, verdict(Verification.VETO, partner="D07"), "complaint.unit_card"),
        (UNIT_VERIFYING, verdict(partner="D07", card="yellow"), "complaint.unit_card"),
        ((*VERIFYING, verdict(Verification.VETO, card="expelled")), Rework(reason="漏"), "verb.not_now"),
    ],
)
def test_refused(bodies: tuple[Body, ...], body: Body, code: str) -> None:
    state = state_of(*bodies) if bodies else None
    with pytest.raises(RuleBroken) as refused:
        check(state, body, profile())
    assert refused.value.code == code


@pytest.mark.parametrize(
    "bodies",
    [
        (accept(), Answer(article="K012"), close(CloseReason.ANSWERED, True)),
        (accept(), Answer(words="好"), close(CloseReason.ANSWERED)),
        (*WORKED, MISSED, MISSED, MISSED, close(CloseReason.UNREACHED)),
        (*WORKED, MISSED, MISSED, MISSED, close(CloseReason.UNREACHED), DONE),
        (*WORKED, DONE, close(CloseReason.DONE, True), COMPLAINT),
        (*WORKED, DONE, close(CloseReason.DONE, True), Reopen(reason="又漏"), COMPLAINT),
        (*WORKED, DONE, close(CloseReason.DONE)),
        (*WORKED, NOT_DONE, Cancel(reason="算了")),
        (*WORKED, NOT_DONE, Unmet(need="老式阀门"), close(CloseReason.UNMET)),
        (*WORKED, NOT_DONE, Rework(reason="漏", due="2026-11-25T17:00:00+08:00")),
        (*VERIFYING, verdict(card="yellow")),
        (*VERIFYING, verdict(Verification.UNFOUNDED), DONE, close(CloseReason.DONE, True)),
        (*PROPOSED, verdict(Verification.VETO, card="expelled"), Dispatch(partner="P009", name=PARTNER)),
        (*PROPOSED, verdict(card="yellow"), Rework(reason="漏")),
        (*PROPOSED, undo(5), verdict(Verification.UNFOUNDED)),
        (*UNIT_VERIFYING, verdict(partner="D07"), Rework(reason="再修"), WorkDone(), DONE, close(CloseReason.DONE, True)),
        (*UNIT_VERIFYING, verdict(Verification.UNFOUNDED, partner="D07"), DONE, close(CloseReason.DONE, True)),
        (accept(kind=CaseKind.COMPLAINT), COMPLAINT),
        (accept(), DONE, close(CloseReason.DONE, True)),
        (accept(), Merge(into="case-2", into_no="1124-28-002"), MISSED, DONE),
        (*CANCELLED, Reopen(reason="还是要"), SENT),
        (accept(), SENT, undo(2), SENT),
    ],
)
def test_allowed_step_by_step(bodies: tuple[Body, ...]) -> None:
    assert told(*bodies).rev == len(bodies)


def test_the_number_of_attempts_comes_from_the_profile() -> None:
    patient = replace(profile(), attempts=1)
    assert told(*WORKED, MISSED, close(CloseReason.UNREACHED), rules=patient).closed


@pytest.mark.parametrize(
    ("bodies", "body"), [((accept(), SENT), Acknowledge(eta="下午")), (WORKED, Rework(reason="漏", due="2026-11-25T17:00"))]
)
def test_a_time_that_cannot_be_read_is_bad_input(bodies: tuple[Body, ...], body: Body) -> None:
    with pytest.raises(BadInput, match=r"time\.bad"):
        check(state_of(*bodies), body, profile())


def test_a_refusal_names_verb_and_stage() -> None:
    with pytest.raises(RuleBroken) as refused:
        check(state_of(accept()), WorkDone(), profile())
    assert refused.value.details == {"verb": "case.work_done", "stage": "accepted"}


ALWAYS = {"case.note", "case.feedback"}
OWNED = {"case.take_over", "case.reassign", "case.hand_over", "case.prioritise"}
OPEN = ALWAYS | OWNED | {"case.amend", "case.refile", "case.transfer", "case.absorb"}
DESK = OPEN | {"callback.attempt", "callback.answer", "case.close"}


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ((accept(),), DESK | {"case.dispatch", "case.assign", "case.answer", "case.unmet", "case.cancel", "case.merge"}),
        (
            (accept(), SENT),
            OPEN | {"case.acknowledge", "case.decline", "case.on_site", "case.work_done", "case.cancel", "case.merge", "case.undo"},
        ),
        (WORKED, DESK | {"case.rework", "case.complain", "case.merge", "case.undo"}),
        ((*WORKED, NOT_DONE), DESK | {"case.rework", "case.complain", "case.merge", "case.undo", "case.cancel", "case.unmet"}),
        (VERIFYING, OPEN | {"case.verify", "case.propose_veto", "case.undo"}),
        (PROPOSED, OPEN | {"case.verify", "case.undo"}),
        (UNIT_VERIFYING, OPEN | {"case.verify", "case.undo"}),
        (CANCELLED, ALWAYS | {"case.reopen", "case.complain", "case.undo"}),
        ((accept(), Merge(into="case-2", into_no="1124-28-002")), ALWAYS | {"callback.attempt", "callback.answer", "case.undo"}),
    ],
)
def test_what_is_offered(bodies: tuple[Body, ...], expected: set[str]) -> None:
    assert allowed(state_of(*bodies)) == expected


def test_a_true_complaint_about_a_unit_is_its_fault_and_no_card() -> None:
    state = told(*UNIT_VERIFYING, verdict(partner="D07"))
    assert (state.verification, state.cards) == (Verification.VERIFIED, ())
    assert state.faults == (("D07", state.times["verify"]),)
    assert told(*UNIT_VERIFYING, verdict(Verification.UNFOUNDED, partner="D07")).faults == ()
    assert state_of(*UNIT_VERIFYING, verdict(partner="D07"), undo(5)).faults == ()


def test_a_proposed_veto_names_its_first_person_until_somebody_decides() -> None:
    proposal = state_of(*PROPOSED).proposal
    assert proposal is not None
    assert (proposal.by, proposal.statement) == (28, "不认")
    assert state_of(*PROPOSED, verdict(card="yellow")).proposal is None
    assert state_of(*PROPOSED, undo(5)).proposal is None
