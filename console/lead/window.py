"""The lead's window: assembly only."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from console.lead.pages import Presenter, open_to
from console.shortcuts import Shortcut, key_labels
from models.records.call import Capability
from widgets.base.listing import Listing
from widgets.base.theme import dress
from widgets.call.ring import RingLine
from widgets.notice.view import NoticeStrip
from widgets.office.view import Rail

RING_MS = 500
"""How often the line that tells of a ring looks whether there is one, and for how long."""


class LeadWindow(QWidget):
    """The rail of pages at the left, the open one beside it. Ctrl 1 to 9 open a page, Ctrl B or Ctrl W closes the window.

    Esc leaves what lies over a page and no more: pressed once too often it would hand the next key to the case on the operator's desk.
    A page is made when it is first opened. The window may lie over the call bar, so a call that rings is told in the rail. That and the
    notice at the foot have their room whether they are there or not: no page moves under the pointer.
    """

    def __init__(self, console: Any) -> None:
        super().__init__()
        self._console = console
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Board and office"))
        self.setMinimumSize(QSize(1120, 700))
        self.resize(1440, 900)
        self.pages = open_to(console)
        self._made: dict[str, Presenter] = {}
        self.notice = NoticeStrip()
        self.ring = RingLine(key_labels(), narrow=True)
        self.ring.answer_asked.connect(lambda: console.parts.presenters.keys.answer())
        self.rail = Rail([(page.stem, page.name()) for page in self.pages], Shortcut.OFFICE.label, self.ring)
        self.rail.chosen.connect(self.open)
        self.rail.left.connect(self.close)
        self._stack = QStackedWidget()
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(self._stack, 1)
        side.addWidget(self._foot())
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.rail)
        row.addLayout(side, 1)
        for place, page in enumerate(self.pages[:9], start=1):
            QShortcut(QKeySequence(f"Ctrl+{place}"), self, lambda stem=page.stem: self.open(stem))
        for sequence in (Shortcut.OFFICE.sequence, "Ctrl+W"):
            QShortcut(QKeySequence(sequence), self, self.close)
        console.parts.line.call_changed.connect(self._look)
        self._clock = QTimer(self)
        self._clock.setInterval(RING_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()
        dress(self)
        if self.pages:
            self.open(self.pages[0].stem)

    def open(self, stem: str) -> Presenter:
        """Bring a page to the front, and read it. Raises KeyError for one that is not open to whoever sits here."""
        made = self._made.get(stem)
        if made is None:
            page = {page.stem: page for page in self.pages}[stem]
            made = self._made[stem] = page.make(self._console, self)
            self._stack.addWidget(made.pane)
        fresh = made.pane.focusWidget() is None
        self._stack.setCurrentWidget(made.pane)
        self.rail.set_current(stem)
        made.read()
        if fresh or not made.pane.isAncestorOf(self.focusWidget() or self):
            _lead_into(made.pane)
        return made

    def _foot(self) -> QWidget:
        """Return the room in which the notice comes and goes."""
        foot = QWidget()
        foot.setMinimumHeight(self.notice.sizeHint().height())
        room = QVBoxLayout(foot)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.notice)
        return foot

    def _look(self) -> None:
        """Show the call that rings at this desk, if one does."""
        parts = self._console.parts
        by_hand = Capability.ANSWER not in parts.line.capabilities()
        self.ring.set_call(parts.presenters.desk.call, parts.tools.now(), by_hand=by_hand)


def _lead_into(pane: QWidget) -> None:
    """Put the keyboard into a page: where the page wants it, else on its first list, else on what takes it first.

    Its keys are heard there only. The stack of pages would take the first button of a new one.
    """
    if pane.focusProxy() is not None:
        pane.setFocus(Qt.FocusReason.OtherFocusReason)
        return
    parts = [pane, *pane.findChildren(QWidget)]
    takes = [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and part.isVisibleTo(pane)]
    # A list that has yet to be read is hidden; a line to type in does nothing by itself, as a button would at Enter.
    lists, lines = ([part for part in takes if isinstance(part, kind)] for kind in (Listing, QLineEdit))
    for part in (*lists, *lines, *takes)[:1]:
        part.setFocus(Qt.FocusReason.OtherFocusReason)
