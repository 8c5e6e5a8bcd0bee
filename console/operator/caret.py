"""Where the keyboard goes when the part that had it goes away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid


class CaretGuard(QObject):
    """Qt hands the keyboard to the next part in the order of Tab, which may be a button: Space would then press what nobody has chosen.

    Where a part is hidden, disabled or deleted under the caret and a button, or nothing, has come to hold the keyboard, ``lead`` puts it
    where the next key belongs. A button that was reached by Tab stays, and so does one of the same name that was made in the other's place.
    """

    def __init__(self, window: QWidget, lead: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._lead = lead
        self._left: tuple[QWidget, str, QWidget | None] | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or self._left is not None or not isValid(self._window):  # a window that goes gives the keyboard up as its last act
            return
        if self._window.isAncestorOf(old):
            # Looked at when the event is over: only then is the part that had it really gone, or the keyboard somewhere else on purpose.
            self._left = (old, old.objectName(), new)
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        if self._left is None:
            return
        (old, name, fallen_to), self._left = self._left, None
        new = QApplication.focusWidget()
        if new is not fallen_to and (fallen_to is None or not _gone(fallen_to)):
            return  # put there on purpose since
        if new is not None and (not isinstance(new, QAbstractButton) or (name and new.objectName() == name)):
            return
        if _gone(old) and self._window.isActiveWindow():
            self._lead()


def _gone(part: QWidget) -> bool:
    return not isValid(part) or not part.isVisible() or not part.isEnabled()
