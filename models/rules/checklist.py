"""The callback checklist: what the citizen is asked, by who did the work and what the case was."""

from __future__ import annotations

from models.records.callback import Step
from models.records.case import CaseKind
from models.records.catalogue import HandlerKind

_PARTNER = (Step.DONE, Step.AS_PROMISED, Step.PRICE_AS_QUOTED, Step.CLEAN, Step.SATISFIED, Step.ANYTHING_ELSE)
_DEPARTMENT = (Step.UNIT_CONTACTED, Step.DONE, Step.SATISFIED, Step.ANYTHING_ELSE)
_CONSULTATION = (Step.ANSWER_CLEAR, Step.SATISFIED, Step.ANYTHING_ELSE)
_UNMET = (Step.ANSWER_CLEAR, Step.ANYTHING_ELSE)

POOR = 2
"""The highest score at which a complaint is to be verified: 1 and 2 of 5."""


def steps(handler: HandlerKind, kind: CaseKind) -> tuple[Step, ...]:
    """Return the questions in the order in which they are asked.

    A consultation asks only whether the answer was clear, whoever the item belongs to. An unmet need brings an apology, and nobody who got
    nothing is asked how satisfied they are with it.
    """
    if kind is CaseKind.UNMET:
        return _UNMET
    if kind is CaseKind.CONSULTATION or handler is HandlerKind.CONSULTATION:
        return _CONSULTATION
    return _PARTNER if handler is HandlerKind.PARTNER else _DEPARTMENT


def score_opens_verification(score: int | None) -> bool:
    """Tell whether a score is so low that the operator is led to verify what happened; no score never is."""
    return score is not None and score <= POOR
