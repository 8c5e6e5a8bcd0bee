"""What one fitting entry does to a case. Pure: a state and a body in, the next state out."""

from __future__ import annotations

from msgspec.structs import replace

from models.records.case import CaseState, CloseReason, Handler, Stage, UnmetNeed, Verification, VetoProposal, Way
from models.records.catalogue import HandlerKind
from models.records.journal import (
    Absorb,
    Accept,
    Acknowledge,
    Amend,
    Answer,
    Assign,
    CallbackAnswer,
    CallbackAttempt,
    Cancel,
    Close,
    Complain,
    Decline,
    Dispatch,
    Entry,
    HandOver,
    Hotwire,
    Merge,
    OnSite,
    Prioritise,
    ProposeVeto,
    Reassign,
    Refile,
    Reopen,
    Rework,
    TakeOver,
    Unmet,
    Verify,
    WorkDone,
)
from models.records.supervision import DecideReturn
from models.rules.amending import amended
from models.rules.owner import owned
from models.rules.tasks import followed

SATISFIED_FROM = 4
"""The lowest of the five scores that counts as satisfied; 3 ("so-so") does not, so the rate never flatters."""

_TIMES = {"callback.answer": "callback"}


def begin(entry: Entry, accept: Accept) -> CaseState:
    """Return the state of a case right after it was accepted."""
    return CaseState(
        id=entry.case_id,
        no=accept.no,
        kind=accept.kind,
        stage=Stage.ACCEPTED,
        item_code=accept.item_code,
        item_name=accept.item_name,
        item_version=accept.item_version,
        line=accept.line,
        urgent=accept.urgent,
        confidential=accept.confidential,
        person_id=accept.person_id,
        person_name=accept.person_name,
        number=accept.number,
        district=accept.district,
        address=accept.address,
        text=accept.text,
        opened_at=entry.at,
        opened_by=entry.actor,
        handler_kind=accept.handler_kind,
        minutes_on_site=accept.minutes_on_site,
        stage_at=entry.at,
        times={"accept": entry.at},
        firsts={"accept": entry.at},
        call_id=accept.call_id,
        way=Way.UNSAID if accept.call_id else accept.way,
    )


def advance(state: CaseState, entry: Entry) -> CaseState:
    """Return ``state`` after an entry that fits it (see ``models.rules.transitions``), with its time noted behind all others."""
    moved = _effect(state, entry)
    key = _TIMES.get(entry.verb, entry.verb.partition(".")[2])
    return replace(
        moved,
        times={**{verb: at for verb, at in state.times.items() if verb != key}, key: entry.at},
        firsts=state.firsts if key in state.firsts else {**state.firsts, key: entry.at},
        stage_at=state.stage_at if moved.stage is state.stage else entry.at,
        tasks=followed(state, entry),
    )


def _effect(state: CaseState, entry: Entry) -> CaseState:
    match entry.body:
        case Amend() as body:
            return amended(state, entry, body)
        case Refile() as body:
            return _refiled(state, body)
        case Dispatch() | Assign() | Acknowledge() | Decline() | OnSite() | WorkDone() | Rework() | DecideReturn():
            return _handled(state, entry)
        case Complain() | ProposeVeto() | Verify():
            return _disciplined(state, entry)
        case CallbackAttempt(outcome=outcome):
            return replace(state, attempts=(*state.attempts, (entry.at, outcome.value)))
        case CallbackAnswer() as body:
            return _called_back(state, body)
        case Answer():
            return replace(state, answered=True)
        case Hotwire(number=number):
            return replace(state, transferred_to=number)
        case Unmet(need=need, tried=tried):
            told = UnmetNeed(need=need, tried=tried)
            return state if told in state.unmet else replace(state, unmet=(*state.unmet, told))
        case Close() | Cancel() | Reopen() | Merge() | Absorb():
            return _ended(state, entry)
        case TakeOver() | Reassign() | HandOver() | Prioritise():
            return owned(state, entry)
        case _:
            return state


def _refiled(state: CaseState, body: Refile) -> CaseState:
    return replace(
        state,
        item_code=body.item_code,
        item_name=body.item_name,
        item_version=body.item_version,
        handler_kind=body.handler_kind,
        line=body.line,
        urgent=body.urgent,
        minutes_on_site=body.minutes_on_site,
    )


