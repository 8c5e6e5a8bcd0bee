"""The questions to ask, to be ticked off by eye."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.records.catalogue import Question
from widgets.base.parts import clear
from widgets.base.theme import colour
from widgets.base.words import language


class QuestionRow(QWidget):
    """A tick and a question that may need several lines, its hint in muted ink behind it. A click on the words ticks too."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        said = question.text.in_(language())
        self.tick = QCheckBox()
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

    def set_questions(self, questions: Sequence[Question]) -> None:
        """Show other questions, none of them ticked."""
        clear(self._rows)
        for number, question in enumerate(questions, 1):
            row = QuestionRow(question)
            row.tick.setObjectName(f"catalogue.question.{number}")
            self._rows.addWidget(row)
        self.setVisible(bool(questions))
