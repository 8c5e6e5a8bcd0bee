"""What a step between the desk and a unit needs to know from the store before it is written."""

from __future__ import annotations

from msgspec.structs import replace

from models.records.case import CaseState
from models.records.failure import BadInput
from models.records.journal import Body
from models.records.supervision import AddUnit, Bulletin, Chase, DecideReturn, Return, Supervise, UnitReport
from models.repositories import unit as units
from models.rules.tasks import open_task, tasks_of
from models.store.store import Store


def spelled_out(store: Store, state: CaseState | None, body: Body) -> Body:
    """Return ``body`` with the unit's code and name where a person said one of them, or nothing because only one can be meant.

    A unit is found by its code or whole name, in either language. Any other body comes back as it is. Raises BadInput ``unit.unknown``.
    """
    if state is None:
        return body
    match body:
        case AddUnit(unit=unit) if unit.strip():
            found = next((row for row in units.all(store) if unit.strip() in (row.code, row.name.zh, row.name.en)), None)
            if found is None:
                raise BadInput("unit.unknown", unit=unit)
            return replace(body, unit=found.code, name=found.name, phone=found.phone)
        case UnitReport(unit=unit):
            helping = [task for task in tasks_of(state) if not task.lead and not task.ended_at]
            meant = [task for task in helping if not unit.strip() or unit.strip() in (task.unit, task.name.zh, task.name.en)]
            if len(meant) != 1:
                raise BadInput("unit.unknown", unit=unit)
            return replace(body, unit=meant[0].unit, name=meant[0].name)
        case Return() | DecideReturn() | Chase() | Supervise() | Bulletin():
            task = open_task(state, body.unit)
            return replace(body, unit=task.unit, name=task.name) if task is not None else body
        case _:
            return body
