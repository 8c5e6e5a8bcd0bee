"""What is said where the one who sits here does not take a need on: by role, or because the psychology line keeps its own records."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from console.failures import sentence
from console.operator.tools import Tools
from models.records.catalogue import ItemRow
from models.records.failure import RuleBroken
from models.rules.permissions import Permission

_PUT_THROUGH = QT_TRANSLATE_NOOP("sealed", "Put through. The psychology line keeps the record.")
_CHOOSE = QT_TRANSLATE_NOOP("sealed", "Choose an item first")
_TRANSFER = QT_TRANSLATE_NOOP("sealed", "Put the caller through")
_ROLE = QT_TRANSLATE_NOOP("sealed", "Not for your role")


def not_ours(tools: Tools, put_through: bool) -> str:
    """Return what to do with a need that is not accepted here; ``put_through`` says that the caller is on the way already."""
    if not tools.may(Permission.ACCEPT_CASES):
        return sentence(RuleBroken("permission.denied"))
    return _say(_PUT_THROUGH) if put_through else sentence(RuleBroken("line.sealed"))


def can_accept(tools: Tools, item: ItemRow | None) -> tuple[bool, str]:
    """Return whether the button that accepts a need may be pressed, and what it says where not."""
    if not tools.may(Permission.ACCEPT_CASES):
        return False, _say(_ROLE)
    if item is None:
        return False, _say(_CHOOSE)
    return (True, "") if tools.may_accept(item) else (False, _say(_TRANSFER))


def _say(source: object) -> str:
    return QCoreApplication.translate("sealed", str(source))
