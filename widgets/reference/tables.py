"""What the pane lists: the fields that a file would change, or the places of a file that cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from models.records.imports import BadRow, FieldChange, RowChange, RowStatus
from widgets.base.theme import Tone, colour, face
from widgets.base.words import language

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

STATUS_WORDS: dict[RowStatus, object] = {
    RowStatus.ADDED: QT_TRANSLATE_NOOP("reference", "Added"),
    RowStatus.CHANGED: QT_TRANSLATE_NOOP("reference", "Changed"),
    RowStatus.RETURNED: QT_TRANSLATE_NOOP("reference", "Back again"),
    RowStatus.RETIRED: QT_TRANSLATE_NOOP("reference", "Retired"),
}
STATUS_TONES = {
    RowStatus.ADDED: Tone.OK,
    RowStatus.CHANGED: Tone.ACCENT,
    RowStatus.RETURNED: Tone.OK,
    RowStatus.RETIRED: Tone.DUE,
}
_SIGNS = {RowStatus.ADDED: "+", RowStatus.CHANGED: "→", RowStatus.RETURNED: "+", RowStatus.RETIRED: "−"}


def status_word(status: RowStatus) -> str:
    """Return the word for what becomes of a row."""
    return QCoreApplication.translate("reference", str(STATUS_WORDS[status]))


class DifferenceTableModel(QAbstractTableModel):
    """One line for each changed field, one for a row that comes or goes whole. Status, code and name stand once for each row."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[RowChange, FieldChange | None, bool]] = []

    def set_changes(self, changes: Sequence[RowChange]) -> None:
        """Show these changes instead."""
        self.beginResetModel()
        self._lines = [
            (change, field, place == 0) for change in changes for place, field in enumerate(change.fields or (None,))
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Status"), self.tr("Code"), self.tr("Name"), self.tr("Field"), self.tr("Now"), self.tr("From the file"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        change, field, first = self._lines[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole:
            muted = index.column() == 4 or (index.column() == 5 and field is None)
            return _ink(STATUS_TONES[change.status] if index.column() == 0 else Tone.MUTED if muted else Tone.PLAIN)
        if role == Qt.ItemDataRole.FontRole:
            return face(14, bold=True) if index.column() == 0 else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        whole = role != Qt.ItemDataRole.DisplayRole
        text = self._text(change, field, index.column(), first or whole)
        return text if whole else " ".join(text.split())

    def _text(self, change: RowChange, field: FieldChange | None, column: int, told: bool) -> str:
        match column:
            case 0:
                return f"{_SIGNS[change.status]} {status_word(change.status)}" if told else ""
            case 1:
                return change.code if told else ""
            case 2:
                return change.name.in_(language()) if told else ""
            case 3:
                return field.field if field else ""
            case 4:
                return (field.old or "–") if field else ""
            case _:
                return (field.new or "–") if field else self._whole_row(change)

    def _whole_row(self, change: RowChange) -> str:
        if change.status is RowStatus.RETIRED:
            return self.tr("not in the file")
        return self.tr("line {n}").format(n=change.line)


class BadRowTableModel(QAbstractTableModel):
    """One line for each place that cannot be taken."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[BadRow, ...] = ()

    def set_rows(self, rows: Sequence[BadRow]) -> None:
        """Show these places instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Line"), self.tr("Column"), self.tr("Found"), self.tr("Expected"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        bad = self._rows[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return _ink(Tone.OVERDUE) if index.column() == 2 else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return (str(bad.line), bad.column or "–", bad.value or "–", bad.expected.in_(language()))[index.column()]
        return None


def _ink(tone: Tone) -> Any:
    return colour("text" if tone is Tone.PLAIN else tone.value)
