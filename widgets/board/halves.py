"""Incoming calls per half hour, today beside the same weekday a week before. Each bar opens its calls."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from models.records.base import CHINA
from models.records.board import Ask, Tile, What
from widgets.base.chart import Chart
from widgets.base.flow import FlowLayout
from widgets.base.plot import Kind, Plot, Strand
from widgets.base.theme import Tone
from widgets.board.content import Content
from widgets.board.figure import Count
from widgets.board.sight import Sight

_HALF = timedelta(minutes=30)
_WEEK = timedelta(days=7)
_EMPTY = (0,) * 48
_OFFICE = (16, 35)
"""The half hours from 8:00 to 18:00 are always shown, others where somebody rang on either day."""


class HalfHoursContent(Content):
    """The chart, with the sums of both days."""

    def __init__(self) -> None:
        super().__init__(Tile.HALF_HOURS)
        self.chart = Chart("board.halves", QCoreApplication.translate("board", "Calls per half hour, today and a week before"))
        self.chart.chosen.connect(self._on_chosen)
        self._midnight: datetime | None = None
        self._first = 0
        self._today = Count(Ask(What.RUNG), "board.halves.today")
        self._before = Count(Ask(What.WEEK_BEFORE), "board.halves.before")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 6, 2)
        column.setSpacing(0)
        line = FlowLayout(gap=4, line_gap=2)
        for count in (self._today, self._before):
            line.addWidget(count)
            self.pressed(count)
        column.addLayout(line)
        column.addWidget(self.chart, 1)

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        now, numbers = sight.now.astimezone(CHINA), sight.numbers
        self._midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        today, before = (numbers.halves, numbers.before) if numbers is not None else (_EMPTY, _EMPTY)
        rung = [*_OFFICE, now.hour * 2, *(place for place in range(48) if today[place] or before[place])]
        self._first, end = min(rung) // 2 * 2, max(rung) // 2 * 2 + 2
        shown = slice(self._first, end)
        token = "muted" if sight.since(self.tile) else "accent"
        plot = Plot(
            kind=Kind.BARS,
            labels=tuple(f"{place // 2}:{place % 2 * 30:02}" for place in range(48))[shown],
            strands=(
                Strand(self.tr("today"), today[shown], token),
                Strand(self.tr("a week before"), before[shown], "muted"),
            ),
        )
        if plot != self.chart.plot():
            self.chart.set_plot(plot)
        self._today.show_count(self.tr("today so far"), str(sum(today)), Tone.ACCENT)
        self._before.show_count(self.tr("a week before, the whole day"), str(sum(before)))

    def _on_chosen(self, strand: int, place: int) -> None:
        if self._midnight is not None:
            begins = self._midnight - strand * _WEEK + (self._first + place) * _HALF
            self.asked.emit(Ask(What.HALF_HOUR, begins.isoformat(timespec="milliseconds")))
