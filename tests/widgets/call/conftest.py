"""The bar on a desk that has the caret in its own line."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.call.bars import Desk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.text.setFocus()
    return desk
