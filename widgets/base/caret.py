"""Where the caret stands in a field, whatever kind of field it is."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget


def caret(widget: QWidget | None) -> int:
    """Return the caret's position in a field, 0 where there is none."""
    if isinstance(widget, QComboBox):
        widget = widget.lineEdit()
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    return 0


def put_caret(widget: QWidget, position: int) -> None:
    """Put the caret to a position in a field, to its end where it is shorter; the keyboard stays where it is."""
    line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if isinstance(line, QLineEdit):
        line.setCursorPosition(position)
    elif isinstance(line, QPlainTextEdit):
        cursor = line.textCursor()
        cursor.setPosition(min(position, len(line.toPlainText())))
        line.setTextCursor(cursor)
