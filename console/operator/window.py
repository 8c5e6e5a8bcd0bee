"""The operator's window: assembly only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, QObject, QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from console.operator.splits import Splits
from console.settings import Settings
from console.shortcuts import key_labels, overlay
from widgets.base.frame import shrink
from widgets.base.parts import Pane
from widgets.base.theme import Tone
from widgets.call.view import CallBar
from widgets.command.foot import CommandFoot
from widgets.notice.view import NoticeStrip
from widgets.topbar.view import TopBar

if TYPE_CHECKING:
    # For types only; start-up time: the panes are loaded when the window is on the screen.
    from console.operator.panes import CallbackPane, CallerPane, CasePane, CataloguePane, CommandBar, KeysOverlay, PartnerPane, QueuePane

OUTLINES = {
    "caller": ("CallerPane", QT_TRANSLATE_NOOP("CallerPane", "Caller"), "caller"),
    "catalogue": ("CataloguePane", QT_TRANSLATE_NOOP("CataloguePane", "Services"), "search"),
    "partner": ("PartnerPane", QT_TRANSLATE_NOOP("PartnerPane", "Partners"), "partners"),
    "callback": ("CallbackPane", QT_TRANSLATE_NOOP("CallbackPane", "Callback"), "callback"),
    "case": ("CasePane", QT_TRANSLATE_NOOP("CasePane", "Case"), "case"),
    "queue": ("QueuePane", QT_TRANSLATE_NOOP("QueuePane", "My work"), "work"),
}
"""Stem → what the outline of its pane says: the pane's own words (with their context) and its key."""


class OperatorWindow(QMainWindow):
    """All panes in one split view. ``closing`` is emitted once, when the window goes; while there is a ``hold`` that is asked instead.

    It comes to the screen with its bars and the outlines of its panes. What stands within them is made by :meth:`furnishing`, one pane
    after the other, while the operator already sees where everything is; until then the panes are not there.
    """

    closing = Signal()
    office_asked = Signal()
    page_asked = Signal(str)
    subject_asked = Signal(str, str)

    caller: CallerPane
    catalogue: CataloguePane
    partner: PartnerPane
    callback: CallbackPane
    case: CasePane
    queue: QueuePane
    command: CommandBar
    keys: KeysOverlay

    def __init__(self, settings: Settings, *, watermark: bool = False) -> None:
        super().__init__()
        self.settings = settings
        self._kept = True
        self.hold: Callable[[], None] | None = None
        self.setObjectName("operator")
        self.setWindowTitle(self.tr("81890 Operator Console"))
        self.setMinimumSize(QSize(1120, 700))
        self._labels = key_labels()
        self.top = TopBar(self._labels)
        self.top.set_watermark(watermark)
        self.call = CallBar(self._labels)
        self.notice = NoticeStrip()
        self._outlines = {
            stem: Pane(QCoreApplication.translate(context, str(title)), self._labels[key])
            for stem, (context, title, key) in OUTLINES.items()
        }
        self.splits = Splits(settings, self._outlines)
        body = QWidget()
        body.setObjectName("window")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.call)
        middle = QVBoxLayout()
        middle.setContentsMargins(8, 8, 8, 8)
        middle.setSpacing(6)
        middle.addWidget(self.splits.whole, 1)
        column.addLayout(middle, 1)
        self._foot = CommandFoot(self._labels["command"])
        self.notice.installEventFilter(self)
        column.addWidget(self.notice)
        column.addWidget(self._foot)
        self.setCentralWidget(body)
        self.splits.arrange()

    def furnish(self) -> None:
        """Make all that is within the panes at once."""
        for _ in self.furnishing():
            pass

    def furnishing(self) -> Iterator[None]:
        """Make each pane in the place of its outline, one a step, then what lies over them."""
        panes = import_module("console.operator.panes")  # late, for start-up time: see the class
        yield
        for stem, make in panes.PANES.items():
            pane, outline = make(self._labels), self._outlines.pop(stem)
            self.splits.replace(outline, pane)
            outline.deleteLater()
            setattr(self, stem, pane)
            yield
        self.splits.arrange()
        self.command = panes.CommandBar(self.centralWidget())
        self.keys = panes.KeysOverlay(self.centralWidget())
        self.keys.set_keys(overlay())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # a notice stands in the foot's place: nothing above it moves
        if watched is self.notice and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._foot.setVisible(self.notice.isHidden())
        return super().eventFilter(watched, event)

    def make_room(self, place: str) -> None:
        """Give the pane that comes next its room; where there is no checklist yet, the partners keep what they had."""
        if self.splits.make_room("partner" if place == "case" and not self.callback.asks else place):
            self.partner.set_brief(place == "callback" and self.splits.tight())

    def remember(self) -> None:
        """Keep pane sizes and the window's place for the next start."""
        self.splits.remember()
        self.settings.set_state("window", self.saveGeometry())
        self.settings.flush()

    def leave_alone(self, why: str) -> None:
        """Say why nothing done here can be kept, and nothing else; taking that away closes the window. The profile stays as it is."""
        self._kept = False
        self.notice.dismissed.connect(self.close)
        self.notice.say(why, Tone.OVERDUE)
        shrink(self, (self.top, self.call, self.splits.whole))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._kept and self.hold is not None:
            event.ignore()
            self.hold()
            return
        if self._kept:
            self.remember()
        self.closing.emit()
        super().closeEvent(event)
