"""My work (我的事): what an operator answers for and nobody may forget."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, TextClause, func, select

from models.records.base import CHINA
from models.records.case import CaseRow, WorkCount, WorkList
from models.repositories.rows import CASE_COLUMNS, case_of, veiled
from models.repositories.unsent import marked
from models.store.store import Store
from models.tables.case import OPEN, Case


def counts(store: Store, actor: int, now: datetime) -> tuple[WorkCount, ...]:
    """Return the four lists of an operator in order, with the earliest promise and how many are late at ``now`` (aware)."""
    late = func.count().filter(Case.due < _as_due(now), Case.due != "")
    earliest = func.min(Case.due).filter(Case.due != "")
    query = select(Case.work, func.count(), earliest, late).where(*_mine(actor)).group_by(Case.work)
    by_list = {
        work: WorkCount(list=WorkList(work), count=count, earliest=first or "", late=behind)
        for work, count, first, behind in store.read().execute(query)
        if work
    }
    behind = [found for found in by_list.values() if found.late]
    by_list[WorkList.OVERDUE] = WorkCount(
        list=WorkList.OVERDUE,
        count=sum(found.late for found in behind),
        earliest=min((found.earliest for found in behind), default=""),
        late=sum(found.late for found in behind),
    )
    return tuple(by_list.get(which) or WorkCount(list=which, count=0) for which in WorkList)


def rows(
    store: Store, actor: int, work_list: WorkList, now: datetime, limit: int = 200, *, sealed: bool = False
) -> tuple[CaseRow, ...]:
    """Return the cases of one list of an operator, those that a lead has put first before the others, then the earliest promise first.

    Without ``sealed``, which is for counsellors, a case of the psychology line stands there by its number alone: what is counted can be
    seen to be there.
    """
    which = Case.work == work_list.value if work_list is not WorkList.OVERDUE else (Case.due < _as_due(now)) & (Case.due != "")
    query = select(*CASE_COLUMNS).where(*_mine(actor), which).order_by(Case.priority.desc(), Case.due, Case.id).limit(limit)
    return marked(store, ((case_of if sealed else veiled)(row) for row in store.read().execute(query).mappings()))


def _as_due(now: datetime) -> str:
    """Return a time in the form in which the rules write promises, so that comparing the texts compares the times to the microsecond."""
    return now.astimezone(CHINA).isoformat()


def _mine(actor: int) -> tuple[TextClause | ColumnElement[bool], ...]:
    return (OPEN, Case.owner == actor)
