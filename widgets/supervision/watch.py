"""Whom to press, or whose return to answer: a list, and beneath it the words and what is done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.records.supervision import Watchlist
from models.records.unit import TaskRow
from widgets.base.buttons import KeyButton
from widgets.base.listing import Listing
from widgets.base.parts import Label, Rule
from widgets.base.theme import Tone
from widgets.supervision.lines import watched_line

ACTS: dict[Watchlist, object] = {
    Watchlist.CHASE: QT_TRANSLATE_NOOP("supervision", "Chase"),
    Watchlist.SUPERVISE: QT_TRANSLATE_NOOP("supervision", "Supervise"),
    Watchlist.BULLETIN: QT_TRANSLATE_NOOP("supervision", "Into the bulletin"),
    Watchlist.RETURNS: QT_TRANSLATE_NOOP("supervision", "Accept the return"),
}
ASKS: dict[Watchlist, object] = {
    Watchlist.CHASE: QT_TRANSLATE_NOOP("supervision", "What is said to the department (may stay empty)"),
    Watchlist.SUPERVISE: QT_TRANSLATE_NOOP("supervision", "What is said to the department (may stay empty)"),
    Watchlist.BULLETIN: QT_TRANSLATE_NOOP("supervision", "What the bulletin says (may stay empty)"),
    Watchlist.RETURNS: QT_TRANSLATE_NOOP("supervision", "Why the return is accepted or rejected"),
}
EMPTY: dict[Watchlist, object] = {
    Watchlist.CHASE: QT_TRANSLATE_NOOP("supervision", "Nobody is to be chased: no promise of a department falls due soon."),
    Watchlist.SUPERVISE: QT_TRANSLATE_NOOP("supervision", "Nobody is to be supervised: no promise of a department is past."),
    Watchlist.BULLETIN: QT_TRANSLATE_NOOP("supervision", "Nobody is to be named in a bulletin: no promise is past for so long."),
    Watchlist.RETURNS: QT_TRANSLATE_NOOP("supervision", "No department has returned a case that is still to be decided."),
}
_REJECT = QT_TRANSLATE_NOOP("supervision", "Reject the return")
_PAGE = QT_TRANSLATE_NOOP("supervision", "Page as PDF")
_OPEN = QT_TRANSLATE_NOOP("supervision", "Open the case")


class WatchView(QWidget):
    """``set_list`` in; ``acted(key, words, accepted)`` out, where ``accepted`` is False only for a return that is rejected.

    Enter on a line goes to the words; Enter there acts, Shift Enter rejects a return. ``case_asked(case id)``;
    ``page_asked(path)``: the bulletin is to be written there as a page, to be printed.
    """

    acted = Signal(str, str, bool)
    case_asked = Signal(str)
    page_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._which = Watchlist.CHASE
        self._row = 0
        self.listing = Listing("supervision.list")
        self._empty = Label(tone=Tone.MUTED, wrap=True)
        self._empty.setContentsMargins(14, 12, 12, 12)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.words = QLineEdit()
        self.words.setObjectName("supervision.words")
        self.words.setMaxLength(500)
        self.listing.activated_key.connect(lambda _key: self.words.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.listing.chosen.connect(self._on_chosen)
        self.act = KeyButton("", "Enter", kind="primary", name="supervision.act")
        self.reject = KeyButton(_say(_REJECT), "Shift Enter", name="supervision.reject")
        self.open = KeyButton(_say(_OPEN), "Ctrl O", name="supervision.open")
        self.act.clicked.connect(lambda: self._give(accepted=True))
        self.reject.clicked.connect(lambda: self._give(accepted=False))
        self.open.clicked.connect(self.open_case)
        self.page = KeyButton(_say(_PAGE), "Ctrl P", name="supervision.page")
        self.page.clicked.connect(self.ask_page)
        self._dialog: QFileDialog | None = None
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(14, 8, 14, 8)
        foot.setSpacing(8)
        foot.addWidget(self.words, 1)
        for button in (self.act, self.reject, self.open, self.page):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._empty, 1)
        column.addWidget(self.listing, 1)
        column.addWidget(Rule())
        column.addWidget(self._foot)

    def set_list(self, which: Watchlist, rows: Sequence[TaskRow], now: datetime, phones: Mapping[str, str] | None = None) -> None:
        """Show a list; ``phones`` are the units' numbers by their codes.

        The current line stays; where it has gone, the one that took its place is current.
        """
        if which is not self._which:
            self._row = 0
            self.words.clear()
        self._which = which
        focus = self.window().focusWidget()
        self.listing.setAccessibleName(_say(EMPTY[which]) if not rows else _say(ACTS[which]))
        self.listing.set_lines([watched_line(row, which, now, (phones or {}).get(row.unit, "")) for row in rows])
        if rows and not self.listing.current_key():
            self.listing.set_current(rows[min(self._row, len(rows) - 1)].key)
        self._empty.setText(_say(EMPTY[which]))
        self._empty.setVisible(not rows)
        self.listing.setVisible(bool(rows))
        # what was named already stands on the page too, so it can be had while nobody is to be named anew
        self._foot.setVisible(bool(rows) or which is Watchlist.BULLETIN)
        for part in (self.words, self.act, self.open):
            part.setVisible(bool(rows))
        self.words.setPlaceholderText(_say(ASKS[which]))
        self.words.setAccessibleName(_say(ASKS[which]))
        self.act.set_caption(_say(ACTS[which]), "Enter")
        self.reject.setVisible(which is Watchlist.RETURNS)
        self.page.setVisible(which is Watchlist.BULLETIN)
        if focus is not None and self.isAncestorOf(focus) and not focus.isVisibleTo(self):
            # Qt would give the keyboard to the rail, where Enter opens another page
            (self.listing if rows else self._empty).setFocus(Qt.FocusReason.OtherFocusReason)

    def given(self) -> None:
        """The words were written down: the next ones are others."""
        self.words.clear()
        self.listing.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_case(self) -> None:
        """Ask for the case of the current line."""
        if key := self.listing.current_key():
            self.case_asked.emit(key.partition("|")[0])

    def ask_page(self) -> None:
        """Ask where the bulletin is to be written; nothing waits for the answer, calls still ring."""
        if self._which is not Watchlist.BULLETIN or self._dialog is not None:
            return
        dialog = self._dialog = QFileDialog(self, _say(_PAGE))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(self.page_asked)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.show()

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.listing.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.words.hasFocus():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._give(accepted=not (shift and self._which is Watchlist.RETURNS))
        else:
            super().keyPressEvent(event)

    def _give(self, *, accepted: bool) -> None:
        if key := self.listing.current_key():
            self.acted.emit(key, self.words.text().strip(), accepted)

    def _on_dialog_finished(self) -> None:
        self._dialog = None

    def _on_chosen(self, key: str) -> None:
        if key:
            self._row = self.listing.currentIndex().row()


def _say(source: object) -> str:
    return QCoreApplication.translate("supervision", str(source))
