"""Calm sentences in place, and questions that are answered in place. Nothing here is modal.

What merely confirms goes away by itself after a while; refusals, warnings, failures and questions stay until the next step or Esc.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget

from widgets.base.buttons import IconLabel, KeyButton
from widgets.base.overlay import FocusMemory
from widgets.base.parts import Label, clear, restyle
from widgets.base.theme import Tone

_SYMBOLS: Mapping[Tone, tuple[str, str]] = {
    Tone.OK: ("complete", "ok"),
    Tone.DUE: ("warning", "due"),
    Tone.OVERDUE: ("stop", "overdue"),
    Tone.ACCENT: ("info", "accent"),
}


STAYS_MS = 12_000
"""A confirmation is read in a second or two; it may be looked for again for this long."""
_PASSING = (Tone.OK, Tone.ACCENT, Tone.MUTED, Tone.PLAIN)

Answer = tuple[str, str] | tuple[str, str, str]


class NoticeStrip(QFrame):
    """One sentence with its answers. It is hidden while there is nothing to say. Esc takes it away, wherever in the window nothing else
    has a use for that key; those who listen to the screen hear it as an alert.

    ``say`` never takes the focus. ``ask`` is for a question that the operator's own command has raised: the first answer gets the focus,
    Enter gives it, Left and Right go through the answers, Esc leaves it; afterwards the caret is back where it was.
    """

    action_chosen = Signal(str)
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("role", "notice")
        self._memory = FocusMemory()
        self._buttons: list[KeyButton] = []
        self._tone = Tone.PLAIN
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(STAYS_MS)
        self._passing.timeout.connect(self._on_passed)
        self._icon = IconLabel("info", "accent")
        self._text = Label(wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(8)
        self._close = KeyButton("", "", kind="quiet", symbol="close", name="notice.dismiss")
        self._close.setAccessibleName(self.tr("Dismiss this notice"))
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 4, 18, 10)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addLayout(self._answers)
        row.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(self, text: str, tone: Tone = Tone.PLAIN, actions: Sequence[Answer] = ()) -> None:
        """Show a sentence and, where there is a choice, its answers as (id, label, key); '' takes the notice away."""
        if not text:
            self._leave()
            return
        self._fill(text, tone, actions)
        self.show()

    def ask(self, text: str, tone: Tone, actions: Sequence[Answer]) -> None:
        """Show a question and let the first answer have the focus."""
        if not self._holds_focus():
            self._memory.keep()
        self._fill(text, tone, actions)
        self.show()
        (self._buttons[0] if self._buttons else self._close).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """Take the notice away, as nothing is to be said any more."""
        self._leave()

    def take_back(self, text: str) -> None:
        """What was said is so no more: take the notice away, unless something else is said by now."""
        if text and self.text() == text:
            self._leave()

    def leave_need(self) -> None:
        """Another need lies on the desk: a refusal or a choice about the former one goes away."""
        if self._tone is Tone.DUE or self._buttons:
            self._leave()

    def text(self) -> str:
        """Return what is said, '' where nothing is."""
        return "" if self.isHidden() else self._text.text()

    def dismiss(self) -> None:
        """Take the notice away without an answer."""
        if not self.isHidden():
            self._leave()
            self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.dismiss()
            case Qt.Key.Key_Left:
                self.focusNextPrevChild(False)
            case Qt.Key.Key_Right:
                self.focusNextPrevChild(True)
            case _:
                super().keyPressEvent(event)

    def _fill(self, text: str, tone: Tone, actions: Sequence[Answer]) -> None:
        symbol, ink = _SYMBOLS.get(tone, ("info", "muted"))
        restyle(self, tone=tone.value)
        self._icon.set_icon(symbol, ink)
        self._tone = tone
        if tone in _PASSING and not actions:
            self._passing.start()
        else:
            self._passing.stop()
        self._text.setText(text)
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        held = any(button.hasFocus() for button in self._buttons)
        clear(self._answers)
        self._buttons = []
        for at, (name, label, *key) in enumerate(actions):
            button = KeyButton(label, *key, kind="primary" if at == 0 else "", name=f"notice.{name}")
            button.setFixedHeight(30)  # the strip is as high with answers as without: nothing above it moves
            button.clicked.connect(lambda _checked=False, chosen=name: self._on_chosen(chosen))
            self._answers.addWidget(button)
            self._buttons.append(button)
        if held:
            (self._buttons[0] if self._buttons else self._close).setFocus()

    def _on_passed(self) -> None:
        if self._holds_focus():
            self._passing.start()
        else:
            self._leave()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Esc comes to the window where nobody within it had a use for it.
        unused = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if unused and watched is self.window() and not self.isHidden():
            self.dismiss()
            return True
        return super().eventFilter(watched, event)

    def _on_chosen(self, name: str) -> None:
        self._leave()
        self.action_chosen.emit(name)

    def _leave(self) -> None:
        held = self._holds_focus()
        self._passing.stop()
        self.hide()
        if held:
            self._memory.give_back()

    def _holds_focus(self) -> bool:
        focus: QWidget | None = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(super().sizeHint().height(), 46))
