"""What can be done to the case: the buttons, and the words that some of them need, asked in place."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from widgets.base.buttons import KeyButton
from widgets.base.parts import ElidedLabel, Label, clear, inset
from widgets.base.theme import Tone


class CaseAction(msgspec.Struct, frozen=True):
    """A button: ``id`` goes into ``action_asked``; ``why`` says as a tooltip why it is not ``enabled``."""

    id: str
    label: str
    key: str = ""
    primary: bool = False
    enabled: bool = True
    why: str = ""


class Field(msgspec.Struct, frozen=True):
    """A field that an action asks; ``name`` is its key among the values, ``text`` what stands in it at first.

    What stands in a ``secret`` one is not shown, and goes with what is given only: no draft keeps it.
    """

    name: str
    label: str
    text: str = ""
    secret: bool = False


class ActionColumn(QFrame):
    """The actions one beneath the other, the primary one on top in the accent."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "actions")
        self._actions: tuple[CaseAction, ...] = ()
        self._resting = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 12, 8)
        self._column.setSpacing(4)
        self.hide()

    def set_actions(self, actions: Sequence[CaseAction]) -> None:
        """Show the actions; the same ones once more change nothing, so that the keyboard stays where it is."""
        if tuple(actions) == self._actions:
            return
        self._actions = tuple(actions)
        clear(self._column)
        for action in self._actions:
            button = KeyButton(action.label, action.key, kind="primary" if action.primary else "action", name=f"case.action.{action.id}")
            button.setFixedHeight(32 if action.primary else 26)
            button.setEnabled(action.enabled)
            button.setToolTip("" if action.enabled else action.why)
            button.clicked.connect(lambda _checked=False, given=action.id: self.asked.emit(given))
            self._column.addWidget(button)
        self._column.addStretch(1)
        self.set_resting(self._resting)

    def set_resting(self, resting: bool) -> None:
        """Step aside, for as long as something is asked."""
        self._resting = resting
        self.setVisible(bool(self._actions) and not resting)


class AskLine(QLineEdit):
    """A field of the strip: Enter goes on, Escape gives up."""

    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif plain and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class AskStrip(QFrame):
    """Asks the words of one action. Enter in the last field gives them; they stay in sight until ``written`` is called or Escape.

    A refusal therefore loses nothing: the words are still there, and asking the same action again leads back to them. So it is with words
    for another action that was asked in between.
    """

    given = Signal(str, object)
    opened = Signal(bool)
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._action = ""
        self._aside: dict[str, dict[str, str]] = {}
        self._lines: dict[str, AskLine] = {}
        self._handed = ""
        self._before: QWidget | None = None
        self._prompt = Label(bold=True)
        self._fields = QHBoxLayout()
        self._fields.setSpacing(8)
        self._give = KeyButton(self.tr("Save"), "Enter", kind="primary", name="case.ask.give")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 8)
        row.setSpacing(10)
        self._escape = escape = KeyButton("", "Esc", kind="quiet", name="case.ask.leave")
        self._give.setFixedHeight(30)
        self._prompt.setFixedHeight(30)
        row.addWidget(self._prompt, 0, Qt.AlignmentFlag.AlignBottom)
        row.addLayout(self._fields, 1)
        row.addWidget(self._give, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(inset(escape, margins=(0, 0, 0, 5)), 0, Qt.AlignmentFlag.AlignBottom)
        escape.setAccessibleName(self.tr("Leave without saving"))
        escape.clicked.connect(self.leave)
        self._give.clicked.connect(self._on_given)
        self.hide()

    def ask(self, action: str, prompt: str, fields: Sequence[Field]) -> None:
        """Ask ``fields`` for an action and put the caret into the first one; the same question again keeps what was typed."""
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._before = focused
        if action != self._action or [*self._lines] != [field.name for field in fields]:
            if self._action and any(self.words().values()):
                self._aside[self._action] = self.words()
            before = self._aside.pop(action, {})
            self._lay_out([msgspec.structs.replace(field, text=before.get(field.name, field.text)) for field in fields])
        self._action = action
        self._handed = "" if self._handed == action else self._handed
        self._prompt.setText(prompt)
        self.show()
        self.opened.emit(True)
        self.focus_line()

    def asking(self) -> str:
        """Return the action whose words are asked, or ''."""
        return self._action

    def words(self) -> dict[str, str]:
        """Return what stands in the fields, by their names, but for what is secret."""
        return {name: line.text() for name, line in self._lines.items() if line.echoMode() is QLineEdit.EchoMode.Normal}

    def aside(self) -> dict[str, dict[str, str]]:
        """Return the words for other actions than the present one that were begun and not given, by action and field."""
        return self._aside

    def set_aside(self, words: dict[str, dict[str, str]]) -> None:
        """Put such words back."""
        self._aside = dict(words)

    def forget(self) -> None:
        """Another case is shown: close the strip, with nothing kept for later."""
        self._aside, self._handed = {}, ""
        self.leave()

    def focus_line(self) -> None:
        """Put the caret into the first empty field."""
        lines = list(self._lines.values())
        empty = [line for line in lines if not line.text()]
        if lines:
            (empty or lines)[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def written(self) -> None:
        """Say that the journal has grown: words that were handed over are done with, wherever they stand by now."""
        handed, self._handed = self._handed, ""
        self._aside.pop(handed, None)
        if handed and handed == self._action:
            self.leave()

    def leave(self) -> None:
        """Close the strip; the keyboard goes back to where it was."""
        held = self.isAncestorOf(focus) if (focus := QApplication.focusWidget()) is not None else False
        self._action = ""
        self.hide()
        self._lay_out(())
        self.opened.emit(False)
        if held:
            self._give_focus_back()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays with what is asked: behind the last field stands the button that saves, not the one that answers a call."""
        stops: list[QWidget] = [*self._lines.values(), self._give, self._escape]
        focus = QApplication.focusWidget()
        if focus not in stops:
            return super().focusNextPrevChild(forward)
        stops[(stops.index(focus) + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _lay_out(self, fields: Sequence[Field]) -> None:
        clear(self._fields)
        self._lines = {}
        for field in fields:
            line = AskLine(field.text)
            line.setObjectName(f"case.ask.{field.name}")
            line.setAccessibleName(field.label)
            line.setMinimumWidth(70)
            if field.secret:
                line.setEchoMode(QLineEdit.EchoMode.Password)
            line.entered.connect(self._on_entered)
            line.left.connect(self.leave)
            line.textEdited.connect(self._on_edited)
            box = QVBoxLayout()
            box.setSpacing(2)
            box.addWidget(ElidedLabel(field.label, size="small", tone=Tone.MUTED))
            box.addWidget(line)
            self._fields.addLayout(box, 1)
            line.show()  # now rather than with the next layout, so that it can take the keyboard at once
            self._lines[field.name] = line

    def _give_focus_back(self) -> None:
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def _on_edited(self) -> None:
        self._handed = "" if self._handed == self._action else self._handed
        self.edited.emit()

    def _on_entered(self) -> None:
        lines = list(self._lines.values())
        place = next((place for place, line in enumerate(lines) if line.hasFocus()), len(lines) - 1)
        if place + 1 < len(lines):
            lines[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._on_given()

    def _on_given(self) -> None:
        """Hand the words over; the focus leaves at once, so that a second Enter cannot write them twice."""
        self._handed = self._action
        values = {name: line.text().strip() for name, line in self._lines.items()}
        self._give_focus_back()
        self.given.emit(self._action, values)
