"""The page of outreach: events planned and held, counted at their tables, suggestions settled, the report given out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from console.lead.outreach_counting import Counting
from console.lead.outreach_lines import event_lines, suggestion_line
from console.lead.outreach_noting import Noting
from console.lead.outreach_planning import Planning
from console.lead.outreach_reporting import Reporting
from console.lead.outreach_settling import Settling
from console.lead.outreach_site import NOTE_FORM, OFF_FORM, PLAN_FORM, SETTLE_FORM, Site
from models.records.draft import Draft
from models.records.operation import Changes, Topic
from models.records.outreach import EventRow, OutreachStage
from models.repositories import outreach as events
from models.rules.permissions import Permission
from widgets.base.theme import Tone
from widgets.outreach.view import OPEN, SUGGESTIONS, TALLY, OutreachPane
from widgets.outreach.words import stage_chip, when


def make(console: Any, window: Any) -> OutreachPage:
    """Return the page."""
    return OutreachPage(console, window)


class OutreachPage(QObject):
    """The list of events, and who sees to the sheets of the chosen one. What is shown is what the disk has.

    Reads again whenever an event, a count or a suggestion moves while it is seen.
    """

    def __init__(self, console: Any, window: Any) -> None:
        super().__init__(window)
        self._console = console
        self.pane = OutreachPane()
        self.site = Site(console, window, self.pane)
        self.counting, self.noting, self.settling = Counting(self.site), Noting(self.site), Settling(self.site)
        self.reporting, self.planning = Reporting(self.site), Planning(self.site)
        self._key = ""
        self._events: tuple[EventRow, ...] = ()
        self._opened = 0
        self._ticket = 0
        self.pane.chosen.connect(self._on_chosen)
        self.planning.planned.connect(self._on_planned)
        for keeper in (self.noting, self.reporting, self.settling, self.planning):
            keeper.kept.kept.connect(self._show_lists)
        console.hub.changed.connect(self._on_changed)

    def read(self) -> None:
        """Read the events and the chosen one again."""
        self._ticket += 1
        self._console.runtime.spawn(self._read(self._ticket), owner=self)

    def seek(self, suggestion: str) -> None:
        """Open the event at which a suggestion was made, with that suggestion current."""
        self._console.runtime.spawn(self._seek(suggestion), owner=self)

    async def _seek(self, suggestion: str) -> None:
        row = await self._console.runtime.db(events.suggestion, suggestion)
        if row is None:
            return
        self._key = row.event
        self.counting.forget()
        self.pane.suggestions.close_ask()
        self._ticket += 1
        await self._read(self._ticket)
        if self.site.event_id() == row.event:
            self.pane.show_sheet(SUGGESTIONS)
            self.pane.suggestions.rows.set_current(suggestion)

    async def _read(self, ticket: int) -> None:
        db = self._console.runtime.db
        found = await db(events.events)
        opened = await db(events.open_suggestions)
        left = self.site.typed_last() if not self._key else None
        key = self._key or await self._event_of(left) or (found[0].id if found else OPEN)
        sheet = await db(events.sheet, key) if key != OPEN else None
        if ticket != self._ticket:
            return
        self._events, self._key = found, key
        self.site.sheet = sheet
        self.site.suggestions = sheet.suggestions if sheet is not None else opened
        self._opened = len(opened)
        self._show()
        if left is not None:
            self._come_back(*left)

    async def _event_of(self, left: tuple[Draft, str, str] | None) -> str:
        """Return the event that words in a form are about, '' where there is none."""
        if left is None:
            return ""
        _, form, subject = left
        if form == SETTLE_FORM:
            row = await self._console.runtime.db(events.suggestion, subject.partition("|")[0])
            subject = row.event if row is not None else ""
        row = await self._console.runtime.db(events.event, subject)
        return subject if row is not None else ""

    def _come_back(self, draft: Draft, form: str, subject: str) -> None:
        """Come back to where words were typed last, before the window or the program ended."""
        if form == SETTLE_FORM:
            self.settling.come_back(draft, subject)
        elif form == NOTE_FORM and subject == self._key:
            self.noting.come_back(draft)
        elif form == OFF_FORM and subject == self._key:
            self.reporting.come_back(draft)
        elif form == PLAN_FORM:
            self.planning.come_back(draft, subject)

    def _show_lists(self) -> None:
        sheet, shown = self.site.sheet, self.site.suggestions
        typed = self.noting.kept.subjects() | self.reporting.kept.subjects() | self.planning.kept.subjects()
        lines = event_lines(self._events, self._opened, self.site.street, typed)
        self.pane.set_events(lines, self._key, str(len(self._events)), self.site.may(Permission.MANAGE_OUTREACH))
        opened = sum(found.outcome is None for found in shown)
        title = self.tr("{count} suggestions, {open} open").format(count=len(shown), open=opened)
        asked = self.settling.typed()
        rows = [suggestion_line(found, title=sheet is None, typed=found.id in asked) for found in shown]
        self.pane.suggestions.set_suggestions(title, rows)

    def _show(self) -> None:
        sheet, pane, street = self.site.sheet, self.pane, self.site.street
        if sheet is None:
            pane.set_event(self.tr("Open suggestions of all events"), "", ("", Tone.MUTED), whole=False, able=False)
        else:
            row = sheet.event
            told = " · ".join((when(row), f"{street(row.plan.district)} {row.plan.place}", *filter(None, (row.said,))))
            able = self.site.may(Permission.MANAGE_OUTREACH) and row.stage is not OutreachStage.REPORTED
            pane.set_event(row.plan.title, told, stage_chip(row.stage), whole=True, able=able)
            pane.set_counts({TALLY: str(row.heads), SUGGESTIONS: str(row.suggestions)})
            self.counting.show(sheet)
            self.reporting.show(sheet)
        self._show_lists()
        self.noting.show()
        self.planning.show()
        self.settling.show()

    def _on_chosen(self, key: str) -> None:
        if not key or key == self._key:
            return
        self._key = key
        self.counting.forget()
        self.pane.say("", Tone.MUTED)
        self.pane.suggestions.close_ask()
        whole = key != OPEN
        if self.pane.planning() or not whole or self.site.sheet is None:
            self.pane.open_sheet(TALLY if whole else SUGGESTIONS)
        self.read()

    def _on_planned(self, event: str) -> None:
        self._key = event

    def _on_changed(self, changes: Changes) -> None:
        if self.pane.isVisible() and (changes.about(Topic.OUTREACH) or changes.about(Topic.SUGGESTION)):
            self.read()
