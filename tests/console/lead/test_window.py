"""The lead's window, beside the operator's, on a real store."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from console.app import Console
from console.lead import pages
from console.lead.discipline import PartnersPresenter
from console.lead.pages import Page, acting, open_to
from console.lead.window import LeadWindow
from models.records.base import Language
from models.records.staff import Role
from models.rules.permissions import Permission
from tests.support.stage import Theatre, press, until, with_console, words_in
from widgets.base.theme import Tone


class Told:
    """A page that tells how often it was read."""

    def __init__(self, stem: str) -> None:
        self.pane: QWidget = QLabel(stem)
        self.times = 0

    def read(self) -> None:
        self.times += 1


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Told]:
    """Two pages, made as real ones are."""
    made: dict[str, Told] = {}
    rows = []
    for stem, permission in (("first", Permission.SEE_QUEUE), ("second", Permission.SEE_AUDIT)):
        module = ModuleType(stem)

        def make(_console: object, _window: object, stem: str = stem) -> Told:
            made[stem] = Told(stem)
            return made[stem]

        module.make = make  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, f"tests.{stem}_page", module)
        rows.append(Page(stem, stem.title(), (permission,), f"tests.{stem}_page"))
    monkeypatch.setattr(pages, "PAGES", tuple(rows))
    return made


def test_a_page_is_made_when_it_is_first_opened_and_read_each_time(qapp: QApplication, tmp_path: Path, told: dict[str, Told]) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        window = LeadWindow(console)
        window.show()
        window.activateWindow()
        await until(window.isActiveWindow)
        assert (list(told), told["first"].times) == (["first"], 1)
        QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        assert told["second"].pane.isVisible()
        window.rail.chosen.emit("first")
        assert (told["first"].times, told["second"].times) == (2, 1)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert window.isVisible(), "one Esc too many leaves the keyboard where it was"
        QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
        assert not window.isVisible()
        window.deleteLater()

    theatre.play(work)
    theatre.close()


def test_nothing_on_a_page_moves_when_a_notice_or_a_ring_comes(qapp: QApplication, tmp_path: Path) -> None:
    async def work(console: Console) -> None:
        window = LeadWindow(console)
        window.resize(1280, 800)
        window.show()
        pane = window.open("handover").pane
        await console.runtime.settle()

        def places() -> list[tuple[str, int, int]]:
            shown = [part for part in pane.findChildren(QAbstractButton) if part.isVisible()]
            return [(part.objectName(), *part.mapTo(window, QPoint(0, 0)).toTuple()) for part in shown]

        before = places()
        assert before
        window.notice.say("工单 0926-28-002 由 3 号负责。", Tone.OK)
        console.parts.line.ready()
        call = console.parts.exchange.ring("13900002207")
        await until(window.ring.isVisible)
        await console.runtime.settle()
        assert window.notice.isVisible()
        assert window.ring.height() >= window.ring.sizeHint().height()
        assert places() == before
        window.notice.clear()
        console.parts.exchange.abandon(call)
        await until(lambda: not window.ring.isVisible())
        assert places() == before
        window.close()
        window.deleteLater()

    with_console(qapp, tmp_path / "profile", work)


def test_the_key_that_opened_the_window_closes_it_and_so_does_the_rail(qapp: QApplication, tmp_path: Path) -> None:
    async def work(console: Console) -> None:
        await press(console, "Ctrl+B")
        (window,) = [found for found in qapp.topLevelWidgets() if isinstance(found, LeadWindow) and found.isVisible()]
        await until(window.isActiveWindow)
        QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        assert not window.isVisible()
        console.window.activateWindow()
        await press(console, "Ctrl+B")
        assert window.isVisible()
        window.rail.findChild(QAbstractButton, "rail.leave").click()
        assert not window.isVisible()

    with_console(qapp, tmp_path / "profile", work)


def test_a_role_sees_its_own_pages_and_in_a_demonstration_all(qapp: QApplication, tmp_path: Path, told: dict[str, Told]) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        assert [page.stem for page in open_to(console)] == ["first", "second"]
        assert acting(console, Permission.SEE_QUEUE).role is Role.LEAD
        assert acting(console, Permission.ACCEPT_CASES).role is Role.OPERATOR
        launch = console.launch
        console.launch = type("Launch", (), {"demo": False})()  # type: ignore[assignment]
        try:
            assert open_to(console) == ()
            assert acting(console, Permission.SEE_QUEUE).role is Role.OPERATOR
            await press(console, "Ctrl+B")
            assert "班长" in console.window.notice.text()
        finally:
            console.launch = launch

    theatre.play(work)
    theatre.close()


def test_another_language_closes_what_speaks_the_former(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        await press(console, "Ctrl+B")
        (before,) = [window for window in qapp.topLevelWidgets() if isinstance(window, LeadWindow) and window.isVisible()]
        await console.set_language(Language.EN)
        assert not before.isVisible()
        await press(console, "Ctrl+B")
        (after,) = [window for window in qapp.topLevelWidgets() if isinstance(window, LeadWindow) and window.isVisible()]
        assert after.windowTitle() == "Board and office"
        await console.set_language(Language.ZH)

    theatre.play(work)
    theatre.close()


def test_the_keys_of_a_page_are_heard_as_soon_as_it_is_open_on_a_screen_that_holds_it(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        await press(console, "Ctrl+B")
        (window,) = [found for found in qapp.topLevelWidgets() if isinstance(found, LeadWindow) and found.isVisible()]
        await until(window.isActiveWindow)
        await until(lambda: window.frameGeometry().bottom() <= window.screen().availableGeometry().bottom())
        starts = {"board": "board.waiting", "discipline": "discipline.partners"}
        for page in window.pages:
            pane = window.open(page.stem).pane
            await console.runtime.settle()
            focus = qapp.focusWidget()
            assert focus is not None, page.stem
            assert focus is pane or pane.isAncestorOf(focus), page.stem
            assert page.stem not in starts or focus.objectName() == starts[page.stem]
            assert focus.objectName() != "discipline.act.enlist", "Enter does nothing to a page that was only opened"
        board: Any = window.open("board")
        QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_F11)
        assert board.wall is not None
        await until(board.wall.isActiveWindow)
        QTest.keyClick(board.wall, Qt.Key.Key_Escape)
        assert board.wall is None
        assert window.isVisible(), "the wall alone was left"

    theatre.play(work)
    theatre.close()


def test_the_page_of_partners_opens_with_one_of_them(qapp: QApplication, tmp_path: Path) -> None:
    async def work(console: Console) -> None:
        window = LeadWindow(console)
        window.show()
        page = window.open("discipline")
        assert isinstance(page, PartnersPresenter)
        await until(lambda: page.pane.shown()[:1] == (page.pane.list.current_key(),))
        await until(lambda: "家家乐家政服务中心" in words_in(page.pane.dossier))
        third = page.pane.shown()[2]
        page.pane.choose(third)
        page.read()
        await console.runtime.settle()
        assert page.pane.list.current_key() == third, "who was chosen since stays"
        window.close()
        window.deleteLater()

    with_console(qapp, tmp_path / "profile", work)
