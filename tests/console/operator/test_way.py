"""A need that no call brought: how it came is said at the desk, by keyboard, is kept with the draft and stands in the journal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from console.app import Console
from models.records.case import Way
from models.repositories import case as cases
from tests.support.stage import Theatre, drive, press


def chooser(console: Console) -> QComboBox:
    found = console.window.findChild(QComboBox, "case.way")
    assert isinstance(found, QComboBox)
    return found


def test_a_message_becomes_a_contact_that_says_how_it_came(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        way, desk = chooser(console), console.parts.presenters.desk
        assert way.isVisible()
        await drive(console, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"}, {"type": "发短信来说厨房漏水"})
        way.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(way, Qt.Key.Key_Down)
        assert way.currentData() == Way.SMS.value
        kept = console.parts.presenters.draft.collect()
        await press(console, "Ctrl+N")
        assert way.currentData() == Way.UNSAID.value
        await console.parts.presenters.draft.restore(kept)
        assert way.currentData() == Way.SMS.value
        await press(console, "F9")
        await console.runtime.settle()
        assert desk.case is not None
        state = await console.runtime.db(cases.state, desk.case.id)
        assert (state.way, state.call_id) == (Way.SMS, "")
        assert not way.isVisible()
        await press(console, "Ctrl+N")
        assert (way.isVisible(), way.currentData()) == (True, Way.UNSAID.value)

    theatre.play(work)


def test_of_a_call_nobody_asks_how_it_came(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0301"}, {"key": "F2"})
        assert not chooser(console).isVisible()

    theatre.play(work)
