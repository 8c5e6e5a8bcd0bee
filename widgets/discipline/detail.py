"""One partner: how it stands, its figures with the cases behind them, its history, and what may be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from models.records.case import CaseRow
from models.records.dossier import Dossier, PartnerFigure
from widgets.base.buttons import KeyButton
from widgets.base.counting import counted
from widgets.base.flow import FlowLayout
from widgets.base.listing import Listing
from widgets.base.number import regrouped
from widgets.base.parts import Chip, Label, Pane, Rule, restyle
from widgets.base.rows import Line
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.discipline.acts import ADMISSION, LADDER, Act, title_of
from widgets.discipline.form import ActForm, Field
from widgets.discipline.lines import case_line, moment_line, reputation, standing_marks
from widgets.discipline.words import FIGURES, licence_word, say


class DossierPane(Pane):
    """The right half. ``act_asked(act)`` when an act is wanted, ``act_given(act, values)`` when its form is handed over.

    ``figure_asked(figure)`` wants the cases behind a figure, '' the history again; ``case_asked`` carries the id of a chosen case,
    ``moment_asked`` the key of a chosen line of the history.
    """

    act_asked = Signal(str)
    act_given = Signal(str, dict)
    figure_asked = Signal(str)
    case_asked = Signal(str)
    moment_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("discipline", "Partner"))
        self.setObjectName("discipline.dossier")
        self._figure = ""
        self._stage, self._card, self._code = Chip(), Chip(), Label(tone=Tone.MUTED)
        self.header.add(self._stage)
        self.header.add(self._card)
        self.header.add_right(self._code)
        self._empty = Label(say(_EMPTY), tone=Tone.MUTED, wrap=True)
        self._empty.setContentsMargins(14, 14, 14, 14)
        self.body.addWidget(self._empty)
        self._facts = Label(size="small", wrap=True)
        self._facts.setContentsMargins(14, 8, 14, 4)
        self._figures: dict[str, KeyButton] = {}
        self._parts: list[QWidget] = [self._facts, self._figure_row(), Rule()]
        self.history = Listing("discipline.history")
        self.history.setAccessibleName(QCoreApplication.translate("discipline", "History"))
        self.history.activated_key.connect(self._on_activated)
        self._none = Label(tone=Tone.MUTED, wrap=True)
        self._none.setContentsMargins(14, 12, 14, 12)
        self.form = ActForm()
        self.form.given.connect(self.act_given)
        self.form.left.connect(self._show_acts)
        self._acts = self._act_row()
        self._parts += [self._none, self.history, Rule(), self._acts]
        for part in self._parts:
            self.body.addWidget(part, 1 if part is self.history else 0)
        self.body.addWidget(self.form)
        self.set_dossier(None, None)

    def set_dossier(self, dossier: Dossier | None, now: datetime | None) -> None:
        """Show a partner, None for nobody. The list behind a figure is left only for another partner."""
        there = dossier is not None and now is not None
        self._empty.setVisible(not there)
        for part in self._parts:
            part.setVisible(there)
        if dossier is None or now is None:
            self.header.title.setText(QCoreApplication.translate("discipline", "Partner"))
            for chip in (self._stage, self._card):
                chip.set_chip("", Tone.MUTED)
            self._code.setText("")
            self.form.leave()
            return
        row = dossier.row
        if self._code.text() != row.code:
            self.form.leave()
            self._figure = ""
        self.header.title.setText(row.name.in_(language()))
        self._code.setText(row.code)
        for chip, mark in zip_longest((self._stage, self._card), standing_marks(row)):
            chip.set_chip(mark.text if mark else "", mark.tone if mark else Tone.MUTED)
        self._facts.setText("\n".join(_facts(dossier, now)))
        for figure in PartnerFigure:
            self._captions[figure.value] = say(FIGURES[figure], dossier.figures.get(figure, 0))
        self._acts.setVisible(not self.form.act())
        if not self._figure:
            self._show_lines([moment_line(moment, now) for moment in dossier.timeline])
        self._none.setVisible(not self.history.lines.rowCount())
        self._mark_figure()

    def figure(self) -> str:
        """Return whose cases are shown, '' for the history."""
        return self._figure

    def set_cases(self, figure: PartnerFigure, rows: Sequence[CaseRow], now: datetime) -> None:
        """Show the cases behind a figure in the place of the history."""
        self._figure = figure.value
        self._show_lines([case_line(row, now) for row in rows])
        self._mark_figure()

    def show_history(self) -> None:
        """Go back from the cases to the history; its lines come with the next dossier."""
        self._figure = ""

    def ask(self, act: Act, fields: Sequence[Field], remark: str = "") -> None:
        """Open the form of an act."""
        self._acts.hide()
        self.form.ask(act.value, title_of(act), fields, remark)

    def _show_lines(self, lines: Sequence[Line]) -> None:
        self.history.set_lines(lines)
        self._none.setText(say(_UNCOUNTED if self._figure else _UNWRITTEN))
        self._none.setVisible(not lines)

    def _show_acts(self) -> None:
        self._acts.setVisible(not self._empty.isVisibleTo(self))

    def _figure_row(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        flow.setContentsMargins(14, 0, 14, 8)
        self._captions = {"": QCoreApplication.translate("discipline", "History"), **{figure.value: "" for figure in PartnerFigure}}
        for name in self._captions:
            button = KeyButton("", "", kind="pill", name=f"discipline.figure.{name or 'history'}")
            button.clicked.connect(lambda _on=False, name=name: self.figure_asked.emit(name))
            self._figures[name] = button
            flow.addWidget(button)
        return holder

    def _act_row(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        flow.setContentsMargins(14, 8, 14, 10)
        for act in (*LADDER, *ADMISSION):
            button = KeyButton(title_of(act), "", name=f"discipline.act.{act.value}")
            button.clicked.connect(lambda _on=False, act=act: self.act_asked.emit(act.value))
            flow.addWidget(button)
        return holder

    def _mark_figure(self) -> None:
        for name, button in self._figures.items():
            shown = name == self._figure
            button.set_caption(f"▸ {self._captions[name]}" if shown else self._captions[name], "")
            restyle(button, tone=(Tone.ACCENT if shown else Tone.MUTED).value)

    def _on_activated(self, key: str) -> None:
        if self._figure:
            self.case_asked.emit(key)
        else:
            self.moment_asked.emit(key)


_EMPTY = QT_TRANSLATE_NOOP(
    "discipline", "Choose a partner at the left: its licences, figures and whole history stand here, with what may be done."
)

_UNCOUNTED = QT_TRANSLATE_NOOP("discipline", "No case is counted here.")
_UNWRITTEN = QT_TRANSLATE_NOOP("discipline", "Nothing has been written down of this partner yet. What it was listed with stands above.")


def _facts(dossier: Dossier, now: datetime) -> list[str]:
    """Return what a reader wants to know of a partner before its history."""
    row, today = dossier.row, now.date().isoformat()
    agreed = QCoreApplication.translate("discipline", "agreement {0}").format(dossier.agreement or "–")
    due = QCoreApplication.translate("discipline", "next re-check {0}").format(dossier.summary.recheck or "–")
    where = QCoreApplication.translate("discipline", "whole city") if "*" in row.districts else _count(len(row.districts), _DISTRICTS)
    jobs = _count(row.capacity, _JOBS)
    return [
        " · ".join(licence_word(licence, today) for licence in dossier.licences),
        " · ".join((agreed, due, regrouped(row.phone) or "–", reputation(row))),
        " · ".join(filter(None, (_count(len(row.items), _ITEMS), where, " ".join(row.hours), jobs, row.price.in_(language())))),
    ]


_ITEMS = (QT_TRANSLATE_NOOP("discipline", "{count} item"), QT_TRANSLATE_NOOP("discipline", "{count} items"))
_DISTRICTS = (QT_TRANSLATE_NOOP("discipline", "{count} district"), QT_TRANSLATE_NOOP("discipline", "{count} districts"))
_JOBS = (QT_TRANSLATE_NOOP("discipline", "{count} job at once"), QT_TRANSLATE_NOOP("discipline", "{count} jobs at once"))


def _count(number: int, templates: tuple[object, object]) -> str:
    one, many = (QCoreApplication.translate("discipline", str(template)) for template in templates)
    return counted(number, one, many)
