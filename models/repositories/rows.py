"""Columns of the replica back into records."""

from __future__ import annotations

from sqlalchemy import ColumnElement, RowMapping

from models.records.base import Text
from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.case import CaseKind, CaseRow, DeadlineKind, Stage
from models.records.catalogue import Line
from models.tables.case import Case

CASE_COLUMNS = (
    Case.id,
    Case.no,
    Case.kind,
    Case.stage,
    Case.item_code,
    Case.item_zh,
    Case.item_en,
    Case.line,
    Case.urgent,
    Case.person_name,
    Case.number,
    Case.district,
    Case.handler_zh,
    Case.handler_en,
    Case.opened_at,
    Case.due,
    Case.due_kind,
    Case.closed,
    Case.resolved,
    Case.satisfied,
    Case.score,
    Case.owner,
    Case.priority,
)
"""What a case in a list needs."""


SEALED = Text("心理专线（已封存）", "Psychology line (sealed)")
"""What a sealed case is called where it stands in a list of somebody who may not read it."""


def open_to(column: ColumnElement[str], sealed: bool) -> list[ColumnElement[bool]]:
    """Return the condition, as a list, that keeps the psychology line from those who may not read it (``column`` holds the line)."""
    return [] if sealed else [column != Line.PSYCHOLOGY.value]


def veiled(row: RowMapping) -> CaseRow:
    """Return the record of a row of ``CASE_COLUMNS`` for eyes that may not read the psychology line.

    Of one of its cases only the number, the stage and the promise are left.
    """
    case = case_of(row)
    if row["line"] != Line.PSYCHOLOGY.value:
        return case
    return CaseRow(
        id=case.id,
        no=case.no,
        kind=CaseKind.SERVICE,
        stage=case.stage,
        item_code="",
        item_name=SEALED,
        urgent=False,
        person_name="",
        number="",
        district="",
        handler=Text(""),
        opened_at=case.opened_at,
        due=case.due,
        due_kind=case.due_kind,
        closed=case.closed,
        owner=case.owner,
        priority=case.priority,
    )


def case_of(row: RowMapping) -> CaseRow:
    """Return the record of a row of ``CASE_COLUMNS``."""
    return CaseRow(
        id=row["id"],
        no=row["no"],
        kind=CaseKind(row["kind"]),
        stage=Stage(row["stage"]),
        item_code=row["item_code"],
        item_name=Text(row["item_zh"], row["item_en"]),
        urgent=row["urgent"],
        person_name=row["person_name"],
        number=row["number"],
        district=row["district"],
        handler=Text(row["handler_zh"], row["handler_en"]),
        opened_at=row["opened_at"],
        due=row["due"],
        due_kind=DeadlineKind(row["due_kind"]) if row["due_kind"] else None,
        closed=row["closed"],
        resolved=row["resolved"],
        satisfied=row["satisfied"],
        score=row["score"],
        owner=row["owner"],
        priority=row["priority"],
    )


def call_of(row: RowMapping) -> CallRow:
    """Return the record of a row of table ``call``."""
    return CallRow(
        id=row["id"],
        direction=Direction(row["direction"]),
        number=row["number"],
        line=Line(row["line"]),
        state=CallState(row["state"]),
        queued_at=row["queued_at"],
        answered_at=row["answered_at"],
        ended_at=row["ended_at"],
        reason=EndReason(row["reason"]) if row["reason"] else None,
        party=row["party"],
        case=row["case_id"],
        operator=row["operator"],
        recording=row["recording"],
    )
