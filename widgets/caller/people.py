"""The people behind a number, as chips; while one of them has the keyboard, a digit chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from models.records.caller import PersonRow
from widgets.base.flow import FlowLayout
from widgets.base.overlay import FocusMemory


class PersonChip(QPushButton):
    """A person to choose; Enter chooses as Space does, a long name is cut in the middle of the row, never the row."""

    def __init__(self, person: PersonRow, unnamed: str, digit: str) -> None:
        super().__init__(f"{digit} {person.name or unnamed}".strip())
        self.person_id = person.id
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setProperty("kind", "chip")
        self.setObjectName(f"caller.person.{person.id}")
        self.setAccessibleName(person.name or unnamed)
        self.setToolTip(person.address)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())


class PeopleChips(QWidget):
    """One chip per person, and one for a person not known yet.

    ``focus_first`` brings the keyboard here: 1 to 9 choose a person, 0 a new one, Esc leaves; the keyboard goes back where it was.
    ``person_chosen(id)`` and ``new_asked()`` follow the operator only.
    """

    person_chosen = Signal(str)
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(QMargins(14, 8, 12, 6))
        self._chips: list[PersonChip] = []
        self._people: tuple[PersonRow, ...] = ()
        self._current = ""
        self._memory = FocusMemory()
        self.new = QPushButton(self.tr("0 New caller"))
        self.new.setProperty("kind", "flat")
        self.new.setAutoDefault(True)
        self.new.setObjectName("caller.new")
        self.new.setAccessibleName(self.tr("New person behind this number"))
        self.new.setCursor(Qt.CursorShape.PointingHandCursor)
        self.new.clicked.connect(self.new_asked)
        self._flow.addWidget(self.new)

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Show who is known behind the number."""
        if tuple(people) == self._people:
            return
        had_focus = next((chip.person_id for chip in self.chips() if chip.hasFocus()), None)
        self._people = tuple(people)
        self._fill()
        for chip in self.chips():
            if chip.person_id == had_focus:
                chip.setFocus()

    def set_current(self, person_id: str) -> None:
        """Mark who is speaking; '' marks nobody."""
        self._current = person_id
        for chip in self.chips():
            chip.setChecked(chip.person_id == person_id)

    def focus_first(self) -> None:
        """Take the keyboard on who is chosen, else on the first."""
        chips: list[QPushButton] = [*self._chips, self.new]
        if not any(chip.hasFocus() for chip in chips):
            self._memory.keep()
        chosen = next((chip for chip in self._chips if chip.isChecked()), chips[0])
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text() if event.text().isdigit() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else ""
        if event.key() == Qt.Key.Key_Escape:
            self._memory.give_back()
        elif digit == "0":
            self.new.click()
        elif digit and int(digit) <= len(self._chips):
            self._chips[int(digit) - 1].click()
            self._memory.give_back()
        else:
            super().keyPressEvent(event)

    def chips(self) -> list[PersonChip]:
        """Return the chips of the people, in order."""
        return list(self._chips)

    def _fill(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        self._flow.removeWidget(self.new)
        for at, person in enumerate(self._people, start=1):
            chip = PersonChip(person, self.tr("Name not known"), str(at) if at <= 9 else "")
            chip.setChecked(person.id == self._current)
            chip.clicked.connect(lambda _on, chip=chip: self._on_clicked(chip))
            self._chips.append(chip)
            self._flow.addWidget(chip)
            chip.show()  # a layout shows its widgets later; the focus may go there now
        self._flow.addWidget(self.new)

    def _on_clicked(self, chip: PersonChip) -> None:
        self.set_current(chip.person_id)
        self.person_chosen.emit(chip.person_id)
