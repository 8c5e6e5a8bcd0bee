"""The table of an event: its services, counted with single keys, and every count beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from widgets.base.buttons import KeyButton
from widgets.base.listing import Listing
from widgets.base.parts import ElidedLabel, Header, Label, Rule, inset
from widgets.base.rows import Line
from widgets.base.theme import Tone

_COUNTS = 340
"""The width of what was counted, in pixels."""

_MORE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus)


class TableListing(Listing):
    """The services of a table. A digit chooses one, Space, Enter or + counts one more: ``counted(key)``.

    A key that is held down counts once: whoever leans on it has served nobody.
    """

    counted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MORE and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            if not event.isAutoRepeat() and self.current_key():
                self.counted.emit(self.current_key())
            return
        named = next((line.key for line in self.lines.lines() if event.text().isdigit() and line.hint == event.text()), "")
        if named and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.set_current(named)
            return
        super().keyPressEvent(event)


class TallyView(QWidget):
    """``count_asked(key, heads)`` counts at the service of a line, ``back_asked(id)`` takes a count back ('' = the own last one)."""

    count_asked = Signal(str, int)
    back_asked = Signal(str)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_table(), 1)
        side = self._build_counts()
        side.setFixedWidth(_COUNTS)
        row.addWidget(side)

    def set_tally(self, services: Sequence[Line], able: bool) -> None:
        """Show the table; ``able`` says whether whoever sits here may count."""
        self.services.set_lines(services)
        if not self.services.current_key() and services:
            self.services.set_current(services[0].key)
        for part in (self.more, self.several, self.back):
            part.setEnabled(able)

    def set_chosen(self, name: str, number: str, title: str, counts: Sequence[Line]) -> None:
        """Show the number of the chosen service, and every count that it adds up from under ``title``."""
        self._name.set_text(name)
        self._number.setText(number)
        self._counted.title.setText(title)
        self.counts.set_lines(counts)
        self._none.setVisible(not counts)

    def focus_table(self) -> None:
        """Put the keyboard on the table."""
        self.services.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_table(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.services = TableListing("outreach.services")
        self.services.setAccessibleName(self.tr("The table: what is counted"))
        self.services.counted.connect(lambda key: self._ask(key, 1))
        self.services.chosen.connect(self.chosen)
        told = self.tr("A digit chooses, Space or Enter counts one more; Delete takes the chosen count back. Each is on the disk at once.")
        column.addWidget(self.services, 1)
        column.addWidget(Rule())
        column.addWidget(inset(Label(told, size="small", tone=Tone.MUTED, wrap=True)))
        return holder

    def _build_counts(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._name = ElidedLabel("", bold=True)
        self._number = Label("", size="number")
        self._number.setAccessibleName(self.tr("Counted for the chosen service"))
        self.more = KeyButton(self.tr("One more"), "Space", kind="primary", name="outreach.more")
        self.more.clicked.connect(lambda: self._ask(self.services.current_key(), 1))
        self.back = KeyButton(self.tr("Take back"), "Ctrl Z", name="outreach.back")
        self.back.clicked.connect(lambda: self.back_asked.emit(""))
        self.several = QLineEdit()
        self.several.setObjectName("outreach.several")
        self.several.setAccessibleName(self.tr("Several at once"))
        self.several.setPlaceholderText(self.tr("Several at once: a number, Enter"))
        self.several.setValidator(QIntValidator(1, 9_999, self.several))
        self.several.returnPressed.connect(self._on_several)
        self._counted = Header("")
        self._none = Label(self.tr("Nobody has been counted here yet."), tone=Tone.MUTED, wrap=True)
        self._none.setContentsMargins(14, 8, 14, 8)
        self.counts = Listing("outreach.counts")
        self.counts.setAccessibleName(self.tr("What was counted"))
        QShortcut(QKeySequence("Delete"), self.counts, self._on_delete, context=Qt.ShortcutContext.WidgetShortcut)
        column.addWidget(inset(self._name, self._number, margins=(14, 10, 14, 4), spacing=2, vertical=True))
        column.addWidget(inset(self.more, self.back))
        column.addWidget(inset(self.several, margins=(14, 0, 14, 10)))
        column.addWidget(Rule())
        column.addWidget(self._counted)
        column.addWidget(self._none)
        column.addWidget(self.counts, 1)
        return holder

    def _ask(self, key: str, heads: int) -> None:
        if key and self.more.isEnabled():
            self.count_asked.emit(key, heads)

    def _on_delete(self) -> None:
        if self.counts.current_key() and self.back.isEnabled():
            self.back_asked.emit(self.counts.current_key())

    def _on_several(self) -> None:
        heads = int(self.several.text())
        self.several.clear()
        self._ask(self.services.current_key(), heads)
        self.focus_table()
