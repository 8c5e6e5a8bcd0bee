"""The overlay that lists every key, in groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from widgets.base.overlay import Overlay
from widgets.base.parts import Header, KeyHint, Label, clear

Group = tuple[str, Sequence[tuple[str, str]]]
COLUMNS = 3


class KeysOverlay(Overlay):
    """Groups of keys in three columns. Esc or F1 closes it and the focus goes back where it was."""

    side = 8

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=1264, top=8)
        self.setObjectName("keys")
        self.setAccessibleName(self.tr("Keys"))
        self._groups: tuple[Group, ...] = ()
        self._scroll = QScrollArea()
        self._scroll.setObjectName("keys.list")
        self._scroll.setAccessibleName(self.tr("List of keys"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._columns = QHBoxLayout(self._inner)
        self._columns.setContentsMargins(14, 8, 14, 8)
        self._columns.setSpacing(20)
        self._scroll.setWidget(self._inner)
        self._head = Header(self.tr("Keys"), "Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._scroll, 1)

    def set_keys(self, groups: Sequence[Group]) -> None:
        """Show groups as (name, lines of (key, what it does)); they keep their order, down the columns."""
        new: tuple[Group, ...] = tuple((name, tuple(lines)) for name, lines in groups)
        if new == self._groups:
            return
        self._groups = new
        clear(self._columns)
        for share in spread(new, COLUMNS):
            holder = QWidget()
            stack = QVBoxLayout(holder)
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(12)
            for name, lines in share:
                stack.addLayout(_group(name, lines))
            stack.addStretch(1)
            self._columns.addWidget(holder, 1)

    def toggle(self) -> None:
        """Open it, or close it where it is open."""
        if self.isHidden():
            self.open_over(self._scroll)
        else:
            self.close_over()

    def height_wanted(self) -> int:
        width = min(self._width, self._over.width() - 2 * self.side) - 12
        return self._head.sizeHint().height() + max(self._columns.heightForWidth(width), self._inner.sizeHint().height()) + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.close_over()
            return
        super().keyPressEvent(event)


def spread(groups: Sequence[Group], columns: int) -> list[list[Group]]:
    """Return the groups in order, cut into at most ``columns`` runs so that the longest run is as short as can be."""
    sizes = [len(lines) + 2 for _, lines in groups]
    limit = max(sizes, default=0)
    while True:
        runs: list[list[Group]] = [[]]
        filled = 0
        for group, size in zip(groups, sizes, strict=True):
            if runs[-1] and filled + size > limit:
                runs.append([])
                filled = 0
            runs[-1].append(group)
            filled += size
        if len(runs) <= columns:
            return runs
        limit += 1


def _group(name: str, lines: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    heading = Label(name)
    heading.setProperty("role", "group")
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, (key, what) in enumerate(lines, start=1):
        words = Label(what, wrap=True)
        words.setAccessibleName(f"{key}: {what}")
        grid.addWidget(KeyHint(key), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1)
    grid.setColumnMinimumWidth(0, 84)
    return grid
