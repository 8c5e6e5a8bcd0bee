"""The pane shows the difference first, and applies nothing that is bad or no longer what is on screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFileDialog, QLineEdit, QStackedWidget, QTableView, QWidget
from pytestqt.qtbot import QtBot

from models.records.base import Text
from models.records.imports import BadRow, FieldChange, ImportPlan, ImportTable, Remark, RowChange, RowStatus
from widgets.base.parts import Chip
from widgets.reference.view import ReferencePane

PLAN = ImportPlan(
    table=ImportTable.CATALOGUE,
    file="items.csv",
    changes=(
        RowChange(status=RowStatus.ADDED, code="C18-01", name=Text("新小项", "New item"), line=4),
        RowChange(
            status=RowStatus.CHANGED,
            code="C03-03",
            name=Text("水管", "Pipe"),
            line=2,
            fields=(FieldChange(field="item_zh", old="水\n管", new="水管漏水"), FieldChange(field="keywords_en", old="leak", new="")),
        ),
        RowChange(status=RowStatus.RETIRED, code="C04-01", name=Text("停电", "Power cut")),
    ),
    unchanged=126,
    remarks=(Remark(code="sheet.gb18030", text=Text("按 GB18030 读取", "Read as GB18030")),),
)
BAD = ImportPlan(
    table=ImportTable.CATALOGUE,
    file="items.csv",
    bad=(BadRow(line=7, column="line", code="cell.choice", value="water", expected=Text("某一个", "one of general, power")),),
)


@pytest.fixture
def pane(qtbot: QtBot) -> ReferencePane:
    made = ReferencePane({"compare": "Enter", "apply": "Ctrl+Enter"})
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def button(pane: QWidget, name: str) -> QAbstractButton:
    found = pane.findChild(QAbstractButton, name)
    assert found is not None
    return found


def path_field(pane: QWidget) -> QLineEdit:
    found = pane.findChild(QLineEdit, "reference.path")
    assert found is not None
    return found


def shown(pane: QWidget, name: str) -> list[list[str]]:
    view = pane.findChild(QTableView, name)
    assert view is not None
    assert view.isVisible()
    model = view.model()
    return [[str(model.index(row, column).data()) for column in range(model.columnCount())] for row in range(model.rowCount())]


def chips(pane: QWidget) -> list[str]:
    return [chip.text() for chip in pane.findChildren(Chip) if chip.isVisible()]


def test_the_difference_stands_field_by_field(pane: ReferencePane) -> None:
    pane.set_difference(PLAN)
    assert shown(pane, "reference.difference") == [
        ["+ Added", "C18-01", "New item", "", "", "line 4"],
        ["→ Changed", "C03-03", "Pipe", "item_zh", "水 管", "水管漏水"],
        ["", "", "", "keywords_en", "leak", "–"],
        ["− Retired", "C04-01", "Power cut", "", "", "not in the file"],
    ]
    assert chips(pane) == ["Added 1", "Changed 1", "Retired 1", "Unchanged 126"]
    assert button(pane, "reference.apply").isEnabled()


def test_a_screen_reader_hears_the_whole_row(pane: ReferencePane) -> None:
    pane.set_difference(PLAN)
    view = pane.findChild(QTableView, "reference.difference")
    assert view is not None
    spoken = view.model().index(2, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "C03-03"


def test_bad_rows_are_listed_and_nothing_can_be_applied(pane: ReferencePane) -> None:
    pane.set_difference(BAD)
    assert shown(pane, "reference.bad") == [["7", "line", "water", "one of general, power"]]
    assert chips(pane) == ["1 to mend – nothing is changed"]
    assert not button(pane, "reference.apply").isEnabled()


def test_nothing_to_apply(pane: ReferencePane) -> None:
    pane.set_difference(ImportPlan(table=ImportTable.CATALOGUE, file="items.csv", unchanged=129))
    pages = pane.findChild(QStackedWidget)
    assert pages is not None
    assert pages.currentIndex() == 0
    assert chips(pane) == ["Unchanged 129"]
    assert not button(pane, "reference.apply").isEnabled()


def test_compare_and_apply_by_keyboard(pane: ReferencePane, qtbot: QtBot) -> None:
    field = path_field(pane)
    field.setFocus()
    qtbot.keyClicks(field, "/data/items.csv")
    with qtbot.waitSignal(pane.import_asked) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == ["/data/items.csv"]
    pane.set_difference(PLAN)
    apply = button(pane, "reference.apply")
    apply.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(pane.apply_asked):
        qtbot.keyClick(apply, Qt.Key.Key_Return)


def test_without_a_path_there_is_nothing_to_compare(pane: ReferencePane, qtbot: QtBot) -> None:
    field = path_field(pane)
    assert not button(pane, "reference.compare").isEnabled()
    with qtbot.assertNotEmitted(pane.import_asked):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "  ")
    assert not button(pane, "reference.compare").isEnabled()


def test_another_choice_drops_the_difference(pane: ReferencePane, qtbot: QtBot) -> None:
    tick = pane.findChild(QCheckBox, "reference.retire")
    assert tick is not None
    for alter in (
        lambda: qtbot.keyClicks(path_field(pane), "x"),
        tick.toggle,
        lambda: button(pane, "reference.compare").click(),
    ):
        pane.set_difference(PLAN)
        assert button(pane, "reference.apply").isEnabled()
        alter()
        assert not button(pane, "reference.apply").isEnabled()
    assert pane.retiring()
    pane.set_difference(PLAN)
    with qtbot.waitSignal(pane.table_changed) as changed:
        button(pane, "reference.table.staff").click()
    assert changed.args == ["staff"]
    assert pane.table() is ImportTable.STAFF
    assert not button(pane, "reference.apply").isEnabled()


def test_a_late_answer_for_another_table_is_dropped(pane: ReferencePane) -> None:
    button(pane, "reference.table.partners").click()
    pane.set_difference(PLAN)
    assert chips(pane) == []
    assert not button(pane, "reference.apply").isEnabled()


def test_work_under_way_holds_the_buttons_and_gives_them_back(pane: ReferencePane, qtbot: QtBot) -> None:
    qtbot.keyClicks(path_field(pane), "a.csv")
    pane.set_difference(PLAN)
    names = ("reference.compare", "reference.apply", "reference.export")
    for done, total in ((500, 0), (0, 100), (10, 100)):
        pane.set_progress(done, total)
        assert [button(pane, name).isEnabled() for name in names] == [False, False, False]
    pane.set_progress(0, 0)
    assert [button(pane, name).isEnabled() for name in names] == [True, True, True]


def test_what_the_role_does_not_allow_says_why(pane: ReferencePane, qtbot: QtBot) -> None:
    qtbot.keyClicks(path_field(pane), "a.csv")
    pane.set_difference(PLAN)
    pane.set_allowed(importing=False, exporting=True, why="Only an administrator imports.")
    assert not button(pane, "reference.apply").isEnabled()
    assert not button(pane, "reference.compare").isEnabled()
    assert button(pane, "reference.apply").toolTip() == "Only an administrator imports."
    assert button(pane, "reference.export").isEnabled()


def test_files_are_chosen_in_a_dialog_that_holds_up_nothing(pane: ReferencePane, qtbot: QtBot, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("code\n", encoding="utf-8")
    button(pane, "reference.choose").click()
    dialog = pane.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.windowModality() is Qt.WindowModality.NonModal
    with qtbot.waitSignal(pane.file_chosen) as chosen:
        dialog.fileSelected.emit(str(source))
    assert chosen.args == [str(source)]
    assert pane.path() == str(source)
    dialog.reject()


def test_export_asks_for_a_target(pane: ReferencePane, qtbot: QtBot, tmp_path: Path) -> None:
    button(pane, "reference.table.units").click()
    button(pane, "reference.export").click()
    dialog = pane.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.selectedFiles()[0].endswith("units.xlsx")
    with qtbot.waitSignal(pane.export_asked) as asked:
        dialog.fileSelected.emit(str(tmp_path / "units.xlsx"))
    assert asked.args == [str(tmp_path / "units.xlsx")]
    dialog.reject()


def test_everything_has_a_name(pane: ReferencePane) -> None:
    for kind in (QAbstractButton, QLineEdit, QTableView):
        for widget in pane.findChildren(kind):
            if widget.objectName().startswith("reference."):
                assert widget.accessibleName(), widget.objectName()
