"""Every key of the enum does what the overlay says, and nothing is typed into the window by a key that is meant for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from console.app import Console
from console.shortcuts import Shortcut
from models.records.case import WorkList
from tests.support.stage import Theatre, drive, press, words_in, write

PANES = {
    Shortcut.CALLER: "caller",
    Shortcut.SEARCH: "catalogue",
    Shortcut.TREE: "catalogue",
    Shortcut.TEXT: "catalogue",
    Shortcut.PARTNERS: "partner",
    Shortcut.CALLBACK: "callback",
    Shortcut.CASE: "case",
    Shortcut.WORK: "queue",
}


def test_every_shortcut_is_bound_to_the_window_once(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        bound = [shortcut.key().toString() for shortcut in console.window.findChildren(QShortcut) if shortcut.parent() is console.window]
        for shortcut in Shortcut:
            assert bound.count(shortcut.sequence) == 1, shortcut
        assert set(console.parts.presenters.keys._slots) == set(Shortcut)

    theatre.play(work)


def test_the_overlay_lists_every_key_and_closes_again(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        focus = QApplication.focusWidget()
        await press(console, "F1")
        assert console.window.keys.isVisible()
        seen = words_in(console.window.keys)
        for shortcut in Shortcut:
            assert shortcut.what() in seen, shortcut
            assert shortcut.label in seen, shortcut
        await press(console, "F1")
        assert console.window.keys.isHidden()
        assert QApplication.focusWidget() is focus

    theatre.play(work)


@pytest.mark.parametrize("shortcut", PANES, ids=lambda shortcut: shortcut.name.lower())
def test_a_pane_key_reaches_its_pane(theatre: Theatre, shortcut: Shortcut) -> None:
    async def work(console: Console) -> None:
        await drive(
            console,
            {"ring": "0577-6555 0201"},
            {"key": "F2"},
            {"type": "scls"},
            {"key": "Return"},
            {"key": "F9"},
            {"key": "F6"},
            {"key": "F8"},
            {"key": "F8"},
            {"key": "Ctrl+Shift+W"},
            {"key": "Return"},
            {"key": "Alt+3" if shortcut is not Shortcut.TEXT else "Alt+1"},
            {"key": shortcut.sequence},
        )
        pane: QWidget = getattr(console.window, PANES[shortcut])
        focus = QApplication.focusWidget()
        assert focus is not None
        assert pane.isAncestorOf(focus)

    theatre.play(work)


@pytest.mark.parametrize(
    ("key", "work_list"),
    [
        ("Ctrl+1", WorkList.TO_DISPATCH),
        ("Ctrl+2", WorkList.AWAITING_FEEDBACK),
        ("Ctrl+3", WorkList.CALLBACKS_DUE),
        ("Ctrl+4", WorkList.OVERDUE),
    ],
)
def test_a_list_of_my_work_is_one_key_away(theatre: Theatre, key: str, work_list: WorkList) -> None:
    async def work(console: Console) -> None:
        await press(console, "Alt+3", key)
        assert console.window.queue.open_list() is work_list
        focus = QApplication.focusWidget()
        assert focus is not None
        assert console.window.queue.isAncestorOf(focus)

    theatre.play(work)


@pytest.mark.parametrize("shortcut", [s for s in Shortcut if s not in (Shortcut.KEYS, Shortcut.COMMAND)], ids=lambda s: s.name.lower())
def test_no_key_of_the_window_changes_the_words_of_the_caller(theatre: Theatre, shortcut: Shortcut) -> None:
    async def work(console: Console) -> None:
        await press(console, "Alt+3")
        await write(console, "半句话")
        if shortcut not in (Shortcut.UNDO, Shortcut.CLEAR):
            await press(console, shortcut.sequence)
            assert console.window.catalogue.text() == "半句话"

    theatre.play(work)


def test_what_cannot_wait_has_its_key_in_every_window_of_the_desk(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        everywhere = {
            bound.key().toString()
            for bound in console.window.findChildren(QShortcut)
            if bound.context() is Qt.ShortcutContext.ApplicationShortcut
        }
        wanted = (Shortcut.ANSWER, Shortcut.HANG_UP, Shortcut.MUTE, Shortcut.BREAK, Shortcut.ALERT)
        assert everywhere == {shortcut.sequence for shortcut in wanted}

    theatre.play(work)


def test_whoever_says_no_name_is_flagged_by_their_number(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        desk, entry = console.parts.presenters.desk, console.window.caller._flag_entry
        await drive(console, {"ring": "0577-6555 0210"}, {"key": "F2"}, {"key": "Alt+8"}, {"key": "Tab"}, {"type": "辱骂"})
        assert entry.words()[1] == "辱骂"
        await press(console, "Return")
        await console.runtime.settle()
        assert desk.person is not None
        assert (desk.person.name, desk.person.numbers, [flag.note for flag in desk.person.flags]) == ("", ("057765550210",), ["辱骂"])
        await press(console, "F8")

    theatre.play(work)


def test_a_flag_that_belongs_to_nobody_keeps_its_words(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": ""}, {"key": "F2"}, {"key": "Alt+8"}, {"key": "Tab"}, {"type": "辱骂"}, {"key": "Return"})
        await console.runtime.settle()
        assert "姓名" in console.window.notice.text()
        assert console.window.caller._flag_entry.words()[1] == "辱骂"
        await press(console, "F8")

    theatre.play(work)


def test_a_flag_is_set_without_the_mouse(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await drive(console, {"ring": "0577-6555 0209"}, {"key": "F2"}, {"key": "Alt+1"}, {"type": "周奶奶"}, {"key": "Alt+8"})
        entry = console.window.caller._flag_entry
        assert entry.isVisible()
        assert entry.isAncestorOf(QApplication.focusWidget())
        await press(console, "Escape")
        assert not entry.isVisible()
        assert any("标记" in action.label for action in console.parts.presenters.keys.actions())
        await press(console, "F8")

    theatre.play(work)
