"""Items changed in place: the difference first, a refusal that names its field, and nobody's change written over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from console.app import Console
from console.lead.catalogue import CatalogueEditor
from console.lead.pages import acting
from console.lead.window import LeadWindow
from models.commands import catalogue as commands
from models.records.base import Text
from models.repositories import catalogue
from models.rules.permissions import Permission
from tests.support.indexes import kept
from tests.support.stage import Theatre, until


async def at(console: Console, code: str) -> tuple[LeadWindow, CatalogueEditor]:
    window = LeadWindow(console)
    window.show()
    page = window.open("catalogue")
    assert isinstance(page, CatalogueEditor)
    await until(lambda: bool(page._items))
    page.pane.rows.set_current(code)
    await until(lambda: page._before is not None and page._before.code == code)
    return window, page


def name(page: CatalogueEditor) -> QLineEdit:
    found = page.pane.form.findChild(QLineEdit, "editor.form.name_zh")
    assert isinstance(found, QLineEdit)
    return found


@pytest.fixture
def theatre(qapp: QApplication, tmp_path: Path) -> Iterator[Theatre]:
    """That a changed item is found at the operator's desk is shown with the unmet needs."""
    with kept():
        yield Theatre(qapp, tmp_path / "profile")


def test_a_change_is_shown_before_it_is_saved_and_its_history_after(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await at(console, "C03-03")
        assert not page.pane._save.isEnabled()
        name(page).setText("")
        page.pane.save_asked.emit()
        await until(lambda: page.pane._told.text().startswith("中文名称"))
        assert name(page).property("state") == "unknown"
        name(page).setText("水管与阀门维修")
        assert [line.key for line in page.pane.changes.lines.lines()] == ["name_zh"]
        page.pane.rows.set_current("C03-02")
        assert page.pane.rows.current_key() == "C03-03"
        page.pane.save_asked.emit()
        await until(lambda: page._before is not None and page._before.version == 2)
        assert "28号" in page.pane.history.lines.lines()[0].subtitle
        page.pane.second_asked.emit("")
        await until(lambda: page._before is not None and page._before.retired)
        assert "C03-03" not in {item.code for item in await console.runtime.db(catalogue.items)}
        page.pane.second_asked.emit("")
        await until(lambda: page._before is not None and page._before.version == 4)
        assert "C03-03" in {item.code for item in await console.runtime.db(catalogue.items)}
        window.close()
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_the_arrow_leads_from_the_search_line_into_what_it_found(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await at(console, "C01-01")
        page.pane.search.setText("C03-03")
        await until(lambda: page.pane.rows.lines.rowCount() == 1)
        QTest.keyClick(page.pane.search, Qt.Key.Key_Down)
        assert page.pane.rows.current_key() == "C03-03"
        assert window.focusWidget() is page.pane.rows
        await until(lambda: page._before is not None and page._before.code == "C03-03")
        window.close()
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_somebody_elses_change_is_told_and_not_written_over(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await at(console, "C03-03")
        name(page).setText("水管维修")
        item = page._items["C03-03"]
        stamp = acting(console, Permission.MANAGE_CATALOGUE)
        console.hub.publish(await console.runtime.db(commands.save_item, stamp, replace(item, name=Text("漏水维修"))))
        await until(lambda: "别人" in page.pane._told.text())
        assert name(page).text() == "水管维修"
        page.pane.save_asked.emit()
        await until(lambda: "第 2 版" in page.pane._told.text())
        page.pane.drop_asked.emit()
        await until(lambda: name(page).text() == "漏水维修")
        assert not page.pane.changes.lines.lines()
        window.close()
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_a_new_item_and_a_declined_proposal(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await at(console, "C10-01")
        page.pane.new_asked.emit()
        name(page).setText("共享单车问询")
        page.pane.save_asked.emit()
        await until(lambda: "C10-07" in page._items and page.pane.rows.current_key() == "C10-07")
        proposal = replace(page._items["C10-07"], name=Text("夜间约车"))
        stamp = acting(console, Permission.SEE_REPORTS)
        console.hub.publish(await console.runtime.db(commands.propose_item, stamp, "item:C10-04", proposal))
        await until(lambda: bool(page._proposals))
        page.pane.rows.set_current(page.pane.rows.lines.lines()[0].key)
        await until(lambda: page._before is not None and page._before.code == "C10-08")
        page.pane.second_asked.emit("")
        await until(lambda: bool(page.pane._told.text()))
        page.pane.second_asked.emit("出租车公司会开夜班")
        await until(lambda: not page._proposals)
        assert [row.words for row in await console.runtime.db(catalogue.proposals)] == ["出租车公司会开夜班"]
        window.close()
        window.deleteLater()

    theatre.play(work)
    theatre.close()
