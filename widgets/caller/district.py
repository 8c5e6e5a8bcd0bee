"""A district, chosen by typing a part of its name in either language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from models.records.catalogue import DistrictRow
from widgets.base.chooser import Chooser
from widgets.base.parts import restyle
from widgets.base.theme import dress
from widgets.base.words import language

_CODE_ROLE = Qt.ItemDataRole.UserRole + 1
_FIND_ROLE = Qt.ItemDataRole.UserRole + 2


class _NameCompleter(QCompleter):
    """Looks in the names of both languages but completes with the one on screen."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class DistrictBox(Chooser):
    """The district of an address.

    ``district_edited(code)`` follows the operator. Two letters or more that fit exactly one district count as that one, at once; the name
    is completed when the field is left. What fits none stays as typed and is marked.
    """

    district_edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        completer = _NameCompleter(self._rows, self)
        completer.setCompletionRole(_FIND_ROLE)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("role", "popup")
        dress(popup)  # a window of its own
        self._code = ""
        edit = self.lineEdit()
        assert edit is not None
        self._edit = edit
        self.setCurrentIndex(-1)
        self.activated.connect(self._on_activated)
        edit.textEdited.connect(self._on_text_edited)
        edit.editingFinished.connect(self._on_editing_finished)

    def set_districts(self, rows: Sequence[DistrictRow]) -> None:
        """Offer these districts; what is chosen or typed stays."""
        code, typed = self._code, self._edit.text()
        self._rows.clear()
        for row in rows:
            item = QStandardItem(row.name.in_(language()))
            item.setData(row.code, _CODE_ROLE)
            item.setData(f"{row.name.zh} {row.name.en} {row.code}", _FIND_ROLE)
            self._rows.appendRow(item)
        self.setCurrentIndex(-1)
        self._edit.setText(typed)
        if code:
            self.set_code(code)

    def code(self) -> str:
        """Return the code of the district, '' where none is chosen."""
        return self._code

    def set_code(self, code: str) -> None:
        """Show a district; '' or one that is not offered shows none. Emits nothing."""
        row = self._row_of(code)
        self._code = code
        self.setCurrentIndex(row)
        if row < 0:
            self._edit.setText("")
        self._edit.setCursorPosition(0)
        restyle(self, state="")

    def typed(self) -> str:
        """Return the text of the line where it names no district (so far), else ''."""
        return "" if self._code else self._edit.text()

    def put(self, typed: str) -> None:
        """Put such a text back. Emits nothing."""
        self.set_code("")
        self._edit.setText(typed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._on_editing_finished()

    def _row_of(self, code: str) -> int:
        return next((row for row in range(self.count()) if code and self.itemData(row, _CODE_ROLE) == code), -1)

    def _fitting(self, typed: str) -> list[int]:
        """Return the rows that a typed text names: the exact one, else all that contain it."""
        folded = typed.strip().casefold()
        if not folded:
            return []
        exact = [row for row in range(self.count()) if self.itemText(row).casefold() == folded]
        return exact or [row for row in range(self.count()) if folded in str(self.itemData(row, _FIND_ROLE)).casefold()]

    def _take(self, row: int) -> None:
        code = str(self.itemData(row, _CODE_ROLE)) if row >= 0 else ""
        if code != self._code:
            self._code = code
            self.district_edited.emit(code)

    def _on_activated(self, row: int) -> None:
        restyle(self, state="")
        self._take(row)

    def _on_text_edited(self, typed: str) -> None:
        rows = self._fitting(typed)
        self._take(rows[0] if len(rows) == 1 and len(typed.strip()) > 1 else -1)

    def _on_editing_finished(self) -> None:
        typed = self._edit.text()
        if self._code and typed == self.itemText(self._row_of(self._code)):
            return
        rows = self._fitting(typed)
        if len(rows) == 1:
            self.setCurrentIndex(rows[0])
            self._take(rows[0])
        restyle(self, state="unknown" if typed.strip() and len(rows) != 1 else "")
        self.setToolTip(self.tr("No district of that name: type a part of one") if self.property("state") == "unknown" else "")
