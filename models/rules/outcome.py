"""What the centre makes of an operation on a case: the one decision that all replicas then follow (sync protocol 3.7)."""

from __future__ import annotations

from collections.abc import Sequence

from models.records.base import Record, parse_time
from models.records.case import CaseState, Verification, VetoProposal
from models.records.failure import BadInput, RuleBroken
from models.records.journal import Absorb, Accept, Amend, Body, Entry, Undo, Verify
from models.records.outcome import Outcome
from models.records.profile import Profile
from models.rules.amending import lost_fields
from models.rules.ladder import check_veto
from models.rules.lifecycle import effective, fold, stands, undoable
from models.rules.supervision import check_time
from models.rules.transitions import objection
from models.rules.verbs import check

ILLEGAL = "illegal-transition"
CONFLICT = "field-conflict"
NOT_ALLOWED = "not-allowed"


class Decision(Record, frozen=True):
    """An outcome with the stable code of what was wrong ('' where nothing was) and the fields that were lost."""

    outcome: Outcome
    problem: str = ""
    fields: tuple[str, ...] = ()


_LATE = frozenset(("callback.unreached_too_early", "verify.other_partner", "undo.nothing", "veto.two_people"))
"""Codes of refusals that speak against a verb on the case as it has become meanwhile, and not against the verb itself."""


def decide(
    state: CaseState | None, journal: Sequence[Entry], body: Body, base_rev: int, profile: Profile, actor: int, at: str = ""
) -> Decision:
    """Return what becomes of ``body`` on a case as it now stands at the centre; ``state`` is None where there is no such case.

    ``journal`` is read for an undo only and may be empty for every other verb. ``base_rev`` is the revision that the operator saw,
    ``actor`` the operator's number, which a veto is asked about: nobody confirms the own proposal. ``at`` is the ISO time at which it was
    done, for what has its time; '' asks no clock.
    What does not fit any more is superseded, never dropped; what would fit at no time is rejected.
    """
    if state is None:
        return Decision(outcome=Outcome.APPLIED) if isinstance(body, Accept) else Decision(outcome=Outcome.REJECTED, problem=ILLEGAL)
    if isinstance(body, Accept) or (isinstance(body, Undo) and not takes_back(journal, body)):
        return Decision(outcome=Outcome.SUPERSEDED, problem=ILLEGAL)
    if objection(state, body) is not None:
        return Decision(outcome=Outcome.SUPERSEDED, problem=ILLEGAL)
    try:
        check(state, body, profile)
        if at:
            check_time(state, body, profile, parse_time(at))
    except RuleBroken as broken:
        late = broken.code in _LATE
        return Decision(outcome=Outcome.SUPERSEDED if late else Outcome.REJECTED, problem=ILLEGAL if late else NOT_ALLOWED)
    except BadInput:
        return Decision(outcome=Outcome.REJECTED, problem=NOT_ALLOWED)
    if isinstance(body, Verify) and body.verdict is Verification.VETO and state.proposal and not two_people(state.proposal, body, actor):
        return Decision(outcome=Outcome.REJECTED, problem=NOT_ALLOWED)
    if isinstance(body, Amend) and (lost := lost_fields(state, body)):
        return Decision(outcome=Outcome.SUPERSEDED, problem=CONFLICT, fields=lost)
    return Decision(outcome=Outcome.APPLIED if base_rev >= state.rev else Outcome.REBASED)


def two_people(proposal: VetoProposal, body: Verify, actor: int) -> bool:
    """Tell whether somebody else than its proposer confirms a veto: who writes it down, or the second person at that session."""
    try:
        check_veto(proposal.by, body.second or actor)
    except RuleBroken:
        return False
    return True


def takes_back(journal: Sequence[Entry], body: Undo) -> bool:
    """Tell whether an undo names what may be taken back now: the last entry that counts, or the undo made last of all.

    The absorbing half of a merge is taken back and restored with the other half, whatever was done to the case since.
    """
    last = undoable(journal)
    again = journal[-1] if journal and isinstance(journal[-1].body, Undo) else None
    return body.op_id in {entry.op_id for entry in (last, again) if entry is not None} or body.op_id in _halves(journal)


def _halves(journal: Sequence[Entry]) -> set[str]:
    """Return the absorptions that count, and for each of the others the undo that took it back last."""
    standing = {entry.op_id for entry in effective(journal)}
    found: dict[str, str] = {}
    for entry in stands(journal):
        if isinstance(entry.body, Absorb):
            found[entry.op_id] = entry.op_id
        elif isinstance(entry.body, Undo) and entry.body.op_id in found and entry.body.op_id not in standing:
            found[entry.body.op_id] = entry.op_id
    return set(found.values())


def state_of(journal: Sequence[Entry]) -> CaseState | None:
    """Return what a journal adds up to, None for one without an acceptance that counts."""
    try:
        return fold(journal)
    except RuleBroken:
        return None
