"""The report of an event: shown, copied, printed, and the steps from a plan to what was reported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from console.failures import sentence
from console.lead.kept_form import KeptForm
from console.lead.outreach_lines import figure_lines
from console.lead.outreach_site import OFF_FORM, Site
from models.commands import outreach as commands
from models.imports.export import put_in_place
from models.records.draft import Draft
from models.records.failure import WorldFailure
from models.records.outreach import EventSheet, OutreachStage
from models.rules.outreach import figures, noted, offered
from models.rules.permissions import Permission
from widgets.base.theme import Tone
from widgets.outreach.paper import page, pdf_of
from widgets.outreach.view import REPORT
from widgets.outreach.words import sentence as report_sentence


class Reporting(QObject):
    """Sees to the sheet of the report."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._site = site
        self._view = site.pane.report
        self.kept = KeptForm(site.console, self._view.reason, self._view.reason, OFF_FORM)
        self._view.copied.connect(self._on_copied)
        self._view.paper_asked.connect(self._on_paper)
        self._view.moved.connect(self._on_moved)

    def show(self, sheet: EventSheet) -> None:
        """Show the report of an event and what may be done with it."""
        row, found = sheet.event, figures(sheet.tally)
        told = report_sentence(row, self._site.street(row.plan.district), found, noted(row))
        self._view.set_report(told, figure_lines(found, noted(row)), row.plan.remarks)
        self._view.set_steps(row.stage, offered(row.stage) if self._site.may(Permission.MANAGE_OUTREACH) else ())
        self.kept.open(row.id, {})

    def come_back(self, draft: Draft) -> None:
        """Put the caret to where it was in the words of ``draft``."""
        self._site.pane.open_sheet(REPORT)
        self.kept.put_caret(draft)

    def save(self, path: Path) -> None:
        """Write the report of the event on the screen as a PDF."""
        sheet = self._site.sheet
        if sheet is not None:
            html = page(sheet, figures(sheet.tally), noted(sheet.event), self._site.street(sheet.event.plan.district))
            self._site.console.runtime.spawn(self._save(path, pdf_of(html)), owner=self)

    async def _save(self, path: Path, data: bytes) -> None:
        try:
            await self._site.console.runtime.work(put_in_place, path, data)
        except WorldFailure as failure:
            self._site.window.notice.say(sentence(failure), Tone.OVERDUE)
            return
        self._site.window.notice.say(self.tr("The report lies in {file}.").format(file=path.name), Tone.OK)

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self._view.text())
        self._site.window.notice.say(self.tr("The report is on the clipboard."), Tone.OK)

    def _on_paper(self) -> None:
        if self._site.sheet is None:
            return
        plan = self._site.sheet.event.plan
        name = f"81890 {plan.begins[:10]} {plan.place}.pdf".replace("/", "-")
        dialog = QFileDialog(self._site.pane, self.tr("Save the report as PDF"), name, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()

    def _on_moved(self, stage: str) -> None:
        if self.kept.sending():
            return
        event, off = self._site.event_id(), OutreachStage(stage) is OutreachStage.OFF
        reason = str(self._view.reason.values()["words"]) if off else ""
        key, spent = self.kept.send() if off else ("", None)
        self._site.write(
            lambda store, desk: commands.move_event(store, desk, event, OutreachStage(stage), reason, spent),
            Permission.MANAGE_OUTREACH,
            done=lambda _changes: self.kept.became(key) if key else None,
            refused=lambda: self.kept.refused(key) if key else None,
        )
