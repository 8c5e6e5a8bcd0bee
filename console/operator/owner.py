"""The actions that say who answers for a case, and which cases stand first."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from console.operator.verb import Verb
from models.records.journal import HandOver, Prioritise, Reassign, TakeOver


def _number(text: str) -> int:
    """Return an operator's number as it was typed, 0 where it is none."""
    return int(text) if text.strip().isdecimal() else 0


OWNER_VERBS: dict[str, Verb] = {
    "take_over": Verb(
        "case.take_over",
        None,
        QT_TRANSLATE_NOOP("actions", "Take over"),
        lambda case, values: TakeOver(seen=case.owner),
    ),
    "hand_over": Verb(
        "case.hand_over",
        None,
        QT_TRANSLATE_NOOP("actions", "Hand over"),
        lambda case, values: HandOver(seen=case.owner, note=values.get("note", "")),
        (("note", QT_TRANSLATE_NOOP("actions", "What the next operator has to know (may stay empty)")),),
    ),
    "reassign": Verb(
        "case.reassign",
        None,
        QT_TRANSLATE_NOOP("actions", "Reassign"),
        lambda case, values: Reassign(seen=case.owner, to=_number(values.get("to", "")), reason=values.get("reason", "")),
        (("to", QT_TRANSLATE_NOOP("actions", "To operator No.")), ("reason", QT_TRANSLATE_NOOP("actions", "Why it is reassigned"))),
    ),
    "prioritise": Verb(
        "case.prioritise",
        None,
        QT_TRANSLATE_NOOP("actions", "Priority"),
        lambda case, values: Prioritise(reason=values.get("reason", ""), raised=not case.priority),
        (("reason", QT_TRANSLATE_NOOP("actions", "Why it goes before the others, or no longer does")),),
    ),
}
