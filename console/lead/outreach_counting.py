"""The table of an event at work: counting, taking back, and the counts behind each number."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.lead.outreach_lines import count_line, key_of, service_line
from console.lead.outreach_site import Site
from models.commands import outreach as commands
from models.records.outreach import EventSheet
from models.rules.outreach import figures
from models.rules.permissions import Permission
from widgets.base.words import language
from widgets.outreach.view import OPEN, SUGGESTIONS, TALLY


class Counting(QObject):
    """Shows the table and what stands behind the chosen service, or behind a figure of the report that was opened."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._site = site
        self._view = site.pane.tally
        self._behind: tuple[tuple[str, str], ...] = ()
        self._label = ""
        self._view.chosen.connect(self._on_service)
        self._view.count_asked.connect(self._on_count)
        self._view.back_asked.connect(self._on_back)
        site.pane.report.behind.connect(self._on_behind)

    def forget(self) -> None:
        """Another event is chosen: what stood behind a number of this one is not asked for any more."""
        self._behind, self._label = (), ""

    def show(self, sheet: EventSheet) -> None:
        """Show the table of an event."""
        lines = [service_line(place, found) for place, found in enumerate(sheet.tally, start=1)]
        self._view.set_tally(lines, self._site.counting())
        self._show_counts(sheet)

    def _show_counts(self, sheet: EventSheet) -> None:
        services = {(row.service.item, row.service.partner): row for row in sheet.tally}
        if not self._behind or not set(self._behind) <= set(services):
            item, _, partner = self._view.services.current_key().partition("|")
            self._behind, self._label = ((item, partner),), ""
        counts = [row for row in sheet.counts if (row.item, row.partner) in self._behind]
        number = sum(services[key].heads for key in self._behind if key in services)
        name = self._label or next((services[key].service.name.in_(language()) for key in self._behind if key in services), "")
        standing = sum(not row.back_at for row in counts)
        title = self.tr("{count} counts, {back} taken back").format(count=standing, back=len(counts) - standing)
        self._view.set_chosen(name, str(number), title, [count_line(row) for row in counts])

    def _on_service(self, key: str) -> None:
        item, _, partner = key.partition("|")
        self._behind, self._label = ((item, partner),), ""
        if key and self._site.sheet is not None:
            self._show_counts(self._site.sheet)

    def _on_behind(self, key: str) -> None:
        sheet, pane = self._site.sheet, self._site.pane
        if sheet is None:
            return
        if key == OPEN:
            pane.show_sheet(SUGGESTIONS)
            return
        figure = figures(sheet.tally)[int(key)]
        pane.show_sheet(TALLY)
        self._view.services.set_current(key_of(*figure.services[0]))
        self._behind, self._label = figure.services, figure.label.in_(language())
        self._show_counts(sheet)

    def _on_count(self, key: str, heads: int) -> None:
        event, (item, _, partner) = self._site.event_id(), key.partition("|")
        self._site.write(lambda store, desk: commands.count(store, desk, event, item, partner, heads)[0], Permission.COUNT_OUTREACH)

    def _on_back(self, counted: str) -> None:
        event = self._site.event_id()
        self._site.write(lambda store, desk: commands.take_back(store, desk, event, counted), Permission.COUNT_OUTREACH)
