"""The report of one event: a sentence, its figures with the exact numbers beside them, and giving it out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records.outreach import OutreachStage
from widgets.base.buttons import KeyButton
from widgets.base.fields import Field, FieldForm
from widgets.base.listing import Listing
from widgets.base.parts import Header, Label, Rule, inset
from widgets.base.rows import Line
from widgets.base.theme import Tone


class ReportView(QWidget):
    """``behind(key)`` wants the list behind a figure; ``copied()`` and ``paper_asked()`` give the report out; ``moved(stage)`` is a step.

    A step that takes a reason has it in ``reason``.
    """

    behind = Signal(str)
    copied = Signal()
    paper_asked = Signal()
    moved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._sentence = Label("", size="title", wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setAccessibleName(self.tr("The report in one sentence"))
        rule = Label(
            self.tr("From 20 on, what is no whole ten is written as the tens below it and “more than”; the exact number is beside."),
            size="small",
            tone=Tone.MUTED,
            wrap=True,
        )
        copy = KeyButton(self.tr("Copy the text"), "Ctrl Shift C", name="outreach.copy")
        copy.clicked.connect(self.copied)
        paper = KeyButton(self.tr("Save as PDF"), "Ctrl Shift P", name="outreach.pdf")
        paper.clicked.connect(self.paper_asked)
        bar = inset(copy, paper, margins=(0, 4, 0, 0))
        bar.layout().setAlignment(Qt.AlignmentFlag.AlignLeft)  # type: ignore[union-attr]
        self.figures = Listing("outreach.figures")
        self.figures.setAccessibleName(self.tr("The figures; Enter opens the list behind one"))
        self.figures.activated_key.connect(self.behind)
        self._remarks = Label("", wrap=True)
        self._remarks.setContentsMargins(14, 8, 14, 8)
        column.addWidget(inset(self._sentence, rule, bar, margins=(14, 12, 14, 12), vertical=True))
        column.addWidget(Header(self.tr("Figures")))
        column.addWidget(self.figures, 1)
        column.addWidget(self._remarks)
        column.addWidget(Rule())
        column.addWidget(self._build_steps())

    def set_report(self, sentence: str, figures: Sequence[Line], remarks: str) -> None:
        """Show the report."""
        self._sentence.setText(sentence)
        self.figures.set_lines(figures)
        self._remarks.setText(remarks)
        self._remarks.setVisible(bool(remarks))

    def text(self) -> str:
        """Return the report as it is copied: the sentence, and the exact figures beneath it."""
        exact = (f"{line.title} {' '.join(mark.text for mark in line.right)}" for line in self.figures.lines.lines())
        return "\n".join((self._sentence.text(), *exact, *filter(None, (self._remarks.text(),))))

    def set_steps(self, stage: OutreachStage, stages: Sequence[OutreachStage]) -> None:
        """Offer the steps to ``stages`` of an event that is at ``stage``."""
        again = stage is OutreachStage.REPORTED
        self.steps[OutreachStage.HELD].set_caption(self.tr("Open the report again") if again else self.tr("It was held"), "")
        for stage, button in self.steps.items():
            button.setVisible(stage in stages)
        self.reason.setVisible(OutreachStage.OFF in stages)

    def _build_steps(self) -> QWidget:
        self.reason = FieldForm("outreach.off")
        self.reason.set_fields((Field(name="words", label=self.tr("Why it is called off")),))
        words = {
            OutreachStage.OFF: self.tr("Call it off"),
            OutreachStage.PLANNED: self.tr("Plan it again"),
            OutreachStage.HELD: self.tr("It was held"),
            OutreachStage.REPORTED: self.tr("Report it"),
        }
        self.steps: dict[OutreachStage, KeyButton] = {}
        for stage, word in words.items():
            button = self.steps[stage] = KeyButton(
                word, "", kind="primary" if stage is OutreachStage.REPORTED else "", name=f"outreach.{stage.value}"
            )
            button.clicked.connect(lambda _on=False, stage=stage: self.moved.emit(stage.value))
            button.hide()
        self.reason.hide()
        bar = inset(self.reason, self.steps[OutreachStage.OFF], QWidget(), *list(self.steps.values())[1:])
        bar.layout().setStretch(0, 2)  # type: ignore[union-attr]
        bar.layout().setStretch(2, 1)  # type: ignore[union-attr]
        return bar
