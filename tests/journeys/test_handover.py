"""A change of shift through the real windows: one operator fills it and hands over, the next one accepts item by item."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from console.app import Console
from console.lead.window import LeadWindow
from console.operator.handover import Leaving, hold
from models.commands import case, whisper
from models.records.base import Language
from models.records.case import CaseKind, WorkList
from models.records.journal import TakeOver
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories import case as cases
from models.repositories import handover as handovers
from models.repositories import queue
from models.repositories import whisper as whispers
from tests.support import stage
from tests.support.stage import Theatre, press, until

LEAD = Desk(actor=2, desk="desk-02", session="ses_2", role=Role.LEAD)
OTHER = Desk(actor=12, desk="desk-12", session="ses_12")
ITEMS = ("C03-03", "C01-01", "C06-01")


def office(console: Console) -> Any:
    return next(window for window in QApplication.topLevelWidgets() if isinstance(window, LeadWindow) and window.isVisible())


async def page(console: Console) -> Any:
    """Open the page by its key, and return its pane when it has been read."""
    await press(console, "Ctrl+H")
    window = office(console)
    presenter = window.open("handover")
    await until(lambda: presenter._packet is not None)
    return presenter


def listing(pane: QWidget, name: str) -> Any:
    return pane.findChild(QWidget, name)


def keys(pane: QWidget, name: str) -> list[str]:
    return [line.key for line in listing(pane, name).lines.lines()]


def enter(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return)


async def filled(console: Console) -> list[str]:
    """Accept a shift's cases and return their ids."""
    ids = []
    for item in ITEMS:
        changes, case_id = await console.runtime.db(
            case.accept, console.parts.tools.stamp, item_code=item, kind=CaseKind.SERVICE, number="13800001234", district="330381001"
        )
        console.hub.publish(changes)
        ids.append(case_id)
    return ids


async def owners(console: Console, ids: list[str]) -> list[int]:
    return [(await console.runtime.db(cases.state, case_id)).owner for case_id in ids]


async def leave(console: Console) -> tuple[Leaving, list[bool]]:
    """Close the window, and return what is asked and whether it let go."""
    leaving, free = hold(console, console.parts.presenters, lambda stem: None), []
    leaving.free.connect(lambda: free.append(True))
    console.window.hold = leaving.ask
    assert not console.window.close(), "it is asked first"
    await until(lambda: bool(free) or not leaving.panel.isHidden())
    return leaving, free


