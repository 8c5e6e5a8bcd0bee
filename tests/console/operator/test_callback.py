"""The callback through the window: answers need a call or words about how they came, and work done anew is asked anew."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from console.app import Console
from models.records.journal import CallbackAnswer
from tests.support.stage import Theatre, drive, press, until, write


async def work_done(console: Console, number: str) -> None:
    """A case of that number waits for its callback; nobody is on the line."""
    await drive(console, {"ring": number}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"}, {"key": "F6"}, {"key": "F8"})
    await press(console, "F8", "Ctrl+Shift+A")
    await drive(console, {"advance": 600}, {"key": "Ctrl+Shift+W"}, {"key": "Return"}, {"advance": 60})


def answers(console: Console) -> list[CallbackAnswer]:
    return [entry.body for entry in console.parts.presenters.case._entries if isinstance(entry.body, CallbackAnswer)]


def caret() -> str:
    focus = QApplication.focusWidget()
    return focus.objectName() if focus is not None else ""


def test_answers_without_a_call_ask_how_they_were_heard(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await work_done(console, "0577-6555 0701")
        await press(console, "Alt+5", "Y", "Y", "Y", "Y", "5", "Ctrl+Return")
        assert answers(console) == []
        assert caret() == "callback.how"
        await write(console, "短信回复")
        await press(console, "Return")
        assert [(given.score, given.heard) for given in answers(console)] == [(5, "短信回复")]
        assert "短信回复" in console.window.case.journal.lines.lines()[-1].subtitle

    theatre.play(work)


def test_answers_wait_while_the_citizen_is_rung_instead(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await work_done(console, "0577-6555 0702")
        await press(console, "Alt+5", "Y", "Y", "Y", "Y", "4", "Ctrl+Return", "F7")
        await drive(console, {"party": "answers"})
        await press(console, "Ctrl+Return")
        assert [(given.score, given.heard) for given in answers(console)] == [(4, "")]

    theatre.play(work)


def test_a_citizen_who_rang_in_after_the_work_was_heard(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await work_done(console, "0577-6555 0703")
        case = console.parts.presenters.desk.case
        assert case is not None
        await press(console, "F10", "F10")
        console.parts.line.ready()
        await drive(console, {"ring": "0577-6555 0703"}, {"key": "F2"}, {"advance": 20}, {"key": "F8"})
        console.parts.presenters.opening.case(case.id)
        await drive(console)
        await press(console, "Alt+5", "Y", "Y", "Y", "Y", "5", "Ctrl+Return")
        assert [(given.score, given.heard) for given in answers(console)] == [(5, "")]

    theatre.play(work)


def test_a_party_who_did_not_answer_was_not_heard(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await work_done(console, "0577-6555 0704")
        await drive(console, {"key": "F7"}, {"party": "no_answer"})
        await press(console, "Alt+5", "Y", "Y", "Y", "Y", "5", "Ctrl+Return")
        assert answers(console) == []

    theatre.play(work)


def test_after_rework_nobody_has_answered_yet(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await work_done(console, "0577-6555 0705")
        await drive(console, {"key": "F7"}, {"party": "answers"})
        await press(console, "Alt+5", "Y", "Y", "Y", "N", "2", "Ctrl+Return", "F8", "Ctrl+Shift+R")
        await write(console, "再来一次")
        await press(console, "Return", "Ctrl+Shift+A", "Ctrl+Shift+W", "Return")
        assert console.window.callback.answers() == ((), None, "")
        assert "2" in console.window.callback._hint.text()

    theatre.play(work)


def test_a_ring_moves_no_pane(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await work_done(console, "0577-6555 0706")
        await press(console, "Alt+5", "Y")
        before = console.window.splits.splitters["right"].sizes()
        await drive(console, {"ring": "0577-6555 0707"})
        assert console.window.splits.splitters["right"].sizes() == before

    theatre.play(work)


def test_who_is_rung_back_from_a_list_is_answered_by_key_at_once(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0712"}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"}, {"key": "F6"})
        await press(console, "F8", "F8", "Ctrl+Shift+A")
        case = console.parts.presenters.desk.case
        assert case is not None
        await press(console, "Ctrl+N", "Ctrl+2")
        await until(lambda: console.window.queue._rows.set_current(case.id))
        await press(console, "Return")
        await drive(console, {"advance": 600}, {"key": "Ctrl+Shift+W"}, {"key": "Return"}, {"key": "F7"}, {"party": "answers"})
        await press(console, "Y", "Y", "Y", "Y", "5", "Ctrl+Return")
        assert [(given.score, given.heard) for given in answers(console)] == [(5, "")]

    theatre.play(work)
