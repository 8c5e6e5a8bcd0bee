"""Shift handover (交接班): what an operator who leaves gives to whoever comes next."""

from __future__ import annotations

from models.records.base import Record
from models.records.case import CaseRow


class UnownedRow(Record, frozen=True):
    """An open case that nobody answers for: who handed it over (operator number), when (ISO time), with which words."""

    case: CaseRow
    by: int
    at: str
    note: str = ""
