"""Whom to transfer to, asked within the call bar: one line to type in, suggestions beneath it, never a dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from widgets.base.listing import Listing
from widgets.base.overlay import FocusMemory
from widgets.base.parts import ElidedLabel, Label
from widgets.base.rows import Line
from widgets.base.theme import Tone


class TransferStrip(QWidget):
    """A line edit with suggestions (the key of each is its number).

    Enter gives the number with ``given(number, blind=False)``, Ctrl+Enter with ``blind=True``, Esc gives nothing. Up and Down walk through
    the suggestions; what is typed narrows them down. Digits are a number of their own, and choose a suggestion only where they are its
    number or the short one by which everybody calls it.
    """

    given = Signal(str, bool)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lines: tuple[Line, ...] = ()
        self._short: Mapping[str, str] = {}
        self._spells: Callable[[str, str], bool] = lambda _typed, _words: False
        self._memory = FocusMemory()
        self._caption = Label(bold=True)
        self.edit = QLineEdit()
        self.edit.setObjectName("call.number")
        self.edit.setAccessibleName(self.tr("Number or name of the second party"))
        self.edit.setPlaceholderText(self.tr("Number or name"))
        self.edit.setMinimumWidth(140)
        self.edit.setMaximumWidth(560)
        self.edit.textEdited.connect(self._on_text_edited)
        self.edit.installEventFilter(self)
        self._help = ElidedLabel(size="small", tone=Tone.MUTED)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._caption)
        row.addWidget(self.edit, 8)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._help)
        column.addStretch(1)
        self._popup = QFrame(self)  # a child of the window once it is open, so that it can lie over the panes
        self._popup.setProperty("role", "popup")
        self.list = Listing("call.suggestions")
        self.list.setAccessibleName(self.tr("Suggestions"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.activated_key.connect(lambda number: self._give(number, False))
        inner = QVBoxLayout(self._popup)
        inner.setContentsMargins(1, 4, 1, 4)
        inner.addWidget(self.list)
        self._popup.hide()

    def open_for(self, caption: str, help_text: str) -> None:
        """Ask: take the focus (the operator pressed the key for it) and show the suggestions."""
        if not self.edit.hasFocus():
            self._memory.keep()
        self._caption.setText(caption)
        self._help.set_text(help_text)
        self.edit.clear()
        self._popup.setParent(self.window())
        self._filter("")
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_strip(self) -> None:
        """Stop asking, and give the focus back where the caret stood in this line."""
        self._popup.hide()
        had = self.edit.hasFocus()
        self.closed.emit()
        if had:
            self._memory.give_back()

    def set_suggestions(
        self, lines: Sequence[Line], short: Mapping[str, str] | None = None, spells: Callable[[str, str], bool] | None = None
    ) -> None:
        """Offer these; ``short`` are further numbers with the key that each stands for, ``spells(typed, words)`` tells whether letters
        stand for a name."""
        self._lines, self._short = tuple(lines), short or {}
        self._spells = spells or (lambda _typed, _words: False)
        if self._popup.isVisible():
            self._filter(self.edit.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._on_key(event):
            return True
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _ours(event):
            event.accept()
            return True
        if watched is self.edit and event.type() == QEvent.Type.FocusOut:
            self._popup.hide()
        if watched is self.edit and event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._popup.isVisible():
            self._place(True)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down:
                self.list.step(1)
            case Qt.Key.Key_Up:
                self.list.step(-1)
            case Qt.Key.Key_Escape:
                self.close_strip()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                number = self.list.current_key() or self.edit.text().strip()
                self._give(number, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            case _:
                return False
        return True

    def _give(self, number: str, blind: bool) -> None:
        if number:
            self.close_strip()
            self.given.emit(number, blind)

    def _on_text_edited(self, text: str) -> None:
        self._filter(text)

    def _filter(self, text: str) -> None:
        wanted = text.strip().lower()
        digits = "".join(char for char in wanted if char.isdigit())
        fitting = [
            line
            for line in self._lines
            if wanted in f"{line.title} {line.subtitle}".lower()
            or self._spells(wanted, line.title)
            or (digits and digits == wanted.replace("-", "") and (digits in line.key or self._short.get(digits) == line.key))
        ]
        self.list.set_lines(fitting, keep=False)
        self.list.setCurrentIndex(self.list.lines.index(self._chosen([line.key for line in fitting], digits)))
        self._place(bool(fitting))

    def _chosen(self, keys: list[str], digits: str) -> int:
        """Return the row that Enter gives, -1 where it gives what was typed."""
        if not digits:
            return 0 if keys else -1
        meant = digits if digits in keys else self._short.get(digits, "")
        return keys.index(meant) if meant in keys else -1

    def _place(self, shown: bool) -> None:
        if not shown or self._popup.parentWidget() is None:
            self._popup.hide()
            return
        window = self.window()
        corner = QPoint(self.edit.mapTo(window, QPoint()).x(), self._help.mapTo(window, QPoint(0, self._help.height() + 6)).y())
        width = min(max(self.edit.width(), 360), 560, window.width() - 16)
        left = max(min(corner.x(), window.width() - width - 8), 8)
        self._popup.setGeometry(left, corner.y(), width, min(self.list.content_height() + 10, 260))
        self._popup.show()
        self._popup.raise_()


def _ours(event: QKeyEvent) -> bool:
    """Tell whether a key means something here that a shortcut of the window would otherwise take away: Enter with Ctrl, and Esc."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
