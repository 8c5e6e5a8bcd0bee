"""What an operator writes down of departments: a return, another one that helps and what it reports, a chase."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from console.operator.verb import Verb
from console.shortcuts import Shortcut
from models.records.case import CaseState
from models.records.supervision import AddUnit, Chase, Return, TaskStep, UnitReport
from models.rules.tasks import open_task


def owed(case: CaseState) -> TaskStep:
    """Return what the main unit of a case owes next; the acknowledgement where nobody owes anything, which the rules refuse."""
    task = open_task(case)
    return task.step if task is not None and task.step is not None else TaskStep.ACKNOWLEDGE


UNIT_VERBS: dict[str, Verb] = {
    "return": Verb(
        "case.return",
        Shortcut.RETURNED,
        QT_TRANSLATE_NOOP("actions", "Returned"),
        lambda case, values: Return(reason=values.get("reason", "")),
        (("reason", QT_TRANSLATE_NOOP("actions", "Why it says that the case is not its own")),),
    ),
    "add_unit": Verb(
        "case.add_unit",
        Shortcut.HELPED,
        QT_TRANSLATE_NOOP("actions", "Helper"),
        lambda case, values: AddUnit(unit=values.get("unit", ""), note=values.get("note", "")),
        (
            ("unit", QT_TRANSLATE_NOOP("actions", "Which department helps: code or whole name")),
            ("note", QT_TRANSLATE_NOOP("actions", "With what (may stay empty)")),
        ),
    ),
    "unit_report": Verb(
        "case.unit_report",
        Shortcut.REPORTED,
        QT_TRANSLATE_NOOP("actions", "Helper reports"),
        lambda case, values: UnitReport(unit=values.get("unit", ""), note=values.get("note", "")),
        (
            ("unit", QT_TRANSLATE_NOOP("actions", "Which one (empty: the only one)")),
            ("note", QT_TRANSLATE_NOOP("actions", "What it did (empty: it has taken it)")),
        ),
    ),
    "chase": Verb(
        "case.chase",
        Shortcut.CHASED,
        QT_TRANSLATE_NOOP("actions", "Chase"),
        lambda case, values: Chase(step=owed(case), note=values.get("note", "")),
        (("note", QT_TRANSLATE_NOOP("actions", "What was said to the department (may stay empty)")),),
    ),
}
