"""Departments and towns as they are watched: whom to press, which returns to answer, and how each unit stands over a span of time.

A figure and the list behind it are one condition, asked twice.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, func, or_, select

from models.records.base import CHINA, Text
from models.records.supervision import Assessment, Figure, Press, ReturnState, TaskStep, Watchlist
from models.records.unit import TaskRow
from models.repositories import unit as units
from models.repositories.rows import CASE_COLUMNS, case_of, veiled
from models.store.store import Store
from models.tables.case import Case
from models.tables.unit import RETURNING, WATCHED, AssignedTask, UnitFault

T = AssignedTask
_TASK_COLUMNS = tuple(column.label(f"task_{column.name}") for column in T.__table__.columns)
_PRESSED = ((Press.CHASE, "task_chased"), (Press.SUPERVISE, "task_supervised"), (Press.BULLETIN, "task_bulletined"))


def counts(store: Store, now: datetime) -> dict[Watchlist, int]:
    """Return how many tasks stand in each list at ``now`` (aware)."""
    columns = [func.count().filter(_listed(which, now)).label(which.value) for which in Watchlist]
    found = store.read().execute(select(*columns).select_from(T).join(Case, Case.id == T.case_id).where(WATCHED)).mappings().one()
    return {which: found[which.value] for which in Watchlist}


def rows(store: Store, which: Watchlist, now: datetime, *, sealed: bool = False) -> tuple[TaskRow, ...]:
    """Return the tasks of a list, the earliest promise first.

    Without ``sealed``, which is for counsellors, a case of the psychology line stands there by its number alone.
    """
    query = _tasks().where(WATCHED, _listed(which, now)).order_by(T.due, T.case_id, T.place)
    return tuple(_row(found, sealed) for found in store.read().execute(query).mappings())


def named(store: Store, now: datetime, *, sealed: bool = False) -> tuple[TaskRow, ...]:
    """Return the tasks that a bulletin of ``now`` (aware) names: late for so long, whether the unit was told so already or not."""
    late = and_(T.step != RETURNING, T.bulletin_at <= now.astimezone(CHINA).isoformat())
    query = _tasks().where(WATCHED, late).order_by(T.due, T.case_id, T.place)
    return tuple(_row(found, sealed) for found in store.read().execute(query).mappings())


def assessment(store: Store, begins: datetime, ends: datetime, now: datetime) -> tuple[Assessment, ...]:
    """Return the figures of every unit that had anything to do in [begins, ends), by its place in the list of units, all together first.

    All three times are aware. ``models.rules.assessment.DEFINITIONS`` says what each figure counts.
    """
    counted = [figure for figure in Figure if figure is not Figure.FAULTS]
    columns = [func.count().filter(_counted(figure, begins, ends, now)).label(figure.value) for figure in counted]
    query = select(T.unit, *columns).join(Case, Case.id == T.case_id).where(_any(begins, ends)).group_by(T.unit)
    figures: dict[str, dict[Figure, int]] = {}
    for found in store.read().execute(query).mappings():
        figures[found["unit"]] = {figure: found[figure.value] for figure in counted}
    faults = select(UnitFault.unit, func.count()).join(Case, Case.id == UnitFault.case_id).where(_fault(begins, ends))
    for unit, count in store.read().execute(faults.group_by(UnitFault.unit)):
        figures.setdefault(unit, dict.fromkeys(counted, 0))[Figure.FAULTS] = count
    return _in_order(store, {unit: {figure: of.get(figure, 0) for figure in Figure} for unit, of in figures.items()})


def behind(
    store: Store, figure: Figure, unit: str, begins: datetime, ends: datetime, now: datetime, *, sealed: bool = False
) -> tuple[TaskRow, ...]:
    """Return the tasks that a figure of a unit counts (of all units for ''), the newest first; a complaint stands there as its case."""
    mine = [T.unit == unit] if unit else []
    if figure is Figure.FAULTS:
        return _faults(store, unit, begins, ends, sealed)
    query = _tasks().where(_counted(figure, begins, ends, now), *mine).order_by(T.assigned_at.desc(), T.case_id, T.place)
    return tuple(_row(found, sealed) for found in store.read().execute(query).mappings())


def _in_order(store: Store, figures: dict[str, dict[Figure, int]]) -> tuple[Assessment, ...]:
    names = {row.code: row.name for row in units.all(store, retired=True)}
    places = {code: place for place, code in enumerate(names)}
    codes = sorted(figures, key=lambda code: (places.get(code, len(places)), code))
    each = tuple(Assessment(unit=code, name=names.get(code, Text(code, code)), figures=figures[code]) for code in codes)
    total = {figure: sum(found.figures[figure] for found in each) for figure in Figure}
    return (Assessment(unit="", name=Text(""), figures=total), *each) if each else ()


def _listed(which: Watchlist, now: datetime) -> ColumnElement[bool]:
    """Return the condition of a list. The three that press exclude one another: what is late is not chased any more."""
    at = now.astimezone(CHINA).isoformat()
    if which is Watchlist.RETURNS:
        return T.step == RETURNING
    owed = T.step != RETURNING
    match which:
        case Watchlist.CHASE:
            return and_(owed, T.chase_at <= at, T.due >= at, T.chased.is_(False))
        case Watchlist.SUPERVISE:
            return and_(owed, T.due < at, T.bulletin_at > at, T.supervised.is_(False))
        case Watchlist.BULLETIN:
            return and_(owed, T.bulletin_at <= at, T.bulletined.is_(False))


def _counted(figure: Figure, begins: datetime, ends: datetime, now: datetime) -> ColumnElement[bool]:
    """Return the condition of a figure, as ``models.rules.assessment.DEFINITIONS`` says it."""
    called = and_(T.lead.is_(True), _within(T.answered_at, begins, ends))
    match figure:
        case Figure.ASSIGNED:
            return _within(T.assigned_at, begins, ends)
        case Figure.DUE:
            late = and_(T.ended_at == "", T.return_state != ReturnState.OPEN.value, T.answer_due < now.astimezone(CHINA).isoformat())
            return and_(_within(T.answer_due, begins, ends), or_(T.in_time.is_not(None), late))
        case Figure.IN_TIME:
            return and_(_within(T.answer_due, begins, ends), T.in_time.is_(True))
        case Figure.RETURNED:
            return _within(T.returned_at, begins, ends)
        case Figure.RETURN_ACCEPTED:
            return and_(_within(T.returned_at, begins, ends), T.return_state == ReturnState.ACCEPTED.value)
        case Figure.REACHED:
            return and_(called, T.reached.is_(True))
        case Figure.SCORED:
            return and_(called, T.scored.is_(True))
        case Figure.SATISFIED:
            return and_(called, T.satisfied.is_(True))
        case Figure.CALLBACK_DUE:
            return called
        case Figure.FAULTS:
            raise AssertionError("counted from the complaints, not from the tasks")


def _any(begins: datetime, ends: datetime) -> ColumnElement[bool]:
    return or_(*(_within(column, begins, ends) for column in (T.assigned_at, T.answer_due, T.answered_at, T.returned_at)))


def _fault(begins: datetime, ends: datetime) -> ColumnElement[bool]:
    return _within(UnitFault.at, begins, ends)


def _within(column: ColumnElement[str], begins: datetime, ends: datetime) -> ColumnElement[bool]:
    return and_(column >= begins.astimezone(CHINA).isoformat(), column < ends.astimezone(CHINA).isoformat())


def _tasks() -> Select[*tuple[Any, ...]]:
    return select(*CASE_COLUMNS, *_TASK_COLUMNS).select_from(T).join(Case, Case.id == T.case_id)


def _faults(store: Store, unit: str, begins: datetime, ends: datetime, sealed: bool) -> tuple[TaskRow, ...]:
    names = {row.code: row.name for row in units.all(store, retired=True)}
    query = select(*CASE_COLUMNS, UnitFault.unit.label("accused"), UnitFault.at.label("told_at")).join(Case, Case.id == UnitFault.case_id)
    query = query.where(_fault(begins, ends), *([UnitFault.unit == unit] if unit else []))
    found = store.read().execute(query.order_by(UnitFault.at.desc(), UnitFault.case_id, UnitFault.place)).mappings()
    return tuple(
        TaskRow(
            case=(case_of if sealed else veiled)(row),
            unit=row["accused"],
            name=names.get(row["accused"], Text(row["accused"])),
            lead=True,
            assigned_at=row["told_at"],
            answer_due="",
        )
        for row in found
    )


def _row(found: RowMapping, sealed: bool) -> TaskRow:
    case = (case_of if sealed else veiled)(found)
    hidden = case.item_code == ""
    step = found["task_step"]
    return TaskRow(
        case=case,
        unit=found["task_unit"],
        name=Text(found["task_name_zh"], found["task_name_en"]),
        lead=found["task_lead"],
        assigned_at=found["task_assigned_at"],
        answer_due=found["task_answer_due"],
        answered_at=found["task_answered_at"],
        step=TaskStep(step) if step and step != RETURNING else None,
        due=found["task_due"],
        pressed=tuple(press for press, column in _PRESSED if found[column]),
        in_time=found["task_in_time"],
        returned_at=found["task_returned_at"],
        return_state=ReturnState(found["task_return_state"]),
        return_reason="" if hidden else found["task_return_reason"],
    )
