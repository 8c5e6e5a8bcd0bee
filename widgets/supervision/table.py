"""The figures of the units as a table: a row for each, all together first; each number is a cell that opens its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from models.records.base import Text
from models.records.supervision import Assessment, Figure
from widgets.base.theme import colour, face
from widgets.base.words import language

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_UNIT = QT_TRANSLATE_NOOP("supervision", "Department or town")
_ALL = QT_TRANSLATE_NOOP("supervision", "All together")
_PERCENT = QT_TRANSLATE_NOOP("supervision", "%")
HEADS: Mapping[Figure, object] = {
    Figure.ASSIGNED: QT_TRANSLATE_NOOP("supervision", "Assigned"),
    Figure.DUE: QT_TRANSLATE_NOOP("supervision", "Due"),
    Figure.IN_TIME: QT_TRANSLATE_NOOP("supervision", "In time"),
    Figure.RETURNED: QT_TRANSLATE_NOOP("supervision", "Returned"),
    Figure.RETURN_ACCEPTED: QT_TRANSLATE_NOOP("supervision", "Accepted"),
    Figure.CALLBACK_DUE: QT_TRANSLATE_NOOP("supervision", "To call"),
    Figure.REACHED: QT_TRANSLATE_NOOP("supervision", "Reached"),
    Figure.SCORED: QT_TRANSLATE_NOOP("supervision", "Marked"),
    Figure.SATISFIED: QT_TRANSLATE_NOOP("supervision", "Satisfied"),
    Figure.FAULTS: QT_TRANSLATE_NOOP("supervision", "Faults"),
}
COLUMNS: tuple[Figure | tuple[Figure, Figure], ...] = (
    Figure.ASSIGNED,
    Figure.DUE,
    Figure.IN_TIME,
    (Figure.IN_TIME, Figure.DUE),
    Figure.RETURNED,
    Figure.RETURN_ACCEPTED,
    Figure.CALLBACK_DUE,
    Figure.REACHED,
    Figure.SCORED,
    Figure.SATISFIED,
    (Figure.SATISFIED, Figure.SCORED),
    Figure.FAULTS,
)
"""What stands behind the unit's name: figures, and pairs of which the first is shown in percent of the second."""


def head(figure: Figure) -> str:
    """Return the heading of a figure's column."""
    return _say(HEADS[figure])


class AssessmentModel(QAbstractTableModel):
    """``set_rows`` in; ``cell(index)`` says what a cell counts. A percentage opens the list of its part."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Assessment, ...] = ()
        self._words: Mapping[Figure, Text] = {}

    def set_rows(self, rows: Sequence[Assessment], definitions: Mapping[Figure, Text]) -> None:
        """Show other figures; ``definitions`` are told as tooltips of the headings."""
        self.beginResetModel()
        self._rows, self._words = tuple(rows), definitions
        self.endResetModel()

    def cell(self, index: Index) -> tuple[str, Figure] | None:
        """Return the unit ('' for all together) and the figure of a cell, None for a unit's name."""
        if not index.isValid() or index.column() == 0:
            return None
        column = COLUMNS[index.column() - 1]
        return self._rows[index.row()].unit, column[0] if isinstance(column, tuple) else column

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section - 1] if section else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _say(_UNIT) if column is None else _say(_PERCENT) if isinstance(column, tuple) else head(column)
        if role == Qt.ItemDataRole.ToolTipRole and column is not None:
            figures = column if isinstance(column, tuple) else (column,)
            return "\n".join(self._words[figure].in_(language()) for figure in figures if figure in self._words)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole or (role == Qt.ItemDataRole.ToolTipRole and index.column() == 0):
            return self._text(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            unit, heading = self._text(self.index(index.row(), 0)), self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{unit}, {heading} {self._text(index)}" if index.column() else unit
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft)
        if role == Qt.ItemDataRole.FontRole:
            return face(14, bold=not self._rows[index.row()].unit)
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour("muted" if self._text(index) in ("0", "–") else "text")
        return None

    def _text(self, index: Index) -> str:
        row = self._rows[index.row()]
        if index.column() == 0:
            return (row.name.in_(language()) or row.unit) if row.unit else _say(_ALL)
        column = COLUMNS[index.column() - 1]
        if isinstance(column, tuple):
            percent = row.percent(*column)
            return "–" if percent is None else f"{percent:.1f}"
        return str(row.figures[column])


def _say(source: object) -> str:
    return QCoreApplication.translate("supervision", str(source))
