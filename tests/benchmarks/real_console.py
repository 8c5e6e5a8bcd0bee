"""The console as ``main.py`` opens it, in a process of its own, watched: first paint, ready for a call, ready to search."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer

from console import app
from console.operator.window import OperatorWindow
from tests.benchmarks.telling import FirstPaint, InputEnd, tell

BEAT_MS = 10


class Pulse(QObject):
    """A timer that should fire every ``BEAT_MS``: its longest gap is how long the window could not answer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = time.monotonic_ns()
        self._longest = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def longest_ms(self) -> float:
        """Return the longest gap since the last time this was asked."""
        self._on_timeout()
        longest, self._longest = self._longest, 0
        return round(longest / 1e6, 1)

    def _on_timeout(self) -> None:
        now = time.monotonic_ns()
        self._longest = max(self._longest, now - self._last)
        self._last = now


class WatchedConsole(app.Console):
    """Tells ``painted``, then ``ready`` and ``searchable`` with the longest gap of the event loop before each."""

    def _make_window(self) -> OperatorWindow:
        window = super()._make_window()
        self.paint = FirstPaint(window)
        self.paint.done.connect(self._on_painted)
        return window

    def _on_painted(self) -> None:
        tell("painted")
        self.pulse = Pulse(self)

    async def open(self) -> None:
        await super().open()
        tell("ready", self.pulse.longest_ms())
        self._look = QTimer(self)
        self._look.setInterval(BEAT_MS)
        self._look.timeout.connect(self._on_look)
        self._look.start()

    def _on_look(self) -> None:
        if self.parts.index is None:
            return
        self._look.stop()
        tell("searchable", self.pulse.longest_ms())
        self.end = InputEnd()
        self.end.reached.connect(self._leave)
        self.end.watch()

    def _leave(self) -> None:
        self.window.hold = None  # nobody sits here who could hand anything over
        self.window.close()


if __name__ == "__main__":
    app.Console = WatchedConsole  # type: ignore[misc]
    sys.exit(app.run(sys.argv[1:]))
