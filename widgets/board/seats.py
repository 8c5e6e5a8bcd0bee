"""Operators as small cards: who, in which state, and for how long. Only the cards that are seen are painted, and only what moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout

from models.records.board import Ask, Tile, What
from widgets.base.flow import FlowLayout
from widgets.base.parts import Label
from widgets.base.rows import LINE_ROLE, Index, Line, LineListModel
from widgets.base.theme import Tone, colour, face, tone_colours
from widgets.base.words import state_word
from widgets.board.content import Content
from widgets.board.figure import Count
from widgets.board.lines import seat_line
from widgets.board.sight import Sight
from widgets.board.words import STATE_TONES, STATES

CARD = QSize(150, 38)
"""The least a card takes; cards share what is left of a row."""
_GAP = 6


class SeatDelegate(QStyledItemDelegate):
    """Paints a seat as a card: the operator at the left, the state on its ground and the time at the right."""

    stale = False
    width = CARD.width()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width + _GAP, CARD.height() + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line | None = index.data(LINE_ROLE)
        if line is None:
            return
        box: QRect = option.rect.adjusted(0, 0, -_GAP, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(colour("accent" if chosen else "line"))
        painter.setBrush(colour("surface2"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        room = box.adjusted(8, 0, -8, 0)
        time = line.right[0].text
        painter.setFont(face(12))
        painter.setPen(colour("muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, time)
        right = room.right() - max(QFontMetrics(face(12)).horizontalAdvance(time), 28) - 6
        mark = line.marks[0]
        ink, ground = tone_colours(Tone.MUTED if self.stale else mark.tone)
        font = face(12, mark.tone is not Tone.MUTED)
        wide = QFontMetrics(font).horizontalAdvance(mark.text) + 10
        chip = QRectF(right - wide, box.center().y() - 8.5, wide, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, 4, 4)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, mark.text)
        painter.setFont(face(14, True))
        painter.setPen(colour("muted" if self.stale else "text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line.key)
        painter.restore()


class SeatView(QListView):
    """The cards in as many columns as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("board.seats")
        self.cards = LineListModel()
        self.cards.setParent(self)
        self.setModel(self.cards)
        self.delegate = SeatDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Qt keeps room for a scroll bar at the right of icons, whether there is one or not.
        room = self.width() - 2 * self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) - 2
        self.delegate.width = max(room // max(room // (CARD.width() + _GAP), 1) - _GAP, CARD.width())
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def show_seats(self, lines: Sequence[Line], *, stale: bool) -> None:
        """Show these seats; grey ones are as they were last heard of."""
        if stale is not self.delegate.stale:
            self.delegate.stale = stale
            self.viewport().update()
        self.cards.set_lines(lines)


class OperatorsContent(Content):
    """How many operators are in each state, and each of them with the time in it."""

    def __init__(self) -> None:
        super().__init__(Tile.OPERATORS)
        self._counts = {state: Count(Ask(What.SEATS, state.value), f"board.seats.{state.value}") for state in STATES}
        self._all = Count(Ask(What.SEATS), "board.seats.all")
        self._view = SeatView()
        self._view.setAccessibleName(self.tr("Operators with their states"))
        self._view.activated.connect(self._on_activated)
        self._none = Label(tone=Tone.MUTED, wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 6, 8)
        column.setSpacing(6)
        line = FlowLayout(gap=4, line_gap=2)
        for count in (self._all, *self._counts.values()):
            line.addWidget(count)
            self.pressed(count)
        column.addLayout(line)
        column.addWidget(self._none, 1)
        column.addWidget(self._view, 1)

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        room, now = sight.room, sight.moment(self.tile)
        seats = room.at() if room is not None else ()
        self._all.show_count(self.tr("At a telephone"), str(len(seats)))
        for state, count in self._counts.items():
            there = len(room.at(state)) if room is not None else 0
            count.show_count(state_word(state), str(there), STATE_TONES[state] if there else Tone.MUTED)
        self._view.show_seats(
            [seat_line(seat, room, now) for seat in seats] if room is not None else [], stale=bool(sight.since(self.tile))
        )
        silent = self.tr("This desk has no call system that tells of the room.") if room is None else self.tr("Nobody sits at a telephone.")
        self._none.setText(silent)
        self._none.setVisible(not seats)
        self._view.setVisible(bool(seats))

    def _on_activated(self, index: Index) -> None:
        line: Line | None = index.data(LINE_ROLE)
        if line is not None:
            self.asked.emit(Ask(What.SEATS))
