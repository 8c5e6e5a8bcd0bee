"""Departments, towns and other bodies."""

from __future__ import annotations

from sqlalchemy import Index, text

from models.tables.base import ReplicaTable, flag, flag_or_null, whole, words


class Unit(ReplicaTable):
    __tablename__ = "unit"

    code = words(key=True)
    place = whole()
    data = words()
    retired = flag()


class UnitItem(ReplicaTable):
    """An item that belongs to a unit."""

    __tablename__ = "unit_item"
    __rowid__ = False

    item = words(key=True)
    code = words(key=True)


class UnitFault(ReplicaTable):
    """A complaint about a unit that was found true; ``place`` counts within the case."""

    __tablename__ = "unit_fault"
    __indexes__ = (Index("unit_fault_unit", "unit", "at"),)
    __rowid__ = False

    case_id = words(key=True)
    place = whole(key=True)
    unit = words()
    at = words()


WATCHED = text("step != ''")
"""The condition of the index over tasks in which something is owed. SQLite uses it only where a query says it with the same literal."""


RETURNING = "return"
"""The ``step`` of a task whose unit said that the case is not its own: the desk owes the answer."""


class AssignedTask(ReplicaTable):
    """One assignment of a case to a unit; ``place`` counts within the case.

    ``step`` is what is owed next ('return': the desk owes the answer to a return; '' for nothing), by ``due``; it is chased from
    ``chase_at`` and named in a bulletin from ``bulletin_at`` on. ``in_time`` tells whether the unit answered by ``answer_due``, and is
    unknown while that is open or where it no longer had to.
    """

    __tablename__ = "unit_task"
    __indexes__ = (
        Index("unit_task_unit", "unit", "answer_due"),
        Index("unit_task_watched", "step", "due", sqlite_where=WATCHED),
    )
    __rowid__ = False

    case_id = words(key=True)
    place = whole(key=True)
    unit = words()
    name_zh = words()
    name_en = words()
    lead = flag()
    assigned_at = words()
    acknowledged_at = words()
    answered_at = words()
    ended_at = words()
    answer_due = words()
    in_time = flag_or_null()
    step = words()
    due = words()
    chase_at = words()
    bulletin_at = words()
    chased = flag()
    supervised = flag()
    bulletined = flag()
    returned_at = words()
    return_state = words()
    return_reason = words()
    reached = flag()
    scored = flag()
    satisfied = flag()
