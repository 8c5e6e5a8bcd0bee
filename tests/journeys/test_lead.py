"""A team lead's morning at the board, through the real windows: every number is opened, a case is taken up, an alert is answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from console.app import Console
from console.lead.board import BoardPresenter
from console.lead.window import LeadWindow
from models.commands import alert as alerts
from models.commands.case import accept
from models.records.board import Ask, Tile, What
from models.records.call import EndReason, OperatorState
from models.records.case import CaseKind
from models.records.catalogue import Line
from models.records.operation import Desk
from tests.support.stage import Theatre, press, until
from widgets.base.buttons import KeyButton
from widgets.board.figure import Figure, Number

CALLER = "13900002207"
NAME = "陈小丽"
HER = Desk(actor=12, desk="desk-12", session="ses_12")


@pytest.fixture
def theatre(qapp: QApplication, tmp_path: Path) -> Iterator[Theatre]:
    opened = Theatre(qapp, tmp_path / "profile", cases=200)
    yield opened
    opened.close()


async def opened(console: Console) -> tuple[LeadWindow, BoardPresenter]:
    """Open the window as its key does, and wait until the board has counted."""
    await press(console, "Ctrl+B")
    window = next(found for found in QApplication.topLevelWidgets() if isinstance(found, LeadWindow) and found.isVisible())
    page = window.open("board")
    assert isinstance(page, BoardPresenter)
    await console.runtime.settle()
    return window, page


def number(page: BoardPresenter, name: str) -> Number:
    found = page.pane.findChild(Number, f"board.{name}")
    assert found is not None, name
    return found


def listed(page: BoardPresenter) -> int:
    """Return what the open list says of its length."""
    size = page.pane.behind.findChild(QLabel, "board.behind.size")
    assert size is not None
    assert int(size.text()) == page.pane.behind.listing.lines.rowCount()
    return int(size.text())


def test_every_number_opens_a_list_that_is_as_long_as_it_says(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        exchange = console.parts.exchange
        console.parts.line.not_ready("break")
        exchange.ring(CALLER)
        exchange.ring("", Line.POWER)
        for _ in range(2):
            exchange.abandon(exchange.ring("13700001111"))
        await console.runtime.settle()
        window, page = await opened(console)
        counts = [found for found in page.pane.findChildren(Number) if found.ask() is not None and found.text().isdigit()]
        names = {found.objectName() for found in counts}
        assert {"board.waiting", "board.missed", "board.stage.callback", "board.late", "board.due", "board.halves.today"} <= names
        for found in counts:
            found.click()
            await console.runtime.settle()
            assert page.pane.behind.isVisible(), found.objectName()
            assert page.pane.behind.ask() == found.ask()
            assert listed(page) == int(found.text()), found.objectName()
        assert any(int(found.text()) > 3 for found in counts), "they are not all nothing"
        page.pane.behind.close_over()
        window.close()

    theatre.play(work)


def test_enter_on_an_operator_begins_a_note_to_that_desk(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await opened(console)
        number(page, "seats.all").click()
        behind = page.pane.behind
        assert behind.listing.current_key() == str(console.parts.session.operator.number)
        QTest.keyClick(behind.listing, Qt.Key.Key_Return)
        await console.runtime.settle()
        to = window.findChild(QLineEdit, "handover.to")
        assert to is not None
        assert to.text() == str(console.parts.session.operator.number)
        focus = window.focusWidget()
        assert focus is not None
        assert focus.objectName() == "handover.words"
        window.close()

    theatre.play(work)


def test_a_ring_is_on_the_board_and_the_wall_at_once_and_says_nothing_of_who_it_is(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await opened(console)
        assert number(page, "waiting").text() == "0"
        exchange = console.parts.exchange
        QTest.keyClick(page.pane, Qt.Key.Key_F11)
        wall = page.wall
        assert wall is not None
        exchange.ring(CALLER)
        await until(lambda: number(page, "waiting").text() == "1", 10)
        assert number(page, "seats.alerting").text() == "1"
        await until(lambda: "综合 1" in wall.text(), 10)
        window.activateWindow()
        await until(window.isActiveWindow)
        number(page, "waiting").setFocus()
        page.open(Ask(What.WAITING))
        QTest.keyClick(page.pane.behind.listing, Qt.Key.Key_Escape)
        assert page.pane.behind.isHidden()
        assert window.isVisible(), "the list goes, and not the window with it"
        page.open(Ask(What.WAITING))
        line = page.pane.behind.listing.lines.lines()[0]
        assert "139****2207" in line.title
        assert CALLER not in wall.text()
        assert not any(CALLER[at : at + 4] in wall.text() for at in range(8))
        console.parts.line.answer()
        await until(lambda: number(page, "waiting").text() == "0", 10)
        assert page.pane.behind.listing.lines.rowCount() == 0, "the open list follows"
        assert number(page, "seats.on_call").text() == "1"
        wall.activateWindow()
        await until(wall.isActiveWindow)
        QTest.keyClick(wall, Qt.Key.Key_Escape)
        assert page.wall is None
        exchange.end(EndReason.CALLER)
        window.close()

    theatre.play(work)


def test_a_case_is_taken_from_its_list_to_the_desk(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await opened(console)
        before = int(number(page, "stage.accepted").text())
        words = {"number": CALLER, "district": "330381001", "person_name": NAME}
        changes, case_id = await console.runtime.db(accept, HER, item_code="C03-03", kind=CaseKind.SERVICE, **words)
        console.hub.publish(changes)
        await until(lambda: int(number(page, "stage.accepted").text()) == before + 1, 10)
        number(page, "stage.accepted").setFocus()
        QTest.keyClick(number(page, "stage.accepted"), Qt.Key.Key_Return)
        await until(page.pane.behind.isVisible, 10)
        assert page.pane.behind.listing.set_current(case_id)
        QTest.keyClick(page.pane.behind.listing, Qt.Key.Key_Return)
        await until(lambda: console.parts.presenters.desk.case is not None, 10)
        assert console.parts.presenters.desk.case.id == case_id
        window.close()

    theatre.play(work)


def test_a_silent_alert_is_answered_from_the_board(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await opened(console)
        console.hub.publish(await console.runtime.db(alerts.raise_alert, HER))
        take = page.pane.findChild(KeyButton, "board.alerts.take")
        assert take is not None
        await until(take.isVisible, 10)
        assert any("12号受理员" in label.text() for label in page.pane.findChildren(QLabel) if label.isVisible())
        take.click()
        await until(lambda: not take.isVisible(), 10)
        window.close()

    theatre.play(work)


def test_without_a_link_the_calls_are_old_and_the_cases_are_not(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await opened(console)
        console.parts.exchange.ring(CALLER)
        console.parts.exchange.link(False)
        await until(lambda: any("来电" in label.text() and "○" in label.text() for label in page.pane.findChildren(QLabel)), 10)
        console.parts.exchange.tick()
        assert number(page, "waiting").text() == "1"
        frames = page.pane.frames
        assert frames[Tile.WAITING].property("stale") is True
        assert frames[Tile.STAGES].property("stale") is False
        console.parts.exchange.link(True)
        await until(lambda: frames[Tile.WAITING].property("stale") is False, 10)
        window.close()

    theatre.play(work)


def test_the_arrangement_is_kept_from_one_window_to_the_next(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        window, page = await opened(console)
        QTest.keyClick(page.pane, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(page.pane.frames[Tile.UNMET].cover, Qt.Key.Key_Delete)
        QTest.keyClick(page.pane.frames[Tile.WAITING].cover, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(page.pane.frames[Tile.HEALTH].cover, Qt.Key.Key_Return)
        assert page.pane.parted()
        kept = page.pane.grid.places()
        page.pane.close_apart()
        window.close()
        again = LeadWindow(console)
        second = again.open("board")
        assert isinstance(second, BoardPresenter)
        assert second.pane.grid.places() == kept
        assert second.pane.parted(), "a window of its own comes back with the board"
        assert not second.pane.frames[Tile.UNMET].isVisibleTo(second.pane)
        figure = second.pane.findChild(Figure, "board.waiting")
        assert figure is not None
        assert console.parts.line.room is not None
        assert console.parts.line.room.seats[0].state is OperatorState.READY
        second.pane.close_apart()
        again.close()
        again.deleteLater()

    theatre.play(work)
