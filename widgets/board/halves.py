"""The chart of incoming calls per half hour: today as bars, the same weekday a week before as a line. Each bar opens its calls."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from models.records.base import CHINA
from models.records.board import Ask, Tile, What
from widgets.base.flow import FlowLayout
from widgets.base.theme import Tone, colour, face
from widgets.board.content import Content
from widgets.board.figure import Count
from widgets.board.sight import Sight

_HALF = timedelta(minutes=30)
_EMPTY = (0,) * 48


class HalfHours(QWidget):
    """Left and Right choose a half hour, Enter opens it, as a click does. ``chosen(int)`` names it, counted from midnight.

    ``before_chosen(int)`` (Shift with Enter or a click) is the half hour of a week before.
    """

    chosen = Signal(int)
    before_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("board.halves")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._today: tuple[int, ...] = _EMPTY
        self._before: tuple[int, ...] = _EMPTY
        self._first, self._last, self._now = 16, 36, 0
        self._at = -1
        self._stale = False

    def show_calls(self, today: tuple[int, ...], before: tuple[int, ...], now: int, *, stale: bool) -> None:
        """Show the counts of 48 half hours each; ``now`` is the present one. Hours in which nobody rang on either day are left out."""
        if (today, before, now, stale) == (self._today, self._before, self._now, self._stale):
            return
        self._today, self._before, self._now, self._stale = today, before, now, stale
        rung = [place for place in range(48) if today[place] or before[place]]
        self._first, self._last = min([16, now, *rung]) // 2 * 2, max([35, now, *rung]) // 2 * 2 + 2
        self.setAccessibleName(self.tr("Calls per half hour, today and a week before"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot, highest = self._plot(), self._highest()
        painter.setFont(face(11))
        for level in sorted({0, highest // 2, highest}):
            y = plot.bottom() - plot.height() * level / highest
            painter.setPen(colour("line"))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(colour("muted"))
            painter.drawText(QRectF(0, y - 8, plot.left() - 6, 16), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(level))
        step = plot.width() / (self._last - self._first)
        self._paint_hours(painter, plot, step)
        for place in range(self._first, min(self._last, self._now + 1)):
            box = self._bar(plot, step, highest, place)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("muted" if self._stale else "accent"))
            painter.setOpacity(0.55 if place == self._now and not self._stale else 1)
            painter.drawRoundedRect(box, 2, 2)
            painter.setOpacity(1)
            if step >= 22 and self._today[place]:
                painter.setPen(colour("text"))
                above = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
                painter.drawText(box.adjusted(-8, -15, 8, 0), above, str(self._today[place]))
        painter.setPen(QPen(colour("muted"), 1.6, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = [
            QPointF(plot.left() + step * (place - self._first + 0.5), plot.bottom() - plot.height() * self._before[place] / highest)
            for place in range(self._first, self._last)
        ]
        painter.drawPolyline(QPolygonF(points))
        if self.hasFocus() and self._at >= 0:
            painter.setPen(QPen(colour("focus"), 2))
            left = plot.left() + step * (self._at - self._first)
            painter.drawRoundedRect(QRectF(left + 1, plot.top() - 4, step - 2, plot.height() + 6), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            start = self._at if self._at >= 0 else self._now
            self._at = min(max(start + (steps[Qt.Key(event.key())] if self._at >= 0 else 0), self._first), self._last - 1)
            self.setAccessibleDescription(self._told(self._at))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at >= 0:
            self._choose(self._at, before=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and place >= 0:
            self._at = place
            self._choose(place, before=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = self._place_at(event.pos().x())
            QToolTip.showText(event.globalPos(), self._told(place) if place >= 0 else "", self)
            return True
        return super().event(event)

    def _choose(self, place: int, *, before: bool) -> None:
        (self.before_chosen if before else self.chosen).emit(place)
        self.update()

    def _told(self, place: int) -> str:
        told = self.tr("{time}: {today} today, {before} a week before")
        return told.format(time=f"{place // 2}:{place % 2 * 30:02}", today=self._today[place], before=self._before[place])

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(30, 18, -22, -22)

    def _highest(self) -> int:
        top = max(*self._today, *self._before, 2)
        return top + top % 2

    def _bar(self, plot: QRectF, step: float, highest: int, place: int) -> QRectF:
        height = plot.height() * self._today[place] / highest
        return QRectF(plot.left() + step * (place - self._first) + step * 0.18, plot.bottom() - height, step * 0.64, height)

    def _paint_hours(self, painter: QPainter, plot: QRectF, step: float) -> None:
        wide = QFontMetrics(face(11)).horizontalAdvance("00:00") + 10
        every = next((hours for hours in (1, 2, 3, 4, 6) if step * 2 * hours >= wide), 6)
        painter.setPen(colour("muted"))
        for place in range(self._first, self._last + 1, 2):
            if (place // 2) % every == 0:
                x = plot.left() + step * (place - self._first)
                painter.drawText(QRectF(x - 24, plot.bottom() + 4, 48, 16), Qt.AlignmentFlag.AlignCenter, f"{place // 2}:00")

    def _place_at(self, x: float) -> int:
        plot = self._plot()
        if not plot.left() <= x <= plot.right():
            return -1
        place = self._first + int((x - plot.left()) / plot.width() * (self._last - self._first))
        return min(place, self._last - 1)


class HalfHoursContent(Content):
    """The chart, with the sums of both days up to now."""

    def __init__(self) -> None:
        super().__init__(Tile.HALF_HOURS)
        self.chart = HalfHours()
        self._midnight = datetime(2012, 9, 26, tzinfo=CHINA)
        self._today = Count(Ask(What.RUNG), "board.halves.today")
        self._before = Count(Ask(What.WEEK_BEFORE), "board.halves.before")
        self.chart.chosen.connect(lambda place: self._ask(self._midnight, place))
        self.chart.before_chosen.connect(lambda place: self._ask(self._midnight - timedelta(days=7), place))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 6, 4)
        column.setSpacing(0)
        line = FlowLayout(gap=4, line_gap=2)
        for count in (self._today, self._before):
            line.addWidget(count)
            self.pressed(count)
        column.addLayout(line)
        column.addWidget(self.chart, 1)

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        now = sight.now.astimezone(CHINA)
        self._midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        today = sight.numbers.halves if sight.numbers is not None else _EMPTY
        before = sight.numbers.before if sight.numbers is not None else _EMPTY
        place = now.hour * 2 + now.minute // 30
        self.chart.show_calls(today, before, place, stale=bool(sight.since(self.tile)))
        self._today.show_count(self.tr("■ today so far"), str(sum(today)), Tone.ACCENT)
        self._before.show_count(self.tr("– – a week before, the whole day"), str(sum(before)))

    def _ask(self, midnight: datetime, place: int) -> None:
        self.asked.emit(Ask(What.HALF_HOUR, (midnight + place * _HALF).isoformat(timespec="milliseconds")))
