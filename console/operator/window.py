"""The operator's window: assembly only."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, QObject, QRect, QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from console.operator.splits import Splits
from console.settings import Settings
from console.shortcuts import key_labels, overlay
from widgets.base.parts import ElidedLabel, KeyHint, Label, Pane
from widgets.base.theme import Tone
from widgets.call.view import CallBar
from widgets.notice.view import NoticeStrip
from widgets.topbar.view import TopBar

if TYPE_CHECKING:
    # For types only; start-up time: the panes are loaded when the window is on the screen.
    from console.operator.panes import CallbackPane, CallerPane, CasePane, CataloguePane, CommandBar, KeysOverlay, PartnerPane, QueuePane

FOOT_HEIGHT = 46
ALONE = QSize(560, 120)
"""The size of a window that has nothing but a sentence to show."""
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
    """All panes in one split view. ``closing`` is emitted once, when the window goes.

    It comes to the screen with its bars and the outlines of its panes. What stands within them is made by :meth:`furnishing`, one pane
    after the other, while the operator already sees where everything is; until then the panes are not there.
    """

    closing = Signal()

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
        self._foot = self._make_foot()
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

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setFixedHeight(FOOT_HEIGHT)
        foot.setProperty("role", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(8)
        row.addWidget(Label(self.tr("Commands"), size="small", tone=Tone.MUTED))
        row.addWidget(KeyHint("Ctrl K"))
        row.addWidget(ElidedLabel(self.tr("Search takes pinyin, initials, dialect, typos and English"), size="small", tone=Tone.MUTED), 1)
        return foot

    def make_room(self, place: str) -> None:
        """Give the pane that comes next its room."""
        if self.splits.make_room(place):
            self.partner.set_brief(place == "callback" and self.splits.tight())

    def fit(self, room: QRect) -> None:
        """Come with the frame within ``room``, the free part of the screen: a title bar that the window system puts on is not known
        before the window is on the screen, and would push the foot out of it."""
        if self.isMaximized() or self.isFullScreen():
            return
        inner, outer = self.geometry(), self.frameGeometry()
        self.resize(inner.size().boundedTo(room.size() - (outer.size() - inner.size())))
        outer.setSize(outer.size() - inner.size() + self.size())
        outer.moveRight(min(outer.right(), room.right()))
        outer.moveBottom(min(outer.bottom(), room.bottom()))
        outer.moveTo(max(outer.left(), room.left()), max(outer.top(), room.top()))
        if outer.topLeft() != self.frameGeometry().topLeft():
            self.move(outer.topLeft())

    def remember(self) -> None:
        """Keep pane sizes and the window's place for the next start."""
        self.splits.remember()
        self.settings.set_state("window", self.saveGeometry())
        self.settings.flush()

    def leave_alone(self, why: str) -> None:
        """Nothing that is done here can be kept: say why and nothing else, let nobody type, and leave the profile as it is.

        Taking the sentence away closes the window.
        """
        self._kept = False
        self.splits.whole.setEnabled(False)
        for part in (self.top, self.call, self.splits.whole):
            part.hide()
        self.notice.dismissed.connect(self.close)
        self.notice.say(why, Tone.OVERDUE)
        self._foot.hide()
        self.setMinimumSize(ALONE)
        self.resize(ALONE)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._kept:
            self.remember()
        self.closing.emit()
        super().closeEvent(event)
