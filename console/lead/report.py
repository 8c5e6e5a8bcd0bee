"""The bulletin's page: which span, counted anew when something moves, its lists, and giving it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from console.failures import sentence
from console.operator.tools import Tools
from models.imports.export import put_in_place
from models.imports.figures import write_csv, write_workbook
from models.records.base import CHINA
from models.records.failure import WorldFailure
from models.records.operation import Changes, Topic
from models.records.report import Asked, BehindRow, Period, Report, Span
from models.repositories import report as reports
from models.repositories.report.counting import MOST
from models.rules.permissions import Permission
from models.rules.report import beside, days_of, span_between, span_of
from widgets.base.theme import Tone
from widgets.report.grids import every_figure, grids
from widgets.report.view import ReportPane
from widgets.report.words import span_words

KEYS: Mapping[str, tuple[str, str]] = {
    "back": ("Alt+Left", "Alt ←"),
    "on": ("Alt+Right", "Alt →"),
    "pdf": ("Ctrl+Shift+P", "Ctrl Shift P"),
    "xlsx": ("Ctrl+Shift+X", "Ctrl Shift X"),
    "csv": ("Ctrl+Shift+C", "Ctrl Shift C"),
    "print": ("Ctrl+P", "Ctrl P"),
}
"""What the page's keys are, and how they are written beside the buttons."""
EXPORTS = ("pdf", "xlsx", "csv", "print")
AGAIN_MS = 2_000
"""After something has moved the bulletin is counted anew, but not more often than this."""
TELL_MS = 200
"""How often it is told how far the counting is."""
_MOVING = frozenset((Topic.CASE, Topic.CALL, Topic.PARTNER, Topic.CATALOGUE, Topic.OUTREACH))


