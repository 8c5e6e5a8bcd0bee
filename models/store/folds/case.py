"""Folding journal entries: the line itself, then the row of the case as the whole journal adds up to it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, insert, select

from models.records.base import parse_time
from models.records.catalogue import HandlerKind
from models.records.effects import Content
from models.records.failure import RuleBroken
from models.records.journal import Accept, Entry, decode_body
from models.records.operation import Operation, Topic
from models.rules import case_number
from models.rules.lifecycle import fold
from models.store.folds.context import FoldContext
from models.store.rows import case_row, fault_rows, unmet_rows, veto_rows
from models.tables.case import Case, CaseCounter, JournalEntry, UnmetEntry, VetoProposed
from models.tables.unit import UnitFault


def write_down(context: FoldContext, operation: Operation, content: Content) -> None:
    """Write the journal line; an acceptance also moves the running number of its desk and day on."""
    case_id = operation.entity.id
    row = {
        "case_id": case_id,
        "seq": context.next_seq(case_id),
        "op_id": operation.op_id,
        "at": operation.at.wall,
        "actor": actor_number(operation.actor),
        "desk": operation.desk,
        "type": operation.type,
        "body": operation.body,
    }
    context.connection.execute(insert(JournalEntry), [row])
    context.touch(Topic.CASE, case_id)
    if isinstance(content, Accept):
        count_number(context, content.no, parse_time(operation.at.wall).date())


def settle(context: FoldContext) -> None:
    """Fold the journal of every case that took an operation in this run and write its row."""
    for case_id in context.cases:
        before = _handler(context, case_id)
        try:
            state = fold(read_journal(context, case_id))
        except RuleBroken:
            continue  # the acceptance was lost to damage: the lines stay readable, but there is no case to show
        context.connection.execute(
            insert(Case).prefix_with("OR REPLACE"), [case_row(state, context.profile, context.district_kind(state.district))]
        )
        context.connection.execute(delete(UnmetEntry).where(UnmetEntry.case_id == case_id))
        if unmet := unmet_rows(state):
            context.connection.execute(insert(UnmetEntry), unmet)
        context.connection.execute(delete(UnitFault).where(UnitFault.case_id == case_id))
        if faults := fault_rows(state):
            context.connection.execute(insert(UnitFault), faults)
        context.connection.execute(delete(VetoProposed).where(VetoProposed.case_id == case_id))
        if proposed := veto_rows(state):
            context.connection.execute(insert(VetoProposed), proposed)
        after = state.handler.code if state.handler and state.handler.kind is HandlerKind.PARTNER else ""
        for code in {before, after} - {""}:
            context.touch(Topic.PARTNER, code)
    context.cases.clear()


def read_journal(context: FoldContext, case_id: str) -> tuple[Entry, ...]:
    """Return the journal of a case in order."""
    query = select(JournalEntry.__table__).where(JournalEntry.case_id == case_id).order_by(JournalEntry.seq)
    return tuple(
        Entry(
            op_id=row.op_id, case_id=row.case_id, seq=row.seq, at=row.at, actor=row.actor, desk=row.desk, body=decode_body(row.body)
        )
        for row in context.connection.execute(query)
    )


def count_number(context: FoldContext, no: str, day: date) -> None:
    """Move the running number of a desk and day on to the one in ``no``, never back.

    The day is the one that the number names, in the year of ``day`` (when it was written down, just after midnight perhaps).
    """
    parts = case_number.parse(no)
    if parts is None:
        return
    month, date_, desk, n = parts
    day = _day_of(month, date_, day)
    key = (CaseCounter.day == day.isoformat()) & (CaseCounter.desk == desk)
    found = context.connection.scalar(select(CaseCounter.n).where(key)) or 0
    row = {"day": day.isoformat(), "desk": desk, "n": max(found, n)}
    context.connection.execute(insert(CaseCounter).prefix_with("OR REPLACE"), [row])


def _day_of(month: int, day: int, written: date) -> date:
    """Return the day that a number names: on or just before the day on which it was written down."""
    for year in (written.year, written.year - 1):
        try:
            named = date(year, month, day)
        except ValueError:
            continue
        if named <= written:
            return named
    return written


def actor_number(actor: str) -> int:
    """Return the operator's number behind ``usr_28``, 0 where there is none."""
    digits = actor.removeprefix("usr_")
    return int(digits) if digits.isdigit() else 0


def _handler(context: FoldContext, case_id: str) -> str:
    query = select(Case.handler_code).where(Case.id == case_id, Case.handler_kind == HandlerKind.PARTNER.value)
    return context.connection.scalar(query) or ""
