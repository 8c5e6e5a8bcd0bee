"""My work: to dispatch, awaiting feedback, callbacks due, overdue, and what lies at this desk; each a list one key away, with counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.records.case import CaseRow, WorkCount, WorkList
from widgets.base.buttons import KeyButton
from widgets.base.listing import Listing
from widgets.base.parts import Chip, Label, Pane, inset
from widgets.base.rows import KEY_ROLE, Line
from widgets.base.theme import Tone
from widgets.queue.lines import KEY_NAMES, CountDelegate, OwnList, case_line, count_line, name_of
from widgets.queue.reason import ReasonLine

IN_HEADER = (OwnList.DRAFTS, OwnList.RINGS)
"""The lists with a button in the header."""


class QueuePane(Pane):
    """The four lists, and in the same place the cases of the one that was opened.

    Drafts and numbers to ring have a button each in the header while there are any; the top bar counts missed calls. ``keys`` holds
    ``work`` (the pane) and ``to_dispatch``, ``awaiting``, ``callbacks_due``, ``overdue``, ``drafts``, ``to_ring``, ``missed``.
    ``list_asked`` carries a WorkList value when the operator opens a list, ``list_left`` comes when the operator goes back (Esc or Left);
    ``case_asked`` carries a case id, ``draft_asked`` the key of a draft, ``ring_asked`` a number, ``missed_asked`` the newest call of a
    number to ring back and ``settle_asked`` the same with the reason why nobody need (Delete asks for it beneath the list).
    """

    list_asked = Signal(str)
    list_left = Signal()
    case_asked = Signal(str)
    draft_asked = Signal(str)
    ring_asked = Signal(str)
    missed_asked = Signal(str)
    settle_asked = Signal(str, str)

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__(QCoreApplication.translate("QueuePane", "My work"), keys.get("work", ""))
        self.setObjectName("queue")
        self._keys = keys
        self._open: WorkList | OwnList | None = None
        self._lines: dict[WorkList | OwnList, list[Line]] = {}
        self._overview = Listing("queue.lists")
        self._overview.setAccessibleName(self.tr("Lists of my work"))
        self._overview.setItemDelegate(CountDelegate(self._overview))
        self._overview.activated_key.connect(self._on_list_chosen)
        self._overview.clicked.connect(self._on_list_clicked)
        self._rows = Listing("queue.cases")
        self._rows.setAccessibleName(self.tr("Cases of the list"))
        self._rows.activated_key.connect(self._on_row_chosen)
        self._rows.installEventFilter(self)
        self._back = KeyButton(self.tr("All lists"), "Esc", kind="quiet", symbol="back", name="queue.back")
        self._back.clicked.connect(self.close_list)
        self._name = Label(bold=True)
        self._size = Chip()
        self._empty = Label(self.tr("Nothing here. Well done."), tone=Tone.MUTED)
        self._empty.setContentsMargins(14, 12, 14, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._overview)
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._empty)
        page.addWidget(self._rows, 1)
        self.reason = ReasonLine()
        self.reason.given.connect(self.settle_asked)
        self._settle = Label(self.tr("Enter rings back · Delete: why nobody need"), size="small", tone=Tone.MUTED)
        self.reason.opened.connect(self._settle.setHidden)
        self._settle.setContentsMargins(14, 2, 14, 6)
        page.addWidget(self._settle)
        page.addWidget(self.reason)
        self._pages.addWidget(self._page)
        self._crumb = inset(self._name, self._size, margins=(0, 0, 0, 0))
        self.header.add(self._crumb)
        self._own = {own: KeyButton("", keys.get(KEY_NAMES[own], ""), kind="quiet", name=f"queue.{own.value}") for own in IN_HEADER}
        for own, button in self._own.items():
            button.clicked.connect(lambda _checked=False, own=own: self.show_list(own))
            self.header.add(button)
        self.header.add_right(self._back)
        self.body.addWidget(self._pages)
        self._show_overview()

    def set_counts(self, counts: tuple[WorkCount, ...], now: datetime) -> None:
        """Show how many cases each list holds and how its earliest promise stands."""
        self._overview.set_lines([count_line(count, now, self._keys.get(KEY_NAMES[count.list], "")) for count in counts])

    def set_rows(self, work: WorkList, rows: tuple[CaseRow, ...], now: datetime) -> None:
        """Take the cases of a list; they are on screen while that list is open. The current row stays on its case."""
        self._lines[work] = [case_line(row, now) for row in rows]
        if self._open is work:
            self._show_rows(keep=True)

    def set_own(self, own: OwnList, lines: list[Line]) -> None:
        """Take what lies at this desk; a list that has become empty is left."""
        self._lines[own] = lines
        if self._open is own:
            if self.reason.key() and self.reason.key() not in {line.key for line in lines}:
                self.reason.leave()
            if lines:
                self._show_rows(keep=True)
            else:
                self.close_list()
        self._show_own()

    def show_list(self, work: WorkList | OwnList) -> None:
        """Open a list in place of the four. The focus follows only where it was in this pane."""
        if self._open is work:
            return
        held = self._overview.hasFocus()
        self._open = work
        self.header.title.hide()
        self._name.setText(name_of(work))
        self._crumb.show()
        self._back.show()
        self._pages.setCurrentWidget(self._page)
        self._show_own()
        self._show_rows(keep=False)
        if held:
            self.focus_first()

    def focus_first(self) -> None:
        """Let what is shown have the keyboard, with a current row."""
        listing = self._overview if self._open is None else self._rows
        if not listing.current_key():
            listing.step(0)
        listing.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_list(self) -> None:
        """Go back to the four lists."""
        if self._open is None:
            return
        held = self._rows.hasFocus() or self._back.hasFocus()
        left, self._open = self._open, None
        self.reason.leave()
        self._show_overview()
        if isinstance(left, WorkList):
            self._overview.set_current(left.value)
        if held:
            self._overview.setFocus()
        self.list_left.emit()

    def open_list(self) -> WorkList | OwnList | None:
        """Return which list is shown, None where all four are."""
        return self._open

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._open is not None and event.key() == Qt.Key.Key_Escape:
            self.close_list()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._rows
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Backspace)
        ):
            self.close_list()
            return True
        deletes = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete
        if watched is self._rows and deletes and self._open is OwnList.MISSED:
            self._ask_reason()
            return True
        return super().eventFilter(watched, event)

    def _ask_reason(self) -> None:
        line = next((line for line in self._lines.get(OwnList.MISSED, []) if line.key == self._rows.current_key()), None)
        if line is not None:
            self.reason.ask(line.key, line.title)

    def _show_overview(self) -> None:
        self.header.title.show()
        self._crumb.hide()
        self._back.hide()
        self._pages.setCurrentWidget(self._overview)
        self._show_own()

    def _show_own(self) -> None:
        """Let the header tell of drafts and numbers to ring, as long as all four lists are shown."""
        for own, button in self._own.items():
            count = len(self._lines.get(own, []))
            button.set_caption(f"{name_of(own)} {count}", self._keys.get(KEY_NAMES[own], ""))
            button.setVisible(bool(count) and self._open is None)

    def _on_row_chosen(self, key: str) -> None:
        self.reason.leave()  # whoever is rung back needs no reason, and the line of another one is not the one that was asked about
        asked = {OwnList.DRAFTS: self.draft_asked, OwnList.RINGS: self.ring_asked, OwnList.MISSED: self.missed_asked}
        signal = asked.get(self._open, self.case_asked) if isinstance(self._open, OwnList) else self.case_asked
        signal.emit(key)

    def _on_list_clicked(self, index: QModelIndex) -> None:
        self._on_list_chosen(str(index.data(KEY_ROLE)))

    def _on_list_chosen(self, key: str) -> None:
        self.show_list(WorkList(key))
        self.list_asked.emit(key)

    def _show_rows(self, *, keep: bool) -> None:
        lines = self._lines.get(self._open, []) if self._open else []
        self._rows.set_lines(lines, keep=keep)
        if lines and not self._rows.current_key():
            self._rows.set_current(lines[0].key)
        self._empty.setVisible(not lines)
        self._settle.setVisible(self._open is OwnList.MISSED)
        self._size.set_chip(str(len(lines)), Tone.OVERDUE if self._open is WorkList.OVERDUE and lines else Tone.MUTED)
