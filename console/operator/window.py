"""The operator's window: assembly only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from console.settings import Settings
from console.shortcuts import key_labels, overlay
from widgets.base.parts import ElidedLabel, KeyHint, Label
from widgets.base.theme import Tone
from widgets.call.view import CallBar
from widgets.callback.view import CallbackPane
from widgets.caller.view import CallerPane
from widgets.case.view import CasePane
from widgets.catalogue.view import CataloguePane
from widgets.command.view import CommandBar
from widgets.keys.view import KeysOverlay
from widgets.notice.view import NoticeStrip
from widgets.partner.view import PartnerPane
from widgets.queue.view import QueuePane
from widgets.topbar.view import TopBar

FOOT_HEIGHT = 46
SHARES = {"columns": (27, 43, 30), "rows": (70, 30), "right": (60, 40), "bottom": (70, 30)}
"""Pane sizes before somebody has moved them, in parts of the whole."""

ROOM = {"partner": (78, 22), "accept": (78, 22), "danger": (78, 22), "callback": (14, 86)}
"""How the right column is shared while one of its panes is the next one."""
TIGHT = 520  # pixels of the right column, below which the checklist is not whole beside a list of partners


class OperatorWindow(QMainWindow):
    """All panes in one split view. ``closing`` is emitted once, when the window goes."""

    closing = Signal()

    def __init__(self, settings: Settings, *, watermark: bool = False) -> None:
        super().__init__()
        self.settings = settings
        self._kept = True
        self.setObjectName("operator")
        self.setWindowTitle(self.tr("81890 Operator Console"))
        self.setMinimumSize(QSize(1120, 700))
        keys = key_labels()
        self.top = TopBar(keys)
        self.top.set_watermark(watermark)
        self.call = CallBar(keys)
        self.caller = CallerPane(keys)
        self.catalogue = CataloguePane(keys)
        self.partner = PartnerPane(keys)
        self.callback = CallbackPane(keys)
        self.case = CasePane(keys)
        self.queue = QueuePane(keys)
        self.notice = NoticeStrip()
        self._splitters = {
            "right": _split(Qt.Orientation.Vertical, SHARES["right"], self.partner, self.callback),
            "bottom": _split(Qt.Orientation.Horizontal, SHARES["bottom"], self.case, self.queue),
        }
        self._splitters["columns"] = _split(
            Qt.Orientation.Horizontal, SHARES["columns"], self.caller, self.catalogue, self._splitters["right"]
        )
        self._splitters["rows"] = _split(Qt.Orientation.Vertical, SHARES["rows"], self._splitters["columns"], self._splitters["bottom"])
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
        middle.addWidget(self._splitters["rows"], 1)
        column.addLayout(middle, 1)
        self._foot = self._make_foot()
        self.notice.installEventFilter(self)
        column.addWidget(self.notice)
        column.addWidget(self._foot)
        self.setCentralWidget(body)
        self.command = CommandBar(body)
        self.keys = KeysOverlay(body)
        self.keys.set_keys(overlay())
        self.command.hide()
        self.keys.hide()
        self.arrange()
        self._splitters["right"].splitterMoved.connect(self._on_moved)

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
        self.foot_right = Label("", size="small", tone=Tone.MUTED)
        row.addWidget(self.foot_right)
        return foot

    def arrange(self) -> None:
        """Give the panes their remembered sizes; where nobody has moved them, they keep their shares."""
        for name, splitter in self._splitters.items():
            splitter.restoreState(self.settings.state(name))

    def make_room(self, place: str) -> None:
        """Give the pane that comes next the height of the right column, as long as nobody has set it by hand."""
        right = self._splitters["right"]
        if self.settings.state("right").isEmpty():
            self.partner.set_brief(place == "callback" and right.height() < TIGHT)
            right.setSizes([right.height() * share // 100 for share in ROOM.get(place, SHARES["right"])])

    def _on_moved(self) -> None:
        self.settings.set_state("right", self._splitters["right"].saveState())

    def remember(self) -> None:
        """Keep pane sizes and the window's place for the next start."""
        for name in ("bottom", "columns", "rows"):
            self.settings.set_state(name, self._splitters[name].saveState())
        self.settings.set_state("window", self.saveGeometry())
        self.settings.flush()

    def leave_alone(self) -> None:
        """Nothing that is done here can be kept: let nobody type, and leave the profile as it is."""
        self._splitters["rows"].setEnabled(False)
        self._kept = False

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._kept:
            self.remember()
        self.closing.emit()
        super().closeEvent(event)


def _split(orientation: Qt.Orientation, shares: tuple[int, ...], *panes: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(6)
    splitter.setChildrenCollapsible(False)
    for pane in panes:
        splitter.addWidget(pane)
    splitter.setSizes([share * 10 for share in shares])
    return splitter
