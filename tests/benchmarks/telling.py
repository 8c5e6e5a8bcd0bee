"""What the measured children have in common: they tell on standard output when something happened, and end when their input does.

Nothing but Qt is imported before the first paint, so that watching costs both windows the same next to nothing.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


def tell(what: str, *figures: float) -> None:
    """Write one line: a word, the system-wide monotonic time and this process's own processor time in nanoseconds, further figures."""
    print(what, time.monotonic_ns(), time.process_time_ns(), *figures, flush=True)


class FirstPaint(QObject):
    """``done`` is emitted once, when the window with everything in it has been painted for the first time."""

    done = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            # the children are painted, and the picture handed over, before the loop comes round again
            QTimer.singleShot(0, self.done.emit)
        return False


class InputEnd(QObject):
    """``reached`` is emitted when whoever started this process closes its input: it has seen enough."""

    reached = Signal()

    def watch(self) -> None:
        """Wait beside the event loop."""
        import threading  # noqa: PLC0415 - start-up: an empty window would not load it

        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        sys.stdin.read()
        self.reached.emit()
