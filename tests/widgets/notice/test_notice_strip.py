"""Notices: said in place, never modal; what only confirms goes by itself, the rest stays, and the caret is where it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.base.buttons import KeyButton
from widgets.base.theme import Tone
from widgets.notice.view import NoticeStrip

ANSWERS = (("close", "Close (Enter)"), ("leave", "Leave it (Esc)"))


class Window(QWidget):
    """A line in which somebody types, and the strip beneath it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLineEdit()
        self.notice = NoticeStrip()
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(self.notice)
        self.resize(900, 200)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.text.setFocus()
    return window


def answers(window: Window) -> list[KeyButton]:
    found = window.notice.findChildren(KeyButton)
    return [button for button in found if button.isVisible() and button.objectName() != "notice.dismiss"]


def test_there_is_nothing_until_something_is_said(window: Window) -> None:
    assert not window.notice.isVisible()
    assert window.notice.text() == ""


def test_a_sentence_is_said_and_the_caret_stays(window: Window) -> None:
    window.notice.say("Nothing has changed", Tone.DUE)
    assert window.notice.text() == window.notice.accessibleName() == "Nothing has changed"
    assert window.notice.property("tone") == "due"
    assert window.text.hasFocus()
    window.notice.say("")
    assert not window.notice.isVisible()
    assert window.text.hasFocus()


def test_a_newer_sentence_takes_the_answers_of_the_older_with_it(window: Window) -> None:
    window.notice.say("Close?", Tone.DUE, ANSWERS)
    assert [button.caption() for button in answers(window)] == ["Close (Enter)", "Leave it (Esc)"]
    window.notice.say("Closed", Tone.OK)
    assert answers(window) == []


def test_a_question_is_answered_with_enter(window: Window, qtbot: QtBot) -> None:
    window.notice.ask("Close as not resolved?", Tone.DUE, ANSWERS)
    assert answers(window)[0].hasFocus()
    with qtbot.waitSignal(window.notice.action_chosen) as chosen:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args == ["close"]
    assert not window.notice.isVisible()
    assert window.text.hasFocus()


def test_right_goes_to_the_next_answer(window: Window, qtbot: QtBot) -> None:
    window.notice.ask("Close as not resolved?", Tone.DUE, ANSWERS)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    with qtbot.waitSignal(window.notice.action_chosen) as chosen:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args == ["leave"]


def test_escape_leaves_a_question(window: Window, qtbot: QtBot) -> None:
    window.notice.ask("Close as not resolved?", Tone.DUE, ANSWERS)
    with qtbot.waitSignal(window.notice.dismissed), qtbot.assertNotEmitted(window.notice.action_chosen):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.text.hasFocus()


def test_a_question_after_a_question_still_leads_back(window: Window, qtbot: QtBot) -> None:
    window.notice.ask("Close?", Tone.DUE, ANSWERS)
    window.notice.ask("Really?", Tone.OVERDUE, ANSWERS)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.text.hasFocus()


def test_the_cross_dismisses(window: Window, qtbot: QtBot) -> None:
    window.notice.say("Saved", Tone.OK)
    cross = window.notice.findChild(KeyButton, "notice.dismiss")
    assert cross is not None
    assert cross.accessibleName()
    with qtbot.waitSignal(window.notice.dismissed):
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()


def test_clearing_says_nothing(window: Window, qtbot: QtBot) -> None:
    window.notice.say("Preparing", Tone.ACCENT)
    with qtbot.assertNotEmitted(window.notice.dismissed):
        window.notice.clear()
    assert not window.notice.isVisible()


@pytest.mark.parametrize("tone", [Tone.OK, Tone.ACCENT, Tone.MUTED])
def test_a_confirmation_goes_by_itself(window: Window, qtbot: QtBot, tone: Tone) -> None:
    window.notice._passing.setInterval(20)
    window.notice.say("Saved", tone)
    qtbot.waitUntil(window.notice.isHidden)
    assert window.text.hasFocus()


@pytest.mark.parametrize("tone", [Tone.DUE, Tone.OVERDUE])
def test_a_refusal_or_failure_stays(window: Window, qtbot: QtBot, tone: Tone) -> None:
    window.notice._passing.setInterval(20)
    window.notice.say("Saved", Tone.OK)
    window.notice.say("The disk is full", tone)
    assert not window.notice._passing.isActive()
    qtbot.keyClick(window.text, Qt.Key.Key_Escape)
    assert window.notice.isHidden()
    assert window.text.hasFocus()


def test_a_question_stays_until_it_is_answered_or_another_need_comes(window: Window) -> None:
    window.notice.say("File it there?", Tone.ACCENT, ANSWERS)
    assert not window.notice._passing.isActive()
    window.notice.leave_need()
    assert window.notice.isHidden()
    window.notice.say("The disk is full", Tone.OVERDUE)
    window.notice.leave_need()
    assert window.notice.isVisible()
