"""My work: counts, lists, and the way in and out by keyboard."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.records.base import CHINA, Text
from models.records.case import CaseKind, CaseRow, DeadlineKind, Stage, WorkCount, WorkList
from widgets.base.listing import Listing
from widgets.base.rows import LINE_ROLE, Line, LineListModel
from widgets.base.theme import Tone
from widgets.queue.lines import OwnList, case_line
from widgets.queue.view import QueuePane

NOW = datetime(2026, 11, 21, 9, 41, 7, tzinfo=CHINA)
KEYS = {"work": "Alt 7", "to_dispatch": "Ctrl 1", "awaiting": "Ctrl 2", "callbacks_due": "Ctrl 3", "overdue": "Ctrl 4"}


def at(minutes: int) -> str:
    return (NOW + timedelta(minutes=minutes)).isoformat()


def case(number: int, minutes: int) -> CaseRow:
    return CaseRow(
        id=f"k{number}",
        no=f"1121-{number:04}",
        kind=CaseKind.SERVICE,
        stage=Stage.DISPATCHED,
        item_code="C03-03",
        item_name=Text("水管维修", "Pipe repair"),
        urgent=number == 93,
        person_name="",
        number="057765551234",
        district="",
        handler=Text("家家乐", "Jiajiale"),
        opened_at=at(-60),
        due=at(minutes),
        due_kind=DeadlineKind.FEEDBACK,
    )


COUNTS = (
    WorkCount(list=WorkList.TO_DISPATCH, count=2, earliest=at(6)),
    WorkCount(list=WorkList.AWAITING_FEEDBACK, count=4, earliest=at(300)),
    WorkCount(list=WorkList.CALLBACKS_DUE, count=3, earliest=at(-12), late=1),
    WorkCount(list=WorkList.OVERDUE, count=0),
)
ROWS = (case(93, -11), case(87, 48))


class Window(QWidget):
    """The pane above a line in which somebody types."""

    def __init__(self) -> None:
        super().__init__()
        self.pane = QueuePane(KEYS)
        self.text = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.pane)
        column.addWidget(self.text)
        self.resize(420, 280)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.pane.set_counts(COUNTS, NOW)
    return window


@pytest.fixture
def pane(window: Window) -> QueuePane:
    return window.pane


def listing(pane: QueuePane, name: str) -> Listing:
    found = pane.findChild(Listing, name)
    assert found is not None
    return found


def lines(pane: QueuePane, name: str) -> list[Line]:
    model = listing(pane, name).lines
    return [model.index(row).data(LINE_ROLE) for row in range(model.rowCount())]


def test_four_lists_with_count_promise_and_key(pane: QueuePane) -> None:
    found = lines(pane, "queue.lists")
    assert [(line.lead, line.title, line.hint) for line in found] == [
        ("2", "To dispatch", "Ctrl 1"),
        ("4", "Awaiting feedback", "Ctrl 2"),
        ("3", "Callback or close", "Ctrl 3"),
        ("0", "Overdue", "Ctrl 4"),
    ]
    assert [[(mark.text, mark.tone) for mark in line.right] for line in found] == [
        [("first in 0:06", Tone.DUE)],
        [("first in 5:00", Tone.MUTED)],
        [("1 · late 0:12", Tone.OVERDUE)],
        [],
    ]


def test_enter_opens_a_list_and_another_enter_a_case(pane: QueuePane, qtbot: QtBot) -> None:
    pane.focus_first()
    qtbot.keyClick(listing(pane, "queue.lists"), Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.list_asked) as asked:
        qtbot.keyClick(listing(pane, "queue.lists"), Qt.Key.Key_Return)
    assert asked.args == ["awaiting_feedback"]
    pane.set_rows(WorkList.AWAITING_FEEDBACK, ROWS, NOW)
    assert listing(pane, "queue.cases").hasFocus()
    qtbot.keyClick(listing(pane, "queue.cases"), Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.case_asked) as opened:
        qtbot.keyClick(listing(pane, "queue.cases"), Qt.Key.Key_Return)
    assert opened.args == ["k87"]


def test_a_case_tells_what_it_waits_for(pane: QueuePane) -> None:
    pane.show_list(WorkList.OVERDUE)
    pane.set_rows(WorkList.OVERDUE, ROWS, NOW)
    first = lines(pane, "queue.cases")[0]
    assert (first.lead, first.title, first.subtitle) == ("1121-0093", "Pipe repair", "Dispatched · Jiajiale · 0577-6555 **34")
    assert [mark.text for mark in first.marks + first.right] == ["urgent", "feedback late 0:11"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Backspace])
def test_the_way_back(pane: QueuePane, qtbot: QtBot, key: Qt.Key) -> None:
    pane.show_list(WorkList.CALLBACKS_DUE)
    pane.set_rows(WorkList.CALLBACKS_DUE, ROWS, NOW)
    pane.focus_first()
    with qtbot.waitSignal(pane.list_left):
        qtbot.keyClick(listing(pane, "queue.cases"), key)
    assert listing(pane, "queue.lists").hasFocus()
    assert listing(pane, "queue.lists").current_key() == "callbacks_due"
    assert pane.open_list() is None


def test_a_late_answer_does_not_open_a_list_again(pane: QueuePane) -> None:
    pane.show_list(WorkList.TO_DISPATCH)
    pane.close_list()
    pane.set_rows(WorkList.TO_DISPATCH, ROWS, NOW)
    assert pane.open_list() is None
    assert listing(pane, "queue.lists").isVisible()


def test_rows_that_came_before_the_list_was_opened_are_kept(pane: QueuePane) -> None:
    pane.set_rows(WorkList.TO_DISPATCH, ROWS, NOW)
    pane.show_list(WorkList.TO_DISPATCH)
    assert len(lines(pane, "queue.cases")) == 2


def test_an_update_takes_no_focus_and_an_opened_list_begins_at_its_top(window: Window) -> None:
    pane, line = window.pane, window.text
    pane.show_list(WorkList.TO_DISPATCH)
    pane.set_rows(WorkList.TO_DISPATCH, ROWS, NOW)
    listing(pane, "queue.cases").set_current("k87")
    line.setFocus()
    pane.set_rows(WorkList.TO_DISPATCH, (case(70, 5), *ROWS), NOW)
    pane.set_counts(COUNTS, NOW)
    pane.show_list(WorkList.OVERDUE)
    pane.show_list(WorkList.TO_DISPATCH)
    assert QApplication.focusWidget() is line
    assert listing(pane, "queue.cases").current_key() == "k70"


def test_an_update_of_the_open_list_keeps_the_current_case(pane: QueuePane) -> None:
    pane.show_list(WorkList.TO_DISPATCH)
    pane.set_rows(WorkList.TO_DISPATCH, ROWS, NOW)
    listing(pane, "queue.cases").set_current("k87")
    pane.set_rows(WorkList.TO_DISPATCH, (case(70, 5), *ROWS), NOW)
    assert listing(pane, "queue.cases").current_key() == "k87"


def test_the_lists_are_named_for_those_who_listen(pane: QueuePane) -> None:
    assert listing(pane, "queue.lists").accessibleName()
    assert listing(pane, "queue.cases").accessibleName()
    assert lines(pane, "queue.lists")[2].spoken == "Callback or close, 3, 1 · late 0:12"


def test_a_row_that_has_not_reached_the_centre_carries_a_sign_that_says_so() -> None:
    plain, waiting = case_line(case(93, 6), NOW), case_line(replace(case(93, 6), unsent=True), NOW)
    assert [mark.text for mark in waiting.marks if mark not in plain.marks] == ["↑"]
    model = LineListModel()
    model.set_lines([plain, waiting])
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "Not at the centre yet" not in model.data(model.index(0), role)
        assert "Not at the centre yet" in model.data(model.index(1), role)


def test_the_line_that_asks_for_a_reason_goes_when_another_caller_is_rung(qtbot: QtBot) -> None:
    pane = QueuePane(KEYS)
    qtbot.addWidget(pane)
    pane.set_own(OwnList.MISSED, [Line(key="a", title="0577-6555 0041"), Line(key="b", title="0577-6555 0042")])
    pane.show_list(OwnList.MISSED)
    rows = pane.findChild(Listing, "queue.cases")
    assert isinstance(rows, Listing)
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert pane.reason.key() == "a"
    with qtbot.waitSignal(pane.missed_asked) as asked:
        rows.activated_key.emit("b")
    assert (asked.args, pane.reason.key()) == (["b"], "")
