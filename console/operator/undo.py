"""Ctrl+Z: the typing in a text, else the last step of the case, and never a step by accident while somebody types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from console.operator.tools import Speaker
from console.shortcuts import Shortcut
from widgets.base.theme import Tone


class UndoKey(QObject):
    """Watches the text that has the keyboard, while ``window`` lives.

    A text with something to take back keeps the key to itself, and so does one that was typed in since the keyboard came to it: there the
    key never reaches further than the text, and says so. In every other place it is the window's shortcut.
    """

    def __init__(self, window: QWidget, notice: Speaker) -> None:
        super().__init__(window)
        self._window = window
        self._notice = notice
        self._watched: QWidget | None = None
        self._touched = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.InputMethod:
            self._touched = True
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            if event.matches(QKeySequence.StandardKey.Undo):
                return self._on_undo(event)
            self._touched = self._touched or (event.type() == QEvent.Type.KeyPress and bool(event.text()))
        return super().eventFilter(watched, event)

    def _on_undo(self, event: QKeyEvent) -> bool:
        """Tell whether the text is to see nothing of the key."""
        if _has_history(self._watched):
            self._touched = True
            return False
        if not self._touched:
            event.ignore()
            return True
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            said = self.tr("Nothing more to take back in this field. {pane}, then {key}, takes back the last step of the case.")
            self._notice.say(said.format(pane=Shortcut.CASE.label, key=Shortcut.UNDO.label), Tone.MUTED)
        return True

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched, self._touched = None, False
        if isinstance(new, QLineEdit | QPlainTextEdit | QComboBox) and self._window.isAncestorOf(new):
            self._watched = new
            new.installEventFilter(self)


def _has_history(widget: QWidget | None) -> bool:
    line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if isinstance(line, QLineEdit):
        return line.isUndoAvailable()
    return isinstance(line, QPlainTextEdit) and line.document().isUndoAvailable()
