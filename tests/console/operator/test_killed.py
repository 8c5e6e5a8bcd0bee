"""A console that dies in the very moment in which a step is written: the step is there, and so is every word that it does not hold."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.app import Console
from models.commands import case as case_commands
from models.records.journal import CallbackAnswer
from models.store.store import Store
from tests.console.operator.test_draft import CALL, answers
from tests.support.stage import Theatre, drive, press, with_console


async def accepts(console: Console) -> None:
    """A known caller whose district is still none when the need is taken on, with notes."""
    await drive(console, *CALL, {"key": "Alt+1"}, {"type": "陈女士"}, {"key": "Tab"}, {"type": "滨江社区6幢"})
    await drive(console, {"key": "Tab"}, {"type": "不知道的街"}, {"key": "Tab"}, {"type": "家里有狗"})
    await drive(console, {"key": "Ctrl+F"}, {"type": "scls"}, {"key": "Return"}, {"key": "Alt+3"}, {"type": "厨房漏水"})
    await press(console, "F9")


async def answered(console: Console) -> None:
    """The citizen's answers are given on the telephone."""
    await answers(console)
    await press(console, "F7")
    console.parts.exchange.party_answers()
    await press(console, "Ctrl+Return")


@pytest.mark.parametrize(
    ("scene", "command", "expected"),
    [
        (accepts, "accept", {"text": "厨房漏水", "district.typed": "不知道的街", "notes": "家里有狗", "name": "陈女士"}),
        (answered, "append", {"text": "漏水"}),
    ],
    ids=["accept", "answer"],
)
def test_what_the_step_does_not_hold_comes_back_beside_its_case(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scene: Callable[[Console], Awaitable[None]],
    command: str,
    expected: dict[str, str],
) -> None:
    alive, killed = tmp_path / "alive", tmp_path / "killed"
    made = getattr(case_commands, command)

    def dies(store: Store, *args: Any, **named: Any) -> Any:
        result = made(store, *args, **named)
        if command == "accept" or isinstance(args[2], CallbackAnswer):
            shutil.copytree(alive, killed)
        return result

    monkeypatch.setattr(case_commands, command, dies)
    with_console(qapp, alive, scene)
    monkeypatch.undo()

    async def opened(console: Console) -> None:
        presenters = console.parts.presenters
        case, draft = presenters.desk.case, presenters.draft.collect()
        assert case is not None
        assert case.callback_done == (scene is answered)
        assert draft.key == f"case:{case.id}"
        words = {**draft.fields, "text": draft.text}
        assert {name: words.get(name) for name in expected} == expected
        assert not [name for name in words if name.startswith("callback.")]

    theatre = Theatre(qapp, killed)
    try:
        theatre.go_on(opened)
    finally:
        theatre.close()
