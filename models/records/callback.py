"""The callback (回访): its checklist and its answer."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record


class Step(StrEnum):
    """A question of the callback checklist, in the order in which they are asked."""

    DONE = "done"
    AS_PROMISED = "as_promised"
    PRICE_AS_QUOTED = "price_as_quoted"
    CLEAN = "clean"
    ANSWER_CLEAR = "answer_clear"
    UNIT_CONTACTED = "unit_contacted"
    SATISFIED = "satisfied"
    ANYTHING_ELSE = "anything_else"


class Attempt(StrEnum):
    """How an attempt to reach the citizen went."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    REFUSED = "refused"
    WRONG_NUMBER = "wrong_number"


class Checklist(Record, frozen=True):
    """What the callback pane shows for a case: ``answers`` holds yes/no so far, ``due`` is an ISO time or ''.

    ``attempts`` are (ISO time, how it went); ``needed`` is the number of failed attempts after which the case may close unanswered.
    ``round`` changes when work was done anew, ``former`` is the score given before that.
    """

    case_id: str
    case_no: str
    title: str
    number: str
    steps: tuple[Step, ...]
    answers: tuple[tuple[Step, bool], ...] = ()
    score: int | None = None
    comment: str = ""
    due: str = ""
    overdue: bool = False
    attempts: tuple[tuple[str, Attempt], ...] = ()
    needed: int = 3
    open: bool = False
    round: str = ""
    former: int | None = None

    @property
    def saved(self) -> bool:
        """Whether the answers are the journal's, and not still to be given."""
        return bool(self.answers) or self.score is not None
