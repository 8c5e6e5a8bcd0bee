"""Reference data in and out: choose a table and a file, read the difference, apply it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QFrame, QHBoxLayout, QHeaderView, QProgressBar, QStackedWidget, QTableView

from models.records.imports import ImportPlan, ImportTable, RowStatus
from widgets.base.buttons import KeyButton
from widgets.base.parts import Chip, ElidedLabel, Label, Pane, Rule, inset
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.reference.choice import FileChoice
from widgets.reference.dialog import ask_target
from widgets.reference.tables import STATUS_TONES, BadRowTableModel, DifferenceTableModel, status_word

_DIFFERENCE_WIDTHS = (124, 90, 0, 140, 0, 0)
_BAD_WIDTHS = (70, 150, 0, 0)
"""Column widths in pixels; columns of 0 share what is left."""


class ReferencePane(Pane):
    """Shows what a file would change before anything is changed.

    ``keys`` may hold ``reference`` (the pane), ``compare``, ``export`` and ``apply``. ``table_changed`` carries an ImportTable value,
    ``file_chosen`` the path from the file dialog, ``import_asked`` the path to compare, ``export_asked`` the path to write;
    ``apply_asked`` comes only while the difference on screen can be applied. What is shown is dropped as soon as table, path or the tick
    no longer match it.
    """

    table_changed = Signal(str)
    file_chosen = Signal(str)
    import_asked = Signal(str)
    retire_changed = Signal(bool)
    apply_asked = Signal()
    export_asked = Signal(str)

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__(QCoreApplication.translate("ReferencePane", "Reference data"), keys.get("reference", ""))
        self.setObjectName("reference")
        self._plan: ImportPlan | None = None
        self._busy = False
        self._may_import = True
        self._may_export = True
        self._dialog: QFileDialog | None = None
        self._choice = FileChoice(keys.get("compare", ""))
        self._choice.altered.connect(self._on_choice_altered)
        self._choice.table_changed.connect(self.table_changed)
        self._choice.file_chosen.connect(self.file_chosen)
        self._choice.import_asked.connect(self.import_asked)
        self._choice.retire_changed.connect(self.retire_changed)
        self.body.addWidget(self._choice)
        self.body.addWidget(Rule())
        self._build_result()
        self._build_foot(keys)
        self._refresh()

    def table(self) -> ImportTable:
        """Return the chosen table."""
        return self._choice.table()

    def path(self) -> str:
        """Return the path of the file to import, '' for none."""
        return self._choice.path()

    def retiring(self) -> bool:
        """Return whether rows that are missing from the file are to be retired."""
        return self._choice.retiring()

    def set_difference(self, plan: ImportPlan | None) -> None:
        """Show what a file would do, None for nothing. A plan for another table than the chosen one is not shown."""
        self._plan = plan if plan is not None and plan.table is self.table() else None
        self._differences.set_changes(self._plan.changes if self._plan else ())
        self._bad.set_rows(self._plan.bad if self._plan else ())
        self._refresh()

    def set_progress(self, done: int, total: int) -> None:
        """Show how far the work is, in rows; a ``total`` of 0 is one that nobody knows yet, and 0 of 0 says that nothing is under way."""
        self._busy = done > 0 or total > 0
        # A range of 0 to 0 is how the bar shows work without a known end.
        self._progress.setRange(0, total)
        self._progress.setValue(min(done, total))
        self._refresh()

    def set_message(self, text: str, tone: Tone = Tone.MUTED) -> None:
        """Say one sentence at the foot: what failed, or what was done."""
        self._message.set_text(text)
        self._message.set_tone(tone)

    def set_allowed(self, importing: bool, exporting: bool, why: str = "") -> None:
        """Say what the operator's role allows; ``why`` is told on the buttons where something is not."""
        self._may_import, self._may_export = importing, exporting
        for button, allowed in ((self._choice.compare, importing), (self._apply, importing), (self._export, exporting)):
            button.setToolTip("" if allowed else why)
        self._refresh()

    def _build_result(self) -> None:
        self._file = ElidedLabel(bold=True)
        self._wrong = Chip()
        self._chips = {status: Chip() for status in RowStatus}
        self._same = Chip()
        self._summary = inset(self._file, self._wrong, *self._chips.values(), self._same)
        self._remarks = Label(tone=Tone.DUE, size="small", wrap=True)
        self._remarks.setContentsMargins(14, 0, 14, 8)
        self._hint = Label(tone=Tone.MUTED, wrap=True)
        self._hint.setContentsMargins(8, 12, 8, 12)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._differences = DifferenceTableModel()
        self._bad = BadRowTableModel()
        for model in (self._differences, self._bad):
            model.setParent(self)  # it must not go before its view when both become garbage
        self._difference_view = _table_view("reference.difference", self.tr("Difference"), self._differences, _DIFFERENCE_WIDTHS)
        self._bad_view = _table_view("reference.bad", self.tr("Places that cannot be taken"), self._bad, _BAD_WIDTHS)
        self._pages = QStackedWidget()
        for page in (self._hint, self._difference_view, self._bad_view):
            self._pages.addWidget(page)
        self.body.addWidget(self._summary)
        self.body.addWidget(self._remarks)
        self.body.addWidget(inset(self._pages, margins=(6, 0, 6, 0)), 1)

    def _build_foot(self, keys: Mapping[str, str]) -> None:
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Progress"))
        self._message = ElidedLabel(tone=Tone.MUTED)
        self._export = KeyButton(self.tr("Export…"), keys.get("export", ""), name="reference.export")
        self._export.clicked.connect(self._on_export_clicked)
        self._apply = KeyButton(self.tr("Apply"), keys.get("apply", ""), kind="primary", name="reference.apply")
        self._apply.clicked.connect(self._on_apply_clicked)
        self.body.addWidget(Rule())
        foot = QFrame()
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._message, 1)
        row.addWidget(self._progress, 1)
        row.addWidget(self._export)
        row.addWidget(self._apply)
        self.body.addWidget(foot)

    def _refresh(self) -> None:
        """Bring what is shown and what can be pressed in line with the plan, the path and the work under way."""
        plan = self._plan
        self._summary.setVisible(plan is not None)
        self._file.set_text(plan.file if plan else "")
        for status, chip in self._chips.items():
            count = plan.count(status) if plan else 0
            chip.set_chip(f"{status_word(status)} {count}" if count else "", STATUS_TONES[status])
        self._same.set_chip(self.tr("Unchanged {n}").format(n=plan.unchanged) if plan and not plan.bad else "", Tone.MUTED)
        self._wrong.set_chip(self.tr("{n} to mend – nothing is changed").format(n=len(plan.bad)) if plan and plan.bad else "", Tone.OVERDUE)
        self._remarks.setText("\n".join(remark.text.in_(language()) for remark in plan.remarks) if plan else "")
        self._remarks.setVisible(bool(self._remarks.text()))
        self._hint.setText(
            self.tr("The file says what is stored already: there is nothing to apply.")
            if plan
            else self.tr("Choose a table and a file. The difference is shown here first, and nothing changes until it is applied.")
        )
        page = self._bad_view if plan and plan.bad else self._difference_view if plan and plan.changes else self._hint
        self._pages.setCurrentWidget(page)
        self._progress.setVisible(self._busy)
        self._message.setVisible(not self._busy)
        self._choice.set_ready(self._may_import and not self._busy)
        self._export.setEnabled(self._may_export and not self._busy)
        self._apply.setEnabled(self._may_import and not self._busy and plan is not None and plan.ready)

    def _on_choice_altered(self) -> None:
        self.set_message("")
        self.set_difference(None)

    def _on_apply_clicked(self) -> None:
        if self._apply.isEnabled():
            self.apply_asked.emit()

    def _on_export_clicked(self) -> None:
        if self._dialog is not None:
            self._dialog.raise_()
            return
        self._dialog = ask_target(self, self.table().value)
        self._dialog.fileSelected.connect(self.export_asked)
        self._dialog.finished.connect(self._on_dialog_finished)

    def _on_dialog_finished(self) -> None:
        self._dialog = None


def _table_view(name: str, spoken: str, model: DifferenceTableModel | BadRowTableModel, widths: tuple[int, ...]) -> QTableView:
    view = QTableView()
    view.setObjectName(name)
    view.setProperty("role", "reference")
    view.setAccessibleName(spoken)
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setShowGrid(False)
    # Tab leads on to the buttons; the arrows move within the table.
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(32)
    header = view.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    for place, width in enumerate(widths):
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch)
        if width:
            view.setColumnWidth(place, width)
    return view
