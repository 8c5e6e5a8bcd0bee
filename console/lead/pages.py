"""The pages of the lead's window: which there are, who may open them, and where they are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

from msgspec.structs import replace
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from models.records.operation import Desk
from models.records.staff import Role
from models.rules.permissions import Permission, may


class Presenter(Protocol):
    """A page at work: its pane, and reading it anew whenever it comes to be seen."""

    pane: QWidget

    def read(self) -> None: ...


@dataclass(frozen=True)
class Page:
    """A page: its stem, its title (English source text of the ``lead`` context), whom it is for, and the module whose ``make`` makes it.

    Any one of ``permissions`` opens it. The module is imported when the page is first opened.
    """

    stem: str
    title: object
    permissions: tuple[Permission, ...]
    module: str

    def name(self) -> str:
        """Return the title in the language of the interface."""
        return QCoreApplication.translate("lead", str(self.title))

    def make(self, console: Any, window: Any) -> Presenter:
        """Return the page's presenter. The module has ``make(console, window) -> Presenter``."""
        # Late, for start-up time: charts, printing and workbooks are behind these pages, and no operator at a telephone waits for them.
        make = cast(Callable[[Any, Any], Presenter], import_module(self.module).make)
        return make(console, window)


PAGES: tuple[Page, ...] = (
    Page("board", QT_TRANSLATE_NOOP("lead", "Board"), (Permission.SEE_QUEUE,), "console.lead.board"),
    Page("handover", QT_TRANSLATE_NOOP("lead", "Handover"), (Permission.HAND_OVER,), "console.lead.handover"),
    Page("report", QT_TRANSLATE_NOOP("lead", "Bulletin"), (Permission.SEE_REPORTS,), "console.lead.report"),
    Page(
        "discipline",
        QT_TRANSLATE_NOOP("lead", "Partners"),
        (Permission.MANAGE_PARTNERS, Permission.VETO, Permission.HEAR_APPEALS),
        "console.lead.discipline",
    ),
    Page(
        "supervision",
        QT_TRANSLATE_NOOP("lead", "Departments"),
        (Permission.MANAGE_UNITS, Permission.SEE_QUEUE),
        "console.lead.supervision",
    ),
    Page(
        "outreach",
        QT_TRANSLATE_NOOP("lead", "Outreach"),
        (Permission.COUNT_OUTREACH, Permission.MANAGE_OUTREACH),
        "console.lead.outreach",
    ),
    Page("unmet", QT_TRANSLATE_NOOP("lead", "Unmet needs"), (Permission.SEE_REPORTS,), "console.lead.unmet"),
    Page("catalogue", QT_TRANSLATE_NOOP("lead", "Catalogue"), (Permission.MANAGE_CATALOGUE,), "console.lead.catalogue"),
    Page("knowledge", QT_TRANSLATE_NOOP("lead", "Knowledge"), (Permission.MANAGE_KNOWLEDGE,), "console.lead.knowledge"),
)
"""In the order of the rail."""


def open_to(console: Any) -> tuple[Page, ...]:
    """Return the pages that whoever sits here may open: all of them in a demonstration, whose profile never holds anybody's work."""
    role = console.parts.session.operator.role
    return tuple(page for page in PAGES if console.launch.demo or any(may(role, permission) for permission in page.permissions))


def acting(console: Any, permission: Permission) -> Desk:
    """Return what goes into an operation that asks for ``permission``; in a demonstration whoever sits here has the role that it takes."""
    stamp: Desk = console.parts.session.stamp()
    if not console.launch.demo or may(stamp.role, permission):
        return stamp
    return replace(stamp, role=next(role for role in Role if may(role, permission)))
