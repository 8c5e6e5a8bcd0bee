"""The page of outreach through the window: 18 March 2013 counted by keys, a suggestion that becomes a case, the report given out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.app import Console
from console.lead.outreach import OutreachPage
from console.lead.unmet import UnmetLedger
from console.lead.window import LeadWindow
from models.records.outreach import OutreachStage, SuggestionOutcome
from models.repositories import case as cases
from models.repositories import outreach as events
from tests.support.stage import Theatre, press, until, words_in
from widgets.outreach.view import OPEN, REPORT, SUGGESTIONS

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAN = {
    "title": "“情系社区·贴心服务”81890进社区",
    "district": "330381001",
    "place": "华瑞社区",
    "begins": "2013-03-18 08:30",
    "ends": "2013-03-18 16:00",
    "services": '[["C02-08","P063",""],["C11-05","P048","医疗保健服务"]]',
}


async def planned(console: Console) -> tuple[LeadWindow, OutreachPage]:
    """Open the page and plan the day of 2013 on it."""
    window = LeadWindow(console)
    window.show()
    page: object = window.open("outreach")
    assert isinstance(page, OutreachPage)
    await until(lambda: page._key == OPEN)
    window.activateWindow()
    await until(window.isActiveWindow)
    key(page.pane.events, Qt.Key.Key_N, CONTROL)
    page.pane.plan.set_values({**page.pane.plan.values(), **PLAN, "services": '[["C02-99","",""]]'})
    key(page.pane.plan.form, Qt.Key.Key_S, CONTROL)
    await until(lambda: "C02-99" in page.pane._told.text(), 10)
    await until(page.pane.plan.isEnabled)
    page.pane.plan.set_values({**page.pane.plan.values(), **PLAN})
    key(page.pane.plan.form, Qt.Key.Key_S, CONTROL)
    await until(lambda: page.site.sheet is not None and not page.pane.planning())
    return window, page


def key(widget: QWidget, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, which, modifier)


def heads(page: OutreachPage) -> list[int]:
    return [row.heads for row in page.site.sheet.tally] if page.site.sheet is not None else []


def test_the_day_of_2013_is_counted_by_keys_and_reported(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        window, page = await planned(console)
        pane, table = page.pane, page.pane.tally.services
        key(table, Qt.Key.Key_1)
        for _ in range(111):
            key(table, Qt.Key.Key_Space)
        key(table, Qt.Key.Key_Z, CONTROL)
        await until(lambda: heads(page) == [110, 0])
        key(table, Qt.Key.Key_2)
        for _ in range(13):
            key(table, Qt.Key.Key_Return)
        pane.tally.several.setText("70")
        key(pane.tally.several, Qt.Key.Key_Return)
        await until(lambda: heads(page) == [110, 83])
        assert pane.tally._number.text() == "83"
        assert pane.tally._counted.title.text() == "登记 14 笔，撤回 0 笔"
        pane.show_sheet(SUGGESTIONS)
        for place in range(40):
            pane.suggestions.form.set_values({"words": f"建议{place}", "name": "", "number": ""})
            key(pane.suggestions.form, Qt.Key.Key_S, CONTROL)
            await until(lambda: pane.suggestions.form.values()["words"] == "")
        await until(lambda: page.site.sheet is not None and len(page.site.sheet.suggestions) == 40)
        pane.show_sheet(REPORT)
        told = "2013-03-18 安阳街道华瑞社区：家电维修 110 人次，医疗保健服务 80 多人次，意见建议 40 份。"
        assert told in words_in(pane)
        key(pane.report.figures, Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        assert QGuiApplication.clipboard().text() == f"{told}\n家电维修 110\n医疗保健服务 83\n意见建议 40"
        # each figure opens its list
        for figure, number, counts in (("0", "110", 111), ("1", "83", 14)):
            pane.report.behind.emit(figure)
            assert (pane.tally._number.text(), pane.tally.counts.lines.rowCount()) == (number, counts)
            pane.show_sheet(REPORT)
        pane.report.behind.emit(OPEN)
        assert pane.sheet() == SUGGESTIONS
        assert pane.suggestions.rows.lines.rowCount() == 40
        page.reporting.save(tmp_path / "report.pdf")
        await until((tmp_path / "report.pdf").exists)
        assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
        pane.report.moved.emit("reported")
        await until(lambda: page.site.sheet is not None and page.site.sheet.event.stage is OutreachStage.REPORTED)
        assert pane._edit.isHidden()
        # another reading of the disk says the same
        (event,) = await console.runtime.db(events.events)
        assert (event.heads, event.suggestions, event.open) == (193, 40, 40)
        pane.events.set_current(OPEN)
        await until(lambda: page.site.sheet is None and pane.suggestions.rows.lines.rowCount() == 40)
        assert pane.events.lines.lines()[0].right[0].text == "40"
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_a_suggestion_becomes_a_case_at_the_desk_and_each_leads_to_the_other(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        window, page = await planned(console)
        pane = page.pane
        pane.show_sheet(SUGGESTIONS)
        for words, name in (("楼道灯不亮", "陈女士"), ("想有人代遛狗", "")):
            pane.suggestions.form.set_values({"words": words, "name": name, "number": "0577-65550101" if name else ""})
            key(pane.suggestions.form, Qt.Key.Key_S, CONTROL)
            await until(lambda: pane.suggestions.form.values()["words"] == "")
        await until(lambda: pane.suggestions.rows.lines.rowCount() == 2)
        by_words = {row.words: row.id for row in page.site.suggestions}
        pane.suggestions.rows.set_current(by_words["想有人代遛狗"])
        key(pane.suggestions.rows, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
        pane.suggestions.asking.set_values({"words": "代遛狗"})
        key(pane.suggestions.asking, Qt.Key.Key_S, CONTROL)
        await until(lambda: page.site.suggestions[-1].outcome is SuggestionOutcome.NEED)
        assert not pane.suggestions.is_asking()
        pane.suggestions.rows.set_current(by_words["楼道灯不亮"])
        key(pane.suggestions.rows, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
        desk = console.parts.presenters.desk
        await until(lambda: desk.key.endswith(by_words["楼道灯不亮"]) and "楼道灯不亮" in console.window.catalogue.text())
        assert (desk.number, console.parts.presenters.caller.fields()["name"]) == ("057765550101", "陈女士")
        console.parts.presenters.catalogue.choose("C04-01")
        await until(lambda: desk.item is not None)
        await press(console, "F9")
        await until(lambda: desk.case is not None)
        case_id = desk.case.id if desk.case is not None else ""
        found = await console.runtime.db(events.suggestion, by_words["楼道灯不亮"])
        assert found is not None
        assert (found.outcome, found.ref) == (SuggestionOutcome.CASE, case_id)
        state = await console.runtime.db(cases.state, case_id)
        assert state.text == "2013-03-18 “情系社区·贴心服务”81890进社区，意见建议：楼道灯不亮"
        assert found.case_no == state.no
        await until(lambda: "进社区 2013-03-18" in words_in(console.window.case))
        await press(console, "Ctrl+N")
        await until(lambda: desk.case is None)
        page.read()
        await until(lambda: bool(page.site.suggestions) and all(row.outcome is not None for row in page.site.suggestions))
        assert "进社区 2013-03-18" not in words_in(console.window.case)
        pane.suggestions.opened.emit(found.id)
        await until(lambda: desk.case is not None and desk.case.id == case_id)
        ledger: object = window.open("unmet")
        assert isinstance(ledger, UnmetLedger)
        await until(lambda: "代遛狗" in words_in(ledger.pane))
        ledger.pane.needs.set_current("suggestion:代遛狗")
        await until(lambda: "想有人代遛狗" in words_in(ledger.pane))
        window.deleteLater()

    theatre.play(work)
    theatre.close()
