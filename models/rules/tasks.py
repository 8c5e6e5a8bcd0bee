"""The assignments of a case to units: who has one, what an entry does to them. Pure, and without figures or a clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from models.records.base import Text
from models.records.case import CaseState, Stage
from models.records.catalogue import HandlerKind
from models.records.journal import (
    Acknowledge,
    Assign,
    Body,
    CallbackAnswer,
    Cancel,
    Close,
    Decline,
    Dispatch,
    Entry,
    Merge,
    OnSite,
    Refile,
    Rework,
    WorkDone,
)
from models.records.supervision import PRESSES, AddUnit, Bulletin, Chase, DecideReturn, Return, ReturnState, Supervise, UnitReport, UnitTask

AWAY = frozenset((Stage.DISPATCHED, Stage.ACKNOWLEDGED, Stage.ON_SITE))
"""The stages in which somebody else has the case."""

Change = Callable[[UnitTask], UnitTask]


def with_unit(state: CaseState) -> bool:
    """Tell whether a department or town has the case now."""
    return state.stage in AWAY and state.handler is not None and state.handler.kind is HandlerKind.DEPARTMENT


def tasks_of(state: CaseState) -> tuple[UnitTask, ...]:
    """Return the assignments of a case; one that was made before they were kept is told from who has the case and since when."""
    if not with_unit(state) or any(task.lead and not task.ended_at for task in state.tasks):
        return state.tasks
    assert state.handler is not None, "with_unit"
    since = state.times.get("rework") or state.times.get("assign") or state.stage_at
    taken = state.stage_at if state.stage is not Stage.DISPATCHED else ""
    main = UnitTask(unit=state.handler.code, name=state.handler.name, assigned_at=since, acknowledged_at=taken, eta=state.eta)
    return (*state.tasks, replace(main, consultation=_consults(state.handler_kind)))


def open_task(state: CaseState, unit: str = "") -> UnitTask | None:
    """Return the assignment that a unit has open, that of the main unit for '', or None."""
    found = (task for task in tasks_of(state) if not task.ended_at and (task.unit == unit if unit else task.lead))
    return next(found, None)


def task_objection(state: CaseState, body: Body) -> str | None:
    """Return the code of what speaks against a step between the desk and a unit as things stand, or None where nothing does.

    Codes: ``unit.has_it``, ``unit.has_not``, ``return.once``, ``return.none``, ``press.step_over``, ``press.done``, ``press.returned``.
    """
    match body:
        case AddUnit(unit=unit):
            return "unit.has_it" if unit and open_task(state, unit) is not None else None
        case UnitReport(unit=unit):
            task = open_task(state, unit) if unit else None
            return "unit.has_not" if task is None or task.lead else None
        case Return(unit=unit):
            task = open_task(state, unit)
            return "unit.has_not" if task is None else "return.once" if task.returned_at else None
        case DecideReturn(unit=unit):
            task = open_task(state, unit)
            return None if task is not None and task.returning is ReturnState.OPEN else "return.none"
        case Chase() | Supervise() | Bulletin():
            return _press_objection(open_task(state, body.unit), body)
        case _:
            return None


def followed(state: CaseState, entry: Entry) -> tuple[UnitTask, ...]:
    """Return the assignments after an entry that fits ``state``."""
    body, at = entry.body, entry.at
    match body:
        case Assign(unit=unit, name=name):
            return (*_ended(state.tasks, at), _begun(state, unit, entry, name))
        case Rework(due=due) if state.handler is not None and state.handler.kind is HandlerKind.DEPARTMENT:
            return (*_ended(state.tasks, at), replace(_begun(state, state.handler.code, entry, state.handler.name), eta=due))
        case AddUnit(unit=unit, name=name):
            return (*tasks_of(state), replace(_begun(state, unit, entry, name), lead=False))
        case CallbackAnswer(score=score):
            return _rated(state, score)
        case Refile(handler_kind=kind):
            return _each(state.tasks, lambda task: not task.ended_at, lambda task: replace(task, consultation=_consults(kind)))
        case Dispatch() | Cancel() | Close() | Merge():
            return _ended(state.tasks, at)
        case _:
            return _reported(tasks_of(state), entry) if with_unit(state) else state.tasks


def _reported(tasks: tuple[UnitTask, ...], entry: Entry) -> tuple[UnitTask, ...]:
    """The same for what a unit says, and what is said to it."""
    body, at = entry.body, entry.at
    match body:
        case Acknowledge(eta=eta):
            return _each(tasks, _main, lambda task: replace(_taken(task, at), eta=eta or task.eta))
        case OnSite():
            return _each(tasks, _main, lambda task: _taken(task, at))
        case WorkDone():
            return _ended(_each(tasks, _main, lambda task: replace(task, answered_at=at)), at)
        case Decline(reason=reason):
            gone = {"returned_at": at, "return_reason": reason, "return_decision": ReturnState.ACCEPTED}
            return _ended(_each(tasks, _main, lambda task: replace(task, **gone)), at)
        case UnitReport(unit=unit, note=note):
            if not note.strip():
                return _each(tasks, _of(unit), lambda task: _taken(task, at))
            return _each(tasks, _of(unit), lambda task: replace(task, answered_at=at, ended_at=at))
        case Return(unit=unit, reason=reason):
            return _each(tasks, _of(unit), lambda task: replace(task, returned_at=at, return_reason=reason))
        case DecideReturn(unit=unit, accepted=accepted):
            return _decided(tasks, unit, accepted, at)
        case Chase() | Supervise() | Bulletin():
            press = PRESSES[type(body)]
            return _each(tasks, _of(body.unit), lambda task: replace(task, pressed=(*task.pressed, press)))
        case _:
            return tasks


def _decided(tasks: tuple[UnitTask, ...], unit: str, accepted: bool, at: str) -> tuple[UnitTask, ...]:
    """An accepted return ends the unit's part; where it was the main one, there is nobody left to help."""
    decision = ReturnState.ACCEPTED if accepted else ReturnState.REJECTED
    decided = _each(tasks, _of(unit), lambda task: replace(task, return_decision=decision, ended_at=at if accepted else ""))
    main = next((task for task in tasks if _of(unit)(task)), None)
    return _ended(decided, at) if accepted and main is not None and main.lead else decided


