"""A form out of plain fields: words, choices and ticks in, the same out. What they mean is for whoever fills it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from widgets.base.check import CheckBox
from widgets.base.chooser import Chooser
from widgets.base.parts import Label, restyle
from widgets.base.theme import Tone

Value = str | bool

_TEXT = 150
"""The most height of a text of several lines, in pixels: it scrolls beyond."""


class FieldKind(Enum):
    """What a field holds: one line, a text of several, one of its options, or a tick."""

    LINE = auto()
    TEXT = auto()
    CHOICE = auto()
    TICK = auto()


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field. ``options`` are (value, words) of a choice, ``hint`` stands in it while it is empty, ``beside`` puts it to the right of
    the one before."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    beside: bool = False


class FieldForm(QWidget):
    """Labels and fields in a grid. ``changed()`` when somebody changes a field by hand; what is put in by the program changes nothing."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 8, 14, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._fields: tuple[Field, ...] = ()
        self._edits: dict[str, QWidget] = {}
        self._silent = False

    def set_fields(self, fields: Sequence[Field]) -> None:
        """Show these fields, empty; those that are shown already stay as they are."""
        if tuple(fields) == self._fields:
            return
        kept = self.values()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._fields = tuple(fields)
        self._edits = {}
        row = -1
        lone = [field.name for field, after in zip(fields, (*fields[1:], None), strict=True) if after is None or not after.beside]
        for field in self._fields:
            row += not field.beside
            column = 2 if field.beside else 0
            edit = self._edits[field.name] = _MAKERS[field.kind](self, field)
            edit.setObjectName(f"{self.objectName()}.{field.name}")
            edit.setAccessibleName(field.label)
            label = Label("" if field.kind is FieldKind.TICK else field.label, size="small", tone=Tone.MUTED)
            self._grid.addWidget(label, row, column)
            self._grid.addWidget(edit, row, column + 1, 1, 1 if field.beside or field.name not in lone else 3)
        self.set_values(kept)

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Put values in, '' or False where there is none; a choice that is no option is shown as none."""
        self._silent = True
        for field in self._fields:
            edit, value = self._edits[field.name], values.get(field.name, "")
            if isinstance(edit, CheckBox):
                edit.setChecked(bool(value))
            elif isinstance(edit, Chooser):
                edit.setCurrentIndex(edit.findData(value))
            elif isinstance(edit, QPlainTextEdit):
                edit.setPlainText(str(value))
            elif isinstance(edit, QLineEdit):
                edit.setText(str(value))
                edit.setCursorPosition(0)
        self._silent = False
        self.mark("")

    def values(self) -> dict[str, Value]:
        """Return the values by the names of their fields."""
        return {name: _value(edit) for name, edit in self._edits.items()}

    def mark(self, name: str) -> None:
        """Frame the field at fault and put the caret into it; '' takes every frame away."""
        for found, edit in self._edits.items():
            restyle(edit, state="unknown" if found == name else "")
        if name in self._edits:
            self._edits[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self, *, replacing: bool = False) -> None:
        """Put the caret into the first field; with ``replacing`` the next word typed takes the place of what stands in it."""
        if self._fields:
            first = self._edits[self._fields[0].name]
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            if replacing and isinstance(first, QLineEdit):
                first.selectAll()

    def _tell(self) -> None:
        if not self._silent:
            self.mark("")
            self.changed.emit()

    def _line(self, field: Field) -> QWidget:
        edit = QLineEdit()
        edit.setPlaceholderText(field.hint)
        edit.textChanged.connect(self._tell)
        return edit

    def _text(self, field: Field) -> QWidget:
        edit = QPlainTextEdit()
        edit.setPlaceholderText(field.hint)
        edit.setTabChangesFocus(True)
        edit.setMinimumHeight(64)
        edit.setMaximumHeight(_TEXT)
        edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        edit.textChanged.connect(self._tell)
        return edit

    def _choice(self, field: Field) -> QWidget:
        edit = Chooser()
        edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for value, words in field.options:
            edit.addItem(words, value)
        edit.currentIndexChanged.connect(self._tell)
        return edit

    def _tick(self, field: Field) -> QWidget:
        edit = CheckBox(field.label)
        edit.toggled.connect(self._tell)
        return edit


_MAKERS: Mapping[FieldKind, Callable[[FieldForm, Field], QWidget]] = {
    FieldKind.LINE: FieldForm._line,
    FieldKind.TEXT: FieldForm._text,
    FieldKind.CHOICE: FieldForm._choice,
    FieldKind.TICK: FieldForm._tick,
}


def _value(edit: QWidget) -> Value:
    if isinstance(edit, CheckBox):
        return edit.isChecked()
    if isinstance(edit, Chooser):
        return str(edit.currentData() or "")
    if isinstance(edit, QPlainTextEdit):
        return edit.toPlainText()
    assert isinstance(edit, QLineEdit)
    return edit.text()
