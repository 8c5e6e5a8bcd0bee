"""How the units stand over a span of time, and the list behind the number that is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from models.records.base import Text
from models.records.supervision import Assessment, Figure
from models.records.unit import TaskRow
from widgets.base.listing import Listing
from widgets.base.parts import ElidedLabel, Label, Rule, inset
from widgets.base.theme import Tone, face
from widgets.base.words import language
from widgets.supervision.lines import assessed_line
from widgets.supervision.table import AssessmentModel, head

_NONE = QT_TRANSLATE_NOOP("supervision", "No department had anything to do in this time.")
_BEHIND = QT_TRANSLATE_NOOP("supervision", "{unit} · {figure}: {count}")
_CHOOSE = QT_TRANSLATE_NOOP("supervision", "Enter on a number shows what it counts.")
_FIGURES = QT_TRANSLATE_NOOP("supervision", "Figures of the departments")
_ALL = QT_TRANSLATE_NOOP("supervision", "All together")
_FIGURE_WIDTH = 62
"""The least width of a column of figures in pixels: 1,000.0 and 62,056 fit."""


class _Figures(QTableView):
    """``activated`` follows Enter on a cell, as it follows a double click everywhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.clicked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class AssessedView(QWidget):
    """``set_figures`` and ``set_behind`` in; ``span_asked(span)``, ``figure_asked(unit, figure)`` and ``case_asked(case id)`` out."""

    span_asked = Signal(str)
    figure_asked = Signal(str, str)
    case_asked = Signal(str)

    def __init__(self, spans: Sequence[tuple[str, str]]) -> None:
        """``spans`` are pairs of a span's value and its word, in order."""
        super().__init__()
        self._definitions: Mapping[Figure, Text] = {}
        self._names: dict[str, str] = {}
        group = QButtonGroup(self)
        self.spans: dict[str, QPushButton] = {}
        for value, word in spans:
            button = QPushButton(word)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on, value=value: self.span_asked.emit(value))
            group.addButton(button)
            self.spans[value] = button
        self._when = Label(tone=Tone.MUTED, size="small")
        bar = inset(*self.spans.values(), self._when)
        layout = bar.layout()
        assert layout is not None
        layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.model = AssessmentModel()
        self.model.setParent(self)  # it must not go before its view when both become garbage
        self.table = _table(self.model)
        self.table.clicked.connect(self._on_cell)
        self._none = Label(_say(_NONE), tone=Tone.MUTED, wrap=True)
        self._none.setContentsMargins(14, 12, 12, 12)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._behind = ElidedLabel(_say(_CHOOSE), bold=True)
        self._defined = ElidedLabel(tone=Tone.MUTED, size="small")
        self.listing = Listing("supervision.behind")
        self.listing.activated_key.connect(lambda key: self.case_asked.emit(key.partition("|")[0]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(Rule())
        column.addWidget(self.table, 3)
        column.addWidget(self._none, 3)
        column.addWidget(Rule())
        column.addWidget(inset(self._behind, self._defined, spacing=2, vertical=True))
        column.addWidget(Rule())
        column.addWidget(self.listing, 2)

    def set_figures(self, span: str, when: str, rows: Sequence[Assessment], definitions: Mapping[Figure, Text]) -> None:
        """Show the figures of a span; ``when`` says its first and last day."""
        self.spans[span].setChecked(True)
        self._when.setText(when)
        self._definitions = definitions
        self._names = {row.unit: row.name.in_(language()) or row.unit or _say(_ALL) for row in rows}
        at = self.table.currentIndex()
        self.model.set_rows(rows, definitions)
        self.table.setCurrentIndex(self.model.index(at.row(), at.column()) if at.isValid() else self.model.index(0, 1))
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def set_behind(self, unit: str, figure: Figure | None, rows: Sequence[TaskRow], now: datetime) -> None:
        """Show what a number counts; None for no number."""
        if figure is None:
            self._behind.set_text(_say(_CHOOSE))
            self._defined.set_text("")
        else:
            said = _say(_BEHIND).format(unit=self._names.get(unit, unit), figure=head(figure), count=len(rows))
            self._behind.set_text(said)
            self._defined.set_text(self._definitions[figure].in_(language()))
        self.listing.set_lines([assessed_line(row, now) for row in rows])

    def behind(self) -> str:
        """Return what the heading of the list says."""
        return self._behind.text()

    def focus_table(self) -> None:
        """Put the keyboard into the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_cell(self, index: QModelIndex) -> None:
        if (found := self.model.cell(index)) is not None:
            self.figure_asked.emit(found[0], found[1].value)


def _table(model: AssessmentModel) -> QTableView:
    view = _Figures()
    view.setObjectName("supervision.figures")
    view.setProperty("role", "reference")
    view.setAccessibleName(_say(_FIGURES))
    view.setModel(model)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setShowGrid(False)
    # Tab leads on; the arrows move within the table.
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(32)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for place in range(1, model.columnCount()):
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
        word = str(model.headerData(place, Qt.Orientation.Horizontal))
        view.setColumnWidth(place, max(_FIGURE_WIDTH, QFontMetrics(face(15)).horizontalAdvance(word) + 18))
    return view


def _say(source: object) -> str:
    return QCoreApplication.translate("supervision", str(source))
