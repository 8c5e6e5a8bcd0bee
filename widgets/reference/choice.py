"""What to compare: the table, the file, and whether missing rows are retired."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from models.records.imports import ImportTable
from widgets.base.buttons import KeyButton
from widgets.base.check import CheckBox
from widgets.base.parts import Label
from widgets.base.theme import Tone
from widgets.reference.dialog import ask_source


class FileChoice(QWidget):
    """``altered`` comes first whenever a difference made before no longer answers what is chosen here."""

    altered = Signal()
    table_changed = Signal(str)
    file_chosen = Signal(str)
    import_asked = Signal(str)
    retire_changed = Signal(bool)

    def __init__(self, compare_key: str) -> None:
        super().__init__()
        self._ready = True
        self._dialog: QFileDialog | None = None
        self._tables = QButtonGroup(self)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(Label(self.tr("Table"), tone=Tone.MUTED))
        for place, table in enumerate(ImportTable):
            chip = self._chip(table)
            chip.setChecked(place == 0)
            self._tables.addButton(chip, place)
            chips.addWidget(chip)
        chips.addStretch(1)
        self._tables.idClicked.connect(self._on_table_clicked)
        self._path = QLineEdit()
        self._path.setObjectName("reference.path")
        self._path.setAccessibleName(self.tr("File to import"))
        self._path.setPlaceholderText(self.tr("CSV or XLSX file"))
        self._path.setClearButtonEnabled(True)
        self._path.textChanged.connect(self._on_path_changed)
        self._path.returnPressed.connect(self._on_compare_clicked)
        self._choose = KeyButton(self.tr("Choose…"), name="reference.choose")
        self._choose.clicked.connect(self._on_choose_clicked)
        self.compare = KeyButton(self.tr("Show difference"), compare_key, name="reference.compare")
        self.compare.clicked.connect(self._on_compare_clicked)
        file = QHBoxLayout()
        file.setSpacing(8)
        for widget in (self._path, self._choose, self.compare):
            file.addWidget(widget)
        self._retire = CheckBox(self.tr("Retire rows that are missing from the file"))
        self._retire.setObjectName("reference.retire")
        self._retire.setAccessibleName(self._retire.text())
        self._retire.toggled.connect(self._on_retire_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 8)
        column.setSpacing(8)
        column.addLayout(chips)
        column.addLayout(file)
        column.addWidget(self._retire)
        self.set_ready(True)

    def table(self) -> ImportTable:
        """Return the chosen table."""
        return list(ImportTable)[self._tables.checkedId()]

    def path(self) -> str:
        """Return the file's path as typed or chosen."""
        return self._path.text().strip()

    def retiring(self) -> bool:
        """Return whether rows that are missing from the file are to be retired."""
        return self._retire.isChecked()

    def set_ready(self, ready: bool) -> None:
        """Say whether a file can be compared now; without a path it never can."""
        self._ready = ready
        self.compare.setEnabled(ready and bool(self.path()))

    def _chip(self, table: ImportTable) -> QPushButton:
        words = {
            ImportTable.CATALOGUE: self.tr("Catalogue"),
            ImportTable.PARTNERS: self.tr("Partners"),
            ImportTable.KNOWLEDGE: self.tr("Knowledge"),
            ImportTable.UNITS: self.tr("Departments and towns"),
            ImportTable.STAFF: self.tr("Staff"),
        }
        chip = QPushButton(words[table])
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setObjectName(f"reference.table.{table.value}")
        chip.setAccessibleName(words[table])
        return chip

    def _on_table_clicked(self, place: int) -> None:
        self.altered.emit()
        self.table_changed.emit(list(ImportTable)[place].value)

    def _on_path_changed(self) -> None:
        self.set_ready(self._ready)
        self.altered.emit()

    def _on_retire_toggled(self, on: bool) -> None:
        self.altered.emit()
        self.retire_changed.emit(on)

    def _on_compare_clicked(self) -> None:
        if self.compare.isEnabled():
            self.altered.emit()
            self.import_asked.emit(self.path())

    def _on_choose_clicked(self) -> None:
        if self._dialog is not None:
            self._dialog.raise_()
            return
        self._dialog = ask_source(self)
        self._dialog.fileSelected.connect(self._on_file_chosen)
        self._dialog.finished.connect(self._on_dialog_finished)

    def _on_file_chosen(self, path: str) -> None:
        self._path.setText(path)
        self.file_chosen.emit(path)

    def _on_dialog_finished(self) -> None:
        self._dialog = None
