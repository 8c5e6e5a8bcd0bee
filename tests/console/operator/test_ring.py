"""A ring never takes the focus and never covers or changes typed words, wherever they are being typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from console.app import Console
from models.commands import caller as caller_commands
from models.records.call import CallState
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.case import Stage
from tests.support.stage import Theatre, drive, press, write
from widgets.base.words import flag_word

NUMBER = "0577-6555 0001"


def place() -> tuple[QWidget | None, str, str, int]:
    """Return where the caret is: the widget, its name, its text and the caret in it."""
    focus = QApplication.focusWidget()
    line = focus.lineEdit() if isinstance(focus, QComboBox) else focus
    if focus is not None and isinstance(line, QLineEdit):
        return focus, focus.objectName(), line.text(), line.cursorPosition()
    if isinstance(focus, QPlainTextEdit):
        return focus, focus.objectName(), focus.toPlainText(), focus.textCursor().position()
    return focus, focus.objectName() if focus else "", "", 0


async def accept_a_case(console: Console) -> None:
    """A case is on the desk, accepted and with nobody yet."""
    await press(console, "Ctrl+F")
    await write(console, "scls")
    await press(console, "Return", "F9")


async def words_of_the_caller(console: Console) -> None:
    await press(console, "Alt+3")
    await write(console, "楼道灯不亮,晚上")
    await press(console, "Left", "Left")


async def search(console: Console) -> None:
    await press(console, "Ctrl+F")
    await write(console, "ludeng")


async def name(console: Console) -> None:
    await press(console, "Alt+1")
    await write(console, "王")


async def address(console: Console) -> None:
    await press(console, "Alt+1", "Tab")
    await write(console, "滨江社区")


async def district_half_typed(console: Console) -> None:
    await press(console, "Alt+1", "Tab", "Tab")
    await write(console, "安")


async def command_bar(console: Console) -> None:
    await press(console, "Ctrl+K")
    await write(console, "家家")


async def words_of_an_open_case(console: Console) -> None:
    await accept_a_case(console)
    await press(console, "Ctrl+Shift+U")
    await write(console, "夜里要车")


async def words_of_a_closed_case(console: Console) -> None:
    await accept_a_case(console)
    await press(console, "Ctrl+Shift+X")
    await write(console, "不用了")
    await press(console, "Return", "Ctrl+Shift+O")
    await write(console, "又要了")


async def reason_of_a_flag(console: Console) -> None:
    await drive(console, {"ring": NUMBER}, {"key": "F2"}, {"key": "F8"}, {"key": "F10"}, {"key": "Alt+1"}, {"type": "王"})
    flag = console.window.findChild(QWidget, "caller.flag")
    assert flag is not None
    flag.setFocus()
    await press(console, "Space")
    await press(console, "Tab")
    await write(console, "听力不好")


SITUATIONS = [
    words_of_the_caller,
    search,
    name,
    address,
    district_half_typed,
    command_bar,
    words_of_an_open_case,
    words_of_a_closed_case,
    reason_of_a_flag,
]


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.__name__)
def test_a_ring_leaves_focus_caret_and_words(theatre: Theatre, situation: Callable[[Console], Awaitable[None]]) -> None:
    async def work(console: Console) -> None:
        await situation(console)
        before, shown = place(), console.parts.presenters.draft.collect()
        assert before[2]
        await drive(console, {"ring": NUMBER})
        assert place() == before
        call = console.parts.presenters.desk.call
        assert call is not None
        assert call.state is CallState.ALERTING
        after = console.parts.presenters.draft.collect()
        assert (after.text, after.query, after.fields) == (shown.text, shown.query, shown.fields)
        # Where nothing at all is typed on the desk itself, it may show who rings.
        assert after.key == shown.key or not (shown.text or shown.query or shown.fields)
        await write(console, "x")
        assert "x" in place()[2]

    theatre.play(work)


def test_a_ring_shows_the_caller_where_nothing_lies_on_the_desk(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        focus = QApplication.focusWidget()
        await drive(console, {"ring": NUMBER})
        assert console.parts.presenters.desk.number == "057765550001"
        assert QApplication.focusWidget() is focus

    theatre.play(work)


def test_whoever_rings_again_at_once_is_met_with_their_flags(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        flag = Flag(kind=FlagKind.CAUTION, note="辱骂", review_on="2099-01-01")
        row = PersonRow(id="", name="郑先生", numbers=("057765550612",))
        _, person = await console.runtime.db(caller_commands.save_person, console.parts.session.stamp(), row)
        await console.runtime.db(caller_commands.flag_person, console.parts.session.stamp(), person, flag)
        for _ in range(2):
            await drive(console, {"ring": "0577-6555 0612"})
            shown = console.parts.presenters.desk.person
            assert shown is not None
            assert [one.note for one in shown.flags] == ["辱骂"]
            await press(console, "F2", "F8", "F10")

    theatre.play(work)


def test_answering_keeps_the_words_of_the_former_need_as_a_draft(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await words_of_the_caller(console)
        await drive(console, {"ring": NUMBER}, {"key": "F2"})
        assert console.window.catalogue.text() == ""
        assert place()[1] == "catalogue.search"
        await press(console, "Ctrl+K")
        await write(console, "楼道灯")
        await press(console, "Return")
        assert console.window.catalogue.text() == "楼道灯不亮,晚上"

    theatre.play(work)


def test_a_caller_who_gives_up_changes_nothing_either(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await words_of_the_caller(console)
        before = place()
        await drive(console, {"ring": NUMBER})
        console.parts.exchange.abandon(console.parts.exchange.call.id)
        await drive(console)
        assert place() == before
        assert console.parts.presenters.desk.call is None

    theatre.play(work)


def test_a_break_while_it_rings_empties_the_call_bar(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": NUMBER}, {"key": "F10"})
        assert console.parts.presenters.desk.call is None
        assert [call.number for call in console.parts.exchange.waiting()] == ["057765550001"]
        await press(console, "F10", "F2")
        assert console.parts.presenters.desk.call is not None

    theatre.play(work)


def test_who_rings_is_told_beside_an_open_case_and_stays_told(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        stamp, number = console.parts.session.stamp(), "057765550931"
        district = console.parts.reference.rows.districts[0]
        row = PersonRow(id="", name="吴老太", numbers=(number,), district=district.code, address="塘下")
        _, person_id = await console.runtime.db(caller_commands.save_person, stamp, row)
        flag = Flag(kind=FlagKind.ELDERLY, note="独居", review_on="2027-01-01")
        await console.runtime.db(caller_commands.flag_person, stamp, person_id, flag)
        await drive(console, {"ring": number}, {"key": "F2"})
        await accept_a_case(console)
        await press(console, "F8", "F10")
        await drive(console, {"ring": "0577-6555 0932"}, {"key": "F2"})
        await accept_a_case(console)
        await press(console, "F6")
        exchange = console.parts.exchange
        exchange._wrap_up, before = 0, exchange._wrap_up
        exchange.ring(number)
        await press(console, "F8")
        exchange._wrap_up = before
        bar = console.window.call
        answer = bar._buttons["answer"].geometry()
        for told in ("吴老太", flag_word(FlagKind.ELDERLY), "1 件", district.name.zh):
            assert told in bar._said.text()
        await press(console, "F7")
        assert "吴老太" in bar._said.text()
        assert "**32" in bar._said.text()
        assert bar._buttons["answer"].geometry() == answer
        await press(console, "F2")
        assert "吴老太" not in bar._said.text()

    theatre.play(work)


def test_the_stage_of_a_reopened_case_is_seen(theatre: Theatre) -> None:
    """The situation above is real: what is typed there does reopen the case."""

    async def work(console: Console) -> None:
        await words_of_a_closed_case(console)
        await drive(console, {"ring": NUMBER}, {"key": "Return"})
        assert console.parts.presenters.desk.case.stage is Stage.ACCEPTED

    theatre.play(work)


async def known(console: Console, number: str) -> None:
    """Ring from the number of somebody who is known."""
    person = PersonRow(id="", name="周先生", numbers=(number,), address="隆山路1号")
    await console.runtime.db(caller_commands.save_person, console.parts.session.stamp(), person)
    await drive(console, {"ring": number})
    assert console.window.caller.person_fields()["name"] == "周先生"


@pytest.mark.parametrize(("goes", "number"), [("gives up", "057765550093"), ("is sent back", "057765550095")])
def test_whoever_rang_and_was_not_answered_leaves_no_card(theatre: Theatre, goes: str, number: str) -> None:
    async def work(console: Console) -> None:
        desk = console.parts.presenters.desk
        await known(console, number)
        ringing = desk.call
        assert ringing is not None
        if goes == "gives up":
            console.parts.exchange.abandon(ringing.id)
            await drive(console)
        else:
            await press(console, "F10")
        assert (desk.call, desk.number, desk.person) == (None, "", None)
        assert console.window.caller.person_fields()["name"] == ""
        assert console.parts.shelf.get(ringing.id) is None
        if goes != "gives up":  # and there it is again when it rings here again
            await press(console, "F10")
            assert console.window.caller.person_fields()["name"] == "周先生"

    theatre.play(work)


def test_words_that_were_typed_while_it_rang_stay_with_their_caller(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        desk = console.parts.presenters.desk
        await known(console, "057765550094")
        ringing = desk.call
        assert ringing is not None
        await press(console, "Alt+3")
        await write(console, "楼道灯不亮")
        console.parts.exchange.abandon(ringing.id)
        await drive(console)
        assert (desk.key, desk.number, console.window.catalogue.text()) == (ringing.id, "057765550094", "楼道灯不亮")

    theatre.play(work)
