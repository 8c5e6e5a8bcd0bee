"""What protects the operator: words to end a call politely, a silent alert, a caution that lapses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QPushButton

from console.app import Console
from models.commands.alert import raise_alert, take_alert
from models.commands.caller import flag_person, save_person
from models.records.board import Hearers
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.staff import Role
from models.repositories import alert as alerts
from tests.support.stage import Theatre, drive, press, until, words_in

CALLER = "0577-6555 0071"


def mark(console: Console) -> QPushButton:
    found = console.window.top.findChild(QPushButton, "topbar.alert")
    assert isinstance(found, QPushButton)
    return found


def seated(console: Console, monkeypatch: pytest.MonkeyPatch, role: Role, number: int) -> None:
    """Let the protection of this desk be another person's."""
    protection = console.parts.presenters.protection
    tools = protection._tools
    session = replace(tools.session, operator=replace(tools.session.operator, role=role, number=number))
    monkeypatch.setattr(protection, "_tools", type(tools)(tools.runtime, tools.hub, tools.now, session, tools.line, tools.reference))
    monkeypatch.setattr(protection, "_standing", ())


async def nobody_calls(console: Console) -> None:
    lead = replace(console.parts.tools.stamp, role=Role.LEAD, actor=2)
    for alert in await console.runtime.db(alerts.alerts):
        console.hub.publish(await console.runtime.db(take_alert, lead, alert.id))
    await console.runtime.settle()


def test_the_closing_script_lies_beside_the_call_and_the_caret_stays(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        script = console.parts.presenters.protection.card
        await press(console, "Ctrl+G")
        assert not script.isVisible()
        await drive(console, {"ring": CALLER}, {"key": "F2"})
        before = QApplication.focusWidget()
        await press(console, "Ctrl+G")
        assert script.isVisible()
        assert "81890" in words_in(script)
        assert QApplication.focusWidget() is before
        await drive(console, {"type": "scl"})
        await press(console, "Ctrl+G")
        assert not script.isVisible()
        await press(console, "Ctrl+G", "F8")
        assert not script.isVisible()

    theatre.play(work)


def test_an_alert_is_raised_without_a_window_and_said_to_reach_nobody_where_it_does(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(console: Console) -> None:
        await nobody_calls(console)
        await drive(console, {"ring": CALLER}, {"key": "F2"})
        call = console.parts.presenters.desk.call
        assert call is not None
        await press(console, "Ctrl+Shift+H")
        await console.runtime.settle()
        [alert] = await console.runtime.db(alerts.alerts)
        assert (alert.operator, alert.call) == (28, call.id)
        assert "独立运行" in console.window.notice.text()
        assert not mark(console).isVisible()
        monkeypatch.setattr(console.parts.presenters.protection, "_joined", lambda: True)
        await press(console, "Ctrl+Shift+H")
        await console.runtime.settle()
        assert len(await console.runtime.db(alerts.alerts)) == 1
        assert "班长" in console.window.notice.text()
        assert "F5" in console.window.notice.text(), "nobody has come, and none may be there"
        await nobody_calls(console)
        assert "2号" in console.window.notice.text()
        await press(console, "Ctrl+Shift+H")
        await console.runtime.settle()
        assert console.window.notice.text().startswith("已静默求助")
        await nobody_calls(console)

    theatre.play(work)


@pytest.mark.parametrize(
    ("there", "first", "again"),
    [
        ((), "现在没有班长或督办员在线", "现在没有班长或督办员在线"),
        ((2, 28), "已静默求助：2 号", "尚未处理"),
        (None, "已静默求助。中心没有说谁在", "F5"),
    ],
)
def test_who_is_there_to_see_an_alert_is_told_as_the_centre_says(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, there: tuple[int, ...] | None, first: str, again: str
) -> None:
    async def hearers() -> Hearers | None:
        return Hearers(numbers=there) if there is not None else None

    async def work(console: Console) -> None:
        await nobody_calls(console)
        protection, notice = console.parts.presenters.protection, console.window.notice
        monkeypatch.setattr(protection, "_joined", lambda: True)
        monkeypatch.setattr(protection, "hearers", hearers)
        for words in (first, again):
            await press(console, "Ctrl+Shift+H")
            await console.runtime.settle()
            assert words in notice.text()
        await nobody_calls(console)

    theatre.play(work)


def test_at_a_leads_desk_it_stands_on_top_until_somebody_sees_to_it(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        await nobody_calls(console)
        seated(console, monkeypatch, Role.LEAD, 2)
        console.hub.publish(await console.runtime.db(raise_alert, replace(console.parts.tools.stamp, actor=12, desk="desk-12")))
        await until(lambda: mark(console).isVisible())
        assert "12号" in mark(console).text()
        assert "12号受理员" in console.window.notice.text()
        assert "desk" not in console.window.notice.text()
        console.window.notice.dismiss()
        assert mark(console).isVisible()
        mark(console).click()
        await until(lambda: not mark(console).isVisible())
        assert console.window.notice.text().startswith("由您处理：12号受理员。")
        assert await console.runtime.db(alerts.alerts) == ()

    theatre.play(work)


@pytest.mark.parametrize(("days", "warned"), [(29, True), (30, False)])
def test_a_caution_warns_at_the_ring_until_it_lapses(theatre: Theatre, days: int, warned: bool) -> None:
    async def work(console: Console) -> None:
        number = f"0577655500{72 + days - 29}"
        today = console.parts.tools.now().date()
        review = today - timedelta(days=days)
        stamp = console.parts.tools.stamp
        _, person = await console.runtime.db(save_person, stamp, PersonRow(id="", name="某先生", numbers=(number,)))
        await console.runtime.db(flag_person, stamp, person, Flag(kind=FlagKind.CAUTION, note="辱骂", review_on=review.isoformat()))
        await drive(console, {"key": "Alt+3"}, {"type": "水管漏水"}, {"ring": number})
        await until(lambda: "某先生" in console.window.call._said.text())
        assert ("注意" in console.window.call._said.text()) is warned

    theatre.play(work)
