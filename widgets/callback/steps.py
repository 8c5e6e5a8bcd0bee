"""The rows of the checklist: each one holds the focus and is answered by a key."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from models.records.callback import Step
from widgets.base.parts import ElidedLabel, restyle
from widgets.base.theme import Tone, colour
from widgets.base.words import step_word

SCORES = (1, 2, 3, 4, 5)
DIGITS = tuple(map(str, SCORES))
POOR = 2
"""The highest score that leads to verification; the rule itself stays with whoever takes the answers."""


class Box(QWidget):
    """A painted box: empty, ticked or crossed."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(18, 18)
        self._answer: bool | None = None
        self._neutral = False

    def set_answer(self, answer: bool | None, *, neutral: bool = False) -> None:
        """Show an answer; ``neutral`` where neither of the two is good or bad news."""
        self._answer, self._neutral = answer, neutral
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(1.5, 1.5, 15, 15)
        if self._answer is None:
            painter.setPen(QPen(colour("muted"), 1.4))
            painter.drawRoundedRect(frame, 4, 4)
            return
        token = "accent" if self._neutral else "ok" if self._answer else "overdue"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(token))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(QPen(colour("surface1"), 1.9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        if self._answer:
            painter.drawPolyline([_at(5.2, 9.4), _at(7.9, 12), _at(12.9, 6.4)])
        else:
            painter.drawLine(_at(6, 6), _at(12, 12))
            painter.drawLine(_at(12, 6), _at(6, 12))


class ChecklistRow(QFrame):
    """What every row does: it takes the focus, and up, down and Enter lead on to its neighbours (``moved``)."""

    moved = Signal(int)
    changed = Signal()
    score_typed = Signal(int)
    focused = Signal()

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self.setObjectName(f"callback.{step.value}")
        self.setProperty("role", "step")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(11, 2, 12, 2)
        self.row.setSpacing(6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.moved.emit(-1)
        elif event.text() in DIGITS:
            self.score_typed.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class YesNoRow(ChecklistRow):
    """A question with yes and no: Y and N answer and lead on; left, right and Space answer and stay."""

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self._answer: bool | None = None
        self._neutral = step is Step.ANYTHING_ELSE
        self._box = Box()
        self._buttons = (_choice(self.tr("Yes")), _choice(self.tr("No")))
        restyle(self._buttons[0], tone=Tone.ACCENT.value if self._neutral else Tone.OK.value)
        restyle(self._buttons[1], tone=Tone.MUTED.value if self._neutral else Tone.OVERDUE.value)
        self.row.addWidget(self._box)
        self.row.addSpacing(4)
        self.row.addWidget(ElidedLabel(step_word(step)), 1)
        for button, answer in zip(self._buttons, (True, False), strict=True):
            button.setAccessibleName(f"{step_word(step)} {button.text()}")
            button.clicked.connect(lambda _checked, given=answer: self._give(given))
            self.row.addWidget(button)
        self.set_answer(None)

    def answer(self) -> bool | None:
        """Return yes, no, or None where it was not asked yet."""
        return self._answer

    def set_answer(self, answer: bool | None) -> None:
        """Show an answer."""
        self._answer = answer
        self._box.set_answer(answer, neutral=self._neutral)
        self._buttons[0].setChecked(answer is True)
        self._buttons[1].setChecked(answer is False)
        said = self.tr("not asked yet") if answer is None else self._buttons[0 if answer else 1].text()
        self.setAccessibleName(f"{step_word(self.step)} {said}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Y, Qt.Key.Key_N):
            self._give(key == Qt.Key.Key_Y)
            self.moved.emit(1)  # an answer leads on to the next question
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._give(key == Qt.Key.Key_Left)
        elif key == Qt.Key.Key_Space:
            self._give(not self._answer)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._give(None)
        else:
            super().keyPressEvent(event)

    def _give(self, answer: bool | None) -> None:
        self.set_answer(answer)
        self.changed.emit()


class ScoreRow(ChecklistRow):
    """How satisfied, from 1 to 5: a digit anywhere in the checklist (here it leads on too), left and right here."""

    def __init__(self) -> None:
        super().__init__(Step.SATISFIED)
        self._score: int | None = None
        self._box = Box()
        self._buttons = {score: _choice(str(score)) for score in SCORES}
        self.row.setSpacing(4)
        self.row.addWidget(self._box)
        self.row.addSpacing(4)
        self.row.addWidget(ElidedLabel(step_word(Step.SATISFIED)), 1)
        for score, button in self._buttons.items():
            button.setAccessibleName(f"{step_word(Step.SATISFIED)} {score}")
            restyle(button, narrow=True, tone=(Tone.OVERDUE if score <= POOR else Tone.DUE if score == POOR + 1 else Tone.OK).value)
            button.clicked.connect(lambda _checked, given=score: self.give(given))
            self.row.addWidget(button)
        self.set_score(None)

    def score(self) -> int | None:
        """Return 1–5, or None where the citizen has not said."""
        return self._score

    def set_score(self, score: int | None) -> None:
        """Show a score."""
        self._score = score
        self._box.set_answer(None if score is None else score > POOR)
        for value, button in self._buttons.items():
            button.setChecked(value == score)
        said = self.tr("not asked yet") if score is None else str(score)
        self.setAccessibleName(f"{step_word(Step.SATISFIED)} {said}")

    def give(self, score: int | None) -> None:
        """Take a score from the operator."""
        self.set_score(score)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left:
            self.give(max((self._score or 6) - 1, 1))
        elif event.key() == Qt.Key.Key_Right:
            self.give(min((self._score or 0) + 1, 5))
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.give(None)
        elif not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and event.text() in DIGITS:
            self.give(int(event.text()))
            self.moved.emit(1)
        else:
            super().keyPressEvent(event)


class CommentLine(QLineEdit):
    """One line of words; up and down lead to the neighbouring rows, Enter leads on."""

    moved = Signal(int)
    focused = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved.emit(1)
        elif plain and event.key() == Qt.Key.Key_Up:
            self.moved.emit(-1)
        elif not plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def sizeHint(self) -> QSize:
        return QSize(120, super().sizeHint().height())


def _at(x: float, y: float) -> QPointF:
    return QPointF(x, y)


def _choice(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setProperty("kind", "choice")
    return button
