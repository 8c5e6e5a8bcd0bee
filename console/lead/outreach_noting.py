"""Noting suggestions at the table of an event."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.lead.outreach_site import Site
from models.commands import outreach as commands
from models.records.operation import Changes, Desk
from models.rules.permissions import Permission
from models.store.store import Store


class Noting(QObject):
    """Sees to the form above the suggestions of an event."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._site = site
        self._form = site.pane.suggestions.form
        site.pane.suggestions.noted.connect(self._on_noted)

    def show(self) -> None:
        """Show the form where suggestions may be noted."""
        self._site.pane.suggestions.set_noting(self._site.counting())

    def _on_noted(self) -> None:
        event, values = self._site.event_id(), {name: str(value) for name, value in self._form.values().items()}

        def note(store: Store, desk: Desk) -> Changes:
            return commands.note_suggestion(store, desk, event, values["words"], values["name"], values["number"])[0]

        self._site.write(note, Permission.COUNT_OUTREACH, self.tr("Noted."), self._noted)

    def _noted(self, _changes: Changes) -> None:
        self._form.set_values({})
        self._form.focus_first()
