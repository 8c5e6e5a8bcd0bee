"""Two needs stay apart: whatever key follows before the disk has answered, each word ends up where it was meant."""

from __future__ import annotations

import asyncio

from console.app import Console
from models.records.case import CaseState
from models.repositories import caller as callers
from models.repositories import case as cases
from models.repositories.search import leads
from tests.support.stage import Theatre, drive, press, words_in
from widgets.base.parts import Chip

WORDS = "厨房水槽下面漏水"


async def ready_to_accept(console: Console, number: str) -> None:
    await drive(console, {"ring": number}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"type": WORDS})


async def open_cases(console: Console, number: str) -> tuple[CaseState, ...]:
    card = await console.runtime.db(callers.card, number, console.parts.clock.now())
    return tuple([await console.runtime.db(cases.state, case.id) for case in card.open_cases])


def test_accepting_twice_in_a_breath_makes_one_case(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await ready_to_accept(console, "0577-6555 0301")
        accepting = console.parts.presenters.accepting
        accepting.accept()
        accepting.accept()
        await console.runtime.settle()
        assert len(await open_cases(console, "057765550301")) == 1

    theatre.play(work)


def test_a_search_that_holds_a_number_is_kept_as_no_lead(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        catalogue = console.parts.presenters.catalogue
        before = await console.runtime.db(leads)
        catalogue.restore("zqxj 13800000001", "", catalogue.kind, "")
        catalogue._on_idle()
        await console.runtime.settle()
        assert await console.runtime.db(leads) == before

    theatre.play(work)


def test_another_item_beside_an_open_case_asks_whether_it_is_filed_there_or_a_new_need(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await ready_to_accept(console, "0577-6555 0302")
        await drive(console, {"key": "F9"})
        case = console.parts.presenters.desk.case
        await drive(console, {"key": "Ctrl+F"}, {"type": "C10-04"}, {"key": "Return"})
        asked = words_in(console.window.notice)
        assert "F9" in asked
        assert "Ctrl N" in asked
        await drive(console, {"key": "Ctrl+N"})
        desk = console.parts.presenters.desk
        assert desk.case is None
        assert desk.item is not None
        assert desk.item.code == "C10-04"
        assert desk.number == case.number
        await drive(console, {"type": "夜里要车"}, {"key": "F9"})
        found = {state.item_code: state.text for state in await open_cases(console, "057765550302")}
        assert found == {case.item_code: WORDS, "C10-04": "夜里要车"}

    theatre.play(work)


def test_a_case_that_somebody_was_sent_with_is_filed_elsewhere_only_when_asked_once_more(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        desk, notice = console.parts.presenters.desk, console.window.notice
        await ready_to_accept(console, "0577-6555 0305")
        await press(console, "F9", "F6", "F8", "F8")
        sent = desk.case
        await drive(console, {"key": "Ctrl+F"}, {"type": "C04-06"}, {"key": "Return"}, {"key": "F9"}, {"key": "F9"})
        assert sent.handler.name.zh in notice.text()
        assert desk.case.item_code == sent.item_code
        await press(console, "Escape")
        assert not notice.text()
        assert desk.case.item_code == sent.item_code
        await press(console, "F9", "Return")
        assert (desk.case.id, desk.case.item_code, desk.case.handler) == (sent.id, "C04-06", sent.handler)

    theatre.play(work)


def test_what_was_asked_about_one_case_is_not_done_to_another(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        desk, accepting = console.parts.presenters.desk, console.parts.presenters.accepting
        await ready_to_accept(console, "0577-6555 0306")
        await press(console, "F9", "F6", "F8", "F8")
        await drive(console, {"key": "Ctrl+F"}, {"type": "C04-06"}, {"key": "Return"}, {"key": "F9"})
        await ready_to_accept(console, "0577-6555 0307")
        assert not console.window.notice.text()
        await press(console, "F9")
        other = desk.case
        await drive(console, {"key": "Ctrl+F"}, {"type": "C04-06"}, {"key": "Return"})
        accepting.refile()
        await console.runtime.settle()
        assert desk.case == other

    theatre.play(work)


def test_the_words_pane_says_whose_words_it_holds(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await ready_to_accept(console, "0577-6555 0303")
        assert "新需求" in words_in(console.window.catalogue.speech)
        await drive(console, {"key": "F9"})
        case = console.parts.presenters.desk.case
        assert case.no in words_in(console.window.catalogue.speech)
        assert "新需求" not in [chip.text() for chip in console.window.catalogue.speech.findChildren(Chip) if chip.isVisible()]

    theatre.play(work)


def test_words_typed_while_the_case_is_being_written_stay_where_they_are(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await ready_to_accept(console, "0577-6555 0304")
        console.parts.presenters.accepting.accept()
        await asyncio.sleep(0)
        console.window.catalogue.speech.edit.insertPlainText("，快一点")
        await drive(console)
        desk = console.parts.presenters.desk
        assert desk.case is not None
        assert desk.case.text == WORDS
        assert console.window.catalogue.text() == WORDS + "，快一点"
        assert console.parts.presenters.draft.unsaved()

    theatre.play(work)
