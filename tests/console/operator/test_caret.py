"""The keyboard is where the next key belongs, whatever goes away under it; a stray key sends no caller back into the queue."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from console.app import Console
from models.records.call import CallState, OperatorState
from tests.support.stage import Theatre, drive, press, words_in


def focus() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def pill(console: Console) -> QPushButton:
    found = console.window.top.findChild(QPushButton, "topbar.state")
    assert found is not None
    return found


async def answered_callback(console: Console) -> None:
    """The work is done, the citizen is on the line and has answered everything; the answers are saved."""
    await drive(console, {"ring": "0577-6555 0901"}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"}, {"key": "F6"})
    await press(console, "Ctrl+Shift+W", "Return", "Alt+5", "Y", "Down", "Y", "Down", "Y", "Down", "Y", "Down", "5", "Ctrl+Return")
    case = console.parts.presenters.desk.case
    assert case is not None
    assert case.callback_done


def test_space_after_a_saved_callback_neither_takes_it_back_nor_starts_a_break(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await answered_callback(console)
        assert focus() == "case.journal"
        console.parts.presenters.dialling.forget(console.parts.presenters.desk.case.id)
        await press(console, "F8")
        await drive(console, {"ring": "0577-6555 0902"})
        assert focus() == "case.journal"
        await press(console, "Space")
        desk = console.parts.presenters.desk
        assert desk.case is not None
        assert desk.case.callback_done
        assert console.parts.exchange.state in (OperatorState.ALERTING, OperatorState.WRAP_UP)

    theatre.play(work)


def test_a_part_that_is_switched_off_hands_the_keyboard_to_a_pane_and_not_to_a_button(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await press(console, "Ctrl+F")
        edit = QApplication.focusWidget()
        assert edit is not None
        await press(console, "Alt+3")
        field = QApplication.focusWidget()
        assert field is not None
        field.hide()
        await drive(console)
        held = QApplication.focusWidget()
        field.show()
        assert held is edit

    theatre.play(work)


def test_the_bar_on_top_is_never_come_to_by_tab(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        assert {button.focusPolicy() for button in console.window.top.findChildren(QPushButton)} == {Qt.FocusPolicy.NoFocus}

    theatre.play(work)


def test_while_a_caller_rings_only_the_key_takes_a_break_and_it_says_what_becomes_of_the_caller(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        exchange = console.parts.exchange
        await drive(console, {"ring": "0577-6555 0903"})
        QTest.mouseClick(pill(console), Qt.MouseButton.LeftButton)
        await drive(console)
        assert exchange.call is not None
        assert exchange.call.state is CallState.ALERTING
        assert "F10" in console.window.call._said.text()
        await press(console, "F10")
        assert exchange.state is OperatorState.NOT_READY
        assert [call.number for call in exchange.waiting()] == ["057765550903"]
        assert "排队" in console.window.call._said.text()
        assert "小休" in words_in(console.window.top)
        await press(console, "F10")

    theatre.play(work)


def test_without_a_ring_a_click_on_the_own_state_takes_a_break(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        QTest.mouseClick(pill(console), Qt.MouseButton.LeftButton)
        await drive(console)
        assert console.parts.exchange.state is OperatorState.NOT_READY

    theatre.play(work)
