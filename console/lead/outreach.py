"""The page of outreach: events planned and held, counted at their tables, suggestions settled, the report given out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from console.failures import sentence
from console.lead.outreach_lines import count_line, event_lines, figure_lines, key_of, service_line, suggestion_line
from console.lead.outreach_plan import plan_fields, plan_of, plan_values, table_options
from console.lead.outreach_settling import Settling
from console.lead.pages import acting
from models.commands import outreach as commands
from models.imports.export import put_in_place
from models.records.failure import WorldFailure
from models.records.operation import Changes, Desk, Topic
from models.records.outreach import EventRow, EventSheet, Figure, OutreachStage, Plan, SuggestionRow
from models.repositories import outreach as events
from models.rules.outreach import figures, noted, offered
from models.rules.permissions import Permission, may
from models.store.store import Store
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.outreach.paper import page, pdf_of
from widgets.outreach.view import OPEN, SUGGESTIONS, TALLY, OutreachPane
from widgets.outreach.words import sentence as report_sentence
from widgets.outreach.words import stage_chip, when

Deed = Callable[[Store, Desk], Changes]
Done = Callable[[Changes], None]


def make(console: Any, window: Any) -> OutreachPage:
    """Return the page."""
    return OutreachPage(console, window)


class OutreachPage(QObject):
    """Reads again whenever an event, a count or a suggestion moves while it is seen. What is shown is what the disk has."""

    def __init__(self, console: Any, window: Any) -> None:
        super().__init__(window)
        self._console = console
        self._window = window
        self.pane = OutreachPane()
        self._key = ""
        self._events: tuple[EventRow, ...] = ()
        self._sheet: EventSheet | None = None
        self._suggestions: tuple[SuggestionRow, ...] = ()
        self._behind: tuple[tuple[str, str], ...] = ()
        self._label = ""
        self._before: EventRow | None = None
        self._ticket = 0
        pane = self.pane
        self.settling = Settling(console, pane, self.write, lambda: self._suggestions)
        pane.chosen.connect(self._on_chosen)
        pane.new_asked.connect(lambda: self._ask_plan(None))
        pane.edit_asked.connect(lambda: self._ask_plan(self._sheet.event if self._sheet is not None else None))
        pane.plan_given.connect(self._on_plan)
        pane.tally.chosen.connect(self._on_service)
        pane.tally.count_asked.connect(self._on_count)
        pane.tally.back_asked.connect(self._on_back)
        pane.suggestions.noted.connect(self._on_noted)
        pane.report.behind.connect(self._on_behind)
        pane.report.copied.connect(self._on_copied)
        pane.report.paper_asked.connect(self._on_paper)
        pane.report.moved.connect(self._on_moved)
        console.hub.changed.connect(self._on_changed)

    def read(self) -> None:
        """Read the events and the chosen one again."""
        self._ticket += 1
        self._console.runtime.spawn(self._read(self._ticket), owner=self)

    async def _read(self, ticket: int) -> None:
        db = self._console.runtime.db
        found = await db(events.events)
        opened = await db(events.open_suggestions)
        key = self._key or (found[0].id if found else OPEN)
        sheet = await db(events.sheet, key) if key != OPEN else None
        if ticket != self._ticket:
            return
        self._events, self._sheet = found, sheet
        self._suggestions = sheet.suggestions if sheet is not None else opened
        lines = event_lines(found, len(opened), self._street)
        self._key = key
        self.pane.set_events(lines, key, str(len(found)), self._may(Permission.MANAGE_OUTREACH))
        self._show()

    def _show(self) -> None:
        sheet, pane = self._sheet, self.pane
        if sheet is None:
            pane.set_event(self.tr("Open suggestions of all events"), "", ("", Tone.MUTED), whole=False, able=False)
        else:
            row = sheet.event
            told = " · ".join((when(row), f"{self._street(row.plan.district)} {row.plan.place}", *filter(None, (row.said,))))
            able = self._may(Permission.MANAGE_OUTREACH) and row.stage is not OutreachStage.REPORTED
            pane.set_event(row.plan.title, told, stage_chip(row.stage), whole=True, able=able)
            pane.set_counts({TALLY: str(row.heads), SUGGESTIONS: str(row.suggestions)})
            lines = [service_line(place, found) for place, found in enumerate(sheet.tally, start=1)]
            pane.tally.set_tally(lines, self._counting(sheet))
            self._show_counts(sheet)
            self._show_report(sheet)
        opened = sum(found.outcome is None for found in self._suggestions)
        title = self.tr("{count} suggestions, {open} open").format(count=len(self._suggestions), open=opened)
        lines = [suggestion_line(found, title=sheet is None) for found in self._suggestions]
        pane.suggestions.set_suggestions(title, lines)
        pane.suggestions.set_noting(sheet is not None and self._counting(sheet))
        self.settling.show()

    def _show_counts(self, sheet: EventSheet) -> None:
        services = {(row.service.item, row.service.partner): row for row in sheet.tally}
        if not self._behind or not set(self._behind) <= set(services):
            item, _, partner = self.pane.tally.services.current_key().partition("|")
            self._behind, self._label = ((item, partner),), ""
        counts = [row for row in sheet.counts if (row.item, row.partner) in self._behind]
        number = sum(services[key].heads for key in self._behind if key in services)
        name = self._label or next((services[key].service.name.in_(language()) for key in self._behind if key in services), "")
        standing = sum(not row.back_at for row in counts)
        title = self.tr("{count} counts, {back} taken back").format(count=standing, back=len(counts) - standing)
        self.pane.tally.set_chosen(name, str(number), title, [count_line(row) for row in counts])

    def _show_report(self, sheet: EventSheet) -> None:
        row, found = sheet.event, figures(sheet.tally)
        told = report_sentence(row, self._street(row.plan.district), found, noted(row))
        self.pane.report.set_report(told, figure_lines(found, noted(row)), row.plan.remarks)
        self.pane.report.set_steps(row.stage, offered(row.stage) if self._may(Permission.MANAGE_OUTREACH) else ())

    # --- what is asked for ----------------------------------------------------------------------------------------------------

    def _on_chosen(self, key: str) -> None:
        if not key or key == self._key:
            return
        self._key, self._behind, self._label = key, (), ""
        self.pane.say("", Tone.MUTED)
        self.pane.suggestions.close_ask()
        whole = key != OPEN
        if self.pane.planning() or not whole or self._sheet is None:
            self.pane.open_sheet(TALLY if whole else SUGGESTIONS)
        self.read()

    def _on_service(self, key: str) -> None:
        item, _, partner = key.partition("|")
        self._behind, self._label = ((item, partner),), ""
        if key and self._sheet is not None:
            self._show_counts(self._sheet)

    def _on_behind(self, key: str) -> None:
        if self._sheet is None:
            return
        if key == OPEN:
            self.pane.show_sheet(SUGGESTIONS)
            return
        figure: Figure = figures(self._sheet.tally)[int(key)]
        self.pane.show_sheet(TALLY)
        self.pane.tally.services.set_current(key_of(*figure.services[0]))
        self._behind, self._label = figure.services, figure.label.in_(language())
        self._show_counts(self._sheet)

    def _on_count(self, key: str, heads: int) -> None:
        event, (item, _, partner) = self._event(), key.partition("|")
        self.write(lambda store, desk: commands.count(store, desk, event, item, partner, heads)[0], Permission.COUNT_OUTREACH)

    def _on_back(self, counted: str) -> None:
        event = self._event()
        self.write(lambda store, desk: commands.take_back(store, desk, event, counted), Permission.COUNT_OUTREACH)

    def _on_noted(self) -> None:
        event, values = self._event(), {name: str(value) for name, value in self.pane.suggestions.form.values().items()}

        def note(store: Store, desk: Desk) -> Changes:
            return commands.note_suggestion(store, desk, event, values["words"], values["name"], values["number"])[0]

        self.write(note, Permission.COUNT_OUTREACH, self.tr("Noted."), self._noted)

    def _noted(self, _changes: Changes) -> None:
        self.pane.suggestions.form.set_values({})
        self.pane.suggestions.form.focus_first()

    def _ask_plan(self, row: EventRow | None) -> None:
        reference = self._console.parts.reference
        now = self._console.parts.tools.now()
        blank = Plan(title="", district="", place="", begins=f"{now:%Y-%m-%d} 09:00", ends=f"{now:%Y-%m-%d} 16:00", services=())
        self._before = row
        self.pane.say("", Tone.MUTED)
        self.pane.open_plan(plan_fields(reference), plan_values(row.plan if row is not None else blank), *table_options(reference))

    def _on_plan(self) -> None:
        before = self._before
        plan = plan_of(self.pane.plan.form.values(), self._console.parts.reference, before.plan if before is not None else None)

        def planned(store: Store, desk: Desk) -> Changes:
            if before is not None:
                return commands.change_event(store, desk, before.id, plan, before.version)
            return commands.plan_event(store, desk, plan)[0]

        self.write(planned, Permission.MANAGE_OUTREACH, self.tr("Saved."), self._planned)

    def _planned(self, changes: Changes) -> None:
        self._key = next(iter(changes.ids(Topic.OUTREACH)), self._key)
        self.pane.close_plan()
        self.pane.open_sheet(TALLY)

    def _on_moved(self, stage: str) -> None:
        event, words = self._event(), self.pane.report.reason.text()
        reason = words if OutreachStage(stage) is OutreachStage.OFF else ""
        self.write(
            lambda store, desk: commands.move_event(store, desk, event, OutreachStage(stage), reason),
            Permission.MANAGE_OUTREACH,
            done=lambda _changes: self.pane.report.reason.clear(),
        )

    # --- giving it out --------------------------------------------------------------------------------------------------------

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self.pane.report.text())
        self._window.notice.say(self.tr("The report is on the clipboard."), Tone.OK)

    def _on_paper(self) -> None:
        if self._sheet is None:
            return
        name = f"81890 {self._sheet.event.plan.begins[:10]} {self._sheet.event.plan.place}.pdf".replace("/", "-")
        dialog = QFileDialog(self.pane, self.tr("Save the report as PDF"), name, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the report of the chosen event as a PDF."""
        if self._sheet is not None:
            row = self._sheet.event
            html = page(self._sheet, figures(self._sheet.tally), noted(row), self._street(row.plan.district))
            self._console.runtime.spawn(self._save(path, pdf_of(html)), owner=self)

    async def _save(self, path: Path, data: bytes) -> None:
        try:
            await self._console.runtime.work(put_in_place, path, data)
        except WorldFailure as failure:
            self._window.notice.say(sentence(failure), Tone.OVERDUE)
            return
        self._window.notice.say(self.tr("The report lies in {file}.").format(file=path.name), Tone.OK)

    # --- writing --------------------------------------------------------------------------------------------------------------

    def write(self, deed: Deed, permission: Permission, told: str = "", done: Done | None = None) -> None:
        """Do ``deed`` on the store; then ``done`` with what changed, and ``told`` is said. What speaks against it is said instead."""
        self._console.runtime.spawn(self._written(deed, permission, told, done), owner=self)

    async def _written(self, deed: Deed, permission: Permission, told: str, done: Done | None) -> None:
        try:
            changes = await self._console.runtime.db(deed, acting(self._console, permission))
        except WorldFailure as failure:
            self.pane.say(sentence(failure), Tone.OVERDUE, str(failure.details.get("field", "")))
            return
        self.pane.say(told, Tone.OK)
        if done is not None:
            done(changes)
        self._console.hub.publish(changes)

    def _event(self) -> str:
        """Return the event whose sheets are on the screen: what is pressed is about that one, whichever has been chosen since."""
        return self._sheet.event.id if self._sheet is not None else ""

    def _counting(self, sheet: EventSheet) -> bool:
        return sheet.event.stage is not OutreachStage.REPORTED and self._may(Permission.COUNT_OUTREACH)

    def _may(self, permission: Permission) -> bool:
        return may(acting(self._console, permission).role, permission)

    def _street(self, code: str) -> str:
        district = self._console.parts.reference.district(code)
        return district.name.in_(language()) if district is not None else code

    def _on_changed(self, changes: Changes) -> None:
        if self.pane.isVisible() and (changes.about(Topic.OUTREACH) or changes.about(Topic.SUGGESTION)):
            self.read()
