"""A catalogue pane on screen, and whoever answers it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.support.catalogue import CATEGORIES, ITEMS, KEYS, Answering
from widgets.catalogue.view import CataloguePane


@pytest.fixture
def pane(qtbot: QtBot) -> CataloguePane:
    pane = CataloguePane(KEYS)
    qtbot.addWidget(pane)
    pane.resize(560, 420)
    pane.set_catalogue(CATEGORIES, tuple(ITEMS.values()))
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    return pane


@pytest.fixture
def desk(pane: CataloguePane) -> Answering:
    return Answering(pane)
