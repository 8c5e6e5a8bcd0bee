"""Ctrl+Z takes back the typing in a text, elsewhere the last step of the case, and no step while somebody types."""

from __future__ import annotations

from console.app import Console
from console.operator.recordings import _calls
from models.records.case import Stage
from tests.support.stage import Theatre, drive, press
from widgets.case.calls import PREFIX


async def dispatched(console: Console, number: str) -> None:
    await drive(console, {"ring": number}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"type": "漏水"})
    await press(console, "F9", "F6")
    assert stage(console) is Stage.DISPATCHED


def stage(console: Console) -> Stage:
    case = console.parts.presenters.desk.case
    assert case is not None
    return case.stage


def test_outside_a_text_it_takes_back_the_last_step(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await dispatched(console, "0577-6555 0901")
        await press(console, "Alt+6", "Ctrl+Z")
        assert stage(console) is Stage.ACCEPTED

    theatre.play(work)


def test_a_call_among_the_lines_of_the_journal_is_never_what_is_taken_back(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await dispatched(console, "0577-6555 0911")
        await press(console, "F8")
        await drive(console, {"party": "answers"}, {"key": "F8"})
        case, pane = console.parts.presenters.desk.case, console.window.case
        assert case is not None
        kept = await console.runtime.db(_calls, case.id, sealed=False)
        assert len(kept) == 2
        journal = pane.journal
        shown = [line.key for line in journal.lines.lines() if line.key.startswith(PREFIX)]
        assert len(shown) == 2
        await press(console, "Alt+6")
        assert journal.set_current(shown[-1])
        await press(console, "Ctrl+Z")
        assert stage(console) is Stage.ACCEPTED
        assert await console.runtime.db(_calls, case.id, sealed=False) == kept
        assert [line.key for line in journal.lines.lines() if line.key.startswith(PREFIX)] == shown
        await press(console, "Ctrl+Z")
        assert "撤" in console.window.notice.text()
        assert await console.runtime.db(_calls, case.id, sealed=False) == kept

    theatre.play(work)


def test_in_a_text_it_takes_back_the_typing_and_then_nothing(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await dispatched(console, "0577-6555 0902")
        await drive(console, {"key": "Alt+3"}, {"type": "，急"})
        await press(console, *("Ctrl+Z",) * 6)
        assert console.window.catalogue.text() == "漏水"
        assert stage(console) is Stage.DISPATCHED
        assert "Alt 6" in console.window.notice.text()

    theatre.play(work)


def test_in_a_text_that_nobody_has_typed_in_it_takes_back_the_last_step(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await dispatched(console, "0577-6555 0903")
        await press(console, "Alt+3", "Ctrl+Z")
        assert console.window.catalogue.text() == "漏水"
        assert stage(console) is Stage.ACCEPTED

    theatre.play(work)


def test_without_a_case_it_says_so(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await press(console, "Alt+6", "Ctrl+Z")
        assert "Ctrl 1" in console.window.notice.text()

    theatre.play(work)
