"""What is typed comes back: after a restart the same case, pane, field, caret and words; nothing is left where nothing was typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from console.app import Console
from models.commands.draft import load_drafts
from models.records.draft import Draft
from models.records.journal import Accept
from tests.support.stage import Theatre, drive, press, until, with_console, write

CALL = ({"ring": "0577-6555 0101"}, {"key": "F2"})


async def words_and_item(console: Console) -> None:
    await drive(console, *CALL, {"key": "Alt+1"}, {"type": "陈女士"}, {"key": "Tab"}, {"type": "滨江社区6幢"})
    await drive(console, {"key": "Tab"}, {"type": "安阳"})
    await drive(console, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"}, {"key": "Alt+3"}, {"type": "厨房漏水,阀门关了"})
    await press(console, "Left", "Left", "Left")


async def half_a_search(console: Console) -> None:
    await drive(console, *CALL, {"type": "xsds"}, {"key": "Left"})


async def half_a_district(console: Console) -> None:
    await drive(console, *CALL, {"key": "Alt+1"}, {"key": "Tab"}, {"key": "Tab"}, {"type": "安"})


async def withheld(console: Console) -> None:
    await drive(console, {"ring": ""}, {"key": "F2"}, {"key": "Alt+3"}, {"type": "不愿留号码"})


async def open_case(console: Console) -> None:
    await drive(console, *CALL, {"type": "scls"}, {"key": "Return"}, {"type": "漏水"})
    await press(console, "F9", "F6", "F8", "F8", "Alt+6")


async def asked_words(console: Console) -> None:
    await open_case(console)
    await press(console, "Ctrl+Shift+F")
    await drive(console, {"type": "师傅说半小时到"}, {"key": "Return"}, {"type": "王师"}, {"key": "Left"})


async def answers(console: Console) -> None:
    await open_case(console)
    await press(console, "Ctrl+Shift+W", "Return", "Alt+5", "Y", "Y", "N")
    console.window.callback.comment.setFocus()
    await write(console, "地上没擦干净")


async def my_work(console: Console) -> None:
    await open_case(console)
    await press(console, "Alt+7")


def caret(console: Console) -> tuple[str, int]:
    draft = console.parts.presenters.draft.collect()
    return draft.focus, draft.cursor


SCENES: list[Callable[[Console], Awaitable[None]]] = [
    words_and_item,
    half_a_search,
    half_a_district,
    withheld,
    open_case,
    asked_words,
    answers,
    my_work,
]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_a_desk_that_died_comes_back_to_case_field_caret_and_words(
    qapp: QApplication, tmp_path: Path, scene: Callable[[Console], Awaitable[None]]
) -> None:
    """The store is let go of without a word to the console, as a killed process lets go of it."""
    before: list[Draft] = []
    saved: list[Draft] = []

    async def first(console: Console) -> None:
        await scene(console)
        before.append(console.parts.presenters.draft.collect())
        await until(lambda: not console.parts.presenters.draft._timer.isActive())
        await console.runtime.settle()
        saved.append((await console.runtime.db(load_drafts))[0])
        console.parts.presenters.draft._resting = True
        console.parts.presenters.draft.save = lambda: None

    async def second(console: Console) -> None:
        after = console.parts.presenters.draft.collect()
        for name in ("key", "number", "case_id", "item_code", "kind", "query", "text", "fields", "person_id"):
            assert getattr(after, name) == getattr(before[0], name), name
        assert caret(console) == (before[0].focus, before[0].cursor)
        assert before[0].focus
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.objectName() == before[0].focus
        desk = console.parts.presenters.desk
        assert desk.withheld == (scene is withheld)

    with_console(qapp, tmp_path, first)
    assert (saved[0].text, saved[0].focus, saved[0].cursor) == (before[0].text, before[0].focus, before[0].cursor)
    theatre = Theatre(qapp, tmp_path)
    try:
        theatre.go_on(second)
    finally:
        theatre.close()


def test_a_field_that_has_closed_is_no_place_to_come_back_to(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await answers(console)
        comment = console.window.callback.comment
        assert caret(console)[0] == comment.objectName()
        comment.clearFocus()
        assert caret(console)[0] == comment.objectName(), "the window was left for a moment"
        comment.setEnabled(False)
        assert caret(console) == ("", 0)
        comment.setEnabled(True)

    theatre.play(work)


def test_every_pane_that_a_key_leads_to_can_be_come_back_to(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await open_case(console)
        await press(console, "Ctrl+Shift+W", "Return")
        for key in ("Alt+1", "Ctrl+F", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6", "Alt+7"):
            await press(console, key)
            focus = QApplication.focusWidget()
            assert focus is not None, key
            assert focus.objectName(), key
            assert console.window.findChild(QWidget, focus.objectName()) is focus, key
            assert caret(console)[0] == focus.objectName(), key

    theatre.play(work)


def test_an_accepted_draft_is_a_case_and_no_draft_any_more(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await words_and_item(console)
        key = console.parts.presenters.desk.key
        await press(console, "F9")
        await until(lambda: not console.parts.presenters.draft._timer.isActive())
        await console.runtime.settle()
        keys = [draft.key for draft in await console.runtime.db(load_drafts)]
        assert key not in keys
        entry = console.parts.presenters.case._entries[0]
        assert isinstance(entry.body, Accept)
        assert entry.body.text == "厨房漏水,阀门关了"

    theatre.play(work)


def test_the_next_need_keeps_the_former_words_and_the_caller(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await words_and_item(console)
        former = console.parts.presenters.desk.key
        await press(console, "Ctrl+N")
        desk = console.parts.presenters.desk
        assert (desk.number, desk.call_id) == ("057765550101", former)
        assert console.window.catalogue.text() == ""
        console.parts.presenters.opening.draft(former)
        await drive(console)
        assert console.window.catalogue.text() == "厨房漏水,阀门关了"

    theatre.play(work)


def test_typing_is_on_the_disk_within_a_quarter_of_a_second(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await press(console, "Alt+3")
        await write(console, "一句话")
        await until(lambda: not console.parts.presenters.draft._timer.isActive(), 0.25)
        drafts = await console.runtime.db(load_drafts)
        assert drafts[0].text == "一句话"

    theatre.play(work)


def test_the_words_are_on_disk_when_the_window_is_closed_at_once(qapp: QApplication, tmp_path: Path) -> None:
    async def first(console: Console) -> None:
        await press(console, "Alt+3")
        await write(console, "最后一句")
        console.window.catalogue.speech.edit.insertPlainText("话")

    async def second(console: Console) -> None:
        assert console.window.catalogue.text() == "最后一句话"

    with_console(qapp, tmp_path, first)
    theatre = Theatre(qapp, tmp_path)
    try:
        theatre.go_on(second)
    finally:
        theatre.close()
