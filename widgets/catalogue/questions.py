"""The questions to ask, to be ticked off by eye."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.records.catalogue import Question
from widgets.base.parts import clear
from widgets.base.theme import colour
from widgets.base.words import language


class Tick(QCheckBox):
    """A check box without words that paints its own box and tick, so that both follow the theme."""

    def sizeHint(self) -> QSize:
        return QSize(26, 22)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        edge = colour("focus") if self.hasFocus() else colour("ok") if on else colour("line_strong")
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1.4))
        painter.setBrush(colour("ok_soft") if on else colour("surface1"))
        painter.drawRoundedRect(QRectF(1.5, 3.5, 15, 15), 4, 4)
        if on:
            painter.setPen(QPen(colour("ok"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline([QPointF(5, 11), QPointF(8, 14), QPointF(13, 8)])
        painter.end()


class QuestionRow(QWidget):
    """A tick and a question that may need several lines, its hint in muted ink behind it. A click on the words ticks too."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        said = question.text.in_(language())
        self.tick = Tick()
        self.tick.setAccessibleName(said)
        self.tick.setAccessibleDescription(question.hint.in_(language()))
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._write()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.tick.toggle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._write()

    def _write(self) -> None:
        said, hint = self._question.text.in_(language()), self._question.hint.in_(language())
        muted = colour("muted").name()
        self._words.setText(escape(said) + (f'&nbsp; <span style="color:{muted}">{escape(hint)}</span>' if hint else ""))


class QuestionList(QWidget):
    """All questions of an item. Ticks are for the eye only and are kept nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(3)
        self.ticks: list[Tick] = []

    def set_questions(self, questions: Sequence[Question]) -> None:
        """Show other questions, none of them ticked."""
        clear(self._rows)
        self.ticks = []
        for number, question in enumerate(questions, 1):
            row = QuestionRow(question)
            row.tick.setObjectName(f"catalogue.question.{number}")
            self._rows.addWidget(row)
            self.ticks.append(row.tick)
        self.setVisible(bool(questions))
