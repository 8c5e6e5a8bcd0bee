"""The departments' page: what is to be done about them is read from the store, and each step is written into its case."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, QTimer

from console.failures import sentence
from console.lead.pages import acting
from models.commands import case as case_commands
from models.records.failure import RuleBroken, StoreFailure, WorldFailure
from models.records.journal import Body
from models.records.operation import Changes, Topic
from models.records.supervision import Bulletin, Chase, DecideReturn, Figure, Supervise, TaskStep, Watchlist
from models.records.unit import TaskRow
from models.repositories import supervision
from models.rules.assessment import DEFINITIONS, Span, span_of
from models.rules.permissions import VERBS
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.supervision.paper import page, pdf_of
from widgets.supervision.view import ASSESSMENT, SupervisionPane

AGAIN_MS = 30_000
"""Promises fall due by themselves: so often the lists are read again."""
SPANS: dict[Span, object] = {
    Span.WEEK: QT_TRANSLATE_NOOP("supervision", "This week"),
    Span.MONTH: QT_TRANSLATE_NOOP("supervision", "This month"),
    Span.LAST_MONTH: QT_TRANSLATE_NOOP("supervision", "Last month"),
    Span.YEAR: QT_TRANSLATE_NOOP("supervision", "This year"),
    Span.LAST_YEAR: QT_TRANSLATE_NOOP("supervision", "Last year"),
}


def make(console: Any, window: Any) -> SupervisionPresenter:
    """Return the page's presenter."""
    return SupervisionPresenter(console, window)


class SupervisionPresenter(QObject):
    """Reads the open sheet whenever a case or a unit moves, and twice a minute."""

    def __init__(self, console: Any, window: Any) -> None:
        super().__init__(window)
        self._console = console
        self._tools = console.parts.tools
        self._notice = window.notice
        self.pane = SupervisionPane([(span.value, QCoreApplication.translate("supervision", str(word))) for span, word in SPANS.items()])
        self._sheet = Watchlist.CHASE.value
        self._span = Span.MONTH
        self._figure: tuple[str, Figure] | None = None
        self._rows: dict[str, TaskRow] = {}
        self._ticket = 0
        self.pane.opened.connect(self.open)
        self.pane.watch.acted.connect(self._on_acted)
        self.pane.watch.case_asked.connect(self._on_case_asked)
        self.pane.watch.page_asked.connect(lambda path: self._tools.runtime.spawn(self._write_page(Path(path)), owner=self))
        self.pane.assessed.case_asked.connect(self._on_case_asked)
        self.pane.assessed.span_asked.connect(self._on_span_asked)
        self.pane.assessed.figure_asked.connect(self._on_figure_asked)
        self._tools.hub.changed.connect(self._on_changed)
        self._clock = QTimer(self)
        self._clock.setInterval(AGAIN_MS)
        self._clock.timeout.connect(self.read)
        self._clock.start()
        self.pane.show_sheet(self._sheet)

    def open(self, sheet: str) -> None:
        """Show one of the lists (a Watchlist value) or the assessment."""
        self._sheet = sheet
        self.pane.show_sheet(sheet)
        self.read()

    def read(self) -> None:
        """Count, and read the open sheet again."""
        self._ticket += 1
        self._tools.runtime.spawn(self._read(self._ticket), owner=self)

    async def _read(self, ticket: int) -> None:
        now, db, sealed = self._tools.now(), self._tools.runtime.db, self._tools.sealed
        counts = await db(supervision.counts, now)
        if self._sheet == ASSESSMENT:
            await self._read_assessment(ticket, now)
        else:
            which = Watchlist(self._sheet)
            rows = await db(supervision.rows, which, now, sealed=sealed)
            if ticket != self._ticket:
                return
            self._rows = {row.key: row for row in rows}
            self.pane.watch.set_list(which, rows, now, {unit.code: unit.phone for unit in self._tools.reference.rows.units})
        if ticket == self._ticket:
            self.pane.set_counts(counts)

    async def _read_assessment(self, ticket: int, now: datetime) -> None:
        db, sealed = self._tools.runtime.db, self._tools.sealed
        begins, ends = span_of(self._span, now)
        figures = await db(supervision.assessment, begins, ends, now)
        behind = await db(supervision.behind, self._figure[1], self._figure[0], begins, ends, now, sealed=sealed) if self._figure else ()
        if ticket != self._ticket:
            return
        when = f"{begins:%Y-%m-%d} – {ends - timedelta(days=1):%Y-%m-%d}"
        self.pane.assessed.set_figures(self._span.value, when, figures, DEFINITIONS)
        unit, figure = self._figure or ("", None)
        self.pane.assessed.set_behind(unit, figure, behind, now)

    def _on_span_asked(self, span: str) -> None:
        self._span = Span(span)
        self.read()

    def _on_figure_asked(self, unit: str, figure: str) -> None:
        self._figure = unit, Figure(figure)
        self.read()

    def _on_acted(self, key: str, words: str, accepted: bool) -> None:
        row = self._rows.get(key)
        if row is not None:
            self._tools.runtime.spawn(self._act(row, _body(Watchlist(self._sheet), row, words, accepted)), owner=self)

    async def _act(self, row: TaskRow, body: Body) -> None:
        try:
            stamp = acting(self._console, VERBS[type(body)])
            changes = await self._tools.runtime.db(case_commands.append, stamp, row.case.id, body)
        except WorldFailure as failure:
            self._notice.say(sentence(failure), Tone.DUE if isinstance(failure, RuleBroken) else Tone.OVERDUE)
            return
        told = QCoreApplication.translate("supervision", "Written down: {case}, {unit}")
        self._notice.say(told.format(case=row.case.no, unit=row.name.in_(language())), Tone.OK)
        self.pane.watch.given()
        self._tools.hub.publish(changes)

    async def _write_page(self, target: Path) -> None:
        now = self._tools.now()
        rows = await self._tools.runtime.db(supervision.named, now, sealed=False)
        try:
            await self._tools.runtime.work(target.write_bytes, pdf_of(page(rows, now)))
        except OSError:
            self._notice.say(sentence(StoreFailure("report.unwritten", file=target.name)), Tone.OVERDUE)
            return
        self._notice.say(QCoreApplication.translate("supervision", "The bulletin was written: {file}").format(file=target.name), Tone.OK)

    def _on_case_asked(self, case_id: str) -> None:
        window = self._console.window
        self._console.parts.presenters.opening.case(case_id)
        window.raise_()
        window.activateWindow()

    def _on_changed(self, changes: Changes) -> None:
        if (changes.about(Topic.CASE) or changes.about(Topic.UNIT)) and self.pane.isVisible():
            self.read()


def _body(which: Watchlist, row: TaskRow, words: str, accepted: bool) -> Body:
    step = row.step or TaskStep.ACKNOWLEDGE
    match which:
        case Watchlist.CHASE:
            return Chase(step=step, unit=row.unit, note=words)
        case Watchlist.SUPERVISE:
            return Supervise(step=step, unit=row.unit, note=words)
        case Watchlist.BULLETIN:
            return Bulletin(step=step, unit=row.unit, note=words)
        case Watchlist.RETURNS:
            return DecideReturn(accepted=accepted, reason=words, unit=row.unit)
