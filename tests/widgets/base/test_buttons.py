"""Buttons that carry their key, and icons in the ink of the theme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from widgets.base.buttons import IconLabel, KeyButton
from widgets.base.theme import Theme, apply_theme, colour, dress


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    qapp.setProperty("hotlineTokens", None)


def inks(icon: IconLabel) -> set[str]:
    """Return the colours of all opaque pixels."""
    image = icon.pixmap().toImage()
    found = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {QColor(pixel.rgb()).name() for pixel in found if pixel.alpha() == 255}


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_like_space(qtbot: QtBot, key: Qt.Key) -> None:
    button = KeyButton("Hold", "F3")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_it_shows_its_key_and_tells_it_to_those_who_listen(qtbot: QtBot) -> None:
    button = KeyButton("Hold", "F3", symbol="hold")
    qtbot.addWidget(button)
    button.show()
    assert [label.text() for label in button.findChildren(QLabel) if label.isVisible() and label.text()] == ["Hold", "F3"]
    assert button.accessibleName() == "Hold, F3"
    button.set_caption("Take back", "")
    assert button.accessibleName() == button.caption() == "Take back"


def test_it_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    short, long = KeyButton("Hold", "F3"), KeyButton("Hold the caller for a moment", "F3")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.minimumSizeHint().width() > short.minimumSizeHint().width() + 100


def test_an_icon_follows_the_theme(themed: QApplication, qtbot: QtBot) -> None:
    apply_theme(themed, Theme.LIGHT)
    icon = IconLabel("hold", "overdue")
    qtbot.addWidget(icon)
    dress(icon)
    icon.show()
    assert inks(icon) == {colour("overdue").name()}
    light = inks(icon)
    apply_theme(themed, Theme.DARK)
    assert inks(icon) == {colour("overdue").name()}
    assert inks(icon) != light


def test_a_disabled_button_has_a_muted_icon(themed: QApplication, qtbot: QtBot) -> None:
    apply_theme(themed, Theme.LIGHT)
    button = KeyButton("Hold", "F3", symbol="hold")
    qtbot.addWidget(button)
    button.show()
    button.setEnabled(False)
    icon = button.findChild(IconLabel)
    assert icon is not None
    assert inks(icon) == {colour("muted").name()}
