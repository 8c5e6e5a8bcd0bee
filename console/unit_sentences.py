"""What is said where a step between the desk and a department cannot be taken. ``console.failures`` says it."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

UNIT_SENTENCES: dict[str, object] = {
    "unit.unknown": QT_TRANSLATE_NOOP("failures", "No such department is meant here: give its code or its whole name."),
    "unit.has_it": QT_TRANSLATE_NOOP("failures", "That department has this case already."),
    "unit.has_not": QT_TRANSLATE_NOOP("failures", "That department does not have this case, or has answered it."),
    "decline.unit": QT_TRANSLATE_NOOP("failures", "A department does not decline: it returns the case, and whoever supervises decides."),
    "return.reason_missing": QT_TRANSLATE_NOOP("failures", "Say why."),
    "return.once": QT_TRANSLATE_NOOP("failures", "That department has returned this case once already; what was decided stands."),
    "return.none": QT_TRANSLATE_NOOP("failures", "No return waits to be decided there any more."),
    "return.late": QT_TRANSLATE_NOOP(
        "failures", "A department could return this case until {until}. Now it is its own; nothing was changed."
    ),
    "press.step_over": QT_TRANSLATE_NOOP("failures", "The department has moved on meanwhile: that step is over."),
    "press.done": QT_TRANSLATE_NOOP("failures", "Somebody has done that already; the journal shows who."),
    "press.returned": QT_TRANSLATE_NOOP("failures", "First the department’s return has to be decided."),
    "chase.early": QT_TRANSLATE_NOOP("failures", "The department still has time: it is chased from {since} on."),
    "chase.over": QT_TRANSLATE_NOOP("failures", "The promise is past since {until}: now the department is supervised, not chased."),
    "supervise.early": QT_TRANSLATE_NOOP("failures", "The promise is not past: the department is supervised from {since} on."),
    "bulletin.early": QT_TRANSLATE_NOOP("failures", "It is not late enough for a bulletin: that comes from {since} on."),
}
