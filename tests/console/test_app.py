"""The console as a process: a second start changes nothing, a desk without a call system works, closing keeps everything."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console import runtime
from console.app import Console, _main
from console.calls.manual import ManualLine
from console.demo.player import Player
from console.launch import Launch
from models.commands import case
from models.records.base import Language
from models.records.call import CallState
from models.records.case import CaseKind
from models.records.operation import Desk
from models.store.store import open_store
from tests.support.stage import Theatre, drive, press, until, with_console, words_in, write
from tests.support.tree import ROOT


def files(folder: Path) -> dict[str, str]:
    """Return every file of a folder with the digest of its bytes."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "main.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_second_start_says_so_and_changes_nothing(profile_dir: Path) -> None:
    store = open_store(profile_dir)
    try:
        before = files(profile_dir)
        second = start("demo", "--profile-dir", str(profile_dir), "--cases", "5", "--headless", "--play", "taxi", "--language", "en")
        assert second.returncode == 3
        assert "already open" in second.stderr
        assert "Traceback" not in second.stderr
        assert second.stdout == ""
        assert files(profile_dir) == before
    finally:
        store.close()


def test_a_second_window_lets_nobody_type_and_is_closed_without_a_trace(qapp: QApplication, profile_dir: Path) -> None:
    store = open_store(profile_dir)
    try:
        before = files(profile_dir)
        codes: list[int] = []
        launch = Launch(directory=profile_dir, operator=28, language=Language.EN)

        async def both() -> int:
            console = opened(qapp, launch)
            waiting, window = asyncio.ensure_future(_main(console, runtime)), console.window
            await until(lambda: "already open" in window.notice.text())
            assert not window.catalogue.search.isEnabled()
            assert words_in(window) == window.notice.text()
            QTest.keyClick(window, Qt.Key.Key_Escape)
            codes.append(await waiting)
            return 0

        runtime.run(qapp, both)
        assert codes == [3]
        assert files(profile_dir) == before
    finally:
        store.close()


def test_a_second_start_brings_the_first_window_to_the_front(qapp: QApplication, tmp_path: Path) -> None:
    async def work(console: Console) -> None:
        window = console.window
        window.setWindowState(Qt.WindowState.WindowMinimized)
        second = await console.runtime.work(start, "demo", "--profile-dir", str(console.directory), "--headless", "--play", "taxi")
        assert second.returncode == 3
        await until(lambda: "这就是" in window.notice.text())
        assert not window.isMinimized()

    with_console(qapp, tmp_path / "profile", work)


def test_the_call_bar_promises_no_ring_before_the_desk_is_open(qapp: QApplication, tmp_path: Path) -> None:
    console = opened(qapp, Launch(demo=True, directory=tmp_path / "p", operator=28, cases=5, language=Language.EN))

    async def work() -> int:
        assert "Opening…" in words_in(console.window.call)
        assert "Ready" not in words_in(console.window)
        await console.open()
        await until(lambda: "Ready" in words_in(console.window.call))
        console.window.close()
        await console.close()
        return 0

    runtime.run(qapp, work)


def opened(qapp: QApplication, launch: Launch) -> Console:
    """Return a console with its window on the screen, as ``run`` makes it."""
    qapp.setQuitOnLastWindowClosed(False)
    console = Console(qapp, launch)
    console.window.show()
    return console


def test_a_window_closed_at_the_sign_in_ends_the_program(qapp: QApplication, profile_dir: Path) -> None:
    codes: list[int] = []

    async def both() -> int:
        console = opened(qapp, Launch(directory=profile_dir))
        waiting, window = asyncio.ensure_future(_main(console, runtime)), console.window
        await until(lambda: window.findChild(QWidget, "signin.number") is not None)
        window.close()
        codes.append(await waiting)
        return 0

    runtime.run(qapp, both)
    assert codes == [0]


