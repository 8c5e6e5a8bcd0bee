"""The bulletin's pane by itself: words, figures that ask for their lists, spans, and the way back out of a list."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from models.records.base import CHINA, Text
from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.catalogue import Line as CallLine
from models.records.report import Asked, BehindRow, Cut, Daily, Figure, Line, Listed, Measure, Period, Report, Series, Span, Table, Timing
from tests.models.repositories.test_report import every
from tests.support.stage import words_in
from widgets.report.cards import FigureButton
from widgets.report.grids import every_figure, figures, grids
from widgets.report.view import ReportPane
from widgets.report.words import CUTS, MEASURES, asked_words, long_words, percent, span_words

NOW = datetime(2013, 9, 26, 8, tzinfo=CHINA)
YEAR = Span(begins="2012-09-26T00:00:00.000+08:00", ends="2013-09-26T00:00:00.000+08:00")
MONTH = Span(begins="2013-03-01T00:00:00.000+08:00", ends="2013-04-01T00:00:00.000+08:00")
KEYS = {"back": "Alt ←", "on": "Alt →", "pdf": "Ctrl Shift P", "xlsx": "Ctrl Shift X", "csv": "Ctrl Shift C", "print": "Ctrl P"}


def figure(measure: Measure, value: int, *cuts: tuple[Cut, str]) -> Figure:
    return Figure(asked=Asked(measure=measure, span=YEAR, cuts=cuts), value=value)


def bulletin() -> Report:
    """A small year: each measure's figure is its place."""
    columns = (Measure.CASES, Measure.CLOSED, Measure.RESOLVED)
    table = [
        Table(
            cut=cut,
            columns=columns,
            lines=tuple(
                Line(key=key, name=name, figures=tuple(figure(measure, 5 - place, (cut, key)) for place, measure in enumerate(columns)))
                for key, name in (("a", Text("甲", "First")), ("", Text("")))
            ),
        )
        for cut in CUTS
    ]
    series = tuple(
        Series(measure=measure, labels=("2012-09", "2012-10"), figures=(figure(measure, 4), figure(measure, 7)))
        for measure in (Measure.CALLS_IN, Measure.ANSWERED, Measure.CASES, Measure.HELP)
    )
    weekdays = tuple(Series(measure=one.measure, labels=("1", "2"), figures=one.figures) for one in series)
    return Report(
        span=YEAR,
        answer_seconds=15,
        totals=tuple(figure(measure, place + 1000) for place, measure in enumerate(Measure)),
        timings=(Timing(figure=figure(Measure.ANSWERED, 9), median=9, p90=None),),
        household=tuple(
            figure(measure, 100 - place, (Cut.HANDLED_BY, "partner"))
            for place, measure in enumerate((Measure.CALLBACK_DUE, Measure.REACHED, Measure.RATED, Measure.SATISFIED))
        ),
        tables=tuple(table),
        course=series,
        hours=series,
        weekdays=weekdays,
        help=(Daily(figure=figure(Measure.HELP, 300), days=10),),
    )


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> ReportPane:
    made = ReportPane(KEYS, ("pdf", "print"))
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.set_span(Period.SPAN, YEAR)
    made.set_report(bulletin())
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_every_number_on_a_card_asks_for_its_own_list(qtbot: QtBot, pane: ReportPane) -> None:
    buttons = [button for button in pane.findChildren(FigureButton) if not button.isHidden()]
    assert len(buttons) > 35
    told_of = {(figure.asked, f"{figure.value:,}") for figure in every(bulletin())}
    for button in buttons:
        assert button.accessibleName().endswith(button.text())
        if not isinstance(button.opens, Asked):
            continue
        with qtbot.waitSignal(pane.figure_asked) as told:
            QTest.keyClick(button, Qt.Key.Key_Space)
        assert told.args == [button.opens]
        assert button.opens.place or (button.opens, button.text()) in told_of


def test_how_many_items_there_are_opens_the_table_of_them(qtbot: QtBot, pane: ReportPane) -> None:
    (button,) = [button for button in pane.findChildren(FigureButton) if button.opens is Cut.ITEM]
    assert button.text() == str(len(bulletin().table(Cut.ITEM).lines))
    QTest.keyClick(button, Qt.Key.Key_Space)
    table = pane.sheet.table
    assert table.cells.rowCount() == int(button.text())
    qtbot.waitUntil(table.hasFocus)
    assert not table.visibleRegion().isEmpty()


def test_every_cell_of_a_table_and_every_bar_asks_too(qtbot: QtBot, pane: ReportPane) -> None:
    pane.show_table(Cut.UNIT)
    table = pane.sheet.table
    table.setCurrentIndex(table.cells.index(0, 2))
    with qtbot.waitSignal(pane.figure_asked) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [Asked(measure=Measure.CLOSED, span=YEAR, cuts=((Cut.UNIT, "a"),))]
    assert table.cells.index(1, 0).data() == "not given"
    with qtbot.waitSignal(pane.figure_asked) as told:
        pane.sheet.charts["weekdays"].chosen.emit(1, 1)
    assert told.args[0].measure is Measure.CASES
    with qtbot.assertNotEmitted(pane.figure_asked):
        table.setCurrentIndex(table.cells.index(0, 0))
        QTest.keyClick(table, Qt.Key.Key_Return)


