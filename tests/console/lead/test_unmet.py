"""The taxi story to its end: two needs nobody met become the 130th item, which the operator's desk finds at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.app import Console
from console.lead.catalogue import CatalogueEditor
from console.lead.pages import PAGES
from console.lead.unmet import UnmetLedger
from console.lead.window import LeadWindow
from models.commands import case, search
from models.records.case import CaseKind
from models.records.journal import Unmet
from models.records.unmet import Scope
from models.repositories import case as cases
from models.repositories import catalogue
from models.repositories.unmet import ledger
from models.store.store import Store
from tests.support.stage import Theatre, drive, press, until, words_in


def needed(store: Store, console: Console, district: str) -> str:
    """A case that nobody could help with."""
    stamp = console.parts.session.stamp()
    _, case_id = case.accept(store, stamp, item_code="C10-04", kind=CaseKind.SERVICE, number="", district=district)
    case.append(store, stamp, case_id, Unmet(need="深夜专车接送", tried="两家出租车公司"))
    return case_id


def opened(console: Console, stem: str) -> tuple[LeadWindow, object]:
    window = LeadWindow(console)
    window.show()
    return window, window.open(stem)


async def chosen(page: UnmetLedger, key: str) -> None:
    await until(lambda: key in page._needs)
    for listing in (page.pane.needs, page.pane.searches):
        listing.set_current(key)
    await until(lambda: page._key == key)


def test_two_unmet_needs_become_the_130th_item(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        first = await console.runtime.db(needed, console, "330381001")
        await console.runtime.db(needed, console, "330381001")
        window, page = opened(console, "unmet")
        assert isinstance(page, UnmetLedger)
        await chosen(page, "item:C10-04")
        assert [line.right[0].text for line in page.pane.needs.lines.lines()] == ["2"]
        assert len(page.pane.cases.lines.lines()) == 2
        assert "两家出租车公司" in words_in(page.pane)
        page.pane.propose_asked.emit()
        page.pane.form.set_values(page.pane.form.values() | {"name_zh": "叫车/出租车问询"})
        page.pane.given.emit(False)
        await until(lambda: "C10-04" in page.pane._told.text())
        assert page.pane.asking()
        page.pane.form.set_values(page.pane.form.values() | {"name_zh": "深夜专车接送"})
        page.pane.given.emit(False)
        await until(lambda: bool(page._needs["item:C10-04"].proposals) and not page.pane.asking())
        assert len(await console.runtime.db(catalogue.items)) == 129
        editor = window.open("catalogue")
        assert isinstance(editor, CatalogueEditor)
        await until(lambda: bool(editor._proposals))
        key = editor.pane.rows.lines.lines()[0].key
        editor.pane.rows.set_current(key)
        await until(lambda: editor._before is not None and editor._before.code == "C10-07" and editor._key == key)
        index = console.parts.index
        editor.pane.save_asked.emit()
        await until(lambda: "C10-07" in editor._items and console.parts.index is not index)
        assert "17 大项 · 130 小项" in words_in(editor.pane)
        window.close()
        await press(console, "Ctrl+Return")
        console.window.activateWindow()
        await until(console.window.isActiveWindow)
        console.window.catalogue.focus_search()
        await drive(console, {"type": "深夜专车"})
        hits = console.window.catalogue.hits.rows
        await until(lambda: any(line.lead == "C10-07" for line in hits.lines.lines()), 20)
        assert "130 小项" in words_in(console.window.catalogue)
        old = await console.runtime.db(cases.state, first)
        assert (old.item_code, old.item_version, old.item_name.zh) == ("C10-04", 1, "叫车/出租车问询")
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_a_count_opens_the_list_behind_it(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile", cases=400)

    async def work(console: Console) -> None:
        for district in ("330381001", "330381002", "330381002"):
            await console.runtime.db(needed, console, district)
        await console.runtime.db(search.record_lead, console.parts.session.stamp(), "代遛狗")
        window, page = opened(console, "unmet")
        assert isinstance(page, UnmetLedger)
        await chosen(page, "item:C10-04")
        whole = await console.runtime.db(ledger, Scope())
        assert [line.right[0].text for line in page.pane.needs.lines.lines()] == [str(need.count) for need in whole[0]]
        at = page.pane.districts.lines.lines()[0]
        page.pane.districts.activated_key.emit(at.key)
        await until(lambda: page.pane.scope()[1] == at.key and page._needs["item:C10-04"].count == int(at.right[0].text))
        assert len(page.pane.cases.lines.lines()) == int(at.right[0].text)
        assert page.pane.searches.lines.lines() == ()
        hour = page.pane.hours.lines.lines()[0]
        page.pane.hours.activated_key.emit(hour.key)
        await until(lambda: page.pane.scope()[2] == hour.key and page._needs["item:C10-04"].count == int(hour.right[0].text))
        for chooser in (page.pane.district, page.pane.hour):
            chooser.setCurrentIndex(0)
        await chosen(page, "search:代遛狗")
        page.pane.propose_asked.emit()
        assert page.pane.form.values()["name_zh"] == "代遛狗"
        page.pane.given.emit(True)
        await until(lambda: any(row.code for row in page._needs["search:代遛狗"].proposals))
        page.pane.needs.set_current("item:C10-04")
        await until(lambda: page._key == "item:C10-04")
        page.pane.case_asked.emit(page.pane.cases.lines.lines()[0].key)
        await until(lambda: console.parts.presenters.desk.case is not None)
        case_row = console.parts.presenters.desk.case
        assert case_row is not None
        assert case_row.item_code == "C10-04"
        window.close()
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_the_pages_are_there_for_whom_they_are_meant() -> None:
    assert {"unmet", "catalogue"} <= {page.stem for page in PAGES}
