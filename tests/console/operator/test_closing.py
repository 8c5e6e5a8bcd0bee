"""Closing the window: nobody who has gone is shown at a telephone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from models.records.call import OperatorState
from tests.support.stage import Theatre


def test_who_closes_the_window_is_signed_out_at_the_telephone(qapp: QApplication, tmp_path: Path) -> None:
    opened = Theatre(qapp, tmp_path)
    exchange = opened.console.parts.exchange
    assert exchange.state is OperatorState.READY
    opened.close()
    assert exchange.state is OperatorState.LOGGED_OUT
