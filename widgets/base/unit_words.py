"""What goes to and fro between the desk and departments, in words, as the journal of a case tells it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records import supervision
from models.records.base import Language, Text
from models.records.journal import Body
from models.records.supervision import Press, TaskStep
from widgets.base import vocabulary

UNIT_WORDS: Mapping[type, object] = {
    supervision.Return: QT_TRANSLATE_NOOP("words", "Returned: not {0}’s affair, it says"),
    supervision.DecideReturn: QT_TRANSLATE_NOOP("words", "Return accepted: back at the desk"),
    supervision.AddUnit: QT_TRANSLATE_NOOP("words", "{0} helps"),
    supervision.UnitReport: QT_TRANSLATE_NOOP("words", "{0}, which helps, reports"),
    supervision.Chase: QT_TRANSLATE_NOOP("words", "Chased {0} for its {1}"),
    supervision.Supervise: QT_TRANSLATE_NOOP("words", "Supervised {0}: its {1} is late"),
    supervision.Bulletin: QT_TRANSLATE_NOOP("words", "Named {0} in a bulletin: its {1} is late"),
}
_REJECTED = QT_TRANSLATE_NOOP("words", "Return rejected: the unit keeps the case")
_TAKEN = QT_TRANSLATE_NOOP("words", "{0}, which helps, has taken it")


def told_of(body: Body) -> object:
    """Return the sentence of a step that is told in another way than its kind alone says, None for all others."""
    match body:
        case supervision.DecideReturn(accepted=False):
            return _REJECTED
        case supervision.UnitReport(note=""):
            return _TAKEN
        case _:
            return None


def unit_words(body: Body) -> tuple[tuple[object, ...], tuple[str, ...]]:
    """Return what goes into the sentence of a step between the desk and a unit, and the pieces of its detail."""
    match body:
        case supervision.Return() | supervision.DecideReturn():
            return (_name(body.name, body.unit),), (body.reason,)
        case supervision.AddUnit() | supervision.UnitReport():
            return (_name(body.name, body.unit),), (body.note,)
        case supervision.Chase() | supervision.Supervise() | supervision.Bulletin():
            return (_name(body.name, body.unit), step_word(body.step)), (body.note,)
        case _:
            return (), ()


def step_word(step: TaskStep) -> str:
    """Return what a unit owes."""
    return _say(vocabulary.TASK_STEPS[step])


def press_word(press: Press) -> str:
    """Return how a unit is to be pressed."""
    return _say(vocabulary.PRESSES[press])


def pressed_word(press: Press) -> str:
    """Return how a unit was pressed."""
    return _say(vocabulary.PRESSED[press])


def _name(name: Text, code: str) -> str:
    return name.in_(Language(_say("en"))) or code


def _say(source: object) -> str:
    return QCoreApplication.translate("words", str(source))
