"""What an operator may do to a case now, and why not. The console asks before it makes an operation, the server before it applies one.

Codes of refusals (stable, words for them live in the interface): ``case.missing``, ``case.exists``, ``verb.not_now``, ``undo.nothing``,
``dispatch.nobody``, ``callback.missing``, ``callback.not_done``, ``callback.unreached_too_early``, ``callback.score_range``,
``verify.open``, ``verify.statement_missing``, ``verify.verdict_missing``, ``verify.other_partner``, ``veto.two_people``,
``complaint.partner_missing``, ``complaint.unverified_card``, ``complaint.card_unknown``, ``complaint.unit_card``, ``close.use_cancel``,
``close.was_reached``, ``close.answer_missing``, ``close.transfer_missing``, ``close.resolved_without_answer``, ``unmet.missing``,
``unmet.need_missing``, ``unmet.resolved``, ``merge.self``, ``merge.closed``, ``owner.moved``,
``owner.same``, ``owner.none``, ``owner.reason_missing``, ``priority.same``, ``decline.unit``, ``return.reason_missing``, and those of
``models.rules.tasks`` and ``models.rules.supervision``. A time that cannot be read is BadInput ``time.bad`` with its
field.
"""

from __future__ import annotations

from models.records.base import parse_time
from models.records.case import CaseState, CloseReason, Stage, Verification
from models.records.failure import BadInput, RuleBroken
from models.records.journal import (
    Absorb,
    Accept,
    Acknowledge,
    Assign,
    Body,
    CallbackAnswer,
    Close,
    Complain,
    Decline,
    Dispatch,
    Prioritise,
    ProposeVeto,
    Reassign,
    Rework,
    Undo,
    Unmet,
    Verify,
    verb_of,
)
from models.records.partner import CardLevel
from models.records.profile import Profile
from models.records.supervision import AddUnit, DecideReturn, Return
from models.rules.tasks import with_unit
from models.rules.transitions import STAGES, Verb, failed_attempts, objection, verb_objection

_CARDS = frozenset((CardLevel.YELLOW.value, CardLevel.RED.value, CardLevel.EXPELLED.value))


def allowed(state: CaseState) -> frozenset[str]:
    """Return the operation types (``case.dispatch`` …) that make sense now; a certain body of them may still be refused by ``check``."""
    return frozenset(_type_of(verb) for verb in STAGES if _refusal(state, verb) is None)


def check(state: CaseState | None, body: Body, profile: Profile) -> None:
    """Return quietly where ``body`` may be added to the case; ``state`` is None for a case that does not exist yet.

    Raises RuleBroken with one of the codes above, the verb and the stage; BadInput ``time.bad`` for a time that cannot be read.
    """
    if state is None:
        if not isinstance(body, Accept):
            raise RuleBroken("case.missing", verb=verb_of(body))
        return
    refused = _refusal(state, type(body)) or objection(state, body) or _form(state, body, profile)
    if refused is not None:
        raise RuleBroken(refused, verb=verb_of(body), stage=state.stage.value)
    _check_times(body)


def _type_of(verb: Verb) -> str:
    tag = verb.__struct_config__.tag
    assert isinstance(tag, str)
    return tag


def _refusal(state: CaseState, verb: Verb) -> str | None:
    """Return why a verb is refused whatever its body says. Stricter than the fold, which must keep what another desk has done."""
    if verb is Accept:
        return "case.exists"
    if verb is Undo and state.rev <= 1:
        return "undo.nothing"
    if verb is Decline and with_unit(state):
        return "decline.unit"
    if verb is Absorb and state.stage is Stage.CLOSED:
        return "merge.closed"
    return verb_objection(state, verb)


def _form(state: CaseState, body: Body, profile: Profile) -> str | None:
    """Return what is wrong with the body itself, or None."""
    match body:
        case Dispatch(partner=code) | Assign(unit=code) | AddUnit(unit=code):
            return None if code else "dispatch.nobody"
        case Return(reason=reason) | DecideReturn(accepted=False, reason=reason):
            return None if reason.strip() else "return.reason_missing"
        case Complain():
            return None if body.partner else "complaint.partner_missing"
        case ProposeVeto():
            return _heard(state, body)
        case Verify():
            return _verify_form(state, body)
        case CallbackAnswer(score=score):
            return None if score is None or 1 <= score <= 5 else "callback.score_range"
        case Unmet(need=need):
            return None if need.strip() else "unmet.need_missing"
        case Reassign(reason=reason) | Prioritise(reason=reason, raised=True):
            return None if reason.strip() else "owner.reason_missing"
        case Close(reason=CloseReason.UNREACHED):
            return "callback.unreached_too_early" if failed_attempts(state) < profile.attempts else None
        case _:
            return None


def _heard(state: CaseState, body: ProposeVeto | Verify) -> str | None:
    """A bad record counts only once verified, and the other side is always heard first (seed article: 一旦核实)."""
    if not body.statement.strip():
        return "verify.statement_missing"
    return None if body.partner == state.accused else "verify.other_partner"


def _verify_form(state: CaseState, body: Verify) -> str | None:
    """A veto takes two people: one who proposed it, and another one who confirms it (who that is, the command knows)."""
    if unheard := _heard(state, body):
        return unheard
    if body.verdict is Verification.VETO and state.proposal is None:
        return "veto.two_people"
    if body.card and body.verdict not in (Verification.VERIFIED, Verification.VETO):
        return "complaint.unverified_card"
    if body.card and body.card not in _CARDS:
        return "complaint.card_unknown"
    return None


def _check_times(body: Body) -> None:
    match body:
        case Acknowledge(eta=moment):
            field = "eta"
        case Rework(due=moment):
            field = "due"
        case _:
            return
    if moment:
        try:
            parse_time(moment)
        except ValueError as wrong:
            raise BadInput("time.bad", field=field) from wrong
