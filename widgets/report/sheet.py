"""The sheet of a bulletin: three counters, what became of the cases, how fast, the charts, and one table at a time."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.records.report import Asked, Cut, Measure, Report, Series, Timing
from widgets.base.chart import Chart
from widgets.base.parts import Pane
from widgets.base.plot import Kind, Plot, Strand
from widgets.report.cards import Card, Link
from widgets.report.table import FigureTable
from widgets.report.words import (
    CUTS,
    MEDIAN,
    P90,
    TIMINGS,
    cut_words,
    heading,
    label_word,
    long_words,
    measure_word,
    percent,
    say,
    span_words,
    weekday_word,
)

_INKS = {Measure.CALLS_IN: "accent", Measure.CASES: "ok", Measure.HELP: "due"}
DRAWN = tuple(_INKS)
"""What the charts show."""
_ROWS = ((("calls", "contacts", "cases"), (4, 2, 3)), (("anniversary",), (1,)), (("outcome", "timings"), (1, 1)))
"""Cards side by side, and how wide each is beside the others."""
_TABLE_HEIGHT = 380
_WIDE = 960
"""Pixels from which cards stand side by side."""


class Sheet(QWidget):
    """``asked(Asked)`` when the list behind a figure is wanted; ``table_opened`` when a table has been that is further down."""

    asked = Signal(object)
    table_opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("report.sheet")
        self._report: Report | None = None
        self._cut = Cut.CATEGORY
        self.cards = {name: Card(f"report.{name}", heading(name)) for names, _ in _ROWS for name in names}
        self.charts = {name: Chart(f"report.{name}", heading(name)) for name in ("course", "hours", "weekdays")}
        self._drawn: dict[str, tuple[Series, ...]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        self._rows: list[QBoxLayout] = []
        for names, stretches in _ROWS:
            self._side_by_side(column, [self.cards[name] for name in names], stretches)
        column.addWidget(self._framed("course", 230))
        self._side_by_side(column, [self._framed("hours", 210), self._framed("weekdays", 210)], (2, 1))
        column.addWidget(self._tables())
        for card in self.cards.values():
            card.asked.connect(self._on_asked)
        for name, chart in self.charts.items():
            chart.chosen.connect(lambda strand, place, name=name: self.asked.emit(self._drawn[name][strand].figures[place].asked))

    def set_report(self, report: Report) -> None:
        """Show a bulletin."""
        self._report = report
        self._show_counters(report)
        self._show_outcome(report)
        self._show_timings(report)
        self._show_anniversary(report)
        for name, series in (("course", report.course), ("hours", report.hours), ("weekdays", report.weekdays)):
            self._drawn[name] = drawn = tuple(one for measure in DRAWN for one in series if one.measure is measure)
            self.charts[name].set_plot(plot_of(name, drawn, report.begun))
        self.show_table(self._cut)

    def fit(self, width: int) -> None:
        """Put side by side what has room in a width of pixels, else one beneath the other."""
        way = QBoxLayout.Direction.LeftToRight if width >= _WIDE else QBoxLayout.Direction.TopToBottom
        for row in self._rows:
            row.setDirection(way)

    def show_table(self, cut: Cut) -> None:
        """Show the table by a cut."""
        self._cut = cut
        for name, button in self._choices.items():
            button.setChecked(name is cut)
        if self._report is not None:
            self.table.set_table(self._report.table(cut))

    def _side_by_side(self, column: QVBoxLayout, parts: Sequence[QWidget], stretches: Sequence[int]) -> None:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(12)
        for part, stretch in zip(parts, stretches, strict=True):
            row.addWidget(part, stretch)
        self._rows.append(row)
        column.addLayout(row)

    def _framed(self, name: str, height: int) -> Pane:
        pane = Pane(heading(name))
        self.charts[name].setMinimumHeight(height)
        pane.body.addWidget(self.charts[name])
        return pane

    def _tables(self) -> Pane:
        pane = Pane(QCoreApplication.translate("report", "Tables"))
        self._choices: dict[Cut, QPushButton] = {}
        for cut, word in CUTS.items():
            button = QPushButton(say(word))
            button.setObjectName(f"report.by_{cut.value}")
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, cut=cut: self.show_table(cut))
            self._choices[cut] = button
            pane.header.add(button)
        self.table = FigureTable("report.table")
        self.table.setAccessibleName(pane.header.title.text())
        self.table.setFixedHeight(_TABLE_HEIGHT)
        self.table.asked.connect(self.asked)
        pane.body.addWidget(self.table)
        return pane

    def _word(self, measure: Measure) -> str:
        return measure_word(measure, self._report.answer_seconds if self._report else 15)

    def _show_counters(self, report: Report) -> None:
        calls, contacts, cases = (self.cards[name] for name in ("calls", "contacts", "cases"))
        calls.begin(heading("calls"))
        calls.headline(heading("calls"), report.total(Measure.CALLS_IN), self._word(Measure.CALLS_IN))
        offered = report.total(Measure.OFFERED)
        for measure, goal in ((Measure.ANSWERED, report.connected_goal), (Measure.ANSWERED_IN_TIME, report.in_time_goal)):
            figure = report.total(measure)
            share = f"{percent(figure.value, offered.value)} (≥ {goal:.0%})"
            calls.row(self._word(measure), (figure, "/", offered), (share,))
        for measure in (Measure.ABANDONED, Measure.BRIEF, Measure.LOST, Measure.CALLS_OUT):
            calls.row(self._word(measure), (report.total(measure),), ())
        for word, peak in zip((heading("peak_hour"), heading("peak_day")), report.peaks, strict=False):
            calls.row(word, (peak,), (cut_words(*peak.asked.cuts[0]),))
        contacts.begin(heading("contacts"))
        told = QCoreApplication.translate("report", "SMS, letters and visits; each by the case that it became")
        contacts.headline(heading("contacts"), report.total(Measure.CONTACTS), told)
        for figure in report.ways:
            contacts.row(cut_words(*figure.asked.cuts[0]), (figure,))
        cases.begin(heading("cases"))
        told = QCoreApplication.translate("report", "Needs taken on, from calls and contacts")
        cases.headline(heading("cases"), report.total(Measure.CASES), told)
        for measure in (Measure.CALLS_TAKEN, Measure.HELP, Measure.OPEN, Measure.MERGED, Measure.UNMET, Measure.EVENTS):
            cases.row(self._word(measure), (report.total(measure),))

    def _show_outcome(self, report: Report) -> None:
        card = self.cards["outcome"]
        card.begin(heading("outcome"))
        cases = report.total(Measure.CASES)
        for measure in (Measure.CLOSED, Measure.RESOLVED):
            figure = report.total(measure)
            card.row(self._word(measure), (figure, "/", cases), (percent(figure.value, cases.value),))
        satisfied, rated, reached, due = (report.total(measure) for measure in _CALLBACK)
        card.row(self._word(Measure.SATISFIED), (satisfied, "/", rated, "/", reached, "/", due), (percent(satisfied.value, rated.value),))
        due, reached, rated, satisfied = report.household
        card.row(heading("household"), (satisfied, "/", rated, "/", reached, "/", due), (percent(satisfied.value, rated.value),))
        for measure in (Measure.YELLOW, Measure.RED, Measure.EXPELLED):
            card.row(self._word(measure), (report.total(measure),), ())
        card.footnote(QCoreApplication.translate("report", "Satisfied / gave a mark / reached / callback due"))

    def _show_timings(self, report: Report) -> None:
        card = self.cards["timings"]
        card.begin(heading("timings"))
        card.titles(heading("median"), heading("p90"), heading("measured"))
        for timing in report.timings:
            word = say(TIMINGS[timing.figure.asked.measure])
            card.row(word, (_time(timing, MEDIAN),), (_time(timing, P90),), (timing.figure,))

    def _show_anniversary(self, report: Report) -> None:
        card = self.cards["anniversary"]
        card.setVisible(bool(report.help))
        card.begin(heading("anniversary"))
        if not report.help:
            return
        card.row(
            heading("taken"),
            (report.total(Measure.CALLS_TAKEN), heading("calls"), "+", report.total(Measure.CONTACTS), heading("contacts")),
        )
        for daily in report.help:
            word = heading("help")
            count = heading("a_day").format(count=round(daily.figure.value / daily.days))
            card.row(word.format(span=span_words(daily.figure.asked.span)), (daily.figure, "=", count))
        cases, closed = report.total(Measure.CASES), report.total(Measure.CLOSED)
        card.row(self._word(Measure.CLOSED), (closed, "/", cases, percent(closed.value, cases.value)))
        satisfied, rated = report.household[3], report.household[2]
        card.row(heading("household"), (satisfied, "/", rated, percent(satisfied.value, rated.value)))
        sizes = [Link(f"{len(report.table(cut).lines):,}", cut) for cut in (Cut.CATEGORY, Cut.ITEM, Cut.PARTNER)]
        word = QCoreApplication.translate("report", "Categories, items, partners (see the tables)")
        card.row(word, (sizes[0], "·", sizes[1], "·", sizes[2]))

    def _on_asked(self, opens: Asked | Cut) -> None:
        if isinstance(opens, Cut):
            self.show_table(opens)
            self.table_opened.emit()
        else:
            self.asked.emit(opens)


_CALLBACK = (Measure.SATISFIED, Measure.RATED, Measure.REACHED, Measure.CALLBACK_DUE)


def _time(timing: Timing, place: float) -> Link | str:
    """Return a response time that opens those it was taken from, ``—`` where there are none."""
    seconds = timing.median if place == MEDIAN else timing.p90
    return "—" if seconds is None else Link(long_words(seconds), replace(timing.figure.asked, place=place))


def plot_of(name: str, series: Sequence[Series], begun: int | None = None) -> Plot:
    """Return what a chart shows: lines along the span, as far as its parts have ``begun`` (None: all of it), bars by the clock."""
    labels = series[0].labels if series else ()
    until = begun if name == "course" else None
    words = tuple(weekday_word(label) if name == "weekdays" else label_word(label) for label in labels)
    strands = tuple(
        Strand(measure_word(one.measure), tuple(figure.value for figure in one.figures[:until]), _INKS[one.measure]) for one in series
    )
    return Plot(kind=Kind.LINES if name == "course" else Kind.BARS, labels=words, strands=strands)

