"""Reading cases: one whole, by number or name, and the figures beside them."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from models.records.base import CHINA
from models.records.case import CaseRow, CaseState, Deadline
from models.records.catalogue import Line
from models.records.failure import BadInput, RuleBroken
from models.records.journal import Entry
from models.repositories.rows import CASE_COLUMNS, case_of, open_to, veiled
from models.repositories.unsent import marked
from models.rules import case_number
from models.rules.deadlines import next_deadline
from models.rules.lifecycle import fold
from models.rules.phone import normalise
from models.store.clock import stamp
from models.store.rows import entries_of
from models.store.store import Store
from models.tables.case import OPEN, Case, JournalEntry, VetoProposed
from models.tables.catalogue import District

SHORTEST = 7
"""A text of fewer digits is not taken for a citizen's telephone number."""

_BEGUN = re.compile(r"\d{4}-(\d{0,3}|\d{2,3}[A-Z]?-\d{0,3}|\d{2,3}[A-Z])")
"""A case number that is typed as it is written, begun or whole, with the letter of a second device behind the desk."""
_AFTER_ALL = "\U0010ffff"


def line(store: Store, case_id: str) -> Line | None:
    """Return the line that a case belongs to, None for a case that is not there."""
    found = store.read().scalar(select(Case.line).where(Case.id == case_id))
    return Line(found) if found else None


def journal(store: Store, case_id: str, *, sealed: bool = False) -> tuple[Entry, ...]:
    """Return the journal of a case in order, empty for a case that is not there.

    Raises RuleBroken ``case.sealed`` for one of the psychology line without ``sealed``, which is for counsellors.
    """
    if not sealed and line(store, case_id) is Line.PSYCHOLOGY:
        raise RuleBroken("case.sealed")
    query = select(JournalEntry.__table__).where(JournalEntry.case_id == case_id).order_by(JournalEntry.seq)
    return entries_of(store.read().execute(query).mappings())


def state(store: Store, case_id: str, *, sealed: bool = False) -> CaseState:
    """Return what the journal of a case adds up to. Raises RuleBroken ``case.missing`` where there is no such case, or ``case.sealed``."""
    return fold(journal(store, case_id, sealed=sealed))


def deadline(store: Store, found: CaseState) -> Deadline | None:
    """Return the next promise of a case by the figures in force, None for one that needs nothing more."""
    kind = store.read().scalar(select(District.kind).where(District.code == found.district))
    return next_deadline(found, store.profile, kind or "")


def row(store: Store, case_id: str, *, sealed: bool = False) -> CaseRow | None:
    """Return a case as it stands in lists, or None; one of the psychology line by its number alone without ``sealed``."""
    found = store.read().execute(select(*CASE_COLUMNS).where(Case.id == case_id)).mappings().one_or_none()
    if found is None:
        return None
    return case_of(found) if sealed else veiled(found)


def by_no(store: Store, text: str, *, sealed: bool = False) -> CaseRow | None:
    """Return the newest case with a number as somebody typed or said it, or None: a number comes again after a year."""
    numbered = _numbered(text)
    rows = _rows(store, numbered, 1, *open_to(Case.line, sealed)) if numbered is not None else ()
    return rows[0] if rows else None


def find(store: Store, text: str, limit: int = 20, *, sealed: bool = False) -> tuple[CaseRow, ...]:
    """Return cases by case number (also begun: ``1124-28``), telephone number or name (whole first, newest first; then begun).

    A number comes again after a year: all cases that have it are returned, the newest first, or those of the year that stands before it.

    Cases of the psychology line are found only with ``sealed``, which is for counsellors.
    """
    wanted = text.strip()
    if not wanted:
        return ()
    open_to_me = open_to(Case.line, sealed)
    numbered = _numbered(wanted)
    if numbered is not None and (found := _rows(store, numbered, limit, *open_to_me)):
        return found
    if _BEGUN.fullmatch(said := unicodedata.normalize("NFKC", wanted).upper()):
        begun = (Case.no >= said) & (Case.no < said + _AFTER_ALL)
        if found := _rows(store, begun, limit, *open_to_me):
            return found
    if number := _number(wanted):
        return _rows(store, Case.number == number, limit, *open_to_me)
    exact = _rows(store, Case.person_name == wanted, limit, *open_to_me)
    begins = (Case.person_name > wanted) & (Case.person_name < wanted + _AFTER_ALL)
    query = select(*CASE_COLUMNS).where(begins, *open_to_me).order_by(Case.person_name, Case.opened_at.desc()).limit(limit - len(exact))
    return exact + marked(store, map(case_of, store.read().execute(query).mappings()))


def vetoes(store: Store, limit: int = 50) -> tuple[tuple[CaseRow, int], ...]:
    """Return the cases on which a veto waits for a second person, with the number of who proposed it, the longest wait first."""
    query = (
        select(*CASE_COLUMNS, VetoProposed.proposed_by)
        .join(VetoProposed, VetoProposed.case_id == Case.id)
        .order_by(VetoProposed.at, Case.id)
        .limit(limit)
    )
    return tuple((veiled(found), found["proposed_by"]) for found in store.read().execute(query).mappings())


def open_with(store: Store, handler: str, limit: int = 50, *, sealed: bool = False) -> tuple[CaseRow, ...]:
    """Return the open cases that a partner or unit has now, the one dispatched last first."""
    mine = (Case.handler_code == handler, *open_to(Case.line, sealed))
    query = select(*CASE_COLUMNS).where(OPEN, *mine).order_by(Case.dispatched_at.desc()).limit(limit)
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
    return marked(store, map(case_of, store.read().execute(query).mappings()))


def _numbered(text: str) -> ColumnElement[bool] | None:
    """Return the condition for the cases that have this number, in its year where one is said, None where the text is no case number."""
    year, rest = case_number.split_year(text)
    no = case_number.canonical(rest)
    if not no:
        return None
    return and_(Case.no == no, Case.opened_at >= f"{year:04d}", Case.opened_at < f"{year + 1:04d}") if year else Case.no == no


def _number(text: str) -> str:
    try:
        number = normalise(text)
    except BadInput:
        return ""
    return number if len(number) >= SHORTEST else ""
