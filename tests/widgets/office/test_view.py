"""The rail of pages by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.office.view import Rail


def test_a_pressed_page_is_chosen_and_the_open_one_is_marked(qtbot: QtBot) -> None:
    rail = Rail([(f"p{number}", f"Page {number}") for number in range(1, 12)], "Ctrl B", QWidget())
    qtbot.addWidget(rail)
    rail.show()
    third = rail.findChild(QPushButton, "rail.p3")
    assert third is not None
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.mouseClick(third, Qt.MouseButton.LeftButton)
    assert chosen.args == ["p3"]
    rail.set_current("p11")
    assert [button.objectName() for button in rail.findChildren(QPushButton) if button.isChecked()] == ["rail.p11"]
