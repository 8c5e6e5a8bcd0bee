"""What the parts of the page of outreach share: the event on the screen, what whoever sits here may do, and writing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from console.failures import sentence
from console.lead.pages import acting
from models.records.draft import Draft
from models.records.failure import WorldFailure
from models.records.operation import Changes, Desk
from models.records.outreach import EventSheet, OutreachStage, SuggestionRow
from models.rules.form import form_of
from models.rules.permissions import Permission, may
from models.store.store import Store
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.outreach.view import OutreachPane

PLAN_FORM, NOTE_FORM, SETTLE_FORM, OFF_FORM = "outreach.plan", "outreach.suggestion", "outreach.asking", "outreach.off"
FORMS = (PLAN_FORM, NOTE_FORM, SETTLE_FORM, OFF_FORM)
"""The forms of the page, as their drafts name them."""

Deed = Callable[[Store, Desk], Changes]
Done = Callable[[Changes], None]
Refused = Callable[[], None]


class Site(QObject):
    """``sheet`` is the event on the screen, None while the open suggestions of all events are; ``suggestions`` are those shown."""

    def __init__(self, console: Any, window: Any, pane: OutreachPane) -> None:
        super().__init__(pane)
        self.console = console
        self.window = window
        self.pane = pane
        self.sheet: EventSheet | None = None
        self.suggestions: tuple[SuggestionRow, ...] = ()

    def typed_last(self) -> tuple[Draft, str, str] | None:
        """Return what whoever sits here typed last into a form of this page, with the form's name and what it is about."""
        number = self.console.parts.session.operator.number
        for draft in self.console.parts.shelf.forms():
            operator, form, subject = form_of(draft.key)
            if operator == number and form in FORMS:
                return draft, form, subject
        return None

    def event_id(self) -> str:
        """Return the event whose sheets are on the screen: what is pressed is about that one, whichever has been chosen since."""
        return self.sheet.event.id if self.sheet is not None else ""

    def may(self, permission: Permission) -> bool:
        """Tell whether whoever sits here may do what takes ``permission``."""
        return may(acting(self.console, permission).role, permission)

    def counting(self) -> bool:
        """Tell whether the event on the screen may be counted at by whoever sits here."""
        open_still = self.sheet is not None and self.sheet.event.stage is not OutreachStage.REPORTED
        return open_still and self.may(Permission.COUNT_OUTREACH)

    def street(self, code: str) -> str:
        """Return the name of a street or town in the language of the interface."""
        district = self.console.parts.reference.district(code)
        return district.name.in_(language()) if district is not None else code

    def write(self, deed: Deed, permission: Permission, told: str = "", done: Done | None = None, refused: Refused | None = None) -> None:
        """Do ``deed`` on the store; then ``done`` with what changed, and ``told`` is said. What speaks against it is said instead,
        after ``refused``."""
        self.console.runtime.spawn(self._written(deed, permission, told, done, refused), owner=self)

    async def _written(self, deed: Deed, permission: Permission, told: str, done: Done | None, refused: Refused | None) -> None:
        try:
            changes = await self.console.runtime.db(deed, acting(self.console, permission))
        except WorldFailure as failure:
            if refused is not None:
                refused()
            self.pane.say(sentence(failure), Tone.OVERDUE, str(failure.details.get("field", "")))
            return
        self.pane.say(told, Tone.OK)
        if done is not None:
            done(changes)
        self.console.hub.publish(changes)
