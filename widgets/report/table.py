"""A table of figures: every cell with a number asks for its list, by a click or Enter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from models.records.report import Cut, Figure, Measure, Table
from widgets.base.theme import colour, face
from widgets.base.words import language
from widgets.report.words import measure_word, named, percent

Index = QModelIndex | QPersistentModelIndex

_RATES = {Measure.CLOSED: Measure.CASES, Measure.RESOLVED: Measure.CASES, Measure.SATISFIED: Measure.RATED}
"""Shares that are said in the tooltip: of what."""


class FigureTableModel(QAbstractTableModel):
    """Names in the first column, figures in the others; nothing counted is a dash."""

    def __init__(self) -> None:
        super().__init__()
        self._table = Table(cut=Cut.CATEGORY, columns=(), lines=())

    def set_table(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def figure(self, index: Index) -> Figure | None:
        """Return the figure of a cell, None for a name."""
        return self._table.lines[index.row()].figures[index.column() - 1] if index.isValid() and index.column() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._table.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._table.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section == 0:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return measure_word(self._table.columns[section - 1])
        return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, figure = self._table.lines[index.row()], self.figure(index)
        name = named(line.name.in_(language()))
        if figure is None:
            return name if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{figure.value:,}" if figure.value else "–"
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ForegroundRole:
                return colour("accent" if figure.value else "muted")
            case Qt.ItemDataRole.FontRole:
                return face(14)
            case Qt.ItemDataRole.ToolTipRole:
                return self._told(index.row(), figure)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{name}, {measure_word(figure.asked.measure)}: {figure.value:,}"
        return None

    def _told(self, row: int, figure: Figure) -> str:
        measure = figure.asked.measure
        whole = _RATES.get(measure)
        if whole is None or whole not in self._table.columns:
            return measure_word(measure)
        of = self._table.lines[row].figures[self._table.columns.index(whole)]
        return f"{measure_word(measure)} {figure.value:,} / {measure_word(whole)} {of.value:,} = {percent(figure.value, of.value)}"


class FigureTable(QTableView):
    """Shows a table; the arrows go from cell to cell. ``asked(Asked)`` when somebody wants what is behind one."""

    asked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.cells = FigureTableModel()
        self.cells.setParent(self)
        self.setModel(self.cells)
        self.setProperty("role", "figures")
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        self.horizontalHeader().setHighlightSections(False)
        self.setMouseTracking(True)

    def set_table(self, table: Table) -> None:
        """Show another table, its names as wide as there is room."""
        self.cells.set_table(table)
        header = self.horizontalHeader()
        for column in range(self.cells.columnCount()):
            mode = QHeaderView.ResizeMode.Stretch if column == 0 else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._ask(self.currentIndex()):
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.cells.figure(self.indexAt(event.position().toPoint())) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._ask(self.indexAt(event.position().toPoint()))

    def _ask(self, index: Index) -> bool:
        figure = self.cells.figure(index)
        if figure is not None:
            self.asked.emit(figure.asked)
        return figure is not None