def _press_objection(task: UnitTask | None, body: Chase | Supervise | Bulletin) -> str | None:
    if task is None:
        return "unit.has_not"
    if task.step is not body.step:
        return "press.step_over"
    if PRESSES[type(body)] in task.pressed:
        return "press.done"
    return "press.returned" if task.returning is ReturnState.OPEN else None


def _begun(state: CaseState, unit: str, entry: Entry, name: Text) -> UnitTask:
    return UnitTask(unit=unit, name=name, assigned_at=entry.at, consultation=_consults(state.handler_kind))


def _rated(state: CaseState, score: int | None) -> tuple[UnitTask, ...]:
    """The callback is about the unit that answered last, as long as the case has gone to nobody else since."""
    last = next((task for task in reversed(state.tasks) if task.lead), None)
    if last is None or not last.answered_at or state.handler is None or state.handler.code != last.unit:
        return state.tasks
    return _each(state.tasks, lambda task: task is last, lambda task: replace(task, reached=True, score=score))


def _taken(task: UnitTask, at: str) -> UnitTask:
    """What was sent about the acknowledgement is settled with it."""
    return task if task.acknowledged_at else replace(task, acknowledged_at=at, pressed=())


def _ended(tasks: Sequence[UnitTask], at: str) -> tuple[UnitTask, ...]:
    return _each(tasks, lambda task: not task.ended_at, lambda task: replace(task, ended_at=at))


def _each(tasks: Sequence[UnitTask], which: Callable[[UnitTask], bool], change: Change) -> tuple[UnitTask, ...]:
    return tuple(change(task) if which(task) else task for task in tasks)


def _main(task: UnitTask) -> bool:
    return task.lead and not task.ended_at


def _of(unit: str) -> Callable[[UnitTask], bool]:
    return (lambda task: task.unit == unit and not task.ended_at) if unit else _main


def _consults(kind: HandlerKind) -> bool:
    return kind is HandlerKind.CONSULTATION
