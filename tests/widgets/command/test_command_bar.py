"""The command bar: one line, always answered for the words that stand in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.base.listing import Listing
from widgets.base.rows import Line
from widgets.command.view import CommandBar

FOUND = (Line(key="action:answer", title="Answer", hint="F2"), Line(key="case:k93", title="Pipe repair", lead="1121-0093"))
OTHERS = (Line(key="person:p1", title="Ms Chen"),)


class Window(QWidget):
    """A line in which somebody types, and the bar over it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLineEdit()
        QVBoxLayout(self).addWidget(self.text)
        self.command = CommandBar(self)
        self.resize(1280, 800)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.text.setFocus()
    window.command.open_bar()
    window.command.set_lines(FOUND)
    return window


def edit(window: Window) -> QLineEdit:
    found = window.command.findChild(QLineEdit, "command.query")
    assert found is not None
    return found


def test_it_opens_over_the_window_with_the_caret_in_it(window: Window) -> None:
    assert edit(window).hasFocus()
    assert edit(window).accessibleName()
    box = window.command.geometry()
    assert abs(box.center().x() - window.rect().center().x()) <= 1
    assert window.rect().contains(box)


def test_typing_asks_and_down_enter_takes(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.command.query_changed) as asked:
        qtbot.keyClicks(edit(window), "p")
    assert asked.args == ["p"]
    window.command.set_lines(FOUND)
    qtbot.keyClick(edit(window), Qt.Key.Key_Down)
    with qtbot.waitSignal(window.command.line_chosen) as chosen:
        qtbot.keyClick(edit(window), Qt.Key.Key_Return)
    assert chosen.args == ["case:k93"]
    assert not window.command.isVisible()
    assert window.text.hasFocus()


def test_enter_before_the_answer_takes_the_answer_and_never_the_old_line(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(window), "chen")
    with qtbot.assertNotEmitted(window.command.line_chosen):
        qtbot.keyClick(edit(window), Qt.Key.Key_Return)
    with qtbot.waitSignal(window.command.line_chosen) as chosen:
        window.command.set_lines(OTHERS)
    assert chosen.args == ["person:p1"]


def test_words_put_in_are_asked_for_like_typed_ones(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.command.query_changed) as asked:
        window.command.set_query("1121")
    assert asked.args == ["1121"]
    assert edit(window).text() == "1121"
    qtbot.keyClicks(edit(window), "28")
    assert edit(window).text() == "28"


def test_escape_closes_and_gives_the_caret_back(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(edit(window), Qt.Key.Key_Escape)
    assert not window.command.isVisible()
    assert window.text.hasFocus()


def test_a_click_elsewhere_closes_it_and_stays_there(window: Window, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.text, Qt.MouseButton.LeftButton)
    window.text.setFocus()
    assert not window.command.isVisible()
    assert window.text.hasFocus()


def test_nothing_found_is_said(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(window), "zzz")
    window.command.set_lines(())
    found = window.command.findChild(Listing, "command.lines")
    assert found is not None
    assert not found.isVisible()
    with qtbot.assertNotEmitted(window.command.line_chosen):
        qtbot.keyClick(edit(window), Qt.Key.Key_Return)
    assert window.command.isVisible()


def test_it_opens_empty_again(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(window), "old words")
    qtbot.keyClick(edit(window), Qt.Key.Key_Escape)
    window.command.open_bar()
    assert edit(window).text() == ""


def test_it_stays_within_a_small_window(window: Window) -> None:
    window.command.set_lines([Line(key=f"item:{number}", title=f"Item {number}", subtitle="x") for number in range(60)])
    window.resize(700, 420)
    assert window.rect().contains(window.command.geometry())
