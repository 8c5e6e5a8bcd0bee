"""Noting suggestions at the table of an event."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.lead.kept_form import KeptForm
from console.lead.outreach_site import NOTE_FORM, Site
from models.commands import outreach as commands
from models.records.draft import Draft
from models.records.operation import Changes, Desk
from models.rules.permissions import Permission
from models.store.store import Store
from widgets.outreach.view import SUGGESTIONS


class Noting(QObject):
    """Sees to the form above the suggestions of an event: each event has the words that were typed for it."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._site = site
        self._form = site.pane.suggestions.form
        self.kept = KeptForm(site.console, self._form, self._form, NOTE_FORM)
        site.pane.suggestions.noted.connect(self._on_noted)

    def show(self) -> None:
        """Show the form where suggestions may be noted."""
        self._site.pane.suggestions.set_noting(self._site.counting())
        if self._site.sheet is not None:
            self.kept.open(self._site.event_id(), {})
        else:
            self.kept.close()

    def come_back(self, draft: Draft) -> None:
        """Put the caret to where it was in the words of ``draft``."""
        self._site.pane.open_sheet(SUGGESTIONS)
        self.kept.put_caret(draft)

    def _on_noted(self) -> None:
        if self.kept.sending():
            return
        event, values = self._site.event_id(), {name: str(value) for name, value in self._form.values().items()}
        key, spent = self.kept.send()

        def note(store: Store, desk: Desk) -> Changes:
            return commands.note_suggestion(store, desk, event, values["words"], values["name"], values["number"], spent)[0]

        def noted(_changes: Changes) -> None:
            self.kept.became(key)
            if self._site.event_id() == event:
                self._form.focus_first()

        self._site.write(note, Permission.COUNT_OUTREACH, self.tr("Noted."), noted, lambda: self.kept.refused(key))
