"""Missed calls in the window: counted on top, listed by a key, gone when somebody was spoken with or a reason was given."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QPushButton

from console.app import Console
from models.records.call import CallState
from tests.support.stage import Theatre, drive, press, until, words_in
from widgets.base.listing import Listing
from widgets.queue.lines import OwnList

CHEN, LI = "0577-6555 0041", "0577-6555 0042"


def lines(console: Console) -> list[str]:
    shown = console.window.queue._lines[OwnList.MISSED]
    return [" ".join((line.title, *(mark.text for mark in (*line.marks, *line.right)), line.subtitle)) for line in shown]


def counter(console: Console) -> QPushButton:
    found = console.window.top.findChild(QPushButton, "topbar.missed")
    assert isinstance(found, QPushButton)
    return found


async def lose(console: Console, number: str, seconds: int) -> None:
    """Somebody rings, waits so long and gives up."""
    call_id = console.parts.exchange.ring(number)
    await drive(console, {"advance": seconds})
    console.parts.exchange.abandon(call_id)
    await console.runtime.settle()


async def settled(console: Console) -> None:
    """Take what another test has left off the list."""
    for call_id, row in list(console.parts.presenters.missed._rows.items()):
        console.window.queue.settle_asked.emit(call_id, "试")
        await until(lambda row=row: row.calls[0] not in console.parts.presenters.missed._rows)  # type: ignore[misc]


def test_a_number_that_rang_twice_is_one_line_and_a_brief_one_stands_apart(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await settled(console)
        assert not counter(console).isVisible()
        await press(console, "F10")
        await lose(console, CHEN, 30)
        await lose(console, LI, 3)
        await lose(console, CHEN, 20)
        await until(lambda: counter(console).text() == "未接 1 · 5 秒内挂断 1")
        assert "来电 2 次 等候 0:30" in lines(console)[0]
        assert "5 秒内挂断" in lines(console)[1]
        await press(console, "F10")

    theatre.play(work)


def test_it_is_rung_back_by_keys_and_leaves_the_list_only_when_they_spoke(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await settled(console)
        await press(console, "F10")
        await lose(console, CHEN, 30)
        await until(lambda: len(lines(console)) == 1)
        await press(console, "Ctrl+7")
        assert console.window.queue.open_list() is OwnList.MISSED
        await press(console, "Return")
        call = console.parts.presenters.desk.call
        assert call is not None
        assert (call.number, call.state) == ("057765550041", CallState.ALERTING)
        assert console.parts.presenters.desk.number == "057765550041"
        await press(console, "F8")
        await console.runtime.settle()
        assert len(lines(console)) == 1
        await drive(console, {"advance": 60})
        await press(console, "Ctrl+7", "Return")
        console.parts.exchange.party_answers()
        await drive(console, {"advance": 20})
        await until(lambda: lines(console) == [])
        assert not counter(console).isVisible()
        await press(console, "F8", "F10")

    theatre.play(work)


def test_a_reason_is_asked_in_place_and_the_caret_comes_back(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await settled(console)
        await press(console, "F10")
        await lose(console, CHEN, 30)
        await lose(console, "anonymous", 30)
        await until(lambda: len(lines(console)) == 2)
        queue = console.window.queue
        counter(console).click()
        await drive(console)
        rows = queue.findChild(Listing, "queue.cases")
        assert isinstance(rows, Listing)
        assert rows.hasFocus()
        await press(console, "Delete")
        assert queue.reason.edit.hasFocus()
        await press(console, "Return")
        assert queue.reason.edit.hasFocus()
        await press(console, "Esc")
        assert rows.hasFocus()
        assert queue.open_list() is OwnList.MISSED
        await press(console, "Delete")
        await drive(console, {"type": "打错了"}, {"key": "Return"})
        await until(lambda: len(lines(console)) == 1)
        await press(console, "Return")
        assert "Delete" in console.window.notice.text()
        assert console.parts.presenters.desk.call is None
        await press(console, "F10")
        await settled(console)
        assert "未接" not in words_in(console.window.top)

    theatre.play(work)


def test_whom_another_desk_rings_is_rung_only_when_asked_once_more(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await settled(console)
        await press(console, "F10")
        await lose(console, CHEN, 30)
        await until(lambda: len(lines(console)) == 1)
        line, presenters = console.parts.line, console.parts.presenters
        status = presenters.state.status
        assert status is not None
        line.status_changed.emit(replace(status, rung=(("057765550041", 12),)))
        assert "12 号正在回拨" in lines(console)[0]
        await press(console, "Ctrl+7", "Return")
        assert presenters.desk.call is None
        assert "12 号" in console.window.notice.text()
        line.status_changed.emit(status)
        assert console.window.notice.text() == "", "nobody rings them any more"
        line.status_changed.emit(replace(status, rung=(("057765550041", 12),)))
        await press(console, "Return", "Return")
        assert presenters.desk.call is not None
        line.status_changed.emit(status)
        assert "12 号" not in lines(console)[0]
        await press(console, "F8", "F10")

    theatre.play(work)


def test_why_nobody_can_be_rung_back_now_goes_with_the_call_that_is_in_the_way(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await settled(console)
        await press(console, "F10")
        await lose(console, CHEN, 30)
        await until(lambda: len(lines(console)) == 1)
        await press(console, "F10")
        await drive(console, {"ring": "0577-6555 0042"}, {"key": "F2"})
        said = console.window.call._said
        console.parts.presenters.opening.ring_back("057765550041")
        assert (said.text(), console.window.notice.text()) == ("请先结束当前通话：F8", "")
        console.parts.exchange.party_hangs_up()
        await until(lambda: said.text() == "")
        await drive(console, {"ring": "0577-6555 0043"})
        assert "F8" not in said.text() + console.window.notice.text()

    theatre.play(work)
