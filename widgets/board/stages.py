"""Open cases by stage, as bars that can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from models.records.board import Ask, Tile, What
from models.records.case import Stage
from widgets.base.theme import Tone, colour, face, tone_colours
from widgets.base.words import stage_word
from widgets.board.content import Content
from widgets.board.figure import Number
from widgets.board.sight import Sight
from widgets.board.words import NOTHING

_STAGES = (Stage.ACCEPTED, Stage.DISPATCHED, Stage.ACKNOWLEDGED, Stage.ON_SITE, Stage.CALLBACK, Stage.VERIFYING)
_TONES = {Stage.ACCEPTED: Tone.DUE, Stage.CALLBACK: Tone.DUE}


class Bar(Number):
    """A word, a bar and its number; all bars of a tile are measured by the longest."""

    def __init__(self, ask: Ask, word: str, name: str, column: int) -> None:
        """``column`` is how wide the words of all bars are, in pixels."""
        super().__init__(ask)
        self.setObjectName(name)
        self._word = word
        self._column = column
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_bar(self, value: str, part: float, tone: Tone) -> None:
        """Show a number, and a bar of ``part`` (0 to 1) of the room."""
        if part != self._part:
            self._part = part
            self.update()
        self.show_value(value, tone, self._word)

    def sizeHint(self) -> QSize:
        return QSize(200, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(6, 0, -6, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        column = min(self._column, room.width() // 2)
        painter.setFont(face(14))
        painter.setPen(colour("muted") if self._stale else colour("text"))
        word = QFontMetrics(face(14)).elidedText(self._word, Qt.TextElideMode.ElideRight, column - 4)
        painter.drawText(QRect(room.left(), room.top(), column, room.height()), middle, word)
        wide = QFontMetrics(face(14, True)).horizontalAdvance(self.text())
        length = max((room.width() - column - wide - 12) * self._part, 3 if self._part else 0)
        left = room.left() + column
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line_strong") if self._stale else tone_colours(self._tone)[0])
        painter.drawRoundedRect(QRectF(left, room.center().y() - 6, length, 13), 3, 3)
        painter.setFont(face(14, True))
        painter.setPen(colour("muted") if self._stale or self.text() == "0" else colour("text"))
        painter.drawText(QRect(int(left + length) + 8, room.top(), wide + 4, room.height()), middle, self.text())
        if self.underMouse():
            painter.setPen(colour("line_strong"))
            painter.drawLine(left, room.bottom(), room.right(), room.bottom())
        self.paint_focus(painter, QRectF(self.rect()))


class StagesContent(Content):
    """Where the open cases stand."""

    def __init__(self) -> None:
        super().__init__(Tile.STAGES)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(0)
        words = {stage: stage_word(stage) for stage in _STAGES}
        wide = max(map(QFontMetrics(face(14)).horizontalAdvance, words.values())) + 14
        self._bars = {stage: Bar(Ask(What.STAGE, stage.value), word, f"board.stage.{stage.value}", wide) for stage, word in words.items()}
        for bar in self._bars.values():
            bar.setMaximumHeight(44)
            column.addWidget(bar, 1)
            self.pressed(bar)
        column.addStretch(0)

    def show_sight(self, sight: Sight) -> None:
        super().show_sight(sight)
        numbers = sight.numbers
        found = {stage: numbers.of(What.STAGE, stage.value) if numbers is not None else 0 for stage in _STAGES}
        longest = max(*found.values(), 1)
        for stage, bar in self._bars.items():
            value = str(found[stage]) if numbers is not None else NOTHING
            bar.show_bar(value, found[stage] / longest, _TONES.get(stage, Tone.ACCENT))
