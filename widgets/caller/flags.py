"""What an operator should see at once about a person: flags with their reason and the day somebody must look again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from models.records.caller import Flag, FlagKind
from widgets.base.chooser import Chooser
from widgets.base.parts import Chip, ElidedLabel, Label, clear, restyle
from widgets.base.theme import Tone
from widgets.base.words import flag_word

Words = tuple[str, str, str]
"""Kind, reason and review date of a flag that is being added."""

_TONES = {FlagKind.CAUTION: Tone.DUE, FlagKind.CONFIDENTIAL: Tone.ACCENT}
_REVIEW_AFTER = timedelta(days=180)
_CAUTION_AFTER = timedelta(days=30)
"""A caution is looked at sooner: it says something of a person that may be over."""


class FlagRows(QWidget):
    """One line per flag: a chip, its reason, its review date (in the due tone once it has come), and a button that lifts it.

    A timed one that has lapsed is muted and says so.

    ``lift_asked(kind)`` when the button (Enter, Space) or Delete on it is pressed. The flag that was lifted last stays in sight with a
    button that sets it again, ``again_asked(kind, reason, ISO date)``, until another person is shown.
    """

    lift_asked = Signal(str)
    again_asked = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._lifted: Flag | None = None
        self._buttons: list[LiftButton] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(14, 2, 12, 2)
        self._rows.setSpacing(3)
        self._shown: tuple[tuple[Flag, ...], str] = ((), "")
        self.hide()

    def set_flags(self, flags: Sequence[Flag], today: str) -> None:
        """Show the flags; ``today`` is an ISO date."""
        if (tuple(flags), today) == self._shown:
            return
        if self._lifted is not None and self._lifted.kind in {flag.kind for flag in flags}:
            self._lifted = None
        self._shown = (tuple(flags), today)
        self._lay_out()

    def forget(self) -> None:
        """Another person is shown: what was lifted from the one before cannot be set again here."""
        self._lifted = None
        self._lay_out()

    def buttons(self) -> list[LiftButton]:
        """Return the buttons of the rows, in order."""
        return list(self._buttons)

    def _lay_out(self) -> None:
        focused = next((button.objectName() for button in self._buttons if button.hasFocus()), "")
        clear(self._rows)
        self._buttons = []
        flags, today = self._shown
        for flag in flags:
            self._rows.addLayout(self._row(flag, today))
        if self._lifted is not None:
            self._rows.addLayout(self._lifted_row(self._lifted))
        self.setVisible(bool(self._buttons))
        for button in self._buttons:
            if focused == button.objectName():
                button.show()  # a layout shows its widgets later; the keyboard goes there now
                button.setFocus()

    def _row(self, flag: Flag, today: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        over = bool(flag.until) and flag.until <= today
        row.addWidget(Chip(flag_word(flag.kind), Tone.MUTED if over else _TONES.get(flag.kind, Tone.MUTED)))
        note = ElidedLabel(flag.note, size="small", tone=Tone.MUTED if over else Tone.PLAIN)
        row.addWidget(note, 1)
        review = self._review(flag, today)
        ends = self.tr("Warns until {day}").format(day=flag.until) if flag.until else ""
        again = self.tr("To be looked at again on {day}").format(day=flag.review_on)
        review.setToolTip(" · ".join(filter(None, (again, ends))))
        row.addWidget(review)
        row.addWidget(self._button(flag, self.tr("Lift"), self.tr("Lift the flag {flag}"), lambda: self._on_lift(flag)))
        return row

    def _review(self, flag: Flag, today: str) -> QLabel:
        if flag.until and flag.until <= today:
            return Chip(self.tr("lapsed"), Tone.MUTED)
        return Chip(self.tr("review"), Tone.DUE) if flag.review_on <= today else Label(flag.review_on, size="small", tone=Tone.MUTED)

    def _lifted_row(self, flag: Flag) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        words = self.tr("Lifted: {flag} · {reason}").format(flag=flag_word(flag.kind), reason=flag.note)
        row.addWidget(ElidedLabel(words, size="small", tone=Tone.MUTED), 1)
        given = (flag.kind.value, flag.note, flag.review_on)
        row.addWidget(self._button(flag, self.tr("Set again"), self.tr("Set the flag {flag} again"), lambda: self.again_asked.emit(*given)))
        return row

    def _button(self, flag: Flag, label: str, name: str, pressed: Callable[[], None]) -> LiftButton:
        button = LiftButton(label, f"caller.flag.lift.{flag.kind.value}")
        button.setAccessibleName(name.format(flag=flag_word(flag.kind)))
        button.clicked.connect(pressed)
        self._buttons.append(button)
        return button

    def _on_lift(self, flag: Flag) -> None:
        self._lifted = flag
        self.lift_asked.emit(flag.kind.value)


class LiftButton(QPushButton):
    """The small button at the end of a flag's row; Enter and Delete press it as Space does."""

    def __init__(self, label: str, name: str) -> None:
        super().__init__(label)
        self.setProperty("kind", "flat")
        self.setAutoDefault(True)
        self.setObjectName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class FlagEntry(QWidget):
    """Adds a flag in place: kind, reason, review date. Enter adds, Esc gives up.

    ``flag_given(kind, reason, ISO date)``; a flag without a reason or with a day that has passed is not taken.
    ``closed()`` when the entry goes away.
    """

    flag_given = Signal(str, str, str)
    closed = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today: date | None = None
        self._person = ""
        self._suggested = ""
        self._aside: dict[str, Words] = {}
        self.kind = Chooser()
        self.kind.setObjectName("caller.flag.kind")
        self.kind.setAccessibleName(self.tr("Kind of flag"))
        for kind in FlagKind:
            self.kind.addItem(flag_word(kind), kind.value)
        self.note = QLineEdit()
        self.note.setObjectName("caller.flag.note")
        self.note.setAccessibleName(self.tr("Reason"))
        self.note.setPlaceholderText(self.tr("reason"))
        self.review = QLineEdit()
        self.review.setObjectName("caller.flag.review")
        self.review.setAccessibleName(self.tr("Review on"))
        self.review.setInputMask("9999-99-99")
        self.review.setFixedWidth(100)
        self.add = QPushButton(self.tr("Add"))
        self.add.setProperty("kind", "primary")
        self.add.setAutoDefault(True)
        self.add.setAccessibleName(self.tr("Add the flag"))
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 4, 12, 4)
        grid.setSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.kind, 0, 0)
        grid.addWidget(self.add, 0, 1)
        grid.addWidget(self.note, 1, 0, 1, 2)
        grid.addWidget(Label(self.tr("Review on"), size="small", tone=Tone.MUTED), 2, 0)
        grid.addWidget(self.review, 2, 1)
        self.add.clicked.connect(self._on_add)
        self.note.textEdited.connect(self.edited)
        self.kind.activated.connect(self._on_kind_chosen)
        self.hide()

    def open(self, today: date) -> None:
        """Show the entry with an empty reason and a review half a year after ``today``, of a caution 30 days after it."""
        self._today = today
        self._suggest()
        restyle(self.review, state="")
        self.note.clear()
        self.show()
        self.kind.setFocus()

    def turn_to(self, person: str) -> None:
        """Another person is shown: a flag that was begun for the one before waits for them to come back.

        One that was begun for somebody whom nobody knew follows: they have just been written down.
        """
        if person == self._person:
            return
        before, self._person = self._person, person
        if not before:
            return
        if self.words()[1]:
            self._aside[before] = self.words()
        self.hide()
        if (found := self._aside.pop(person, None)) and self._today is not None:
            self.put(*found, self._today)

    def aside(self) -> dict[str, Words]:
        """Return the flags that wait for other people: person → words."""
        return dict(self._aside)

    def set_aside(self, words: Mapping[str, Words], today: date) -> None:
        """Put back what ``aside`` returned."""
        self._today = today
        self._aside = dict(words)

    def forget(self) -> None:
        """Another need lies on the desk: what was begun belongs to nobody here."""
        self._aside = {}
        self.hide()

    def words(self) -> Words:
        """Return kind, reason and review date as they stand, empty where nothing is being added."""
        if self.isHidden():
            return "", "", ""
        return str(self.kind.currentData()), self.note.text(), self.review.text()

    def put(self, kind: str, reason: str, review_on: str, today: date) -> None:
        """Open the entry with words that were typed before; the keyboard stays where it is."""
        self._today = today
        self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))
        self.note.setText(reason)
        self.review.setText(review_on)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _suggest(self) -> None:
        if self._today is not None:
            after = _CAUTION_AFTER if self.kind.currentData() == FlagKind.CAUTION.value else _REVIEW_AFTER
            self._suggested = (self._today + after).isoformat()
            self.review.setText(self._suggested)

    def _on_kind_chosen(self) -> None:
        """Suggest the day that goes with the kind, where none of one's own was written."""
        if self.review.text() == self._suggested:
            self._suggest()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _on_add(self) -> None:
        reason = self.note.text().strip()
        if not reason:
            self.note.setFocus()
            return
        day = _day(self.review.text())
        if day is None or (self._today is not None and day <= self._today):
            restyle(self.review, state="unknown")
            self.review.setToolTip(self.tr("A day after today is needed"))
            self.review.setFocus()
            return
        self.flag_given.emit(str(self.kind.currentData()), reason, day.isoformat())
        self._close()


def _day(text: str) -> date | None:
    """Return the day that an ISO date means, or None where there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
