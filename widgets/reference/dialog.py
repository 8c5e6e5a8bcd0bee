"""File dialogs that hold up nothing: calls still ring, and the rest of the window works on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_source(parent: QWidget) -> QFileDialog:
    """Open a dialog for a file to import; its ``fileSelected`` tells the path."""
    dialog = _dialog(parent, QCoreApplication.translate("reference", "File to import"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(QCoreApplication.translate("reference", "Tables") + " (*.csv *.xlsx)")
    dialog.show()
    return dialog


def ask_target(parent: QWidget, stem: str) -> QFileDialog:
    """Open a dialog for a file to export to, named ``stem`` at first; its ``fileSelected`` tells the path."""
    dialog = _dialog(parent, QCoreApplication.translate("reference", "Export to"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(["Excel (*.xlsx)", "CSV (*.csv)"])
    dialog.setDefaultSuffix("xlsx")
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("csv" if "csv" in chosen else "xlsx"))
    dialog.selectFile(f"{stem}.xlsx")
    dialog.show()
    return dialog


def _dialog(parent: QWidget, title: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # Shown, not opened: open() would make it modal to the window.
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    return dialog
