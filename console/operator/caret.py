"""Where the keyboard goes when the part that had it goes away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid


class CaretGuard(QObject):
    """Qt hands the keyboard to the next part in the order of Tab, which may be a button: Space would then press what nobody has chosen.

    Where a part is hidden, disabled or deleted under the caret and a button, or nothing, has come to hold the keyboard, ``lead`` puts it
    where the next key belongs. A button that was reached by Tab stays.
    """

    def __init__(self, window: QWidget, lead: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._lead = lead
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or not isValid(self._window):  # a window that goes gives the keyboard up as its last act
            return
        if (new is None or isinstance(new, QAbstractButton)) and self._window.isAncestorOf(old):
            # Looked at when the event is over: only then is the part that had it really gone, or the keyboard somewhere else on purpose.
            QTimer.singleShot(0, self, lambda: self._look(old, new))

    def _look(self, old: QWidget, new: QWidget | None) -> None:
        gone = not isValid(old) or not old.isVisible() or not old.isEnabled()
        still_there = QApplication.focusWidget() is (new if new is not None and isValid(new) else None)
        if gone and still_there and self._window.isActiveWindow():
            self._lead()
