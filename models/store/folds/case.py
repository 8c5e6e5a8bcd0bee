"""Folding journal entries: the line itself, then the row of the case as the whole journal adds up to it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, insert, select

from models.records.base import parse_time
from models.records.catalogue import HandlerKind
from models.records.effects import Content
from models.records.failure import RuleBroken
from models.records.journal import Accept, Entry
from models.records.operation import Operation, Topic
from models.rules import case_number
from models.rules.lifecycle import fold
from models.store.folds.context import FoldContext
from models.store.rows import case_row, entries_of, unmet_rows
from models.tables.case import Case, CaseCounter, JournalEntry, UnmetEntry


def write_down(context: FoldContext, operation: Operation, content: Content) -> None:
    """Note the journal line; an acceptance also moves the running number of its desk and day on."""
    case_id = operation.entity.id
    seq = context.next_seq(case_id)
    outcome = context.outcome.value if context.outcome else ""
    actor = actor_number(operation.actor)
    context.lines.append(
        (case_id, seq, operation.op_id, operation.at.wall, actor, operation.desk, operation.type, operation.body, outcome)
    )
    context.touch(Topic.CASE, case_id)
    if isinstance(content, Accept):
        count_number(context, content.no, parse_time(operation.at.wall).date())


def settle(context: FoldContext) -> None:
    """Fold the journal of every case that took an operation in this run and write its row."""
    if context.lines:
        context.raw.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", context.lines)
        context.lines.clear()
    for case_id in context.cases:
        before = _handler(context, case_id)
        try:
            state = fold(read_journal(context, case_id))
        except RuleBroken:
            # the acceptance was lost to damage or has not come so far: the lines stay readable, but there is no case to show
            _forget(context, case_id)
            continue
        context.connection.execute(
            insert(Case).prefix_with("OR REPLACE"), [case_row(state, context.profile, context.district_kind(state.district))]
        )
        context.connection.execute(delete(UnmetEntry).where(UnmetEntry.case_id == case_id))
        if unmet := unmet_rows(state):
            context.connection.execute(insert(UnmetEntry), unmet)
        after = state.handler.code if state.handler and state.handler.kind is HandlerKind.PARTNER else ""
        for code in {before, after} - {""}:
            context.touch(Topic.PARTNER, code)
    context.cases.clear()


def read_journal(context: FoldContext, case_id: str) -> tuple[Entry, ...]:
    """Return the journal of a case in order."""
    query = select(JournalEntry.__table__).where(JournalEntry.case_id == case_id).order_by(JournalEntry.seq)
    return entries_of(context.connection.execute(query).mappings())


def _forget(context: FoldContext, case_id: str) -> None:
    """Take away a case that a pending acceptance had made, and that the centre did not let stand."""
    context.connection.execute(delete(Case).where(Case.id == case_id))
    context.connection.execute(delete(UnmetEntry).where(UnmetEntry.case_id == case_id))


def count_number(context: FoldContext, no: str, day: date) -> None:
    """Move the running number of a desk and day on to the one in ``no``, never back."""
    parts = case_number.parse(no)
    if parts is None:
        return
    _, _, desk, n = parts
    key = (CaseCounter.day == day.isoformat()) & (CaseCounter.desk == desk)
    found = context.connection.scalar(select(CaseCounter.n).where(key)) or 0
    row = {"day": day.isoformat(), "desk": desk, "n": max(found, n)}
    context.connection.execute(insert(CaseCounter).prefix_with("OR REPLACE"), [row])


def actor_number(actor: str) -> int:
    """Return the operator's number behind ``usr_28``, 0 where there is none."""
    digits = actor.removeprefix("usr_")
    return int(digits) if digits.isdigit() else 0


def _handler(context: FoldContext, case_id: str) -> str:
    query = select(Case.handler_code).where(Case.id == case_id, Case.handler_kind == HandlerKind.PARTNER.value)
    return context.connection.scalar(query) or ""
