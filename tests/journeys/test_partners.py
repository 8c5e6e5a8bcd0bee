"""A supervisor's morning with the painter of the rough wall: put right, appealed, heard, a licence, a suspension; and who may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from console.app import Console
from console.demo.scenario import load_scenario
from console.lead.discipline import PartnersPresenter
from console.lead.window import LeadWindow
from models.records.dossier import Concern
from models.records.partner import CardLevel, PartnerRow, PartnerStage, Why
from models.records.staff import Role
from models.repositories import catalogue, partner
from models.rules.matching import match
from models.store import scans
from tests.support.stage import QuickPlayer, console_on, run, seat, until, words_in
from widgets.base.buttons import KeyButton

WALL = "P003"


class Office:
    """The lead's window with the page of partners, worked by keys and buttons."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.window = LeadWindow(console)
        self.window.show()
        self.window.activateWindow()
        page = self.window.open("discipline")
        assert isinstance(page, PartnersPresenter)
        self.page = page
        self.pane = page.pane
        self.form = page.pane.dossier.form

    async def settled(self) -> None:
        for _ in range(3):
            await self.console.runtime.settle()

    def child(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        assert isinstance(found, QWidget)
        return found

    async def act(self, name: str) -> None:
        """Press the button of an act."""
        button = self.child(f"discipline.act.{name}")
        assert isinstance(button, KeyButton)
        button.click()
        await self.settled()

    async def give(self, **values: str) -> None:
        """Fill the open form in and press Enter in its last field."""
        for name, value in values.items():
            self.form.set_value(name, value)
        QTest.keyClick(self.child(f"discipline.form.{list(values)[-1]}"), Qt.Key.Key_Return)
        await self.settled()

    async def row(self) -> PartnerRow:
        found = await self.console.runtime.db(partner.by_code, WALL, self.console.parts.tools.now())
        assert found is not None
        return found

    async def reasons(self) -> set[Why]:
        """Return why the painter is left out for its item at this moment."""
        item = await self.console.runtime.db(catalogue.item, "C06-01")
        assert item is not None
        found = match(item, "330381001", self.console.parts.tools.now(), [replace(await self.row(), hours=("00:00-24:00",))])
        return {reason.why for left in found.excluded for reason in left.reasons}


def test_a_supervisor_follows_the_rough_wall_to_its_end(qapp: QApplication, tmp_path: Path) -> None:
    scan = tmp_path / "证.pdf"
    scan.write_bytes(b"%PDF-1.7\n")
    with console_on(qapp, tmp_path / "profile", story="rough-wall") as console:

        async def work() -> None:
            await console.open()
            await QuickPlayer(console, load_scenario("rough-wall"), fast=True).play()
            with seat(console, 1, Role.SUPERVISOR):
                await supervise(Office(console), scan)
            with seat(console, 2, Role.LEAD):
                await refused(Office(console))
            console.window.close()
            await console.close()

        run(qapp, work)


async def supervise(office: Office, scan: Path) -> None:
    pane, notice = office.pane, office.window.notice
    await office.settled()
    pane.open(Concern.CARD)
    assert WALL in pane.shown()
    pane.search.setText("新颜")
    QTest.keyClick(pane.search, Qt.Key.Key_Return)
    await office.settled()
    assert (pane.shown(), pane.list.current_key()) == ((WALL,), WALL)
    assert "黄牌" in words_in(pane.dossier)
    assert (await office.row()).card is CardLevel.YELLOW
    assert Why.CARD_RED not in await office.reasons()

    await office.act("hear")
    assert (notice.text(), office.form.act()) == ("企业没有提出申诉。", "")
    await office.act("rectify")
    focus = office.window.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text() > "2012"
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert (office.form.act(), office.window.isVisible()) == ("", True)
    await office.act("rectify")
    await office.give(words="")
    assert office.form.act() == "rectify"
    assert "请写明说明" in notice.text()
    await office.give(words="重新打磨粉刷")
    assert office.form.act() == ""
    assert "重新打磨粉刷" in words_in(pane.dossier)
    await office.act("accept")
    await office.give(words="已看过，平整")
    await office.act("appeal")
    await office.give(words="次日已重做")
    assert [line.key for line in pane.list.lines.lines()] == [WALL]
    await office.act("hear")
    await office.give(words="整改及时，市民满意")
    assert (office.form.act(), notice.text()) == ("hear", "请选择申诉的审理结果。")
    await office.give(decision="lifted", words="整改及时，市民满意")
    assert (await office.row()).card is CardLevel.NONE
    assert "申诉已审理" in words_in(pane.dossier)
    assert pane.shown() == ()

    pane.choose(WALL)
    await office.settled()
    await office.act("licence")
    await office.give(kind="登高作业证", number="浙 1", expires="2012-01-01", scan=str(scan))
    assert Why.LICENCE_EXPIRED in await office.reasons()
    kept = await office.console.runtime.db(lambda store: list((store.directory / scans.SCANS).iterdir()))
    assert [file.read_bytes() for file in kept] == [scan.read_bytes()]
    opened: list[str] = []
    (line,) = (found.key for found in pane.dossier.history.lines.lines() if "登高作业证" in found.title)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()))
        pane.dossier.history.activated_key.emit(line)
        await office.settled()
        kept[0].unlink()
        pane.dossier.history.activated_key.emit(line)
        await office.settled()
    assert opened == [kept[0].name]
    assert "不在本台" in notice.text()
    await office.act("withdraw")
    await office.give(kind="登高作业证")
    assert await office.reasons() == set()
    await office.act("move")
    await office.give(stage="suspended", reason="停业装修")
    assert (await office.row()).stage is PartnerStage.SUSPENDED
    assert await office.reasons() == {Why.SUSPENDED}
    await office.act("verify")
    assert notice.text() == "该企业没有待核实的投诉。"

    pane.dossier.figure_asked.emit("sent")
    await office.settled()
    count = len(pane.dossier.history.lines.lines())
    assert count
    assert f"工单 {count}" in words_in(pane.dossier)
    QTest.keyClick(pane.search, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: not office.window.isVisible())
    office.window.deleteLater()


async def refused(office: Office) -> None:
    """A lead reads the page for the vetoes, and admits nobody."""
    await office.settled()
    office.pane.choose(WALL)
    await office.settled()
    before = await office.console.runtime.db(lambda store: store.outbox.next_dseq)
    for act in ("move", "licence", "terms", "recheck", "rectify", "appeal", "hear"):
        await office.act(act)
        assert office.form.act() == ""
        assert office.window.notice.text()
    assert await office.console.runtime.db(lambda store: store.outbox.next_dseq) == before
    office.window.close()
    office.window.deleteLater()
