"""The journal shows whole rows, however high the pane is."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from widgets.case.journal import HEIGHT, Journal


@pytest.mark.parametrize("height", [HEIGHT + 4, 75, 100, 4 * HEIGHT])
def test_no_row_is_cut(qtbot: QtBot, height: int) -> None:
    journal = Journal()
    qtbot.addWidget(journal)
    journal.resize(500, height)
    journal.show()
    qtbot.waitUntil(lambda: journal.viewport().height() % HEIGHT == 0)
    assert 0 < journal.viewport().height() <= height
    assert height - journal.viewport().height() < HEIGHT + 2 * journal.frameWidth()
