"""The command bar finds people, cases by number, items, partners and actions, and does what was chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from console.app import Console
from models.commands.caller import save_person
from models.records.call import CallState
from models.records.caller import PersonRow
from models.records.staff import Role
from tests.support.stage import Theatre, drive, press, write
from widgets.base.theme import Theme


async def ask(console: Console, words: str) -> list[str]:
    """Open the bar, type, and return the keys of what was found."""
    await press(console, "Ctrl+K")
    await write(console, words)
    return [line.key for line in console.window.command._list.lines.lines()]


async def take(console: Console, words: str, key: str) -> None:
    """Ask for words and take the line with this key."""
    found = await ask(console, words)
    assert key in found
    await press(console, *["Down"] * found.index(key), "Return")
    assert console.window.command.isHidden()


def test_a_person_by_name_and_by_number(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        row = PersonRow(id="", name="金秀兰", numbers=("057765550301",), address="虹桥南路3号")
        _, person_id = await console.runtime.db(save_person, console.parts.session.stamp(), row)
        assert f"person:{person_id}" in await ask(console, "0577-6555 0301")
        await press(console, "Escape")
        await take(console, "金秀", f"person:{person_id}")
        assert console.parts.presenters.desk.number == "057765550301"
        assert console.window.caller.person_fields()["address"] == "虹桥南路3号"

    theatre.play(work)


def test_a_case_by_its_number_as_it_is_said(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0302"}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"}, {"key": "F8"})
        case = console.parts.presenters.desk.case
        assert case is not None
        console.parts.presenters.desk.take_up("desk")
        await take(console, case.no.replace("-", " "), f"case:{case.id}")
        assert console.parts.presenters.desk.case is not None
        assert console.parts.presenters.desk.case.id == case.id

    theatre.play(work)


def test_an_item_by_initials(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await take(console, "scls", "item:C03-03")
        assert console.parts.presenters.desk.item is not None
        assert console.parts.presenters.desk.item.code == "C03-03"

    theatre.play(work)


def test_a_partner_by_name_is_rung(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await take(console, "家家乐", "partner:P001")
        call = console.parts.presenters.desk.call
        assert call is not None
        assert console.parts.reference.handler_of(call.number) == "P001"
        assert call.state is CallState.ALERTING

    theatre.play(work)


def test_an_action_by_its_words(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await take(console, "dark", "action:theme-dark")
        assert console.settings.theme() is Theme.DARK
        await take(console, "light", "action:theme-light")
        assert console.settings.theme() is Theme.LIGHT

    theatre.play(work)


def test_a_number_that_is_typed_can_be_rung(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await take(console, "0577 6555 0303", "dial:057765550303")
        assert console.parts.presenters.desk.call is not None
        assert console.parts.presenters.desk.call.number == "057765550303"

    theatre.play(work)


def test_a_number_that_is_calling_is_not_taken_by_hand_where_a_call_system_tells_of_it(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        assert "take:057765550303" not in await ask(console, "0577 6555 0303")

    theatre.play(work)


def test_a_draft_by_its_words(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"key": "Alt+3"}, {"type": "花园里的路灯"}, {"key": "Ctrl+N"})
        await take(console, "花园里", "draft:desk")
        assert console.window.catalogue.text() == "花园里的路灯"

    theatre.play(work)


def test_escape_gives_the_caret_back_and_chooses_nothing(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"key": "Alt+3"}, {"type": "半句"})
        await ask(console, "家家乐")
        await press(console, "Escape")
        assert console.parts.presenters.desk.call is None
        assert QApplication.focusWidget() is console.window.catalogue.speech.edit
        await write(console, "话")
        assert console.window.catalogue.text() == "半句话"

    theatre.play(work)


def test_enter_before_the_answer_takes_what_the_words_mean(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await press(console, "Ctrl+K")
        await drive(console, {"type": "C03-03"}, {"key": "Return"})
        assert console.parts.presenters.desk.item is not None
        assert console.parts.presenters.desk.item.code == "C03-03"

    theatre.play(work)


def test_people_actions_partners_and_begun_case_numbers_by_letters(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        row = PersonRow(id="", name="欧阳素贞", numbers=("057765550309",))
        _, person_id = await console.runtime.db(save_person, console.parts.session.stamp(), row)
        for letters in ("oysz", "ouyangsz"):
            assert f"person:{person_id}" in await ask(console, letters)
            await press(console, "Escape")
        for letters in ("guaduan", "gd"):
            assert "action:hang_up" in await ask(console, letters)
            await press(console, "Escape")
        assert "partner:P001" in await ask(console, "jjl")
        await press(console, "Escape")
        await drive(console, {"ring": "0577-6555 0310"}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})
        case = console.parts.presenters.desk.case
        assert case is not None
        assert f"case:{case.id}" in await ask(console, case.no[:7])

    theatre.play(work)


def test_a_number_finds_no_items_but_the_words_of_a_hotline_do(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        for number in ("13800001111", "0577-6588 1234", "1124-28", "1124 28 007"):
            found = await ask(console, number)
            assert not [key for key in found if key.partition(":")[0] in ("item", "partner", "unit", "article")], number
            await press(console, "Escape")
        assert [key for key in await ask(console, "c01-01") if key.startswith("item:")]

    theatre.play(work)


def test_the_bar_leaves_a_ring_and_its_button_in_sight(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await press(console, "Ctrl+K")
        await drive(console, {"ring": "0577-6555 0399"})
        window = console.window
        bar = window.call.geometry().translated(window.call.parentWidget().mapTo(window.command.parentWidget(), QPoint()))
        assert window.command.isVisible()
        assert not bar.intersects(window.command.geometry())

    theatre.play(work)


@pytest.mark.parametrize("words", ["sync", "centre", "同步", "中心"])
def test_how_the_desk_stands_to_the_centre_is_found_by_either_word(theatre: Theatre, words: str) -> None:
    async def work(console: Console) -> None:
        assert "action:sync_centre" in await ask(console, words)

    theatre.play(work)


def test_what_somebody_may_not_do_is_not_offered(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        case, keys = console.parts.presenters.case, console.parts.presenters.keys
        leads_only, anybody_s = {"reassign", "prioritise"}, {"take_over", "hand_over", "close"}
        seated = case._role
        for before in (None, {"ring": "0577-6555 0309"}):
            if before is not None:
                await drive(console, before, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})
            offered = {action.id for action in keys.actions()}
            assert anybody_s <= offered
            assert not leads_only & offered
            case._role = Role.LEAD
            assert anybody_s | leads_only <= {action.id for action in keys.actions()}
            case._role = Role.SUPERVISOR
            assert not (leads_only | anybody_s) & {action.id for action in keys.actions()}
            case._role = seated
        assert "action:reassign" not in await ask(console, "reassign")
        assert "action:hand_over" in await ask(console, "hand_over")
        await press(console, "Escape")

    theatre.play(work)
