"""The board at a desk of a centre: what comes from the centre grows old with it, and is fresh again with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from console.lead.board import BoardPresenter
from console.lead.window import LeadWindow
from console.settings import Settings
from models.records.board import Place, Tile
from models.records.call import Room, Unseen
from models.records.staff import Role
from tests.support.house import House
from tests.support.stage import run, until
from widgets.base.buttons import KeyButton
from widgets.base.unseen import unseen_words
from widgets.board.figure import Number
from widgets.board.sight import Source


def number(page: BoardPresenter, name: str) -> str:
    found = page.pane.findChild(Number, f"board.{name}")
    assert found is not None, name
    return found.text()


def test_cases_and_desks_are_old_while_the_centre_is_away(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qapp.setQuitOnLastWindowClosed(False)
    house = House(qapp, tmp_path, monkeypatch)
    house.wire.roles[28] = Role.LEAD

    async def work() -> None:
        await house.open()
        window = LeadWindow(house.console)
        window.show()
        page = window.open("board")
        assert isinstance(page, BoardPresenter)
        await until(lambda: number(page, "desks.here") == "1")
        assert page.sight().lost == {}
        await house.accept()
        await until(lambda: number(page, "stage.accepted") == "1")
        await house.at_centre()
        house.wire.down = True
        await house.accept()
        await until(lambda: Source.STORE in page.sight().lost)
        page.read()
        await until(lambda: Source.CENTRE in page.sight().lost)
        page.show_now()
        assert page.pane.frames[Tile.STAGES].property("stale") is True
        assert page.pane.frames[Tile.HEALTH].property("stale") is True
        assert page.pane.frames[Tile.WAITING].property("stale") is False, "there is no call system to be silent"
        assert number(page, "stage.accepted") == "2", "what is done here is counted all the same"
        house.wire.down = False
        await until(lambda: Source.STORE not in page.sight().lost)
        page.read()
        await until(lambda: page.sight().lost == {})
        window.close()
        window.deleteLater()
        await house.close()

    run(qapp, work)


def test_calls_that_nobody_saw_stand_on_the_board_until_somebody_notes_them(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qapp.setQuitOnLastWindowClosed(False)
    house = House(qapp, tmp_path, monkeypatch)
    house.wire.roles[28] = Role.LEAD
    first = Unseen(calls=2, gave_up=1, since="2026-11-24T09:12:00.000+08:00", until="2026-11-24T09:14:00.000+08:00")
    second = Unseen(calls=1, gave_up=1, since="2026-11-24T10:00:00.000+08:00", until="2026-11-24T10:01:00.000+08:00")

    async def work() -> None:
        await house.open()
        window = LeadWindow(house.console)
        window.show()
        page = window.open("board")
        assert isinstance(page, BoardPresenter)
        line, notice = house.console.parts.line, page.pane.findChild(QWidget, "board.unseen")
        assert notice is not None
        line.room = Room(seats=(), calls=(), unseen=(first,))
        page.show_now()
        assert notice.isVisible()
        assert unseen_words((first,), page.sight().now) in [label.text() for label in notice.findChildren(QLabel)]
        page.pane.findChild(KeyButton, "board.unseen.noted").click()
        assert not notice.isVisible()
        line.room = Room(seats=(), calls=(), unseen=(first, second))
        page.show_now()
        assert notice.isVisible()
        assert unseen_words((second,), page.sight().now) in [label.text() for label in notice.findChildren(QLabel)]
        window.close()
        window.deleteLater()
        await house.close()

    run(qapp, work)


def test_an_arrangement_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    kept = Settings(tmp_path)
    assert kept.board() == ()
    places = (Place(tile=Tile.UNMET, x=1, y=2, w=3, h=4, apart=True, frame=(1, 2, 3, 4)),)
    kept.set_board(places)
    kept.flush()
    assert Settings(tmp_path).board() == places
    for broken in ('[{"tile":"of another program","x":0,"y":0,"w":1,"h":1}]', "[", "7"):
        kept._values.setValue("board", broken)
        assert kept.board() == ()
