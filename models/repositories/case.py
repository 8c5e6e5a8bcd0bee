"""Reading cases: one whole, by number or name, and the figures beside them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from models.records.base import CHINA
from models.records.case import CaseRow, CaseState, Deadline
from models.records.catalogue import Line
from models.records.failure import BadInput
from models.records.journal import Entry
from models.repositories.rows import CASE_COLUMNS, case_of
from models.rules import case_number
from models.rules.deadlines import next_deadline
from models.rules.lifecycle import fold
from models.rules.phone import normalise
from models.store.clock import stamp
from models.store.rows import entries_of
from models.store.store import Store
from models.tables.case import OPEN, Case, JournalEntry
from models.tables.catalogue import District

SHORTEST = 7
"""A text of fewer digits is not taken for a citizen's telephone number."""

_AFTER_ALL = "\U0010ffff"


def journal(store: Store, case_id: str) -> tuple[Entry, ...]:
    """Return the journal of a case in order, empty for a case that is not there."""
    query = select(JournalEntry.__table__).where(JournalEntry.case_id == case_id).order_by(JournalEntry.seq)
    return entries_of(store.read().execute(query).mappings())


def state(store: Store, case_id: str) -> CaseState:
    """Return what the journal of a case adds up to. Raises RuleBroken ``case.missing`` where there is no such case."""
    return fold(journal(store, case_id))


def deadline(store: Store, found: CaseState) -> Deadline | None:
    """Return the next promise of a case by the figures in force, None for one that needs nothing more."""
    kind = store.read().scalar(select(District.kind).where(District.code == found.district))
    return next_deadline(found, store.profile, kind or "")


def row(store: Store, case_id: str) -> CaseRow | None:
    """Return a case as it stands in lists, or None."""
    found = store.read().execute(select(*CASE_COLUMNS).where(Case.id == case_id)).mappings().one_or_none()
    return case_of(found) if found else None


def by_no(store: Store, text: str) -> CaseRow | None:
    """Return the newest case with a number as somebody typed or said it, or None: a number comes again after a year."""
    no = _canonical(text)
    rows = _rows(store, Case.no == no, 1) if no else ()
    return rows[0] if rows else None


def find(store: Store, text: str, limit: int = 20, *, sealed: bool = False) -> tuple[CaseRow, ...]:
    """Return cases by case number, telephone number or name (whole first, newest first; then names that begin so).

    Cases of the psychology line are found only with ``sealed``, which is for counsellors.
    """
    wanted = text.strip()
    if not wanted:
        return ()
    open_to_me: list[ColumnElement[bool]] = [] if sealed else [Case.line != Line.PSYCHOLOGY.value]
    no = _canonical(wanted)
    if no and (found := _rows(store, Case.no == no, limit, *open_to_me)):
        return found
    if number := _number(wanted):
        return _rows(store, Case.number == number, limit, *open_to_me)
    exact = _rows(store, Case.person_name == wanted, limit, *open_to_me)
    begins = (Case.person_name > wanted) & (Case.person_name < wanted + _AFTER_ALL)
    query = select(*CASE_COLUMNS).where(begins, *open_to_me).order_by(Case.person_name, Case.opened_at.desc()).limit(limit - len(exact))
    return exact + tuple(case_of(found) for found in store.read().execute(query).mappings())


def open_with(store: Store, handler: str, limit: int = 50) -> tuple[CaseRow, ...]:
    """Return the open cases that a partner or unit has now, the one dispatched last first."""
    query = select(*CASE_COLUMNS).where(OPEN, Case.handler_code == handler).order_by(Case.dispatched_at.desc()).limit(limit)
    return tuple(case_of(found) for found in store.read().execute(query).mappings())


def any_at_all(store: Store) -> bool:
    """Tell whether the store holds a single case."""
    return store.read().scalar(select(Case.id).limit(1)) is not None


def accepted_today(store: Store, actor: int, now: datetime) -> int:
    """Return how many cases an operator has accepted since midnight."""
    midnight = now.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    query = select(func.count()).select_from(Case).where(Case.opened_at >= stamp(midnight), Case.opened_by == actor)
    return store.read().scalar(query) or 0


def _rows(store: Store, key: ColumnElement[bool], limit: int, *more: ColumnElement[bool]) -> tuple[CaseRow, ...]:
    query = select(*CASE_COLUMNS).where(key, *more).order_by(Case.opened_at.desc()).limit(limit)
    return tuple(case_of(found) for found in store.read().execute(query).mappings())


def _canonical(text: str) -> str:
    parts = case_number.parse(text)
    if parts is None:
        return ""
    month, day, desk, n = parts
    return f"{month:02d}{day:02d}-{desk:02d}-{n:03d}"


def _number(text: str) -> str:
    try:
        number = normalise(text)
    except BadInput:
        return ""
    return number if len(number) >= SHORTEST else ""
