"""Planning an event, and changing a plan, in the form of the page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.lead.kept_form import KeptForm
from console.lead.outreach_plan import offers, plan_fields, plan_of, plan_values
from console.lead.outreach_site import PLAN_FORM, Site
from models.commands import outreach as commands
from models.records.draft import Draft
from models.records.operation import Changes, Desk, Topic
from models.records.outreach import EventRow, OutreachStage, Plan
from models.records.search import HitKind
from models.rules.permissions import Permission
from models.store.store import Store
from widgets.base.theme import Tone
from widgets.outreach.view import TALLY

NEW = "new"
"""What the plan of a new event is about, among the drafts."""

_HITS = 8


class Planning(QObject):
    """``planned(event)`` says that a plan was written."""

    planned = Signal(str)

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._site = site
        self._view = site.pane.plan
        self._before: EventRow | None = None
        self.kept = KeptForm(site.console, self._view, self._view, PLAN_FORM)
        self.kept.kept.connect(self._show_typed)
        self._view.services.searched.connect(self._on_searched)
        self._view.discarded.connect(self.kept.discard)
        site.pane.new_asked.connect(lambda: self._ask(None))
        site.pane.edit_asked.connect(lambda: self._ask(site.sheet.event if site.sheet is not None else None))
        site.pane.plan_given.connect(self._on_plan)

    def show(self) -> None:
        """Say whether the plan of a new event has been begun."""
        self._site.pane.set_begun(self.kept.draft(NEW) is not None)

    def come_back(self, draft: Draft, subject: str) -> None:
        """Open the form of ``draft`` where it was left, if whoever sits here may still write that plan."""
        row = self._site.sheet.event if self._site.sheet is not None and subject != NEW else None
        known = subject == NEW or (row is not None and row.id == subject and row.stage is not OutreachStage.REPORTED)
        if known and self._site.may(Permission.MANAGE_OUTREACH):
            self._ask(row)
            self.kept.put_caret(draft)

    def _ask(self, row: EventRow | None) -> None:
        parts, pane = self._site.console.parts, self._site.pane
        now = parts.tools.now()
        blank = Plan(title="", district="", place="", begins=f"{now:%Y-%m-%d} 09:00", ends=f"{now:%Y-%m-%d} 16:00", services=())
        self._before = row
        pane.say("", Tone.MUTED)
        title = self.tr("A new event") if row is None else row.plan.title
        pane.open_plan(title, plan_fields(parts.reference), offers(parts.reference))
        self.kept.close()  # what others changed meanwhile is seen, where nothing was typed
        subject, plan, version = (row.id, row.plan, row.version) if row is not None else (NEW, blank, 0)
        self.kept.open(subject, plan_values(plan), {"version": str(version)})
        self._show_typed()

    def _show_typed(self) -> None:
        subject = self._before.id if self._before is not None else NEW
        self._view.set_typed(self.kept.draft(subject) is not None)
        self.show()

    def _on_searched(self, words: str) -> None:
        parts = self._site.console.parts
        if parts.index is not None:
            hits = parts.index.find(words, item_limit=_HITS).hits
            self._view.services.set_hits([hit.code for hit in hits if hit.kind is HitKind.ITEM])
            return
        # the search is still being made ready: names and codes as they are written
        found = [item.code for item in parts.reference.items().values() if words and words in f"{item.code} {item.name.zh} {item.name.en}"]
        self._view.services.set_hits(found[:_HITS])

    def _on_plan(self) -> None:
        if self.kept.sending():
            return
        before, version = self._before, int(self.kept.beside("version"))
        plan = plan_of(self._view.values(), self._site.console.parts.reference, before.plan if before is not None else None)
        key, spent = self.kept.send()
        self._view.setEnabled(False)

        def write(store: Store, desk: Desk) -> Changes:
            if before is not None:
                return commands.change_event(store, desk, before.id, plan, version, spent)
            return commands.plan_event(store, desk, plan, spent)[0]

        def planned(changes: Changes) -> None:
            self._view.setEnabled(True)
            self.kept.became(key)
            self.kept.close()
            self._site.pane.close_plan()
            self._site.pane.open_sheet(TALLY)
            if event := next(iter(changes.ids(Topic.OUTREACH)), ""):
                self.planned.emit(event)

        def refused() -> None:
            self._view.setEnabled(True)
            self.kept.refused(key)
            self._view.focus_first()

        self._site.write(write, Permission.MANAGE_OUTREACH, self.tr("Saved."), planned, refused)
