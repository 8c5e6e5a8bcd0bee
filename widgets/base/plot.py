"""Drawing a chart with a painter, the same on the screen and on paper: bars, bars on top of one another, lines.

Colours are never the only sign: each strand has a filling (or dashes and a dot) of its own, and the legend shows it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF


class Kind(StrEnum):
    BARS = "bars"
    STACKED = "stacked"
    LINES = "lines"


class Strand(msgspec.Struct, frozen=True):
    """One row of values, its name, and the token of its ink. It may end before the labels do: nothing is drawn of what is still to come."""

    name: str
    values: tuple[int, ...]
    token: str = "accent"


class Plot(msgspec.Struct, frozen=True):
    """What is drawn: strands, and a label for each place along the foot."""

    kind: Kind
    labels: tuple[str, ...]
    strands: tuple[Strand, ...]

    def top(self) -> int:
        """Return the greatest value, of what lies on top of one another the greatest sum."""
        if self.kind is Kind.STACKED:
            return max((self.beneath(place, len(self.strands)) for place in range(len(self.labels))), default=0)
        return max((value for strand in self.strands for value in strand.values), default=0)

    def beneath(self, place: int, strand: int) -> int:
        """Return the sum of the strands before one at a place."""
        return sum(other.values[place] for other in self.strands[:strand] if place < len(other.values))

    def spots(self) -> list[tuple[int, int]]:
        """Return every strand and place at which there is a value."""
        count = len(self.labels)
        return [(number, place) for number, strand in enumerate(self.strands) for place in range(min(len(strand.values), count))]


Spot = tuple[int, int]
"""A strand and a place."""

_FILLINGS = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.Dense5Pattern, Qt.BrushStyle.NoBrush)
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_STEPS = (1, 2, 5, 10)
_SHARE = 0.72
"""The part of its room that a bar fills."""


def scale(top: int) -> tuple[int, ...]:
    """Return the values of the rulings, from 0 to the first that is not less than ``top``: at most five, in steps of 1, 2 or 5."""
    wanted = max(math.ceil(top / 4), 1)
    unit = 10 ** int(math.log10(wanted))
    step = next(step * unit for step in _STEPS if step * unit >= wanted)
    return tuple(range(0, math.ceil(max(top, 1) / step) * step + 1, step))


class Canvas:
    """A plot in a rectangle: where everything lies, and drawing it. ``inks`` are colours by token, ``font`` is for all words."""

    def __init__(self, plot: Plot, area: QRectF, inks: Mapping[str, str], font: QFont) -> None:
        self._plot = plot
        self._inks = inks
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._rulings = scale(plot.top())
        line = self._metrics.height()
        left = max(self._metrics.horizontalAdvance(f"{value:,}") for value in self._rulings) + line / 2
        head = line * (2.6 if len(plot.strands) > 1 else 1.3)
        self._legend = QRectF(area.left() + left, area.top(), area.width() - left, line * 1.2)
        self._field = QRectF(area.left() + left, area.top() + head, area.width() - left - 2, area.height() - head - line * 1.4)

    def paint(self, painter: QPainter, current: Spot | None = None) -> None:
        """Draw everything; ``current`` is set off with its value."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        self._paint_rulings(painter)
        if not self._plot.labels or not self._plot.strands:
            return
        self._paint_labels(painter, current)
        if len(self._plot.strands) > 1:
            self._paint_legend(painter)
        if self._plot.kind is Kind.LINES:
            self._paint_lines(painter)
        else:
            self._paint_bars(painter, current)
        self._paint_values(painter, current)

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return what lies at a point: the place by the column, the strand by the bar, the part or the line that is nearest."""
        count = len(self._plot.labels)
        if not count or not self._field.adjusted(0, -self._metrics.height(), 0, self._metrics.height()).contains(point):
            return None
        place = min(max(int((point.x() - self._field.left()) / self._slot()), 0), count - 1)
        return min((spot for spot in self._plot.spots() if spot[1] == place), key=lambda spot: self._far(point, spot), default=None)

    def _far(self, point: QPointF, spot: Spot) -> float:
        if self._plot.kind is Kind.LINES:
            return abs(self._point(spot).y() - point.y())
        bar = self._bar(spot)
        if self._plot.kind is Kind.BARS:
            return abs(bar.center().x() - point.x())
        return max(bar.top() - point.y(), point.y() - bar.bottom(), 0.0)

    def _slot(self) -> float:
        return self._field.width() / max(len(self._plot.labels), 1)

    def _height(self, value: float) -> float:
        return self._field.height() * value / self._rulings[-1]

    def _bar(self, spot: Spot) -> QRectF:
        strand, place = spot
        plot, slot = self._plot, self._slot()
        value, left, wide = plot.strands[strand].values[place], self._field.left() + slot * place, slot * _SHARE
        below = 0.0
        if plot.kind is Kind.STACKED:
            below = self._height(plot.beneath(place, strand))
        else:
            wide /= len(plot.strands)
        at = left + slot * (1 - _SHARE) / 2 + (wide * strand if plot.kind is Kind.BARS else 0)
        tall = self._height(value)
        return QRectF(at, self._field.bottom() - below - tall, max(wide - 1, 1), tall)

    def _point(self, spot: Spot) -> QPointF:
        strand, place = spot
        value = self._plot.strands[strand].values[place]
        return QPointF(self._field.left() + self._slot() * (place + 0.5), self._field.bottom() - self._height(value))

    def _ink(self, strand: int) -> QColor:
        return QColor(self._inks[self._plot.strands[strand].token])

    def _paint_rulings(self, painter: QPainter) -> None:
        for value in self._rulings:
            y = self._field.bottom() - self._height(value)
            painter.setPen(QPen(QColor(self._inks["line_strong" if value == 0 else "line"]), 1))
            painter.drawLine(QPointF(self._field.left(), y), QPointF(self._field.right(), y))
            painter.setPen(QColor(self._inks["muted"]))
            room = QRectF(0, y - self._metrics.height() / 2, self._field.left() - self._metrics.height() / 3, self._metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:,}")

    def _paint_labels(self, painter: QPainter, current: Spot | None) -> None:
        """Write the labels that have room: every one, every second, every fifth …; the current one in any case."""
        slot, line = self._slot(), self._metrics.height()
        widest = max((self._metrics.horizontalAdvance(label) for label in self._plot.labels), default=0.0) + line / 2
        every = next((step for step in (1, 2, 3, 5, 7, 10, 14, 28) if slot * step >= widest), max(len(self._plot.labels), 1))
        taken = self._field.left() - widest
        for place, label in enumerate(self._plot.labels):
            mine = current is not None and current[1] == place
            if place % every and not mine:
                continue
            if not mine and current is not None and abs(current[1] - place) * slot < widest:
                continue
            painter.setPen(QColor(self._inks["text" if mine else "muted"]))
            # The last one may be wider than what is left beside it.
            middle = min(self._field.left() + slot * (place + 0.5), self._field.right() - self._metrics.horizontalAdvance(label) / 2)
            if middle - taken < widest - line / 2 and not mine:
                continue
            taken = middle
            room = QRectF(middle - widest, self._field.bottom() + 2, widest * 2, line * 1.3)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, label)

    def _paint_legend(self, painter: QPainter) -> None:
        at, line = self._legend.left(), self._metrics.height()
        for number, strand in enumerate(self._plot.strands):
            box = QRectF(at, self._legend.top() + line * 0.2, line * 1.2, line * 0.75)
            if self._plot.kind is Kind.LINES:
                self._dash(painter, number, QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))
                self._dot(painter, number, box.center())
            else:
                self._fill(painter, number, box)
            painter.setPen(QColor(self._inks["text"]))
            wide = self._metrics.horizontalAdvance(strand.name)
            painter.drawText(QRectF(box.right() + 5, self._legend.top(), wide + 4, line * 1.2), Qt.AlignmentFlag.AlignVCenter, strand.name)
            at = box.right() + wide + line * 1.4

    def _paint_bars(self, painter: QPainter, current: Spot | None) -> None:
        for strand, place in sorted(self._plot.spots(), key=lambda spot: spot[1]):
            bar = self._bar((strand, place))
            self._fill(painter, strand, bar)
            if current == (strand, place):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self._inks["text"]), 1.5))
                painter.drawRect(bar.adjusted(-1, -1, 1, 1))

    def _paint_lines(self, painter: QPainter) -> None:
        for strand in range(len(self._plot.strands)):
            points = [self._point((strand, place)) for place in range(len(self._plot.strands[strand].values))]
            for one, two in zip(points, points[1:], strict=False):
                self._dash(painter, strand, one, two)
            if self._slot() >= 8:
                for point in points:
                    self._dot(painter, strand, point)

    def _paint_values(self, painter: QPainter, current: Spot | None) -> None:
        """Write values over what they belong to where there is room for all of them, else over the current one only."""
        line = self._metrics.height()
        spots = self._plot.spots()
        widest = max((self._metrics.horizontalAdvance(f"{self._value(spot):,}") for spot in spots), default=0.0) + 3
        room = self._slot() / (len(self._plot.strands) if self._plot.kind is Kind.BARS else 1)
        every = self._plot.kind is Kind.BARS and room >= widest
        for spot in spots:
            if spot != current and not (every and self._value(spot)):
                continue
            at = self._point(spot) if self._plot.kind is Kind.LINES else QPointF(self._bar(spot).center().x(), self._bar(spot).top())
            where = QRectF(at.x() - widest / 2 - 2, at.y() - line * (1.5 if self._plot.kind is Kind.LINES else 1.15), widest + 4, line)
            if spot == current:
                painter.fillRect(where, QColor(self._inks["surface1"]))
            painter.setPen(QColor(self._inks["text"]))
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, f"{self._value(spot):,}")
        if current is not None and self._plot.kind is Kind.LINES:
            self._dot(painter, current[0], self._point(current), large=True)

    def _value(self, spot: Spot) -> int:
        return self._plot.strands[spot[0]].values[spot[1]]

    def _fill(self, painter: QPainter, strand: int, box: QRectF) -> None:
        painter.setPen(QPen(self._ink(strand), 1))
        painter.setBrush(QBrush(self._ink(strand), _FILLINGS[strand % len(_FILLINGS)]))
        if box.height() > 0:
            painter.drawRect(box)

    def _dash(self, painter: QPainter, strand: int, one: QPointF, two: QPointF) -> None:
        painter.setPen(QPen(self._ink(strand), max(self._metrics.height() / 9, 1), _DASHES[strand % len(_DASHES)]))
        painter.drawLine(one, two)

    def _dot(self, painter: QPainter, strand: int, at: QPointF, *, large: bool = False) -> None:
        reach = self._metrics.height() * (0.32 if large else 0.2)
        painter.setPen(QPen(self._ink(strand), 1))
        painter.setBrush(self._ink(strand))
        if strand % 3 == 0:
            painter.drawEllipse(at, reach, reach)
        elif strand % 3 == 1:
            painter.drawRect(QRectF(at.x() - reach, at.y() - reach, reach * 2, reach * 2))
        else:
            corners = (QPointF(0, -reach), QPointF(reach, reach), QPointF(-reach, reach))
            painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
