"""The way of a case, painted: shape and words say the same as the colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.base.moment import clock
from widgets.base.theme import colour, face
from widgets.case.steps import CaseStep, StepState

RADIUS = 7.0
AXIS = 14
"""Where the line runs, in pixels from the top."""
_INK = {StepState.DONE: "text", StepState.NOW: "accent", StepState.NEXT: "muted", StepState.SKIPPED: "muted"}


class Stepper(QWidget):
    """Circles on a line: filled with a tick where done, a heavy ring where it is due now, hollow where it comes, a dash where skipped."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[CaseStep, ...] = ()
        self.setObjectName("case.steps")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: tuple[CaseStep, ...]) -> None:
        """Show the steps."""
        if steps == self._steps:
            return
        self._steps = steps
        words = {StepState.DONE: self.tr("done"), StepState.NOW: self.tr("now"), StepState.NEXT: "", StepState.SKIPPED: self.tr("skipped")}
        told = [" ".join(filter(None, (step.label, clock(step.at), words[step.state]))) for step in steps]
        self.setAccessibleName(", ".join(told))
        self.setToolTip("\n".join(told))
        self.update()

    def steps(self) -> tuple[CaseStep, ...]:
        """Return what is shown."""
        return self._steps

    def sizeHint(self) -> QSize:
        return QSize(80 * max(len(self._steps), 1), 62)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 62)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = len(self._steps)
        if not count:
            return
        room = self.width() / count
        for place in range(1, count):
            reached = self._steps[place].state in (StepState.DONE, StepState.NOW, StepState.SKIPPED)
            painter.setPen(QPen(colour("ok" if reached else "line_strong"), 2 if reached else 1.2))
            painter.drawLine(QPointF(room * (place - 0.5) + RADIUS + 3, AXIS), QPointF(room * (place + 0.5) - RADIUS - 3, AXIS))
        for place, step in enumerate(self._steps):
            self._paint_mark(painter, step.state, QPointF(room * (place + 0.5), AXIS))
            self._paint_words(painter, step, QRect(round(room * place), AXIS + 9, round(room), 18))

    def _paint_mark(self, painter: QPainter, state: StepState, at: QPointF) -> None:
        ring = QRectF(at.x() - RADIUS, at.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state is StepState.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("ok"))
            painter.drawEllipse(ring)
            painter.setPen(QPen(colour("surface1"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline([at + QPointF(-3.1, 0.3), at + QPointF(-0.9, 2.5), at + QPointF(3.3, -2.3)])
        elif state is StepState.NOW:
            painter.setPen(QPen(colour("accent"), 3))
            painter.drawEllipse(ring)
        elif state is StepState.NEXT:
            painter.setPen(QPen(colour("line_strong"), 1.5))
            painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        else:
            painter.setPen(QPen(colour("muted"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(at + QPointF(-4, 0), at + QPointF(4, 0))

    def _paint_words(self, painter: QPainter, step: CaseStep, box: QRect) -> None:
        font = face(12, step.state is StepState.NOW)
        painter.setFont(font)
        painter.setPen(colour(_INK[step.state]))
        shown = QFontMetrics(font).elidedText(step.label, Qt.TextElideMode.ElideRight, box.width() - 4)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        beneath = self.tr("now") if step.state is StepState.NOW else clock(step.at)
        painter.drawText(box.translated(0, 16), Qt.AlignmentFlag.AlignCenter, beneath)
