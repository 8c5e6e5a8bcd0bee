"""Who can do it, by keys: somebody is sent on purpose or not at all."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.app import Console
from models.records.base import Language
from models.records.case import CaseState, Stage
from tests.support.stage import Theatre, drive, press, with_console, write

_numbers = count(1)


async def accepted(console: Console) -> CaseState:
    """Somebody rang and has a case; the caret is among the partners by itself."""
    await drive(console, {"ring": f"0577-6555 07{next(_numbers):02d}"}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})
    await press(console, "F8")
    assert console.window.partner.list.hasFocus()
    return on_desk(console)


def on_desk(console: Console) -> CaseState:
    case = console.parts.presenters.desk.case
    assert isinstance(case, CaseState)
    return case


def test_a_number_that_is_typed_among_the_partners_sends_nobody(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await accepted(console)
        await write(console, "8001")
        await press(console, "Return")
        assert on_desk(console).stage is Stage.ACCEPTED
        assert console.parts.presenters.desk.call is None
        assert all(key in console.window.notice.text() for key in ("F6", "Ctrl K"))

    theatre.play(work)


def test_a_partner_is_sent_by_its_key_or_as_the_chosen_row(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await accepted(console)
        await press(console, "Down", "Return")
        assert on_desk(console).stage is Stage.DISPATCHED
        await press(console, "F8")
        await accepted(console)
        await press(console, "F6")
        assert on_desk(console).stage is Stage.DISPATCHED
        await press(console, "F8")

    theatre.play(work)


def test_the_marked_partner_stays_whole_on_a_small_screen_when_it_is_sent(qapp: QApplication, tmp_path: Path) -> None:
    async def work(console: Console) -> None:
        console.window.resize(1280, 800)
        shown = console.window.partner.list
        await drive(console, {"ring": "0577-6555 0799"}, {"key": "F2"}, {"type": "C06-01"}, {"key": "Return"})
        for key in ("F9", "F6", "F8", "Ctrl+Shift+A", "Ctrl+Shift+S"):
            await press(console, key)
            assert console.window.partner.height() > 2 * console.window.callback.height(), key
            assert shown.visualRect(shown.currentIndex()).height() <= shown.viewport().height(), key

    with_console(qapp, tmp_path, work, language=Language.EN)