def test_the_list_opens_beside_it_and_esc_takes_it_away(qtbot: QtBot, pane: ReportPane) -> None:
    call = CallRow(
        id="c1",
        direction=Direction.IN,
        number="13800001111",
        line=CallLine.GENERAL,
        state=CallState.ENDED,
        queued_at=NOW.isoformat(),
        ended_at=(NOW + timedelta(seconds=40)).isoformat(),
        reason=EndReason.ABANDONED,
        case="k1",
    )
    pane.set_behind(Asked(measure=Measure.ABANDONED, span=MONTH), Listed(total=2, offset=0, rows=(BehindRow(call=call),)), NOW)
    line = pane.behind.list.lines.lines()[0]
    assert "138****1111" in line.title
    assert "40 s" in line.subtitle
    qtbot.waitUntil(pane.behind.list.hasFocus)
    with qtbot.waitSignal(pane.case_asked) as told:
        QTest.keyClick(pane.behind.list, Qt.Key.Key_Return)
    assert told.args == ["k1"]
    with qtbot.waitSignal(pane.left):
        QTest.keyClick(pane.behind.list, Qt.Key.Key_Escape)
    pane.close_behind()
    with qtbot.assertNotEmitted(pane.left):
        QTest.keyClick(pane, Qt.Key.Key_Escape)


def test_an_empty_list_behind_a_figure_says_that_it_is_one(qtbot: QtBot, pane: ReportPane) -> None:
    asked, said = Asked(measure=Measure.ABANDONED, span=MONTH), "The figure is 0"
    pane.set_behind(asked, Listed(total=0, offset=0, rows=()), NOW)
    assert said in words_in(pane.behind)
    pane.set_behind(asked, Listed(total=1, offset=0, rows=(BehindRow(note=Text("x")),)), NOW)
    assert said not in words_in(pane.behind)


def test_spans_are_chosen_moved_and_set_by_hand(qtbot: QtBot, pane: ReportPane) -> None:
    steps = (("report.week", pane.period_asked, ["week"]), ("report.back", pane.moved, [-1]), ("report.on", pane.moved, [1]))
    for name, signal, args in steps:
        button = pane.findChild(QPushButton, name)
        assert button is not None
        with qtbot.waitSignal(signal) as told:
            button.click()
        assert told.args == args
    with qtbot.waitSignal(pane.between_asked) as told:
        pane.first.setDate(QDate(2013, 1, 1))
    assert told.args == ["2013-01-01", "2013-09-25"]
    assert pane.findChild(QPushButton, "report.csv") is None
    pane.set_span(Period.MONTH, MONTH)
    assert not pane.first.isVisible()


def test_words_for_spans_lengths_and_shares() -> None:
    assert [span_words(span) for span in (YEAR, MONTH)] == ["2012-09-26 – 2013-09-25", "2013-03"]
    assert span_words(Span(begins="2013-01-01T00:00:00.000+08:00", ends="2014-01-01T00:00:00.000+08:00")) == "2013"
    assert span_words(Span(begins="2013-03-18T07:00:00.000+08:00", ends="2013-03-18T08:00:00.000+08:00")) == "2013-03-18 07:00"
    assert [long_words(seconds) for seconds in (None, 9, 240, 11_580, 190_000)] == ["—", "9 s", "4 min", "3 h 13 min", "2 d 4 h"]
    assert [percent(*pair) for pair in ((17, 19), (29, 100), (9_496, 10_000))] == ["89.4%", "29.0%", "94.9%"]
    assert [percent(*pair) for pair in ((0, 0), (0, 9), (9, 9), (62_035, 62_056), (1, 62_056))] == ["—", "0%", "100%", "99.9%", "0.1%"]
    assert set(MEASURES) == set(Measure)
    asked = Asked(measure=Measure.ANSWERED_IN_TIME, span=MONTH, cuts=((Cut.HOUR, "07"), (Cut.WEEKDAY, "1"), (Cut.HANDLED_BY, "partner")))
    assert asked_words(asked) == "Answered within 15 s · 07:00–07:59 · Mon · Partner · 2013-03"
    assert asked_words(figure(Measure.CASES, 1, (Cut.UNIT, "a")).asked, bulletin()).startswith("Cases · First · ")


def test_what_is_given_out_holds_every_figure() -> None:
    found = bulletin()
    told = every_figure(found)
    assert [row[-1] for row in told.rows] == [one.value for one in figures(found)]
    assert all(len(row) == len(told.columns) for row in told.rows)
    tables = grids(found)
    assert len({grid.title for grid in tables}) == len(tables) == 6 + len(CUTS)
    assert all(len(row) == len(grid.columns) for grid in tables for row in grid.rows)
    assert date.fromisoformat(str(told.rows[0][0])[:10]) == date(2012, 9, 26)