def test_a_desk_without_a_call_system_notes_calls_by_hand(qapp: QApplication, tmp_path: Path) -> None:
    """Sign in by number, take a call that came on the telephone, accept, hang up: no demonstration, no exchange."""
    console = opened(qapp, Launch(directory=tmp_path / "profile", language=Language.ZH, size=(1440, 900)))

    async def work() -> int:
        opening = asyncio.ensure_future(console.open())
        await until(lambda: console.window.findChild(QWidget, "signin.number") is not None)
        await until(lambda: QApplication.focusWidget() is console.window.findChild(QWidget, "signin.number"))
        number = console.window.findChild(QWidget, "signin.number")
        assert number is not None
        QTest.keyClicks(number, "28")
        QTest.keyClick(number, Qt.Key.Key_Return)
        await opening
        await until(lambda: console.parts.index is not None)
        assert console.parts.session.operator.number == 28
        assert isinstance(console.parts.line, ManualLine)
        assert console.settings.operator() == 28
        await press(console, "Ctrl+K")
        await write(console, "057765550501")
        await press(console, "Return")
        call = console.parts.presenters.desk.call
        assert call is not None
        assert (call.number, call.state) == ("057765550501", CallState.CONNECTED)
        await press(console, "F3")
        assert "话机" in console.window.call._said.text()
        await drive(console, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"}, {"key": "F8"})
        case = console.parts.presenters.desk.case
        assert case is not None
        assert case.number == "057765550501"
        assert console.parts.presenters.desk.call is None
        assert "057765550501"[:4] in words_in(console.window.caller)
        console.window.close()
        await console.close()
        return 0

    runtime.run(qapp, work)


def test_pane_sizes_and_window_come_back(qapp: QApplication, tmp_path: Path) -> None:
    pulled: list[list[int]] = []

    async def first(console: Console) -> None:
        console.window.splits.splitters["columns"].setSizes([420, 640, 330])
        pulled.append(console.window.splits.splitters["columns"].sizes())

    async def second(console: Console) -> None:
        assert console.window.splits.splitters["columns"].sizes() == pulled[0]

    for work in (first, second):
        theatre = Theatre(qapp, tmp_path)
        try:
            theatre.go_on(work)
        finally:
            theatre.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    ended = start("demo", "--profile-dir", str(locked / "profile"), "--headless", "--play", "taxi", "--language", "en")
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("no folder", encoding="utf-8")
    ended = start("demo", "--profile-dir", str(tmp_path / "profile"), "--headless", "--play", "taxi", "--language", "en")
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr
    assert (tmp_path / "profile").read_text(encoding="utf-8") == "no folder"


@pytest.mark.usefixtures("no_network")
def test_a_whole_story_opens_no_socket(qapp: QApplication, tmp_path: Path) -> None:
    launch = Launch(demo=True, directory=tmp_path / "p", operator=28, cases=5, story="taxi", headless=True, report=tmp_path / "r.json")
    console = opened(qapp, launch)
    assert runtime.run(qapp, lambda: _main(console, runtime)) == 0
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (told["closed"], told["resolved"]) == (True, False)


def test_a_demonstration_never_plays_into_a_working_profile(profile_dir: Path) -> None:
    store = open_store(profile_dir)
    case.accept(store, Desk(actor=28, desk="desk-28", session="s"), item_code="C03-03", kind=CaseKind.SERVICE, number="")
    store.close()
    before = files(profile_dir)
    ended = start("demo", "--profile-dir", str(profile_dir), "--headless", "--play", "taxi", "--language", "en")
    assert ended.returncode == 3
    assert "another folder" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert files(profile_dir) == before


@pytest.mark.parametrize(("number", "told"), [("999", "no operator No. 999"), ("30", "No. 30 does not take calls")])
def test_an_operator_who_cannot_play_a_story_is_told_and_nothing_waits(tmp_path: Path, number: str, told: str) -> None:
    wanted = ("--profile-dir", str(tmp_path / "p"), "--operator", number, "--language", "en")
    ended = start("demo", "--headless", "--play", "taxi", "--cases", "0", *wanted)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_report_that_cannot_be_written_ends_the_story(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    target = str(tmp_path / "file" / "report.json")
    profile = str(tmp_path / "p")
    ended = start("demo", "--profile-dir", profile, "--headless", "--play", "taxi", "--cases", "0", "--report", target, "--language", "en")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "“report.json” could not be written" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.expected_log("unexpected LookupError")
def test_a_story_that_raises_ends_too(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def lost(_player: Player, _step: object) -> None:
        raise LookupError("nobody has a case who could ring")

    monkeypatch.setattr(Player, "_step", lost)
    launch = Launch(demo=True, directory=tmp_path / "p", operator=28, story="taxi", headless=True, language=Language.EN)
    console = opened(qapp, launch)
    assert runtime.run(qapp, lambda: _main(console, runtime)) == 1
    assert "could not be played to its end" in capsys.readouterr().err
    assert len(list((tmp_path / "p" / "crashes").iterdir())) == 1
