"""The foot of the callback pane: ring, not reached, save, and how it was heard."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.records.callback import Attempt
from widgets.base.buttons import KeyButton
from widgets.base.parts import Label
from widgets.base.theme import Tone
from widgets.base.words import attempt_word
from widgets.callback.how import HowAsked

_HOW = (Attempt.NO_ANSWER, Attempt.BUSY, Attempt.REFUSED, Attempt.WRONG_NUMBER)

ROOMY = 500
"""The width in pixels from which every key and the count stand beside the buttons; below it the tooltip names the key."""


class Foot(QFrame):
    """Three buttons; "not reached" opens its four answers in place, ``ask_how`` a line for words (Escape goes back).

    The accent stands on Ring until the citizen was rung or an answer is there, then on Save.
    """

    dial_asked = Signal()
    save_asked = Signal()
    attempt_made = Signal(str)

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._missed_key = keys.get("not_reached", "")
        self._rung = False
        self._leading = True
        self._done = 0
        self._ring = KeyButton(self.tr("Ring"), keys.get("dial", ""), name="callback.dial")
        self._missed = KeyButton(self.tr("Not reached"), name="callback.missed")
        self._missed.setToolTip(self._missed_key)
        self._save = KeyButton(self.tr("Save"), keys.get("callback_save", ""), name="callback.save")
        self._progress = Label(size="small", tone=Tone.MUTED)
        self._how = [KeyButton(attempt_word(how), name=f"callback.{how.value}") for how in _HOW]
        self._buttons = self._make_buttons()
        self._answers = self._make_answers()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._buttons)
        self._pages.addWidget(self._answers)
        self.how = HowAsked(keys.get("dial", ""))
        self._pages.addWidget(self.how)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        for button in (self._ring, self._missed, self._save, *self._how):
            button.setFixedHeight(32)
        self._ring.clicked.connect(self.dial_asked)
        self._save.clicked.connect(self.save_asked)
        self._missed.clicked.connect(self.ask_missed)
        self.how.dial_asked.connect(self.dial_asked)
        self.how.left.connect(self._on_how_left)
        for button, how in zip(self._how, _HOW, strict=True):
            button.clicked.connect(lambda _checked=False, given=how: self._on_how(given))
        self._open(False, focus=False)
        self._lead()

    def set_leading(self, leading: bool) -> None:
        """Let the next of these buttons be the window's primary one, or none of them."""
        self._leading = leading
        self._lead()

    def set_number(self, number: str) -> None:
        """Say whom Ring rings; without a number it cannot."""
        self._ring.setEnabled(bool(number))
        self._ring.setToolTip("" if number else self.tr("The number was withheld"))

    def set_rung(self, rung: bool) -> None:
        """Say whether the citizen was rung for these questions."""
        self._rung = rung
        self._open(False, focus=False)
        self._lead()

    def set_progress(self, done: int, total: int) -> None:
        """Show how many questions are answered."""
        self._done = done
        self._progress.setText(self.tr("{done} of {total}").format(done=done, total=total))
        self._save.setEnabled(done > 0)
        self._lead()

    def ask_how(self, why: str) -> None:
        """Ask how the answers were heard, in the place of the buttons."""
        self._show(self.how)
        self.how.ask(why)

    def ask_missed(self) -> None:
        """Offer the reasons why somebody is not reached, with the keyboard on the first."""
        self._open(True)

    def focus_save(self) -> None:
        """Put the keyboard on Save."""
        self._save.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= ROOMY
        self._missed.set_caption(self.tr("Not reached"), self._missed_key if roomy else "")
        self._progress.setVisible(roomy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._pages.currentWidget() is self._answers and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move(event.key())
            return
        super().keyPressEvent(event)

    def _make_buttons(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(14, 7, 12, 7)
        row.setSpacing(8)
        row.addWidget(self._ring)
        row.addWidget(self._missed)
        row.addStretch(1)
        row.addWidget(self._progress)
        row.addWidget(self._save)
        return page

    def _make_answers(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(14, 7, 12, 7)
        grid.setSpacing(6)
        for place, button in enumerate(self._how):
            grid.addWidget(button, place // 2, place % 2)
        return page

    def _open(self, answers: bool, *, focus: bool = True) -> None:
        """Show the answers or the buttons, as high as they are."""
        self._show(self._answers if answers else self._buttons)
        if focus:
            (self._how[0] if answers else self._missed).setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, page: QWidget) -> None:
        """Show one of the pages, as high as it is."""
        self._pages.setCurrentWidget(page)
        room = page.heightForWidth(self.width()) if page.hasHeightForWidth() else 0
        self._pages.setFixedHeight(max(page.sizeHint().height(), room))

    def _on_how_left(self) -> None:
        self._show(self._buttons)
        self.focus_save()

    def _move(self, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self._open(False)
            return
        places = [place for place, button in enumerate(self._how) if button.hasFocus()]
        step = 1 if key == Qt.Key.Key_Right else -1
        self._how[((places[0] if places else 0) + step) % len(self._how)].setFocus(Qt.FocusReason.TabFocusReason)

    def _lead(self) -> None:
        """Put the accent on what comes next."""
        saving = self._rung or self._done > 0
        self._ring.set_leading(self._leading and not saving)
        self._save.set_leading(self._leading and saving and self._done > 0)

    def _on_how(self, how: Attempt) -> None:
        self._open(False)
        self.attempt_made.emit(how.value)
