"""Departments, towns and other bodies that a case is assigned to."""

from __future__ import annotations

from models.records.base import Record, Text


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
