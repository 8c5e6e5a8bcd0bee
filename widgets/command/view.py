"""The command bar (one line over the window): people, cases, items, partners and actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from widgets.base.buttons import IconLabel
from widgets.base.listing import Listing
from widgets.base.overlay import Overlay
from widgets.base.parts import ElidedLabel, Rule
from widgets.base.rows import Line
from widgets.base.theme import Tone

BENEATH = 132
"""Pixels from the top of the window: beneath the call bar, so that a ring and its button stay in sight."""


class CommandBar(Overlay):
    """A search line with its results, over the upper middle of its parent.

    ``query_changed(text)`` follows the typing; each query is answered by one ``set_lines``. Up and Down move while the caret stays in the
    line, Enter takes the current line (``line_chosen(key)``), Esc closes. Where Enter is faster than the answer, the first line of that
    answer is taken, never a line of the query before.
    """

    query_changed = Signal(str)
    line_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=680, top=BENEATH)
        self.setObjectName("command")
        self._awaiting = False
        self._entered = False
        self._edit = QLineEdit()
        self._edit.setObjectName("command.query")
        self._edit.setProperty("role", "search")
        self._edit.setAccessibleName(self.tr("Find anything"))
        self._edit.setPlaceholderText(self.tr("Find people, cases, items, partners, actions"))
        self._edit.textEdited.connect(self._on_text_edited)
        self._edit.installEventFilter(self)
        self._list = Listing("command.lines")
        self._list.setAccessibleName(self.tr("What was found"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.activated_key.connect(self._choose)
        self._nothing = ElidedLabel(self.tr("Nothing found by these words"), tone=Tone.MUTED)
        self._nothing.setContentsMargins(16, 14, 16, 14)
        foot = ElidedLabel(self.tr("↑ ↓ choose · Enter take · Esc close"), size="small", tone=Tone.MUTED)
        foot.setContentsMargins(16, 6, 16, 6)
        line = QHBoxLayout()
        line.setContentsMargins(16, 12, 12, 12)
        line.setSpacing(10)
        line.addWidget(IconLabel("search", "muted"))
        line.addWidget(self._edit, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(Rule())
        column.addWidget(self._list, 1)
        column.addWidget(self._nothing)
        column.addWidget(Rule())
        column.addWidget(foot)
        self._foot = foot

    def open_bar(self) -> None:
        """Open with an empty line and take the caret (the operator asked for it)."""
        self._awaiting = self._entered = False
        self._edit.clear()
        self.set_lines(())
        self.open_over(self._edit)

    def set_query(self, query: str) -> None:
        """Put words into the line; they are asked for like typed ones, and the next ones typed take their place."""
        self._edit.setText(query)
        self._edit.selectAll()
        self._on_text_edited(query)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show what was found for the last query."""
        keep = not self._awaiting
        self._awaiting = False
        self._list.set_lines(lines, keep=keep)
        if lines and (not keep or not self._list.current_key()):
            self._list.set_current(lines[0].key)
            self._list.scrollToTop()
        self._list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        if not self.isHidden():
            self.place()
        if self._entered:
            self._entered = False
            self._choose(self._list.current_key())

    def height_wanted(self) -> int:
        body = min(self._list.content_height(), 480) if self._list.lines.rowCount() else self._nothing.sizeHint().height()
        return self._edit.sizeHint().height() + self._foot.sizeHint().height() + body + 30

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._on_key(event):
            return True
        if watched is self._edit and event.type() == QEvent.Type.FocusOut and self.window().isActiveWindow():
            self.close_over()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in steps:
            self._list.step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered = self._awaiting
            if not self._awaiting:
                self._choose(self._list.current_key())
        elif key is Qt.Key.Key_Escape:
            self.close_over()
        else:
            return False
        return True

    def _on_text_edited(self, text: str) -> None:
        self._awaiting = True
        self._entered = False
        self.query_changed.emit(text)

    def _choose(self, key: str) -> None:
        if key:
            self.close_over()
            self.line_chosen.emit(key)
