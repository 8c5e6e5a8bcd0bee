"""Departments, towns and other bodies that a case is assigned to."""

from __future__ import annotations

from models.records.base import Record, Text
from models.records.case import CaseRow
from models.records.supervision import Press, ReturnState, TaskStep


class UnitRow(Record, frozen=True):
    """A department, town, utility, emergency service or transport company."""

    code: str
    name: Text
    kind: str
    phone: str
    items: tuple[str, ...]
    districts: tuple[str, ...]
    hours: tuple[str, ...]
    days: str
    version: int = 1
    retired: bool = False


class UnitFaultRow(Record, frozen=True):
    """A complaint about a unit that was found true; ``at`` is the ISO time of the verdict."""

    unit: str
    case_id: str
    case_no: str
    at: str


class TaskRow(Record, frozen=True):
    """An assignment of a case to a unit in a list. Times are ISO times or ''.

    ``step`` is what is owed next ('' for nothing) by ``due``; ``answer_due`` is the promise of the whole. ``in_time`` is None where that is
    not known, or no longer asked.
    """

    case: CaseRow
    unit: str
    name: Text
    lead: bool
    assigned_at: str
    answer_due: str
    answered_at: str = ""
    step: TaskStep | None = None
    due: str = ""
    pressed: tuple[Press, ...] = ()
    in_time: bool | None = None
    returned_at: str = ""
    return_state: ReturnState = ReturnState.NONE
    return_reason: str = ""

    @property
    def key(self) -> str:
        """What identifies it among others: its case, its unit and since when the unit has it."""
        return f"{self.case.id}|{self.unit}|{self.assigned_at}"
