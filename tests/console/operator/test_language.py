"""Another language at once: the words, the case, the call and the caret stay; nothing of the old window goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.app import Console
from models.records.base import Language
from models.records.call import CallState, OperatorState
from tests.support.stage import Theatre, drive, press, until, with_console, words_in, write


async def speak(console: Console, language: Language) -> None:
    before = console.window
    console.runtime.spawn(console.set_language(language))
    await until(lambda: console.window is not before)
    await drive(console)


def test_words_call_and_caret_stay(qapp: QApplication, tmp_path: Path) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": ""}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"type": "厨房漏水"}, {"key": "Left"})
        before = console.parts.presenters.draft.collect()
        await speak(console, Language.EN)
        after = console.parts.presenters.draft.collect()
        assert (after.key, after.text, after.item_code, after.focus, after.cursor) == (
            before.key,
            "厨房漏水",
            "C03-03",
            "case.text",
            3,
        )
        assert "Number withheld" in words_in(console.window.call)
        assert "Number withheld" in words_in(console.window.caller)
        desk = console.parts.presenters.desk
        assert desk.withheld
        assert desk.call is not None
        assert desk.call.state is CallState.CONNECTED
        await press(console, "F9", "F8")
        assert desk.case is not None
        assert desk.case.text == "厨房漏水"
        assert desk.call is None
        await speak(console, Language.ZH)
        assert console.parts.presenters.desk.case is not None
        assert "受理" in words_in(console.window)

    with_console(qapp, tmp_path, work)


def test_a_break_stays_a_break(qapp: QApplication, tmp_path: Path) -> None:
    async def work(console: Console) -> None:
        await press(console, "F10")
        await speak(console, Language.EN)
        assert console.parts.exchange.state is OperatorState.NOT_READY
        assert "Break" in words_in(console.window.top)

    with_console(qapp, tmp_path, work)


def test_panes_stay_as_they_were_pulled(qapp: QApplication, tmp_path: Path) -> None:
    async def work(console: Console) -> None:
        columns = console.window.splits.splitters["columns"]
        columns.setSizes([400, 700, 320])
        pulled = columns.sizes()
        await speak(console, Language.EN)
        assert console.window.splits.splitters["columns"].sizes() == pulled

    with_console(qapp, tmp_path, work)


def test_each_event_is_heard_once_and_by_the_new_window_only(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await speak(console, Language.EN)
        await speak(console, Language.ZH)
        await drive(console, {"ring": "0577-6555 0401"}, {"key": "F2"}, {"type": "x"}, {"key": "F8"})
        card = await console.runtime.db(lambda store: list(store.outbox.operations()))
        records = [operation for operation in card if operation.type == "call.record"]
        assert len(records) == 2, "one when it is answered, one when it ends"
        await write(console, "y")
        assert "y" in console.window.catalogue.search.text()

    theatre.play(work)
