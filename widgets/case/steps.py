"""The way of a case as steps: which are done and when, which one is due now, which were never needed."""

from __future__ import annotations

from enum import StrEnum

import msgspec
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records.case import CaseState, Stage, Verification
from models.records.catalogue import HandlerKind


class StepState(StrEnum):
    """How a step is drawn: filled with a tick, a ring, an empty circle, or a dash."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    SKIPPED = "skipped"


class CaseStep(msgspec.Struct, frozen=True):
    """A step; ``at`` is the ISO time at which it was done, '' where it was not."""

    label: str
    state: StepState
    at: str = ""


_LABELS = {
    "accept": QT_TRANSLATE_NOOP("stepper", "Accept"),
    "dispatch": QT_TRANSLATE_NOOP("stepper", "Dispatch"),
    "assign": QT_TRANSLATE_NOOP("stepper", "Assign"),
    "answer": QT_TRANSLATE_NOOP("stepper", "Answer"),
    "transfer": QT_TRANSLATE_NOOP("stepper", "Put through"),
    "unmet": QT_TRANSLATE_NOOP("stepper", "Unmet need"),
    "acknowledge": QT_TRANSLATE_NOOP("stepper", "Acknowledge"),
    "on_site": QT_TRANSLATE_NOOP("stepper", "On site"),
    "work_done": QT_TRANSLATE_NOOP("stepper", "Work done"),
    "verify": QT_TRANSLATE_NOOP("stepper", "Verify"),
    "callback": QT_TRANSLATE_NOOP("stepper", "Callback"),
    "close": QT_TRANSLATE_NOOP("stepper", "Close"),
    "cancel": QT_TRANSLATE_NOOP("stepper", "Cancelled"),
    "merge": QT_TRANSLATE_NOOP("stepper", "Merged"),
}


def steps_of(case: CaseState) -> tuple[CaseStep, ...]:
    """Return the steps of a case from its acceptance to its end. Exactly one is due now, none once it is closed or merged.

    A step behind the one that is due counts as done where the journal has a time for it, else as skipped; times of an earlier round
    (before rework) are not shown for steps that are still to come.
    """
    names = _names(case)
    due = _due(case, names)
    found = []
    for place, name in enumerate(names):
        at = case.times.get(name, "")
        if place == due:
            state = StepState.NOW
        elif place > due:
            state = StepState.NEXT
        else:
            state = StepState.DONE if at else StepState.SKIPPED
        label = QCoreApplication.translate("stepper", str(_LABELS[name]))
        found.append(CaseStep(label=label, state=state, at=at if state is StepState.DONE else ""))
    return tuple(found)


def _names(case: CaseState) -> tuple[str, ...]:
    """Return the names of the steps, as the keys of ``CaseState.times``."""
    end = "merge" if case.stage is Stage.MERGED else "cancel" if case.closed and _later(case, "cancel", "close") else "close"
    if case.unmet:
        return ("accept", "unmet", "callback", end)
    if case.transferred_to and case.handler is None:
        return ("accept", "transfer", end)
    consulted = case.handler is None and (case.answered or case.handler_kind is HandlerKind.CONSULTATION)
    if consulted:
        rung = case.callback_done or bool(case.attempts) or "callback" in case.times
        return ("accept", "answer", "callback", end) if rung else ("accept", "answer", end)
    kind = case.handler.kind if case.handler is not None else case.handler_kind
    send = "assign" if kind is HandlerKind.DEPARTMENT else "dispatch"
    verify = ("verify",) if case.verification is not None else ()
    return ("accept", send, "acknowledge", "on_site", "work_done", *verify, "callback", end)


def _due(case: CaseState, names: tuple[str, ...]) -> int:
    """Return the place of the step that is due; the number of steps where nothing is."""
    if case.closed or case.stage is Stage.MERGED:
        return len(names)
    due = {
        Stage.DISPATCHED: "acknowledge",
        Stage.ACKNOWLEDGED: "on_site",
        Stage.ON_SITE: "work_done",
        Stage.VERIFYING: "verify",
        Stage.CALLBACK: "close" if case.callback_done else "callback",
    }.get(case.stage, "")
    if due in names:
        return names.index(due)
    if case.unmet or case.transferred_to or case.answered:
        begun = bool(case.attempts) and not case.callback_done
        return names.index("callback") if begun and "callback" in names else len(names) - 1
    if case.verification is Verification.OPEN and "verify" in names:
        return names.index("verify")
    return len(names) - 1 if case.callback_done else 1


def _later(case: CaseState, one: str, other: str) -> bool:
    """Tell whether ``one`` was done, and after ``other``; the times stand in the order of the journal."""
    order = list(case.times)
    return one in order and (other not in order or order.index(one) > order.index(other))