class ReportPresenter(QObject):
    """Keeps to one span at a time. What is open at the right is read anew with the bulletin, so that a figure and its list stay one."""

    def __init__(self, console: Any, window: Any) -> None:
        self.pane = ReportPane({name: label for name, (_, label) in KEYS.items()}, EXPORTS if _may_export(console) else ())
        super().__init__(self.pane)
        self._console = console
        self._window = window
        self._tools: Tools = console.parts.tools
        self._period = Period.MONTH
        self._span = span_of(self._period, self._today())
        self._report: Report | None = None
        self._asked: Asked | None = None
        self._shown: tuple[BehindRow, ...] = ()
        self._ticket = 0
        self._counted: tuple[int, int] = (0, 1)
        self._unread = False
        self._telling = QTimer(self)
        self._telling.setInterval(TELL_MS)
        self._telling.timeout.connect(self._tell)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._on_again)
        pane = self.pane
        pane.period_asked.connect(self._on_period_asked)
        pane.moved.connect(self._on_moved)
        pane.between_asked.connect(self._on_between_asked)
        pane.figure_asked.connect(self.open)
        pane.more_asked.connect(self._on_more_asked)
        pane.left.connect(self._on_left)
        pane.case_asked.connect(self._on_case_asked)
        pane.export_asked.connect(self.give_out)
        pane.hidden.connect(self._on_hidden)
        pane.shown.connect(self._on_shown)
        self._bind("back", lambda: self._on_moved(-1))
        self._bind("on", lambda: self._on_moved(1))
        for kind in EXPORTS if _may_export(console) else ():
            self._bind(kind, partial(self.give_out, kind))
        self._tools.hub.changed.connect(self._on_changed)

    def read(self) -> None:
        """Count the span."""
        self._ticket += 1
        self._unread = True
        self._counted = (0, 1)
        self._telling.start()
        self.pane.set_span(self._period, self._span)
        self._tools.runtime.spawn(self._read(self._ticket), owner=self)

    def show(self, period: Period, span: Span) -> None:
        """Go to a span."""
        self._period, self._span = period, span
        self._on_left()
        self.read()

    def open(self, asked: Asked) -> None:
        """Show the list behind a figure."""
        self._asked, self._shown = asked, ()
        self._tools.runtime.spawn(self._open(asked, 0), owner=self)

    def give_out(self, kind: str) -> None:
        """Ask where to, and write the bulletin there, or print it."""
        if self._report is None:
            return
        if kind == "print":
            self._tools.runtime.spawn(self._print(self._report), owner=self)
            return
        name = f"81890 {span_words(self._span)}.{kind}"
        dialog = QFileDialog(self.pane, self.tr("Give out the bulletin"), name, f"*.{kind}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(kind, Path(path)))
        dialog.open()

    def write(self, kind: str, path: Path) -> None:
        """Write the bulletin on the screen as ``pdf``, ``xlsx`` or ``csv``."""
        if self._report is not None:
            self._tools.runtime.spawn(self._write(kind, path, self._report), owner=self)

    async def _read(self, ticket: int) -> None:
        try:
            found = await self._tools.runtime.beside(lambda: ticket == self._ticket, reports.report, self._span, self._count)
        finally:
            if ticket == self._ticket:
                self._telling.stop()
        if found is None or ticket != self._ticket:
            return
        self._unread = False
        self._report = found
        self.pane.set_report(found)
        if self._asked is not None:
            await self._open(self._asked, 0, max(len(self._shown), MOST))

    async def _open(self, asked: Asked, offset: int, limit: int = MOST) -> None:
        found = await self._tools.runtime.beside(
            lambda: asked is self._asked, reports.listed, asked, limit, offset, sealed=self._tools.sealed
        )
        if found is not None and asked is self._asked:
            self._shown = found.rows if asked.place else (*self._shown[:offset], *found.rows)
            self.pane.set_behind(asked, replace(found, rows=self._shown), self._tools.now())

    async def _write(self, kind: str, path: Path, report: Report) -> None:
        try:
            if kind == "pdf":
                paper = import_module("console.lead.report_paper")  # late: most who read a bulletin print none
                data: bytes = paper.pdf_of(report, self._period, self._tools.now())
                await self._tools.runtime.work(put_in_place, path, data)
            elif kind == "xlsx":
                await self._tools.runtime.work(write_workbook, path, grids(report))
            else:
                await self._tools.runtime.work(write_csv, path, every_figure(report))
        except WorldFailure as failure:
            self._window.notice.say(sentence(failure), Tone.OVERDUE)
            return
        self._window.notice.say(self.tr("The bulletin lies in {file}.").format(file=path.name), Tone.OK)

    async def _print(self, report: Report) -> None:
        printing = import_module("PySide6.QtPrintSupport")  # late: loading it looks for printers
        paper = import_module("console.lead.report_paper")
        printer = printing.QPrinter(printing.QPrinter.PrinterMode.HighResolution)
        dialog = printing.QPrintDialog(printer, self.pane)
        if await self._console.runtime.ask(dialog) != printing.QPrintDialog.DialogCode.Accepted:
            return
        if not paper.paint(printer, report, self._period, self._tools.now()):
            self._window.notice.say(self.tr("The printer does not take it. Write a PDF instead."), Tone.OVERDUE)

    def _bind(self, name: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(KEYS[name][0]), self.pane, act, context=Qt.ShortcutContext.WindowShortcut)

    def _today(self) -> date:
        return self._tools.now().astimezone(CHINA).date()

    def _on_period_asked(self, name: str) -> None:
        period = Period(name)
        first, after = days_of(self._span)
        # of a span that has not ended the day that is meant is today
        day = min(max(self._today(), first), after - timedelta(days=1))
        self.show(period, self._span if period is Period.SPAN else span_of(period, day))

    def _on_moved(self, by: int) -> None:
        self.show(self._period, beside(self._period, self._span, by))

    def _on_between_asked(self, first: str, last: str) -> None:
        try:
            # the calendar has no day behind its last one
            span = span_between(date.fromisoformat(first), min(date.fromisoformat(last), date.max - timedelta(days=1)) + timedelta(days=1))
        except WorldFailure as failure:
            self._window.notice.say(sentence(failure), Tone.DUE)
            return
        self.show(Period.SPAN, span)

    def _on_more_asked(self) -> None:
        if self._asked is not None and not self._asked.place:
            self._tools.runtime.spawn(self._open(self._asked, len(self._shown)), owner=self)

    def _on_left(self) -> None:
        self._asked, self._shown = None, ()
        self.pane.close_behind()

    def _on_case_asked(self, case_id: str) -> None:
        self._console.parts.presenters.opening.case(case_id)
        self._console.window.show()
        self._console.window.raise_()
        self._console.window.activateWindow()

    def _on_again(self) -> None:
        """Count anew, but not before what is being counted has come to its end: where much happens it never would."""
        if self._telling.isActive():
            self._again.start()
        elif self.pane.isVisible():
            self.read()

    def _on_hidden(self) -> None:
        """Nobody sees the page: what is being counted for it ends."""
        self._ticket += 1
        self._telling.stop()

    def _on_shown(self) -> None:
        if self._unread:
            self.read()

    def _count(self, done: int, total: int) -> None:
        """Remember how far the counting is; told from the thread that reads."""
        self._counted = (done, total)

    def _tell(self) -> None:
        self.pane.set_counted(*self._counted)

    def _on_changed(self, changes: Changes) -> None:
        moved = any(topic in _MOVING for topic, _ in changes.touched)
        if moved and self.pane.isVisible() and not self._again.isActive():
            self._again.start()


def make(console: Any, window: Any) -> ReportPresenter:
    """Return the page."""
    return ReportPresenter(console, window)


def _may_export(console: Any) -> bool:
    return bool(console.launch.demo or console.parts.tools.may(Permission.EXPORT))
