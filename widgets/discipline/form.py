"""A form in place: what an act asks for, one line beneath the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from widgets.base.buttons import KeyButton
from widgets.base.chooser import Chooser
from widgets.base.overlay import FocusMemory
from widgets.base.parts import Label, clear, inset
from widgets.base.theme import Tone

_LONGEST = 2000


class Ask(StrEnum):
    """How something is asked for."""

    LINE = "line"
    CHOICE = "choice"
    FILE = "file"


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a form asks for: ``name`` is its key, ``value`` what stands there at first, ``choices`` pairs of value and words."""

    name: str
    label: str
    ask: Ask = Ask.LINE
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""


class ActForm(QFrame):
    """Asks for one act. Enter in a line or the button gives it with ``given(act, values)``, Esc leaves it with ``left``.

    What was typed stays until the act is done or left, so a refusal costs nothing. ``changed`` when a field is changed by hand;
    ``dropped``, before ``left``, when it is left by hand: what was typed is not wanted any more.
    """

    given = Signal(str, dict)
    changed = Signal()
    dropped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("discipline.form")
        self.setProperty("role", "foot")
        self._act = ""
        self._editors: dict[str, QLineEdit | Chooser] = {}
        self._memory = FocusMemory()
        self._dialog: QFileDialog | None = None
        self._title = Label(bold=True)
        self._remark = Label(size="small", tone=Tone.MUTED, wrap=True)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._save = KeyButton("", "Enter", kind="primary", name="discipline.form.save")
        self._save.clicked.connect(self.give)
        self._leave = KeyButton(self.tr("Leave it"), "Esc", name="discipline.form.leave")
        self._leave.clicked.connect(self._drop)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._remark)
        column.addLayout(self._grid)
        column.addLayout(buttons)
        self.hide()

    def act(self) -> str:
        """Return what is asked for, '' while nothing is."""
        return self._act

    def ask(self, act: str, title: str, fields: Sequence[Field], remark: str = "") -> None:
        """Ask for an act and take the caret."""
        if not self._act:
            self._memory.keep()
        self._act = act
        self.setAccessibleName(title)
        self._title.setText(title)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self._save.set_caption(title, "Enter")
        clear(self._grid)
        self._editors.clear()
        for row, field in enumerate(fields):
            label = Label(field.label, tone=Tone.MUTED)
            editor = self._editor(field)
            label.setBuddy(editor)
            self._editors[field.name] = editor
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(self._with_choice(editor) if field.ask is Ask.FILE else editor, row, 1)
        self.show()
        before: QWidget | None = None
        for part in (*self._editors.values(), self._leave, self._save):
            if before is not None:
                QWidget.setTabOrder(before, part)
            before = part
        next(iter(self._editors.values()), self._save).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def values(self) -> dict[str, str]:
        """Return what stands in the fields, without blanks around it."""
        return {
            name: str(editor.currentData()) if isinstance(editor, Chooser) else editor.text().strip()
            for name, editor in self._editors.items()
        }

    def set_values(self, values: Mapping[str, str | bool]) -> None:
        """Fill the fields in that there are."""
        for name in self._editors.keys() & values.keys():
            self.set_value(name, str(values[name]))

    def set_value(self, name: str, value: str) -> None:
        """Fill a field in."""
        editor = self._editors[name]
        if isinstance(editor, Chooser):
            editor.setCurrentIndex(max(editor.findData(value), 0))
        else:
            editor.setText(value)

    def give(self) -> None:
        """Hand the act over as it is written."""
        if self._act:
            self.given.emit(self._act, self.values())

    def leave(self) -> None:
        """Ask no longer; the caret goes back where it was."""
        if not self._act:
            return
        self._act = ""
        held = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() is not None else False
        self.hide()
        if held:
            self._memory.give_back()
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        # While a form is open Esc is the form's.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._drop()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.give()
        else:
            super().keyPressEvent(event)

    def _drop(self) -> None:
        if self._act:
            self.dropped.emit()
            self.leave()

    def _editor(self, field: Field) -> QLineEdit | Chooser:
        editor: QLineEdit | Chooser
        if field.ask is Ask.CHOICE:
            editor = Chooser()
            for value, words in field.choices:
                editor.addItem(words, value)
            editor.setCurrentIndex(max(editor.findData(field.value), 0))
            editor.activated.connect(self.changed)
        else:
            editor = QLineEdit(field.value)
            editor.textEdited.connect(self.changed)
            editor.setMaxLength(_LONGEST)
            editor.setPlaceholderText(field.hint)
        editor.setObjectName(f"discipline.form.{field.name}")
        editor.setAccessibleName(field.label)
        return editor

    def _with_choice(self, editor: QLineEdit | Chooser) -> QWidget:
        choose = KeyButton(self.tr("Choose…"), "", name="discipline.form.choose")
        choose.clicked.connect(lambda: self._choose(editor))
        return inset(editor, choose, margins=(0, 0, 0, 0))

    def _choose(self, editor: QLineEdit | Chooser) -> None:
        if self._dialog is not None:
            self._dialog.raise_()
            return
        dialog = self._dialog = QFileDialog(self, QCoreApplication.translate("discipline", "Scan"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(QCoreApplication.translate("discipline", "Scans") + " (*.pdf *.png *.jpg *.jpeg)")
        if isinstance(editor, QLineEdit):
            dialog.fileSelected.connect(editor.setText)
            dialog.fileSelected.connect(self.changed)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.show()

    def _on_dialog_finished(self) -> None:
        self._dialog = None
