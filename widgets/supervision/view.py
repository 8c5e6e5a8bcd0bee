"""The page of the departments: four lists of what somebody has to do about them, and their assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from models.records.supervision import Watchlist
from widgets.base.buttons import KeyButton
from widgets.base.parts import Pane, Rule, inset
from widgets.supervision.assessed import AssessedView
from widgets.supervision.watch import WatchView

ASSESSMENT = "assessment"


class SupervisionPane(Pane):
    """``set_counts`` in; ``opened(name)`` when a list or the assessment (``ASSESSMENT``) is asked for. Alt 1 to 5 open them.

    ``watch`` and ``assessed`` are its two sheets.
    """

    opened = Signal(str)

    def __init__(self, spans: Sequence[tuple[str, str]]) -> None:
        super().__init__(self.tr("Departments and towns"))
        self.setObjectName("supervision")
        self._words = {
            Watchlist.CHASE.value: self.tr("To chase"),
            Watchlist.SUPERVISE.value: self.tr("To supervise"),
            Watchlist.BULLETIN.value: self.tr("For the bulletin"),
            Watchlist.RETURNS.value: self.tr("Returns"),
            ASSESSMENT: self.tr("Assessment"),
        }
        self.watch = WatchView()
        self.assessed = AssessedView(spans)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.watch)
        self._stack.addWidget(self.assessed)
        self.buttons: dict[str, KeyButton] = {}
        for place, (name, word) in enumerate(self._words.items(), start=1):
            button = KeyButton(word, f"Alt {place}", kind="page", name=f"supervision.{name}")
            button.setCheckable(True)
            button.clicked.connect(lambda _on, name=name: self.opened.emit(name))
            QShortcut(QKeySequence(f"Alt+{place}"), self, lambda name=name: self.opened.emit(name))
            self.buttons[name] = button
        QShortcut(QKeySequence("Ctrl+O"), self, self.watch.open_case)
        QShortcut(QKeySequence("Ctrl+P"), self, self.watch.ask_page)
        bar = inset(*self.buttons.values(), spacing=4)
        self.body.addWidget(bar)
        self.body.addWidget(Rule())
        self.body.addWidget(self._stack, 1)

    def set_counts(self, counts: Mapping[Watchlist, int]) -> None:
        """Show how many stand in each list."""
        for place, which in enumerate(Watchlist, start=1):
            self.buttons[which.value].set_caption(f"{self._words[which.value]} {counts.get(which, 0)}", f"Alt {place}")

    def show_sheet(self, name: str) -> None:
        """Bring a list or the assessment to the front and put the keyboard into it."""
        for other, button in self.buttons.items():
            button.setChecked(other == name)
        if name == ASSESSMENT:
            self._stack.setCurrentWidget(self.assessed)
            self.assessed.focus_table()
        else:
            self._stack.setCurrentWidget(self.watch)
            self.watch.focus_list()
