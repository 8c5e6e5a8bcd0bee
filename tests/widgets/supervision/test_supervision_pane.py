"""The departments' page: lists with words in place, and figures that open their lists, all by keyboard."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.records.base import CHINA, Text
from models.records.case import CaseKind, CaseRow, Stage
from models.records.supervision import Assessment, Figure, Press, ReturnState, TaskStep, Watchlist
from models.records.unit import TaskRow
from widgets.base.theme import Tone
from widgets.supervision.lines import assessed_line, watched_line
from widgets.supervision.table import COLUMNS
from widgets.supervision.view import ASSESSMENT, SupervisionPane

NOW = datetime(2026, 11, 25, 14, 0, tzinfo=CHINA)
WORDS = {figure: Text(figure.value, figure.value) for figure in Figure}


def at(minutes: int) -> str:
    return (NOW + timedelta(minutes=minutes)).isoformat()


def task(number: int, **changed: object) -> TaskRow:
    row = CaseRow(
        id=f"k{number}",
        no=f"1124-28-{number:03}",
        kind=CaseKind.COMPLAINT,
        stage=Stage.DISPATCHED,
        item_code="C17-05",
        item_name=Text("路灯故障", "Street lamp out"),
        urgent=False,
        person_name="",
        number="",
        district="",
        handler=Text("局"),
        opened_at=at(-1500),
    )
    values: dict[str, object] = {
        "case": row,
        "unit": "D01",
        "name": Text("执法局", "Urban management"),
        "lead": True,
        "assigned_at": at(-1500),
        "answer_due": at(3000),
        "step": TaskStep.ACKNOWLEDGE,
        "due": at(30),
    }
    return TaskRow(**{**values, **changed})  # type: ignore[arg-type]


@pytest.fixture
def pane(qtbot: QtBot) -> SupervisionPane:
    made = SupervisionPane([("month", "This month"), ("year", "This year")])
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(made.isVisible)
    return made


def test_a_line_says_who_owes_what_and_how_far_it_is() -> None:
    line = watched_line(task(1, pressed=(Press.CHASE,), lead=False), Watchlist.SUPERVISE, NOW + timedelta(minutes=42), "0577-65550112")
    assert line.subtitle == "Street lamp out · assigned 11-24 13:00 · 0577-6555 0112"
    assert (line.lead, line.title, line.marks[0].text) == ("1124-28-001", "Urban management", "helps")
    assert [(mark.text, mark.tone) for mark in line.right] == [
        ("✓ chased", Tone.MUTED),
        ("acknowledgement late 0:12", Tone.OVERDUE),
    ]
    returned = watched_line(task(1, step=None, return_state=ReturnState.OPEN, return_reason="not ours"), Watchlist.RETURNS, NOW)
    assert returned.subtitle.startswith("not ours · Street lamp out")
    assert returned.right[-1].text == "answer to the return in 0:30"


@pytest.mark.parametrize(
    ("changed", "word", "tone"),
    [
        ({"in_time": True, "answered_at": at(-5)}, "in time", Tone.OK),
        ({"in_time": False, "answered_at": at(-5)}, "late", Tone.OVERDUE),
        ({"answer_due": at(-5)}, "late", Tone.OVERDUE),
        ({}, "not assessed", Tone.MUTED),
        ({"step": None, "return_state": ReturnState.ACCEPTED, "answer_due": at(-5)}, "not assessed", Tone.MUTED),
        ({"answer_due": ""}, "complaint true", Tone.OVERDUE),
    ],
)
def test_a_line_behind_a_figure_says_whether_the_promise_was_kept(changed: dict[str, object], word: str, tone: Tone) -> None:
    mark = assessed_line(task(1, **changed), NOW).right[-1]
    assert (mark.text, mark.tone) == (word, tone)


def test_enter_goes_from_the_line_to_the_words_and_does_it(pane: SupervisionPane, qtbot: QtBot) -> None:
    watch = pane.watch
    watch.set_list(Watchlist.CHASE, [task(1), task(2)], NOW)
    pane.show_sheet("chase")
    watch.listing.set_current(task(2).key)
    QTest.keyClick(watch.listing, Qt.Key.Key_Return)
    QTest.keyClicks(watch.words, "hurry")
    with qtbot.waitSignal(watch.acted) as acted:
        QTest.keyClick(watch.words, Qt.Key.Key_Return)
    assert acted.args == [task(2).key, "hurry", True]
    watch.given()
    watch.set_list(Watchlist.CHASE, [task(1)], NOW)
    assert (watch.words.text(), watch.listing.current_key()) == ("", task(1).key)


def test_a_return_is_rejected_with_shift(pane: SupervisionPane, qtbot: QtBot) -> None:
    watch = pane.watch
    watch.set_list(Watchlist.RETURNS, [task(1, step=None, return_state=ReturnState.OPEN)], NOW)
    assert watch.reject.isVisible()
    watch.words.setFocus()
    with qtbot.waitSignal(watch.acted) as acted:
        QTest.keyClick(watch.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert acted.args == [task(1).key, "", False]
    watch.set_list(Watchlist.CHASE, [task(1)], NOW)
    assert not watch.reject.isVisible()
    with qtbot.waitSignal(watch.acted) as acted:
        QTest.keyClick(watch.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert acted.args == [task(1).key, "", True]
    with qtbot.waitSignal(watch.case_asked) as asked:
        watch.open.click()
    assert asked.args == ["k1"]


def test_an_empty_list_says_what_would_stand_there(pane: SupervisionPane) -> None:
    pane.watch.set_list(Watchlist.BULLETIN, [], NOW)
    assert not pane.watch.listing.isVisible()
    assert not pane.watch.words.isVisible()
    assert "bulletin" in pane.watch._empty.text()


def test_the_keyboard_stays_on_the_page_when_the_last_line_goes(pane: SupervisionPane) -> None:
    pane.watch.set_list(Watchlist.CHASE, [task(1)], NOW)
    pane.watch.words.setFocus()
    pane.watch.set_list(Watchlist.CHASE, [], NOW)
    focus = pane.window().focusWidget()
    assert focus is not None
    assert pane.watch.isAncestorOf(focus)
    pane.watch.set_list(Watchlist.CHASE, [task(1)], NOW)
    assert pane.window().focusWidget() is pane.watch.listing


def test_the_buttons_count_and_open(pane: SupervisionPane, qtbot: QtBot) -> None:
    pane.set_counts(dict.fromkeys(Watchlist, 4))
    assert pane.buttons["returns"].caption() == "Returns 4"
    with qtbot.waitSignal(pane.opened) as opened:
        pane.buttons[ASSESSMENT].click()
    assert opened.args == [ASSESSMENT]


def test_every_number_is_a_cell_that_asks_for_its_list(pane: SupervisionPane, qtbot: QtBot) -> None:
    figures = {figure: place for place, figure in enumerate(Figure)}
    rows = [Assessment(unit=unit, name=Text(unit), figures=figures) for unit in ("", "D01")]
    assessed = pane.assessed
    assessed.set_figures("year", "2026-01-01 – 2026-12-31", rows, WORDS)
    pane.show_sheet(ASSESSMENT)
    asked: list[tuple[str, str]] = []
    assessed.figure_asked.connect(lambda unit, figure: asked.append((unit, figure)))
    for place in range(assessed.model.columnCount()):
        assessed.table.setCurrentIndex(assessed.model.index(1, place))
        QTest.keyClick(assessed.table, Qt.Key.Key_Return)
    wanted = [column[0] if isinstance(column, tuple) else column for column in COLUMNS]
    assert asked == [("D01", figure.value) for figure in wanted]
    assert set(wanted) == set(Figure)
    assert assessed.model.data(assessed.model.index(0, 0)) == "All together"
    assert assessed.model.data(assessed.model.index(1, 4)) == "200.0"
    assessed.set_behind("D01", Figure.DUE, [task(1)], NOW)
    assert assessed.behind() == "D01 · Due: 1"


def test_nothing_to_measure_by_is_a_dash_and_an_empty_span_says_so(pane: SupervisionPane) -> None:
    assessed = pane.assessed
    pane.show_sheet(ASSESSMENT)
    assessed.set_figures("month", "", [Assessment(unit="", name=Text(""), figures=dict.fromkeys(Figure, 0))], WORDS)
    assert assessed.model.data(assessed.model.index(0, 4)) == "–"
    assessed.set_figures("month", "", [], WORDS)
    assert not assessed.table.isVisible()
    assessed.set_behind("", None, [], NOW)
    assert "Enter" in assessed.behind()
