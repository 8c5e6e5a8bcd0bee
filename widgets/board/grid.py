"""The grid on which the tiles lie: it fills the window, scrolls where there is more, and lets them be moved and sized."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from models.records.board import Place, Tile
from widgets.board.placing import COLUMNS, DEFAULT, ROWS, moved, on_grid, put, sized, stepped
from widgets.board.tile import TileFrame

_GAP = 8
_LOWEST_ROW = 58
"""Pixels: a tile of two rows shows its number and two lines beneath it."""


class Grid(QScrollArea):
    """Twelve columns of tiles. ``arranged(places)`` whenever the person has changed something."""

    arranged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("board.grid")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = QWidget()
        self.setWidget(self._ground)
        self._frames: Mapping[Tile, TileFrame] = {}
        self._places: tuple[Place, ...] = DEFAULT
        self._arranging = False
        self._before: tuple[Place, ...] | None = None
        """The places when a drag began."""

    def set_frames(self, frames: Mapping[Tile, TileFrame]) -> None:
        """Take the tiles."""
        self._frames = frames
        for tile, frame in frames.items():
            frame.setParent(self._ground)
            cover = frame.cover
            cover.stepped.connect(lambda dx, dy, sizing, tile=tile: self._on_stepped(tile, dx, dy, sizing))
            cover.dragged.connect(lambda by, sizing, tile=tile: self._on_dragged(tile, by, sizing))
            cover.dropped.connect(self._on_dropped)
            cover.put_away.connect(lambda tile=tile: self._change(put(self._places, tile, shown=False)))
            cover.parted.connect(lambda tile=tile: self._change(put(self._places, tile, shown=True, apart=True)))
        self._lay()

    def places(self) -> tuple[Place, ...]:
        """Return where everything lies."""
        return self._places

    def set_places(self, places: tuple[Place, ...]) -> None:
        """Lay the tiles out; nobody is told."""
        self._places = places
        self._lay()

    def take_back(self, frame: TileFrame) -> None:
        """Lay a tile on the grid again that had a window of its own."""
        frame.setParent(self._ground)

    def arrange(self, on: bool) -> None:
        """Let the tiles be moved, or be used again."""
        self._arranging = on
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        lowest = max((place.y + place.h for place in filter(on_grid, self._places)), default=0)
        column, row = self._units()
        self._ground.setMinimumHeight(int(lowest * row) - _GAP if lowest > ROWS or row == _LOWEST_ROW else 0)
        for place in self._places:
            frame = self._frames.get(place.tile)
            if frame is None or place.apart:
                continue
            frame.setVisible(place.shown)
            left, top = round(place.x * column), round(place.y * row)
            right, bottom = round((place.x + place.w) * column) - _GAP, round((place.y + place.h) * row) - _GAP
            frame.setGeometry(QRect(QPoint(left, top), QPoint(right - 1, bottom - 1)))
            frame.arrange(self._arranging)

    def _units(self) -> tuple[float, float]:
        """Return the width of a column and the height of a row, in pixels, gaps included."""
        room = self.viewport().size()
        return (room.width() + _GAP) / COLUMNS, max((room.height() + _GAP) / ROWS, _LOWEST_ROW)

    def _change(self, places: tuple[Place, ...]) -> None:
        if places != self._places:
            self.set_places(places)
            self.arranged.emit(places)

    def _place(self, tile: Tile, places: tuple[Place, ...]) -> Place:
        return next(place for place in places if place.tile is tile)

    def _on_stepped(self, tile: Tile, dx: int, dy: int, sizing: bool) -> None:
        place = self._place(tile, self._places)
        if sizing:
            self._change(sized(self._places, tile, place.w + dx, place.h + dy))
        else:
            self._change(stepped(self._places, tile, dx, dy))
        self.ensureWidgetVisible(self._frames[tile])

    def _on_dragged(self, tile: Tile, by: QPoint, sizing: bool) -> None:
        if self._before is None:
            self._before = self._places
        column, row = self._units()
        place = self._place(tile, self._before)
        dx, dy = round(by.x() / column), round(by.y() / row)
        wanted = (
            sized(self._before, tile, place.w + dx, place.h + dy) if sizing else moved(self._before, tile, place.x + dx, place.y + dy)
        )
        if wanted != self._places:
            self.set_places(wanted)

    def _on_dropped(self) -> None:
        before, self._before = self._before, None
        if before is not None and before != self._places:
            self.arranged.emit(self._places)
