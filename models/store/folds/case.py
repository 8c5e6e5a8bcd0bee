"""Folding journal entries: the line itself, then the row of the case as the whole journal adds up to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from msgspec.structs import replace
from sqlalchemy import select

from models.records.base import parse_time
from models.records.case import CaseState
from models.records.catalogue import HandlerKind
from models.records.effects import Content
from models.records.failure import RuleBroken
from models.records.journal import Accept, Entry, Refile, Undo
from models.records.operation import Operation, Topic
from models.records.profile import Profile
from models.rules import case_number
from models.rules.lifecycle import extended, fold
from models.store.folds.context import FoldContext, Known
from models.store.rows import Row, case_row, entries_of, fault_rows, insert_many, task_rows, unmet_rows, unowned_rows, veto_rows
from models.tables.base import ReplicaTable
from models.tables.case import PENDING, Case, JournalEntry, UnmetEntry, Unowned, VetoProposed
from models.tables.unit import AssignedTask, UnitFault

_DERIVED: tuple[tuple[type[ReplicaTable], Callable[[CaseState, Profile], list[Row]]], ...] = (
    (UnmetEntry, lambda state, _: unmet_rows(state)),
    (UnitFault, lambda state, _: fault_rows(state)),
    (VetoProposed, lambda state, _: veto_rows(state)),
    (Unowned, lambda state, _: unowned_rows(state)),
    (AssignedTask, task_rows),
)
"""Tables whose rows follow from a case and the figures in force, by the column ``case_id``."""


def write_down(context: FoldContext, operation: Operation, content: Content) -> None:
    """Note the journal line; an acceptance also moves the running number of its desk and day on."""
    case_id, at, desk, outcome = operation.entity.id, operation.at.wall, operation.desk, context.outcome
    seq, actor = context.next_seq(case_id), actor_number(operation.actor)
    told = outcome.value if outcome else ""
    context.lines.append((case_id, seq, operation.op_id, at, actor, desk, operation.type, operation.body, told))
    context.news.setdefault(case_id, []).append(
        Entry(op_id=operation.op_id, case_id=case_id, seq=seq, at=at, actor=actor, desk=desk, body=content, outcome=outcome)  # type: ignore[arg-type]
    )
    context.touch(Topic.CASE, case_id)
    if isinstance(content, Accept):
        count_number(context, content.no, parse_time(at).date())


def settle(context: FoldContext) -> None:
    """Write the journal lines, the running numbers, and the row of every case that took a line in this run or must be folded again.

    A case that is new, or whose state is known, is extended by its new lines; any other journal is read and folded from its beginning.
    """
    there = _begun(context, [case_id for case_id in context.news if case_id not in context.known])
    if context.lines:
        context.raw.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", context.lines)
    write_numbers(context)
    writer = _Rows(context)
    for case_id in dict.fromkeys((*context.news, *context.whole)):
        known = context.known.pop(case_id, None)
        news = context.news.get(case_id, [])
        fresh = known is None and case_id not in there
        if case_id in context.whole or (known is None and not fresh) or not _in_order(news, known.last if known else 0):
            journal = read_journal(context, case_id)
            state = _folded(journal)
            keep = not any(entry.pending for entry in journal)
            known, fresh = None, False
        else:
            state = _extended(known.state if known else None, news)
            keep = True
        if state is None:
            forget(context, case_id)
        else:
            writer.add(state, known, new=fresh, last=_last(context, case_id, news) if keep else 0)
    writer.write()
    context.lines.clear()
    context.news.clear()
    context.whole.clear()


class _Rows:
    """Rows of cases that are written together: whole ones, and of known cases the columns that have changed."""

    def __init__(self, context: FoldContext) -> None:
        self._context = context
        self._whole: list[Row] = []
        self._changed: dict[tuple[str, ...], list[list[object]]] = {}

    def add(self, state: CaseState, known: Known | None, *, new: bool, last: int) -> None:
        """Note the row of a case; ``last`` is its last line, 0 for a case that is not to be remembered."""
        context = self._context
        row = case_row(state, context.profile, context.district_kind(state.district))
        before = known.row if known else None
        if before is None:
            self._whole.append(row)
        elif changed := tuple(name for name, value in row.items() if before[name] != value):
            self._changed.setdefault(changed, []).append([*(row[name] for name in changed), state.id])
        was = _partner(before) if before else "" if new else _handler(context, state.id)
        for code in {was, _partner(row)} - {""}:
            context.touch(Topic.PARTNER, code)
        _derive(context, state, known, new=new)
        if last:
            context.settled_cases[state.id] = Known(state, last, row)

    def write(self) -> None:
        """Write what was noted."""
        raw = self._context.raw
        if self._whole:
            insert_many(raw, Case, self._whole)
        for names, values in self._changed.items():
            raw.executemany(f'UPDATE "case" SET {", ".join(f"{name} = ?" for name in names)} WHERE id = ?', values)


def _begun(context: FoldContext, case_ids: Sequence[str]) -> set[str]:
    """Return those of the cases whose journals hold lines already."""
    found: set[str] = set()
    for begin in range(0, len(case_ids), 500):
        some = case_ids[begin : begin + 500]
        query = f"SELECT DISTINCT case_id FROM entry WHERE case_id IN ({', '.join('?' * len(some))})"
        found.update(case_id for (case_id,) in context.raw.execute(query, some))
    return found


def _in_order(news: Sequence[Entry], last: int) -> bool:
    """Tell whether lines follow one another behind ``last`` and can simply be added: an undo or what came twice needs the whole journal."""
    for entry in news:
        if not last < entry.seq < PENDING or isinstance(entry.body, Undo | Refile):
            return False
        last = entry.seq
    return True


def _extended(state: CaseState | None, news: Sequence[Entry]) -> CaseState | None:
    """Return what ``state`` becomes by the lines that follow it. Those before an acceptance are counted, as the fold of the whole does."""
    for place, entry in enumerate(news, state.rev + 1 if state else 1):
        state = extended(state, entry if entry.seq == place else replace(entry, seq=place))
    return state


def _folded(journal: Sequence[Entry]) -> CaseState | None:
    """Return what a journal adds up to, None for one whose acceptance was lost to damage or has not come so far."""
    try:
        return fold(journal) if journal else None
    except RuleBroken:
        return None


def _last(context: FoldContext, case_id: str, news: Sequence[Entry]) -> int:
    if news and case_id not in context.whole:
        return news[-1].seq
    found = context.raw.execute("SELECT max(seq) FROM entry WHERE case_id = ?", (case_id,)).fetchone()
    return int(found[0] or 0)


def _derive(context: FoldContext, state: CaseState, known: Known | None, *, new: bool) -> None:
    """Write the rows that follow from a case, where they are not what they were."""
    for table, rows_of in _DERIVED:
        rows = rows_of(state, context.profile)
        if rows == (rows_of(known.state, context.profile) if known else [] if new else None):
            continue
        context.raw.execute(f'DELETE FROM "{table.__tablename__}" WHERE case_id = ?', (state.id,))
        if rows:
            insert_many(context.raw, table, rows)


def forget(context: FoldContext, case_id: str) -> None:
    """Take away a case that the centre did not let stand, or that left this desk; lines that stay of it can still be read."""
    context.raw.execute('DELETE FROM "case" WHERE id = ?', (case_id,))
    for table, _ in _DERIVED:
        context.raw.execute(f'DELETE FROM "{table.__tablename__}" WHERE case_id = ?', (case_id,))


def read_journal(context: FoldContext, case_id: str) -> tuple[Entry, ...]:
    """Return the journal of a case in order."""
    query = select(JournalEntry.__table__).where(JournalEntry.case_id == case_id).order_by(JournalEntry.seq)
    return entries_of(context.connection.execute(query).mappings())


def count_number(context: FoldContext, no: str, day: date) -> None:
    """Note that the running number of a desk and day moves on to the one in ``no``, never back.

    The day is the one that the number names, in the year of ``day`` (when it was written down, just after midnight perhaps).
    """
    parts = case_number.parse(no)
    if parts is None:
        return
    month, date_, desk, n = parts
    key = _day_of(month, date_, day), desk
    context.numbers[key] = max(n, context.numbers.get(key, 0))


def write_numbers(context: FoldContext) -> None:
    """Write the running numbers that were noted."""
    values = ((day.isoformat(), desk, n) for (day, desk), n in context.numbers.items())
    context.raw.executemany("INSERT INTO counter VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = max(n, excluded.n)", values)
    context.numbers.clear()


@lru_cache(maxsize=64)
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


def _partner(row: Row) -> str:
    return str(row["handler_code"]) if row["handler_kind"] == HandlerKind.PARTNER.value else ""


def _handler(context: FoldContext, case_id: str) -> str:
    query = 'SELECT handler_code FROM "case" WHERE id = ? AND handler_kind = ?'
    found = context.raw.execute(query, (case_id, HandlerKind.PARTNER.value)).fetchone()
    return str(found[0]) if found else ""
