"""Departments at work on a case (交办): who has it as main unit (主办) or beside it (协办), and what was said to them on the way.

The steps that a case takes with anybody are in ``models.records.journal``; those that only units know are here. Each says the unit by
code and name, as it was called on that day; ``unit`` '' is the main one.
"""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text


class TaskStep(StrEnum):
    """What a unit owes next."""

    ACKNOWLEDGE = "acknowledge"
    FEEDBACK = "feedback"


class Press(StrEnum):
    """How a unit is pressed, one after the other: 催办 before a promise falls due, 督办 after, 通报 after that."""

    CHASE = "chase"
    SUPERVISE = "supervise"
    BULLETIN = "bulletin"


class ReturnState(StrEnum):
    """What became of a unit's word that a case is not its own; ``NONE`` where it said none. ``LAPSED``: the case went on without answer."""

    NONE = ""
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    LAPSED = "lapsed"


class UnitTask(Record, frozen=True, omit_defaults=True):
    """One assignment of a case to a unit. Times are ISO times, '' for what has not happened.

    ``lead`` is the main unit, which answers; others help it. ``eta`` is the time that the unit named itself, ``pressed`` what was sent
    to it about the step that it is at. ``ended_at``: it has nothing to do any more, because it answered or the case went another way.
    ``reached`` and ``score`` are what the citizen said at the callback after its answer.
    """

    unit: str
    name: Text
    assigned_at: str
    lead: bool = True
    consultation: bool = False
    acknowledged_at: str = ""
    eta: str = ""
    answered_at: str = ""
    ended_at: str = ""
    returned_at: str = ""
    return_reason: str = ""
    return_decision: ReturnState = ReturnState.NONE
    pressed: tuple[Press, ...] = ()
    reached: bool = False
    score: int | None = None

    @property
    def step(self) -> TaskStep | None:
        """What the unit owes next, None where it owes nothing any more."""
        if self.ended_at:
            return None
        return TaskStep.FEEDBACK if self.acknowledged_at else TaskStep.ACKNOWLEDGE

    @property
    def returning(self) -> ReturnState:
        """What became of its return."""
        if not self.returned_at or self.return_decision:
            return self.return_decision
        return ReturnState.LAPSED if self.ended_at else ReturnState.OPEN


class Return(Record, frozen=True, tag="case.return"):
    """The unit says that the case is not its own (退回); somebody who supervises decides."""

    reason: str
    unit: str = ""
    name: Text = Text("")


class DecideReturn(Record, frozen=True, tag="case.decide_return"):
    """The return is accepted, and the case goes back to the desk, or it is rejected, and the unit's time goes on as it was."""

    accepted: bool
    reason: str = ""
    unit: str = ""
    name: Text = Text("")


class AddUnit(Record, frozen=True, tag="case.add_unit"):
    """Another unit helps the main one (协办)."""

    unit: str
    name: Text = Text("")
    phone: str = ""
    note: str = ""


class UnitReport(Record, frozen=True, tag="case.unit_report"):
    """A unit that helps has taken it (no ``note``), or tells the main unit and the desk what it did."""

    unit: str
    name: Text = Text("")
    note: str = ""


class Chase(Record, frozen=True, tag="case.chase"):
    """The unit was reminded before its promise fell due (催办): once for each step."""

    step: TaskStep
    unit: str = ""
    name: Text = Text("")
    note: str = ""


class Supervise(Record, frozen=True, tag="case.supervise"):
    """The unit was called to account after its promise fell due (督办)."""

    step: TaskStep
    unit: str = ""
    name: Text = Text("")
    note: str = ""


class Bulletin(Record, frozen=True, tag="case.bulletin"):
    """The unit was named in a bulletin (通报): its promise fell due long ago."""

    step: TaskStep
    unit: str = ""
    name: Text = Text("")
    note: str = ""


PRESSES: dict[type[Chase] | type[Supervise] | type[Bulletin], Press] = {
    Chase: Press.CHASE,
    Supervise: Press.SUPERVISE,
    Bulletin: Press.BULLETIN,
}
"""How each of these steps presses."""


class Watchlist(StrEnum):
    """The lists of somebody who watches over departments: whom to press how, and which returns to answer."""

    CHASE = "chase"
    SUPERVISE = "supervise"
    BULLETIN = "bulletin"
    RETURNS = "returns"


class Figure(StrEnum):
    """What is counted of a unit over a span of time; ``models.rules.assessment`` says each in words."""

    ASSIGNED = "assigned"
    DUE = "due"
    IN_TIME = "in_time"
    RETURNED = "returned"
    RETURN_ACCEPTED = "return_accepted"
    CALLBACK_DUE = "callback_due"
    REACHED = "reached"
    SCORED = "scored"
    SATISFIED = "satisfied"
    FAULTS = "faults"


class Assessment(Record, frozen=True):
    """The figures of one unit; ``unit`` '' stands for all of them together."""

    unit: str
    name: Text
    figures: dict[Figure, int]

    def percent(self, part: Figure, whole: Figure) -> float | None:
        """Return one figure in percent of another, None where there is nothing to measure it by."""
        return self.figures[part] * 100 / self.figures[whole] if self.figures[whole] else None
