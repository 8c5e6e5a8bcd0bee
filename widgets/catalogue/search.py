"""The search line and its hits."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models.records.catalogue import CategoryRow, ItemRow
from models.records.search import SearchResult
from widgets.base.listing import Listing
from widgets.base.parts import Label
from widgets.base.rows import KEY_ROLE
from widgets.base.theme import Tone
from widgets.catalogue.lines import RANKS, hit_line

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}

_PASSING = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
)


class SearchLine(QLineEdit):
    """A line that keeps the caret while the arrow keys move through what it found.

    ``moved(by)``: Up, Down, Page Up, Page Down. ``taken()``: Enter. ``given_up()``: Esc. ``entered()``: the operator came here on purpose,
    by key or mouse, not with Tab on the way to what lies behind.
    """

    moved = Signal(int)
    taken = Signal()
    given_up = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("catalogue.search")
        self.setProperty("role", "search")
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(self.tr("What is needed? Words, pinyin, initials, code"))
        self.setAccessibleName(self.tr("Search services, knowledge, partners and departments"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _PASSING:
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(Qt.Key(event.key()))
        if by is not None:
            self.moved.emit(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.setAccepted(bool(self.text()))  # nothing typed: the window may have a use for it
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class HitList(QWidget):
    """What a query found, best first; ``taken(kind, code)`` says that the operator wants one.

    While the list itself has the keyboard (Tab leads there) each of the first nine shows the digit that takes it. In the search line a
    digit is always typed.
    """

    taken = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = Listing("catalogue.hits")
        self.rows.setAccessibleName(self.tr("What the search found"))
        self._zero = Label("", tone=Tone.DUE, size="small", wrap=True)
        self._zero.setContentsMargins(14, 6, 14, 6)
        self._zero.hide()
        self._result = SearchResult(query="", hits=())
        self._items: Mapping[str, ItemRow] = {}
        self.rows.installEventFilter(self)
        self.categories: Mapping[str, CategoryRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._zero)
        column.addWidget(self.rows, 1)
        self.rows.activated_key.connect(self._on_activated)
        self.rows.clicked.connect(self._on_clicked)
        self.rows.chosen.connect(lambda _key: self._show())

    def set_result(self, result: SearchResult, items: Mapping[str, ItemRow]) -> None:
        """Show an answer; the best hit is current, unless the same question was asked again."""
        again = result.query == self._result.query and self.rows.current_key()
        self._result, self._items = result, items
        self._show()
        if result.hits and not (again and self.rows.current_key()):
            self.rows.setCurrentIndex(self.rows.lines.index(0))
            self.rows.scrollToTop()
        self._zero.setText(self.tr("Nothing fits well. Try other words, or accept it as an unmet need.") if result.zero else "")
        self._zero.setVisible(result.zero)

    def query(self) -> str:
        """Return the query whose hits are shown."""
        return self._result.query

    def step(self, by: int) -> None:
        """Move the current hit."""
        self.rows.step(by)

    def take(self) -> None:
        """Take the current hit, if there is one on screen."""
        if self.isVisible():
            self._on_activated(self.rows.current_key())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.rows and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show(focused=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _show(self, *, focused: bool | None = None) -> None:
        numbered = self.rows.hasFocus() if focused is None else focused
        current = self.rows.currentIndex().row()
        enter = self.tr("Enter")
        self.rows.set_lines(
            [
                hit_line(hit, enter if row == max(current, 0) else _key_of(row, numbered), self._items, self.categories)
                for row, hit in enumerate(self._result.hits)
            ]
        )

    def _on_clicked(self, index: QModelIndex) -> None:
        self._on_activated(str(index.data(KEY_ROLE)))

    def _on_activated(self, key: str) -> None:
        kind, found, code = key.partition(":")
        if found:
            self.taken.emit(kind, code)


def _key_of(row: int, numbered: bool) -> str:
    """Return the key that a hit shows: its digit where digits take hits, else at the second one the key that leads there."""
    if numbered:
        return str(row + 1) if row < RANKS else ""
    return "Tab" if row == 1 else ""
