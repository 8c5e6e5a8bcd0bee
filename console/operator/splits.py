"""How the operator's window is shared between its panes, and what of that somebody has moved by hand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from console.settings import Settings

SHARES = {"columns": (27, 43, 30), "rows": (70, 30), "right": (60, 40), "bottom": (70, 30)}
"""Pane sizes before somebody has moved them, in parts of the whole."""

ROOM = {"partner": (78, 22), "accept": (78, 22), "danger": (78, 22), "callback": (14, 86)}
"""How the right column is shared while one of its panes is the next one."""
TIGHT = 520  # pixels of the right column, below which the checklist is not whole beside a list of partners


class Splits:
    """The ``splitters`` around ``panes`` (stem → widget); ``whole`` holds all the others."""

    def __init__(self, settings: Settings, panes: Mapping[str, QWidget]) -> None:
        self._settings = settings
        right = _split(Qt.Orientation.Vertical, panes["partner"], panes["callback"])
        bottom = _split(Qt.Orientation.Horizontal, panes["case"], panes["queue"])
        columns = _split(Qt.Orientation.Horizontal, panes["caller"], panes["catalogue"], right)
        self.whole = _split(Qt.Orientation.Vertical, columns, bottom)
        self.splitters = {"right": right, "bottom": bottom, "columns": columns, "rows": self.whole}
        right.splitterMoved.connect(lambda: settings.set_state("right", right.saveState()))

    def replace(self, before: QWidget, after: QWidget) -> None:
        """Put another widget where ``before`` stands, which then is nobody's."""
        for splitter in self.splitters.values():
            if (place := splitter.indexOf(before)) >= 0:
                splitter.replaceWidget(place, after)

    def arrange(self) -> None:
        """Give the panes their remembered sizes; where nobody has moved them, their shares."""
        for name, splitter in self.splitters.items():
            if not splitter.restoreState(self._settings.state(name)):
                splitter.setSizes([share * 10 for share in SHARES[name]])

    def make_room(self, place: str) -> bool:
        """Give the pane that comes next the height of the right column; tell whether: what was set by hand stays."""
        if not self._settings.state("right").isEmpty():
            return False
        right = self.splitters["right"]
        right.setSizes([right.height() * share // 100 for share in ROOM.get(place, SHARES["right"])])
        return True

    def tight(self) -> bool:
        """Tell whether the right column is too low to show both of its panes whole."""
        return self.splitters["right"].height() < TIGHT

    def remember(self) -> None:
        """Keep the sizes for the next start."""
        for name in ("bottom", "columns", "rows"):
            self._settings.set_state(name, self.splitters[name].saveState())


def _split(orientation: Qt.Orientation, *panes: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(6)
    splitter.setChildrenCollapsible(False)
    for pane in panes:
        splitter.addWidget(pane)
    return splitter
