"""Which verb fits which state of a case: the part of the rules that needs no profile and that the fold itself keeps to.

The fold ignores an entry that does not fit (two desks and the server may interleave); ``models.rules.verbs`` refuses it beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.records.callback import Attempt, Step
from models.records.case import CaseKind, CaseState, CloseReason, Stage, Verification
from models.records.catalogue import HandlerKind
from models.records.journal import (
    Absorb,
    Accept,
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
    HandOver,
    Hotwire,
    Merge,
    Note,
    OnSite,
    Prioritise,
    ProposeVeto,
    Reassign,
    Refile,
    Reopen,
    Rework,
    TakeOver,
    Undo,
    Unmet,
    Verify,
    WorkDone,
)
from models.records.supervision import PRESSES, AddUnit, Bulletin, Chase, DecideReturn, Return, ReturnState, Supervise, UnitReport
from models.rules.tasks import AWAY, task_objection, tasks_of, with_unit

Verb = type[Body]

_DESK = frozenset((Stage.ACCEPTED, Stage.CALLBACK))
_ACTIVE = AWAY | _DESK
_OPEN = _ACTIVE | {Stage.VERIFYING}
_ALL = frozenset(Stage)

STAGES: Mapping[Verb, frozenset[Stage]] = {
    Accept: frozenset(),
    Amend: _OPEN,
    Refile: _OPEN,
    Dispatch: frozenset((Stage.ACCEPTED,)),
    Assign: frozenset((Stage.ACCEPTED,)),
    Answer: frozenset((Stage.ACCEPTED,)),
    Hotwire: _OPEN,
    Acknowledge: frozenset((Stage.DISPATCHED, Stage.ACKNOWLEDGED)),
    Decline: AWAY,
    OnSite: frozenset((Stage.DISPATCHED, Stage.ACKNOWLEDGED)),
    WorkDone: AWAY,
    Feedback: _ALL,
    Rework: _DESK,
    Complain: _DESK | {Stage.CLOSED},
    ProposeVeto: frozenset((Stage.VERIFYING,)),
    Verify: frozenset((Stage.VERIFYING,)),
    CallbackAttempt: _DESK | {Stage.MERGED},
    CallbackAnswer: _DESK | {Stage.MERGED, Stage.CLOSED},
    Unmet: _DESK,
    Close: _DESK,
    Cancel: _ACTIVE,
    Reopen: frozenset((Stage.CLOSED,)),
    Merge: _ACTIVE,
    Absorb: _OPEN | {Stage.CLOSED},
    TakeOver: _OPEN,
    Reassign: _OPEN,
    HandOver: _OPEN,
    Prioritise: _OPEN,
    Note: _ALL,
    Undo: _ALL,
    **dict.fromkeys((Return, DecideReturn, AddUnit, UnitReport, Chase, Supervise, Bulletin), AWAY),
}
"""The stages in which a verb makes sense. Partners and units report from wherever the work is; a merged case keeps its own callback."""

NOT_NOW = "verb.not_now"


def objection(state: CaseState, body: Body) -> str | None:
    """Return the stable code of what speaks against folding ``body`` into ``state``, or None where it fits."""
    told = verb_objection(state, type(body))
    if told is not None:
        return told
    match body:
        case Close():
            return _close_objection(state, body)
        case Verify() if body.verdict is Verification.OPEN:
            return "verify.verdict_missing"
        case Verify() if state.accused_kind is HandlerKind.DEPARTMENT and (body.card or body.verdict is Verification.VETO):
            return "complaint.unit_card"
        case Merge() if body.into == state.id:
            return "merge.self"
        case TakeOver() | Reassign() | HandOver():
            return _owner_objection(state, body)
        case Prioritise() if body.raised is state.priority:
            return "priority.same"
        case _:
            return task_objection(state, body)


def verb_objection(state: CaseState, verb: Verb) -> str | None:
    """Return what speaks against a verb whatever its body says, or None."""
    if verb in (Close, Cancel, Merge) and state.verification is Verification.OPEN:
        return "verify.open"
    return None if state.stage in STAGES[verb] and _sensible(state, verb) else NOT_NOW


def _owner_objection(state: CaseState, body: TakeOver | Reassign | HandOver) -> str | None:
    """A case has one owner or none, and moves only from where whoever moves it has seen it: of two who take it at once, one has it."""
    if body.seen != state.owner:
        return "owner.moved"
    match body:
        case Reassign(to=to) if to == state.owner or to <= 0:
            return "owner.same"
        case TakeOver(second=second) if second < 0 or (second and second == state.owner):
            return "owner.same"
        case HandOver() if not state.owner:
            return "owner.none"
    return None


def reached_done(state: CaseState) -> bool | None:
    """Return whether the citizen said in this round of callback that the work was done, None where nobody has asked."""
    return dict(state.answers).get(Step.DONE.value) if state.callback_done else None


def failed_attempts(state: CaseState) -> int:
    """Return how often the citizen was rung in vain in this round of callback; a refusal counts."""
    return sum(1 for _, outcome in state.attempts if outcome != Attempt.REACHED.value)


def settled(state: CaseState) -> bool:
    """Tell whether nobody has to be sent: the need was answered at once, put through or noted as unmet, and has not come back since."""
    if state.stage is not Stage.ACCEPTED:
        return False
    for verb in reversed(state.times):
        if verb in _SETTLES or verb in _UNSETTLES:
            return verb in _SETTLES
    return False


_SETTLES = frozenset(("answer", "transfer", "unmet"))
_UNSETTLES = frozenset(("accept", "decline", "decide_return", "refile", "reopen"))
_WITH_UNITS = frozenset((Return, DecideReturn, AddUnit, UnitReport, Chase, Supervise, Bulletin))


def _sensible(state: CaseState, verb: Verb) -> bool:
    """Tell whether a verb that the stage allows makes sense for what has happened so far."""
    if verb in _WITH_UNITS:
        return with_unit(state) and _fits_units(state, verb)
    if verb is Rework:
        return state.handler is not None
    if verb is Complain and state.stage is Stage.ACCEPTED:
        return state.kind is CaseKind.COMPLAINT or state.handler is not None
    if verb is ProposeVeto:
        return state.proposal is None and state.accused_kind is not HandlerKind.DEPARTMENT
    if verb is CallbackAnswer and state.stage is Stage.CLOSED:
        return state.close_reason is CloseReason.UNREACHED and not state.callback_done
    if verb is Cancel and state.stage is Stage.CALLBACK:
        return reached_done(state) is False
    if verb is Unmet and state.stage is Stage.CALLBACK:
        return state.callback_done and reached_done(state) is not True
    return True


def _fits_units(state: CaseState, verb: Verb) -> bool:
    """The same for what goes to and fro between the desk and a unit: somebody must have something to say, or to hear."""
    working = [task for task in tasks_of(state) if not task.ended_at]
    if verb is Return:
        return any(not task.returned_at for task in working)
    if verb is DecideReturn:
        return any(task.returning is ReturnState.OPEN for task in working)
    if verb is UnitReport:
        return any(not task.lead for task in working)
    return verb is AddUnit or any(PRESSES[verb] not in task.pressed for task in working)  # type: ignore[index]


def _close_objection(state: CaseState, body: Close) -> str | None:
    """Return why a case cannot be closed for this reason. A "not done" at callback keeps it open unless nobody can help."""
    match body.reason:
        case CloseReason.CANCELLED:
            return "close.use_cancel"
        case CloseReason.UNREACHED:
            return _unreached_objection(state, body)
        case CloseReason.UNMET if body.resolved:
            return "unmet.resolved"
        case CloseReason.UNMET if not state.unmet:
            return "unmet.missing"
        case CloseReason.TRANSFERRED if not state.transferred_to:
            return "close.transfer_missing"
        case CloseReason.ANSWERED if not state.answered:
            return "close.answer_missing"
    if not state.callback_done and (body.reason is CloseReason.DONE or state.stage is Stage.CALLBACK):
        return "callback.missing"
    if body.reason in (CloseReason.DONE, CloseReason.ANSWERED) and reached_done(state) is False:
        return "callback.not_done"
    return _resolved_objection(state, body)


def _unreached_objection(state: CaseState, body: Close) -> str | None:
    if state.callback_done:
        return "close.was_reached"
    if state.stage is not Stage.CALLBACK or failed_attempts(state) == 0:
        return "callback.unreached_too_early"
    return _resolved_objection(state, body)


def _resolved_objection(state: CaseState, body: Close) -> str | None:
    """A need counts as resolved only on the citizen's word that the work was done, or on an answer given at once."""
    if body.resolved and reached_done(state) is not True and not state.answered:
        return "close.resolved_without_answer"
    return None
