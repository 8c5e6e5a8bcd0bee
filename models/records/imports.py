"""What an import of reference data would do, and why a file cannot be read."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text
from models.records.catalogue import CategoryRow, DistrictRow, ItemRow
from models.records.knowledge import ArticleRow
from models.records.partner import PartnerRow
from models.records.staff import OperatorRow
from models.records.unit import UnitRow

ImportRow = ItemRow | PartnerRow | ArticleRow | UnitRow | OperatorRow
"""A row of a table that can be imported and exported."""


class ImportTable(StrEnum):
    """A table that goes in and out as a file."""

    CATALOGUE = "catalogue"
    PARTNERS = "partners"
    KNOWLEDGE = "knowledge"
    UNITS = "units"
    STAFF = "staff"


class ReferenceSet(Record, frozen=True):
    """What is stored now, retired rows included: what a file is compared with, and what its codes may name."""

    categories: tuple[CategoryRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    districts: tuple[DistrictRow, ...] = ()
    partners: tuple[PartnerRow, ...] = ()
    articles: tuple[ArticleRow, ...] = ()
    units: tuple[UnitRow, ...] = ()
    staff: tuple[OperatorRow, ...] = ()

    def rows(self, table: ImportTable) -> tuple[ImportRow, ...]:
        """Return the rows of one table in their order."""
        match table:
            case ImportTable.CATALOGUE:
                return self.items
            case ImportTable.PARTNERS:
                return self.partners
            case ImportTable.KNOWLEDGE:
                return self.articles
            case ImportTable.UNITS:
                return self.units
            case ImportTable.STAFF:
                return self.staff


class BadRow(Record, frozen=True):
    """A place in a file that cannot be taken: ``line`` counts from 1 as in an editor or a spreadsheet, ``column`` is the column's name.

    ``code`` is stable (``cell.date``, ``item.unknown`` …), ``value`` an excerpt of what stands there, ``expected`` what should.
    """

    line: int
    column: str
    code: str
    value: str
    expected: Text


class Remark(Record, frozen=True):
    """Something worth knowing that stops nothing; ``line`` is 0 where it is about the whole file."""

    code: str
    text: Text
    line: int = 0


class RowStatus(StrEnum):
    """What becomes of a row. ``returned``: it had been retired and is in the file again."""

    ADDED = "added"
    CHANGED = "changed"
    RETURNED = "returned"
    RETIRED = "retired"


class FieldChange(Record, frozen=True):
    """One column of a changed row, both sides as they stand in a file."""

    field: str
    old: str
    new: str


class RowChange(Record, frozen=True):
    """One row that an import would touch; ``line`` is its place in the file, 0 where it is missing there."""

    status: RowStatus
    code: str
    name: Text
    line: int = 0
    fields: tuple[FieldChange, ...] = ()


class ImportPlan(Record, frozen=True):
    """The difference between a file and the store: what an import would write, and nothing is written yet.

    ``rows`` are the added, changed and returned rows whole, with the version that they replace (the store counts it up) and a partner's
    live bad records; ``categories`` the new or renamed
    categories of a catalogue; ``retired`` the codes missing from the file. All four are empty where any row is bad.
    """

    table: ImportTable
    file: str
    rows: tuple[ImportRow, ...] = ()
    categories: tuple[CategoryRow, ...] = ()
    retired: tuple[str, ...] = ()
    changes: tuple[RowChange, ...] = ()
    unchanged: int = 0
    bad: tuple[BadRow, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def count(self, status: RowStatus) -> int:
        """Return how many rows have a status."""
        return sum(change.status is status for change in self.changes)

    @property
    def ready(self) -> bool:
        """Whether there is something to apply and nothing stands against it."""
        return bool(self.changes) and not self.bad
