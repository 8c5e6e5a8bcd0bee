"""Panes by themselves speak English, whatever a whole console has spoken before."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from models.records.base import Language
from widgets.base.language import install


@pytest.fixture(autouse=True, scope="module")
def _english(qapp: QApplication) -> None:
    install(qapp, Language.EN)
