"""Reference rows edited in place: the list, the row as a form, what saving would change, and what each version was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from widgets.base.buttons import KeyButton
from widgets.base.fields import Field, FieldForm
from widgets.base.listing import Listing
from widgets.base.parts import Chip, ElidedLabel, Header, Label, Pane, Rule, inset
from widgets.base.rows import Line
from widgets.base.theme import Tone

_INTO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""The keys that lead from the search line into the list beneath it."""
_LIST = 372
"""The width of the list, in pixels."""


class EditorPane(QWidget):
    """The rows at the left, the chosen one at the right.

    ``chosen(key)`` follows the list, ``query_changed(text)`` its search line, ``edited()`` every change in the form. ``save_asked()``,
    ``new_asked()``, ``drop_asked()`` (leave the changes) and ``second_asked(words)`` come from the buttons and their keys; ``words`` are
    what stands in the line beside the second button.
    """

    chosen = Signal(str)
    query_changed = Signal(str)
    edited = Signal()
    save_asked = Signal()
    new_asked = Signal()
    drop_asked = Signal()
    second_asked = Signal(str)

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.rows = Listing(f"{name}.rows")
        row.addWidget(self._build_list(name, title))
        row.addWidget(self._build_form(name), 1)
        for keys, slot in (
            ("Ctrl+S", self._on_save),
            ("Ctrl+N", self._on_new),
            ("Ctrl+F", self.focus_search),
        ):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- what goes in ---------------------------------------------------------------------------------------------------------

    def set_rows(self, lines: Sequence[Line], count: str, current: str) -> None:
        """Show the rows with the key ``current`` marked, which tells nobody, and say beside the title how many there are."""
        blocked = self.rows.blockSignals(True)
        self.rows.set_lines(lines, keep=False)
        if not self.rows.set_current(current):
            self.rows.setCurrentIndex(QModelIndex())
        self.rows.blockSignals(blocked)
        self._count.setText(count)
        self._nothing.setVisible(not lines)

    def begin_with(self, key: str) -> None:
        """Choose the row that the page opens with, and put the keyboard on the list."""
        self.rows.set_current(key)
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_fields(self, fields: Sequence[Field]) -> None:
        """Let the form have these fields."""
        self.form.set_fields(fields)

    def set_title(self, title: str, state: tuple[str, Tone] = ("", Tone.MUTED)) -> None:
        """Say which row stands in the form, and what is to be known of it at once."""
        self._title.set_text(title)
        self._state.set_chip(*state)

    def set_changes(self, lines: Sequence[Line]) -> None:
        """Show what saving would change; nothing while the form says what is stored."""
        self.changes.set_lines(lines)
        self._changes_part.setVisible(bool(lines))
        self._changes_part.setMaximumHeight(min(self.changes.content_height() + 40, 190))
        self._drop.setVisible(bool(lines))

    def set_history(self, title: str, lines: Sequence[Line]) -> None:
        """Show what came before, the newest first, under a title."""
        self._history_title.title.setText(title)
        self.history.set_lines(lines)

    def set_buttons(self, save: str, second: str = "", *, save_on: bool = False, new: bool = True, words: str = "", text: str = "") -> None:
        """Caption the buttons ('' hides the second); ``words`` is what the line beside the second asks for ('' hides it), ``text`` the
        words that are put into it."""
        self._save.set_caption(save, "Ctrl S")
        self._save.setEnabled(save_on)
        self._save.set_leading(save_on)
        self._second.set_caption(second, "")
        self._second.setVisible(bool(second))
        self._new.setVisible(new)
        if words != self.words.placeholderText() or text:
            self.words.setText(text)
        self.words.setPlaceholderText(words)
        self.words.setAccessibleName(words)
        self.words.setVisible(bool(words))

    def say(self, text: str, tone: Tone, field: str = "") -> None:
        """Say one sentence beneath the form ('' for none), and frame the field that it is about."""
        self._told.setText(text)
        self._told.set_tone(tone)
        self._told.setVisible(bool(text))
        if field:
            self.form.mark(field)

    def focus_search(self) -> None:
        """Put the caret into the line that narrows the list."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # --- how it is built ------------------------------------------------------------------------------------------------------

    def _build_list(self, name: str, title: str) -> QWidget:
        pane = Pane(title)
        pane.setFixedWidth(_LIST)
        self._count = Label("", tone=Tone.MUTED, size="small")
        pane.header.add(self._count)
        self._new = KeyButton(self.tr("New"), "Ctrl N", kind="quiet", name=f"{name}.new")
        self._new.clicked.connect(self.new_asked)
        pane.header.add_right(self._new)
        self.search = QLineEdit()
        self.search.setObjectName(f"{name}.search")
        self.search.setPlaceholderText(self.tr("Narrow the list: name, code or word (Ctrl F)"))
        self.search.setAccessibleName(self.tr("Narrow the list"))
        self.search.setClearButtonEnabled(False)
        self.search.textChanged.connect(self.query_changed)
        self.search.installEventFilter(self)
        self.rows.setAccessibleName(title)
        self.rows.chosen.connect(self.chosen)
        self.rows.activated_key.connect(lambda _key: self.form.focus_first())
        self._nothing = Label(self.tr("Nothing here is called that."), tone=Tone.MUTED, wrap=True)
        self._nothing.setContentsMargins(14, 8, 14, 8)
        self._nothing.hide()
        pane.body.addWidget(inset(self.search))
        pane.body.addWidget(self._nothing)
        pane.body.addWidget(self.rows, 1)
        return pane

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _INTO_LIST:
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.rows.current_key():
                self.rows.step(1)
            return True
        return super().eventFilter(watched, event)

    def _build_form(self, name: str) -> QWidget:
        pane = Pane("")
        pane.header.title.hide()
        self._title = ElidedLabel("", bold=True)
        self._state = Chip("")
        pane.header.add(self._title, 1)
        pane.header.add_right(self._state)
        self.form = FieldForm(f"{name}.form")
        self.form.changed.connect(self.edited)
        self._told = Label("", tone=Tone.MUTED, wrap=True)
        self._told.setContentsMargins(14, 0, 14, 6)
        self._told.hide()
        self.changes = Listing(f"{name}.changes")
        self.changes.setAccessibleName(self.tr("What saving changes"))
        self._changes_part = _part(Header(self.tr("What saving changes")), self.changes)
        self._changes_part.hide()
        self.history = Listing(f"{name}.history")
        self._history_title = Header(self.tr("History"))
        self.history.setAccessibleName(self.tr("History"))
        self.words = QLineEdit()
        self.words.setObjectName(f"{name}.words")
        self.words.setMaxLength(500)
        self.words.hide()
        self._second = KeyButton("", "", name=f"{name}.second")
        self._second.clicked.connect(lambda: self.second_asked.emit(self.words.text()))
        self._drop = KeyButton(self.tr("Leave as it was"), "", kind="flat", name=f"{name}.drop")
        self._drop.clicked.connect(self.drop_asked)
        self._drop.hide()
        self._save = KeyButton(self.tr("Save"), "Ctrl S", name=f"{name}.save")
        self._save.clicked.connect(self._on_save)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._second)
        row.addWidget(self.words, 1)
        row.addStretch(0)
        row.addWidget(self._drop)
        row.addWidget(self._save)
        pane.body.addWidget(self.form)
        pane.body.addWidget(self._told)
        pane.body.addWidget(self._changes_part)
        pane.body.addWidget(Rule())
        pane.body.addWidget(foot)
        pane.body.addWidget(Rule())
        pane.body.addWidget(_part(self._history_title, self.history), 1)
        return pane

    def _on_save(self) -> None:
        if self._save.isEnabled():
            self.save_asked.emit()

    def _on_new(self) -> None:
        if not self._new.isHidden():
            self.new_asked.emit()


def _part(header: Header, listing: Listing) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(header)
    column.addWidget(listing, 1)
    return part