def _handled(state: CaseState, entry: Entry) -> CaseState:
    """The work itself: out to somebody, back from them, out again."""
    match entry.body:
        case Dispatch(partner=code, name=name):
            handler = Handler(kind=HandlerKind.PARTNER, code=code, name=name)
            return replace(_new_round(state), stage=Stage.DISPATCHED, handler=handler, eta="")
        case Assign(unit=code, name=name):
            handler = Handler(kind=HandlerKind.DEPARTMENT, code=code, name=name)
            return replace(_new_round(state), stage=Stage.DISPATCHED, handler=handler, eta="")
        case Acknowledge(eta=eta):
            return replace(state, stage=Stage.ACKNOWLEDGED, eta=eta or state.eta)
        case OnSite():
            return replace(state, stage=Stage.ON_SITE)
        case WorkDone():
            return replace(state, stage=Stage.CALLBACK)
        case Rework(due=due):
            return replace(_new_round(state), stage=Stage.DISPATCHED, eta=due, reworks=state.reworks + 1)
        case DecideReturn(unit=unit, accepted=accepted) if not accepted or (unit and state.handler and unit != state.handler.code):
            return state
        case _:
            code = state.handler.code if state.handler else ""
            declined = state.declined if not code or code in state.declined else (*state.declined, code)
            return replace(state, stage=Stage.ACCEPTED, handler=None, eta="", declined=declined)


def _disciplined(state: CaseState, entry: Entry) -> CaseState:
    """A complaint opens verification and whatever the case had come to; the verdict hands it back to where work is possible.

    That is the callback where the work was done (from there it may be sent back), else the desk. After a veto the partner is out, so the
    case goes back to the desk with nobody on it. Cards are for partners; what is true of a unit is kept as its fault.
    """
    match entry.body:
        case Complain(partner=code, name=name, kind=kind):
            if state.handler is not None and state.handler.code == code:
                kind = state.handler.kind
            return replace(
                _new_round(state),
                stage=Stage.VERIFYING,
                verification=Verification.OPEN,
                accused=code,
                accused_kind=kind,
                proposal=None,
                handler=state.handler or Handler(kind=kind, code=code, name=name),
                closed=False,
                close_reason=None,
                resolved=None,
            )
        case ProposeVeto(statement=statement, evidence=evidence):
            return replace(state, proposal=VetoProposal(by=entry.actor, at=entry.at, statement=statement, evidence=evidence))
        case Verify(verdict=verdict, partner=code, card=card):
            bad = verdict in (Verification.VERIFIED, Verification.VETO)
            veto = verdict is Verification.VETO
            unit = state.accused_kind is HandlerKind.DEPARTMENT
            return replace(
                state,
                stage=Stage.CALLBACK if "work_done" in state.times and not veto else Stage.ACCEPTED,
                verification=verdict,
                proposal=None,
                faults=(*state.faults, (code, entry.at)) if bad and unit else state.faults,
                handler=None if veto else state.handler,
                cards=(*state.cards, (code, card)) if bad and card else state.cards,
            )
        case _:
            return state


def _called_back(state: CaseState, body: CallbackAnswer) -> CaseState:
    return replace(
        state,
        callback_done=True,
        answers=tuple((step.value, yes) for step, yes in body.steps),
        score=body.score,
        satisfied=None if body.score is None else body.score >= SATISFIED_FROM,
    )


def _ended(state: CaseState, entry: Entry) -> CaseState:
    match entry.body:
        case Close(reason=reason, resolved=resolved):
            return replace(state, stage=Stage.CLOSED, closed=True, close_reason=reason, resolved=resolved)
        case Cancel():
            return replace(state, stage=Stage.CLOSED, closed=True, close_reason=CloseReason.CANCELLED, resolved=None)
        case Reopen():
            return replace(_new_round(state), stage=Stage.ACCEPTED, closed=False, close_reason=None, resolved=None)
        case Merge(into=into):
            return replace(state, stage=Stage.MERGED, merged_into=into)
        case Absorb(other=other):
            return state if other in state.merged_from else replace(state, merged_from=(*state.merged_from, other))
        case _:
            return state


def _new_round(state: CaseState) -> CaseState:
    """Return the state with the callback still to be made: new work needs a new answer, and earlier attempts count no more.

    A citizen who was dissatisfied stays so until they say otherwise; one who was satisfied and is back is no longer known to be.
    """
    kept = state.satisfied is False
    return replace(
        state,
        callback_done=False,
        answered=False,
        answers=(),
        attempts=(),
        score=state.score if kept else None,
        satisfied=False if kept else None,
    )