def test_a_shift_is_handed_over_and_accepted_item_by_item(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = tmp_path / "profile"
    ids: list[str] = []

    async def first(console: Console) -> None:
        ids.extend(await filled(console))
        presenter = await page(console)
        pane = presenter.pane
        await until(lambda: set(keys(pane, "handover.own")) == set(ids))
        own = listing(pane, "handover.own")
        own.set_current(ids[0])
        enter(own)
        await until(lambda: keys(pane, "handover.incoming") == [ids[0]])
        pane.findChild(QPushButton, "handover.all").click()
        await until(lambda: set(keys(pane, "handover.incoming")) == set(ids))
        assert keys(pane, "handover.own") == []
        pane.notes.setPlainText("三号线话机有杂音")
        pane.findChild(QPushButton, "handover.leave").click()
        await until(lambda: len(keys(pane, "handover.incoming")) == len(ids) + 1)
        assert pane.notes.toPlainText() == ""
        assert await owners(console, ids) == [0, 0, 0]
        assert await console.runtime.db(queue.rows, 28, WorkList.TO_DISPATCH, console.parts.tools.now()) == ()
        presenter.save(tmp_path / "shift.pdf")
        assert (tmp_path / "shift.pdf").read_bytes().startswith(b"%PDF")
        presenter.save(tmp_path / "nowhere" / "shift.pdf")
        assert "shift.pdf" in office(console).notice.text()
        office(console).close()

    async def second(console: Console) -> None:
        assert console.parts.tools.session.operator.number == 12
        presenter = await page(console)
        pane = presenter.pane
        await until(lambda: len(keys(pane, "handover.incoming")) == len(ids) + 1)
        incoming = listing(pane, "handover.incoming")
        left = len(ids) + 1
        while left:
            incoming.step(0)
            enter(incoming)
            left -= 1
            await until(lambda left=left: len(keys(pane, "handover.incoming")) == left)
        assert await owners(console, ids) == [12, 12, 12]
        assert set(keys(pane, "handover.own")) == set(ids)
        assert (await console.runtime.db(handovers.incoming)).notes == ()
        mine = await console.runtime.db(queue.rows, 12, WorkList.TO_DISPATCH, console.parts.tools.now())
        assert {row.id for row in mine} == set(ids)
        office(console).close()

    theatre = Theatre(qapp, directory)
    theatre.play(first)
    theatre.close()
    monkeypatch.setattr(stage, "DEMO_OPERATOR", 12)
    theatre = Theatre(qapp, directory)
    theatre.play(second)
    theatre.close()


def test_what_was_handed_over_at_once_is_taken_back_at_once(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile", language=Language.EN)

    async def work(console: Console) -> None:
        ids = await filled(console)
        presenter = await page(console)
        pane, notice = presenter.pane, office(console).notice
        everything = pane.findChild(QPushButton, "handover.all")
        await until(lambda: "(3)" in everything.accessibleName())
        everything.click()
        await until(lambda: "3 cases wait" in notice.text())
        changes = await console.runtime.db(case.append, OTHER, ids[0], TakeOver(seen=0))
        console.hub.publish(changes)
        notice.findChild(QPushButton, "notice.handover.back").click()
        await until(lambda: "2 cases again" in notice.text())
        assert "a colleague" in notice.text()
        assert await owners(console, ids) == [12, 28, 28]
        await until(lambda: set(keys(pane, "handover.own")) == set(ids[1:]))
        assert "(2)" in everything.accessibleName()
        own = listing(pane, "handover.own")
        own.set_current(ids[1])
        enter(own)
        await until(lambda: "1 case waits" in notice.text())
        notice.findChild(QPushButton, "notice.handover.back").click()
        await until(lambda: "1 case again" in notice.text())
        assert await owners(console, ids) == [12, 28, 28]
        office(console).close()

    theatre.play(work)
    theatre.close()


def test_whoever_leaves_is_held_until_every_promise_has_somebody(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile", language=Language.EN)

    async def work(console: Console) -> None:
        leaving, free = await leave(console)
        assert free, "nothing is promised: nothing holds"
        assert not console.window.isVisible()
        leaving.deleteLater()
        console.window.show()
        ids = await filled(console)
        leaving, free = await leave(console)
        assert (free, set(keys(leaving.panel, "hold.cases"))) == ([], set(ids))
        assert console.window.isVisible()
        presenter = await page(console)
        pane = presenter.pane
        await until(lambda: set(keys(pane, "handover.own")) == set(ids))
        pane.findChild(QPushButton, "handover.all").click()
        await until(lambda: set(keys(pane, "handover.incoming")) == set(ids))
        assert set(keys(leaving.panel, "hold.cases")) == set(ids), "laid down is not accepted"
        # The colleague stands beside: each item is accepted here by their own number.
        pane.findChild(QLineEdit, "handover.who").setText("12")
        for left in (2, 1, 0):
            incoming = listing(pane, "handover.incoming")
            incoming.step(0)
            enter(incoming)
            await until(lambda left=left: len(keys(pane, "handover.incoming")) == left)
        await until(leaving.panel.isHidden)
        assert await owners(console, ids) == [12, 12, 12]
        console.window.close()
        await until(lambda: bool(free))
        assert not console.window.isVisible()
        assert not any(window.isVisible() for window in QApplication.topLevelWidgets() if isinstance(window, LeadWindow))
        console.window.show()

    theatre.play(work)
    theatre.close()


def test_a_lead_lets_somebody_go_with_a_reason_that_is_kept(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        ids = await filled(console)
        leaving, free = await leave(console)
        panel = leaving.panel
        assert panel.findChild(QLineEdit, "hold.lead").placeholderText() == "班长工号", "nobody is offered to let themselves go"
        panel.findChild(QLineEdit, "hold.reason").setText("孩子发烧")
        for nobody in ("", "28"):
            panel._said.hide()
            panel.findChild(QLineEdit, "hold.lead").setText(nobody)
            panel.findChild(QPushButton, "hold.leave").click()
            await until(panel._said.isVisible)
            assert ("班长" in panel._said.text(), free) == (True, [])
        panel._said.setText("")
        panel.findChild(QLineEdit, "hold.lead").setText("24")
        panel.findChild(QLineEdit, "hold.reason").setText("孩子发烧")
        panel.findChild(QPushButton, "hold.leave").click()
        await until(lambda: "班长" in panel._said.text())
        assert not free
        panel.findChild(QLineEdit, "hold.lead").setText("2")
        panel.findChild(QPushButton, "hold.leave").click()
        await until(lambda: bool(free))
        (kept,) = (await console.runtime.db(handovers.incoming)).notes
        assert (kept.by, kept.lead, kept.left, kept.notes) == (28, 2, len(ids), "孩子发烧")
        console.window.show()

    theatre.play(work)
    theatre.close()


def test_a_note_stands_in_the_strip_until_it_is_read(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile", language=Language.EN)

    async def work(console: Console) -> None:
        notice = console.window.notice
        notice.say("Something else", actions=(("next_need", "Yes"),))
        console.hub.publish(await console.runtime.db(whisper.send, LEAD, 28, "slowly"))
        await until(lambda: len(console.parts.presenters.whisper._unread) == 1)
        assert notice.text() == "Something else", "a note pushes nothing aside"
        notice.clear()
        await until(lambda: "slowly" in notice.text())
        focus = QApplication.focusWidget()
        notice.findChild(QPushButton, "notice.whisper").click()
        await until(lambda: "slowly" not in notice.text())
        await until(lambda: not console.parts.presenters.whisper._unread)
        assert await console.runtime.db(whispers.unread, 28) == ()
        assert QApplication.focusWidget() is focus

    theatre.play(work)
    theatre.close()
