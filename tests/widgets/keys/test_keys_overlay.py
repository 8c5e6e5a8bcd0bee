"""The overlay of keys: complete, in order, within the window, and gone with the key that brought it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.shortcuts import overlay
from widgets.keys.view import KeysOverlay, spread


class Window(QWidget):
    """A line in which somebody types, and the overlay over it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLineEdit()
        QVBoxLayout(self).addWidget(self.text)
        self.keys = KeysOverlay(self)
        self.resize(1280, 800)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.keys.set_keys(overlay())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.text.setFocus()
    return window


def test_every_key_of_the_console_is_listed_and_needs_no_scrolling(window: Window) -> None:
    window.keys.toggle()
    QApplication.processEvents()
    said = [label.text() for label in window.keys.findChildren(QLabel) if label.isVisible()]
    for group, lines in overlay():
        assert group in said
        for key, what in lines:
            assert key in said
            assert what in said
    assert window.rect().contains(window.keys.geometry())
    area = window.keys.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F1])
def test_the_keys_that_close_it(window: Window, qtbot: QtBot, key: Qt.Key) -> None:
    window.keys.toggle()
    assert not window.text.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), key)
    assert not window.keys.isVisible()
    assert window.text.hasFocus()


def test_toggling_twice_closes_it(window: Window) -> None:
    window.keys.toggle()
    window.keys.toggle()
    assert not window.keys.isVisible()
    assert window.text.hasFocus()


def test_in_a_low_window_it_scrolls_within(window: Window) -> None:
    window.resize(1000, 400)
    window.keys.toggle()
    assert window.rect().contains(window.keys.geometry())


@given(st.lists(st.integers(min_value=0, max_value=20), max_size=9), st.integers(min_value=1, max_value=4))
def test_columns_keep_order_and_lose_nothing(sizes: list[int], columns: int) -> None:
    groups = [(str(at), [("F1", "x")] * size) for at, size in enumerate(sizes)]
    runs = spread(groups, columns)
    assert [group for run in runs for group in run] == groups
    assert len(runs) <= columns
