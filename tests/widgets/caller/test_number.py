"""The number on the desk rings at a click, where there is one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from widgets.caller.number import DialNumber


@pytest.fixture
def number(qtbot: QtBot) -> DialNumber:
    label = DialNumber("F7")
    qtbot.addWidget(label)
    label.resize(300, 30)
    label.show()
    return label


def test_a_click_rings_a_number_and_the_tip_names_the_key(number: DialNumber, qtbot: QtBot) -> None:
    number.set_number("0577-6555 0001", rings=True)
    assert number.toolTip() == "Click rings this number · F7"
    assert number.cursor().shape() is Qt.CursorShape.PointingHandCursor
    with qtbot.waitSignal(number.dial_asked):
        qtbot.mouseClick(number, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton])
def test_what_is_no_number_and_other_buttons_ring_nobody(number: DialNumber, qtbot: QtBot, button: Qt.MouseButton) -> None:
    number.set_number("0577-6555 0001", rings=button is Qt.MouseButton.RightButton)
    with qtbot.assertNotEmitted(number.dial_asked):
        qtbot.mouseClick(number, button)


def test_a_click_that_is_drawn_away_rings_nobody(number: DialNumber, qtbot: QtBot) -> None:
    number.set_number("0577-6555 0001", rings=True)
    with qtbot.assertNotEmitted(number.dial_asked):
        qtbot.mousePress(number, Qt.MouseButton.LeftButton)
        qtbot.mouseRelease(number, Qt.MouseButton.LeftButton, pos=QPoint(-20, -20))
