"""A case that began as a suggestion leads back to it, and whoever was later with one is told who was quicker."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.app import Console
from console.lead.outreach import OutreachPage
from console.lead.window import LeadWindow
from models.commands import case, outreach
from models.records.case import CaseKind
from models.records.draft import Spent
from models.records.operation import Desk
from models.records.outreach import SuggestionOutcome
from models.records.staff import Role
from models.repositories import case as cases
from models.rules.outreach import suggestion_key
from tests.models.rules.test_outreach import PLAN
from tests.support.stage import Theatre, until, words_in
from widgets.base.link import LinkChip
from widgets.outreach.view import SUGGESTIONS

LEAD = Desk(actor=12, desk="12", session="s", role=Role.LEAD)


def chip(console: Console) -> LinkChip:
    found = console.window.case.findChild(QWidget, "case.origin")
    assert isinstance(found, LinkChip)
    return found


async def accepted(console: Console, suggestion: str) -> str:
    """Make a case of a suggestion at this desk."""
    stamp, spent = console.parts.session.stamp(), Spent(key=suggestion_key(suggestion))
    changes, case_id = await console.runtime.db(
        case.accept, stamp, item_code="C04-01", kind=CaseKind.SERVICE, number="", text="灯", spent=spent
    )
    console.hub.publish(changes)
    return case_id


async def opened(console: Console, case_id: str) -> None:
    console.parts.presenters.opening.case(case_id)
    await until(lambda: chip(console).isVisible())


def test_the_chip_of_a_case_leads_to_its_suggestion_by_click_and_by_key(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        _, event = await console.runtime.db(outreach.plan_event, LEAD, PLAN)
        noted = [(await console.runtime.db(outreach.note_suggestion, LEAD, event, words))[1] for words in ("楼道灯不亮", "多来几次")]
        await console.runtime.db(outreach.plan_event, LEAD, PLAN)
        case_id = await accepted(console, noted[0])
        await opened(console, case_id)
        QTest.mouseClick(chip(console), Qt.MouseButton.LeftButton)
        office = next(window for window in qapp.topLevelWidgets() if isinstance(window, LeadWindow))
        page: object = office.open("outreach")
        assert isinstance(page, OutreachPage)
        rows = page.pane.suggestions.rows
        await until(lambda: rows.current_key() == noted[0])
        assert (page.site.event_id(), page.pane.sheet(), office.focusWidget()) == (event, SUGGESTIONS, rows)
        rows.set_current(noted[1])
        QTest.keyClick(chip(console), Qt.Key.Key_Return)
        await until(lambda: rows.current_key() == noted[0])
        # and from there to the case again
        QTest.keyClick(rows, Qt.Key.Key_Return)
        await until(lambda: console.parts.presenters.desk.case is not None and console.parts.presenters.desk.case.id == case_id)
        office.close()

    theatre.play(work)
    theatre.close()


def test_whoever_was_later_with_a_suggestion_is_told_and_both_see_both(qapp: QApplication, tmp_path: Path) -> None:
    theatre = Theatre(qapp, tmp_path / "profile")

    async def work(console: Console) -> None:
        _, event = await console.runtime.db(outreach.plan_event, LEAD, PLAN)
        _, noted = await console.runtime.db(outreach.note_suggestion, LEAD, event, "楼道灯不亮")
        _, other = await console.runtime.db(outreach.note_suggestion, LEAD, event, "想有人代遛狗")
        spent = Spent(key=suggestion_key(noted))
        kind = CaseKind.SERVICE
        _, first = await console.runtime.db(case.accept, LEAD, item_code="C04-01", kind=kind, number="", text="灯", spent=spent)
        await console.runtime.db(outreach.settle, LEAD, other, SuggestionOutcome.NEED, "代遛狗")
        quicker, mine = (await console.runtime.db(cases.state, first)).no, await accepted(console, noted)
        told = f"意见“楼道灯不亮”12 号已先处理：{quicker}。两边都保留，请只由一方回电。"
        await until(lambda: told in words_in(console.window.notice), 20)
        await opened(console, mine)
        assert told in chip(console).toolTip()
        window = LeadWindow(console)
        window.show()
        page: object = window.open("outreach")
        assert isinstance(page, OutreachPage)
        page.seek(noted)
        await until(lambda: page.pane.suggestions.rows.current_key() == noted)
        no = (await console.runtime.db(cases.state, mine)).no
        line = next(line for line in page.pane.suggestions.rows.lines.lines() if line.key == noted)
        assert quicker in line.subtitle
        assert f"之后 28 号也处理了：工单 {no}" in line.subtitle
        assert "重复处理" in [mark.text for mark in line.right]
        await accepted(console, other)
        await until(lambda: "意见“想有人代遛狗”12 号已先处理，您的处理记在旁边。" in words_in(console.window.notice), 20)
        window.deleteLater()

    theatre.play(work)
    theatre.close()
