"""The bell: heard while a call rings, if the operator wants one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from console.calls.port import CallLine
from models.records.call import CallRow, CallState, Direction

EVERY_MS = 2000


class Bell(QObject):
    """Sounds the system's bell every two seconds while a call alerts at this desk and ``wanted()`` is true."""

    def __init__(self, line: CallLine, parent: QObject, wanted: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(QApplication.beep)
        line.call_changed.connect(self._on_call_changed)

    def _on_call_changed(self, call: CallRow) -> None:
        rings = call.direction is Direction.IN and call.state is CallState.ALERTING
        if rings and self._wanted() and not self._timer.isActive():
            QApplication.beep()
            self._timer.start()
        elif not rings:
            self._timer.stop()
