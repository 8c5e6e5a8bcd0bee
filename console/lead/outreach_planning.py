"""Planning an event, and changing a plan, in the form of the page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.lead.outreach_plan import plan_fields, plan_of, plan_values, table_options
from console.lead.outreach_site import Site
from models.commands import outreach as commands
from models.records.operation import Changes, Desk, Topic
from models.records.outreach import EventRow, Plan
from models.rules.permissions import Permission
from models.store.store import Store
from widgets.base.theme import Tone
from widgets.outreach.view import TALLY


class Planning(QObject):
    """``planned(event)`` says that a plan was written."""

    planned = Signal(str)

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._site = site
        self._before: EventRow | None = None
        site.pane.new_asked.connect(lambda: self._ask(None))
        site.pane.edit_asked.connect(lambda: self._ask(site.sheet.event if site.sheet is not None else None))
        site.pane.plan_given.connect(self._on_plan)

    def _ask(self, row: EventRow | None) -> None:
        parts, pane = self._site.console.parts, self._site.pane
        now = parts.tools.now()
        blank = Plan(title="", district="", place="", begins=f"{now:%Y-%m-%d} 09:00", ends=f"{now:%Y-%m-%d} 16:00", services=())
        self._before = row
        pane.say("", Tone.MUTED)
        pane.open_plan(plan_fields(parts.reference), plan_values(row.plan if row is not None else blank), *table_options(parts.reference))

    def _on_plan(self) -> None:
        before, form = self._before, self._site.pane.plan.form
        plan = plan_of(form.values(), self._site.console.parts.reference, before.plan if before is not None else None)

        def planned(store: Store, desk: Desk) -> Changes:
            if before is not None:
                return commands.change_event(store, desk, before.id, plan, before.version)
            return commands.plan_event(store, desk, plan)[0]

        self._site.write(planned, Permission.MANAGE_OUTREACH, self.tr("Saved."), self._planned)

    def _planned(self, changes: Changes) -> None:
        event = next(iter(changes.ids(Topic.OUTREACH)), "")
        self._site.pane.close_plan()
        self._site.pane.open_sheet(TALLY)
        if event:
            self.planned.emit(event)
