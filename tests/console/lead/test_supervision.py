"""A supervisor's morning with the departments, through the real window on a real store."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.app import Console
from console.lead.supervision import SupervisionPresenter
from console.lead.window import LeadWindow
from models.commands import case
from models.records.base import CHINA, Text
from models.records.case import CaseKind, Stage
from models.records.journal import Assign
from models.records.operation import Desk
from models.records.supervision import Figure, Press, Return, Watchlist
from models.repositories import case as cases
from models.store.clock import SettableClock
from models.store.store import Store
from tests.support.stage import Theatre, press, until

DESK = Desk(actor=28, desk="28", session="ses_28")
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)


def assigned(store: Store, unit: str = "D01") -> str:
    _, case_id = case.accept(store, DESK, item_code="C17-05", kind=CaseKind.COMPLAINT, number="13800000001", district="330381001")
    case.append(store, DESK, case_id, Assign(unit=unit, name=Text("市综合行政执法局", "Urban Management")))
    return case_id


def returned(store: Store) -> str:
    case_id = assigned(store, "D03")
    case.append(store, DESK, case_id, Return(reason="该路段归镇里"))
    return case_id


def clock_of(console: Console) -> SettableClock:
    clock = console.parts.clock
    assert isinstance(clock, SettableClock)
    return clock


@pytest.fixture
def theatre(qapp: QApplication, tmp_path: Path) -> Theatre:
    return Theatre(qapp, tmp_path / "profile")


async def opened(console: Console) -> tuple[LeadWindow, SupervisionPresenter]:
    window = LeadWindow(console)
    window.show()
    window.activateWindow()
    page = window.open("supervision")
    assert isinstance(page, SupervisionPresenter)
    await console.runtime.settle()
    return window, page


async def shows(page: SupervisionPresenter, which: Watchlist, count: int) -> None:
    page.open(which.value)
    button, lines = page.pane.buttons[which.value], page.pane.watch.listing.lines
    await until(lambda: button.caption().endswith(f" {count}") and lines.rowCount() == count)


def test_a_morning_with_the_departments(theatre: Theatre, tmp_path: Path) -> None:
    async def work(console: Console) -> None:
        clock, db = clock_of(console), console.runtime.db
        clock.set(MORNING)
        slow, wrong = await db(assigned), await db(returned)
        window, page = await opened(console)
        watch = page.pane.watch
        await shows(page, Watchlist.CHASE, 0)
        await shows(page, Watchlist.RETURNS, 1)
        QTest.keyClick(watch.listing, Qt.Key.Key_Return)
        QTest.keyClick(watch.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        await until(lambda: "理由" in window.notice.text())
        assert (await db(cases.state, wrong)).tasks[0].return_decision == ""
        QTest.keyClicks(watch.words, "accepted")
        QTest.keyClick(watch.words, Qt.Key.Key_Return)
        await shows(page, Watchlist.RETURNS, 0)
        assert "已记下" in window.notice.text()
        assert (await db(cases.state, wrong)).stage is Stage.ACCEPTED
        for moment, which in (
            (MORNING + timedelta(days=1, hours=5), Watchlist.CHASE),
            (MORNING + timedelta(days=1, hours=9), Watchlist.SUPERVISE),
            (MORNING + timedelta(days=3, hours=9), Watchlist.BULLETIN),
        ):
            clock.set(moment)
            await shows(page, which, 1)
            QTest.keyClick(watch.listing, Qt.Key.Key_Return)
            QTest.keyClicks(watch.words, "hurry")
            QTest.keyClick(watch.words, Qt.Key.Key_Return)
            await shows(page, which, 0)
        target = tmp_path / "bulletin.pdf"
        watch.page_asked.emit(str(target))
        await until(lambda: target.name in window.notice.text())
        assert target.read_bytes().startswith(b"%PDF-")
        watch.page_asked.emit(str(tmp_path / "nowhere" / "bulletin.pdf"))
        await until(lambda: "无法写入" in window.notice.text())
        task = (await db(cases.state, slow)).tasks[0]
        assert task.pressed == (Press.CHASE, Press.SUPERVISE, Press.BULLETIN)
        assert [entry.body.note for entry in (await db(cases.journal, slow))[-3:]] == ["hurry"] * 3
        window.close()
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_a_number_opens_its_list_and_the_list_its_case(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        clock, db = clock_of(console), console.runtime.db
        clock.set(MORNING)
        ids = [await db(assigned) for _ in range(3)]
        clock.set(MORNING + timedelta(days=8))
        window, page = await opened(console)
        assessed = page.pane.assessed
        page.open("assessment")
        assessed.span_asked.emit("year")
        await until(lambda: assessed.model.rowCount() == 2)
        column = next(place for place in range(1, 13) if assessed.model.cell(assessed.model.index(1, place)) == ("D01", Figure.DUE))
        assessed.table.setCurrentIndex(assessed.model.index(1, column))
        assert assessed.model.data(assessed.table.currentIndex()) == "3"
        QTest.keyClick(assessed.table, Qt.Key.Key_Return)
        await until(lambda: assessed.listing.lines.rowCount() == 3)
        assert assessed.behind().endswith("：3")
        assessed.listing.step(1)
        QTest.keyClick(assessed.listing, Qt.Key.Key_Return)
        await until(lambda: console.parts.presenters.desk.case is not None)
        assert console.parts.presenters.desk.case is not None
        assert console.parts.presenters.desk.case.id in ids
        window.close()
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_an_operator_writes_a_return_and_a_chase_down_in_the_case(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        clock, db, window = clock_of(console), console.runtime.db, console.window
        clock.set(MORNING)
        case_id = await db(assigned)
        clock.set(MORNING + timedelta(days=1, hours=5))
        console.parts.presenters.opening.case(case_id)
        await until(lambda: console.parts.presenters.desk.case is not None)
        assert window.case._unit.text() == "待催办"
        await press(console, "Ctrl+Shift+D")
        assert "不适合" in window.notice.text() or "退回" in window.notice.text()
        await press(console, "Ctrl+Shift+B", "Return")
        assert window.case._unit.text() == "✓ 已催办"
        await press(console, "Ctrl+Shift+T")
        QTest.keyClicks(QApplication.focusWidget(), "not ours")
        await press(console, "Return")
        assert window.case._unit.text() == "退回待裁定"
        state = await db(cases.state, case_id)
        assert (state.tasks[0].pressed, state.tasks[0].return_reason) == ((Press.CHASE,), "not ours")

    theatre.play(work)
    theatre.close()
