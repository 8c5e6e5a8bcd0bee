"""The bulletin on the screen: choose a span, read it, open what is behind a figure, give it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QDate, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QSplitter, QWidget

from models.records.report import Asked, Cut, Listed, Period, Report, Span
from widgets.base.buttons import KeyButton
from widgets.base.parts import Label, Pane, inset
from widgets.base.theme import Tone
from widgets.report.behind import BehindPane
from widgets.report.sheet import Sheet
from widgets.report.words import PERIODS, asked_words, place_word, say, span_words


class ReportPane(Pane):
    """A bulletin with its charts and tables, and the list behind a figure at its right.

    ``period_asked(name)``, ``moved(by)`` and ``between_asked(first, last)`` (ISO dates, both within) choose the span;
    ``figure_asked(Asked)``, ``more_asked`` and ``left`` are about the list; ``case_asked(id)`` opens a case; ``export_asked(kind)`` is
    ``pdf``, ``xlsx``, ``csv`` or ``print``. ``hidden`` and ``shown`` tell when another page lies over it, and when not any more.
    """

    period_asked = Signal(str)
    moved = Signal(int)
    between_asked = Signal(str, str)
    figure_asked = Signal(object)
    more_asked = Signal()
    left = Signal()
    case_asked = Signal(str)
    export_asked = Signal(str)
    hidden = Signal()
    shown = Signal()

    def __init__(self, keys: Mapping[str, str], exports: Sequence[str]) -> None:
        """``keys`` are the labels of ``back``, ``on`` and of each of ``exports``, the ways out that whoever sits here may use."""
        super().__init__(self.tr("Bulletin"))
        self.setObjectName("report")
        self._periods: dict[Period, QPushButton] = {}
        self._between = QWidget()
        self.first, self.last = QDateEdit(), QDateEdit()
        self._span = Label(size="title")
        self._busy = Label(tone=Tone.MUTED)
        self._make_head(keys, exports)
        self.sheet = Sheet()
        self.sheet.asked.connect(self.figure_asked)
        self.sheet.table_opened.connect(self._on_table_opened)
        self.behind = BehindPane()
        self.behind.hide()
        self.behind.left.connect(self.left)
        self.behind.more_asked.connect(self.more_asked)
        self.behind.case_asked.connect(self.case_asked)
        self._scroll = scroll = _Scroll(self.sheet)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(scroll)
        self._split.addWidget(self.behind)
        self._split.setStretchFactor(0, 1)
        self.body.addWidget(self._split, 1)
        self._report: Report | None = None
        self._asked: Asked | None = None

    def set_span(self, period: Period, span: Span) -> None:
        """Show which span is chosen; it is being counted until ``set_report``."""
        for name, button in self._periods.items():
            button.setChecked(name is period)
        self._span.setText(span_words(span))
        self._between.setVisible(period is Period.SPAN)
        first, last = _dates(span)
        for edit, day in ((self.first, first), (self.last, last)):
            edit.blockSignals(True)
            edit.setDate(day)
            edit.blockSignals(False)
        self._busy.setText(self.tr("counting …"))

    def set_counted(self, done: int, total: int) -> None:
        """Show how far the counting is: ``done`` parts of ``total``."""
        self._busy.setText(self.tr("counting … {share}").format(share=f"{done / total:.0%}"))

    def set_report(self, report: Report) -> None:
        """Show a bulletin."""
        self._report = report
        self._busy.setText("")
        self.sheet.set_report(report)

    def show_table(self, cut: Cut) -> None:
        """Show the table by a cut."""
        self.sheet.show_table(cut)

    def set_behind(self, asked: Asked, listed: Listed, now: datetime) -> None:
        """Show the list behind a figure, and let it have the keyboard where it was not open."""
        opened = self.behind.isHidden()
        self.behind.set_rows(asked_words(asked, self._report), listed, now, place_word(asked))
        self.behind.show()
        if opened:
            self._split.setSizes([self._split.width() * 62 // 100, self._split.width() * 38 // 100])
            self.behind.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if listed.rows:
                self.behind.list.step(0)
        if opened or asked != self._asked:
            self.behind.show_marked()
        self._asked = asked

    def close_behind(self) -> None:
        """Take the list away."""
        self.behind.hide()

    def event(self, event: QEvent) -> bool:
        # Esc closes the list that is open, before any other use of the key
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._closes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._closes(event):
            self.left.emit()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.hidden.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.shown.emit()

    def _closes(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and not self.behind.isHidden()

    def _make_head(self, keys: Mapping[str, str], exports: Sequence[str]) -> None:
        for period in Period:
            button = QPushButton(say(PERIODS[period]))
            button.setObjectName(f"report.{period.value}")
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, name=period.value: self.period_asked.emit(name))
            self._periods[period] = button
            self.header.add(button)
        steps = []
        for name, words, by in (("back", self.tr("Earlier"), -1), ("on", self.tr("Later"), 1)):
            step = KeyButton(words, keys[name], kind="quiet", name=f"report.{name}")
            step.clicked.connect(lambda _on=False, by=by: self.moved.emit(by))
            steps.append(step)
        row = QHBoxLayout(self._between)
        row.setContentsMargins(0, 0, 0, 0)
        for edit, name in ((self.first, "first"), (self.last, "last")):
            edit.setObjectName(f"report.{name}")
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setCalendarPopup(True)
            edit.setKeyboardTracking(False)
            edit.setAccessibleName(self.tr("First day") if name == "first" else self.tr("Last day"))
            edit.dateChanged.connect(self._on_between)
            row.addWidget(edit)
        self._busy.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body.addWidget(inset(self._span, *steps, self._between, self._busy, margins=(14, 6, 14, 6), spacing=16))
        for kind in exports:
            button = KeyButton(self._export_word(kind), keys[kind], kind="quiet", name=f"report.{kind}")
            button.clicked.connect(lambda _on=False, kind=kind: self.export_asked.emit(kind))
            self.header.add_right(button)

    def _export_word(self, kind: str) -> str:
        return self.tr("Print") if kind == "print" else kind.upper()

    def _on_table_opened(self) -> None:
        self.sheet.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(self.sheet.table)

    def _on_between(self) -> None:
        self.between_asked.emit(*(edit.date().toString(Qt.DateFormat.ISODate) for edit in (self.first, self.last)))


class _Scroll(QScrollArea):
    """Scrolls a sheet up and down; how wide it is the sheet is told, and what it puts side by side is its affair."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.setObjectName("report.scroll")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(sheet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._sheet.fit(self.viewport().width())
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 200)


def _dates(span: Span) -> tuple[QDate, QDate]:
    first, after = (date.fromisoformat(moment[:10]) for moment in (span.begins, span.ends))
    return QDate(first.year, first.month, first.day), QDate(after.year, after.month, after.day).addDays(-1)
