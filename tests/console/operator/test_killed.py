"""A console that dies, in the very moment in which a step is written or in mid-call: every word that is in no journal comes back."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from console import assembly
from console.app import Console
from models.commands import case as case_commands
from models.commands.draft import load_drafts, save_draft
from models.records.base import CHINA
from models.records.call import CallRow, CallState, Direction
from models.records.catalogue import Line
from models.records.draft import Draft
from models.records.journal import CallbackAnswer
from models.store.store import Store, open_store
from tests.console.operator.test_draft import CALL, answers
from tests.support.stage import Theatre, drive, press, until, with_console


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

    go_on(qapp, killed, opened)


CITIZEN = "057765550611"
TYPED = Draft(key="c-1", number=CITIZEN, text="煤气味很重", focus="catalogue.text", cursor=3, operator=28)
BEFORE = Draft(key="desk", text="路灯坏了", operator=28)


def told_at_once(monkeypatch: pytest.MonkeyPatch, state: CallState) -> None:
    """Let the line tell of a running call as soon as the window waits for anything."""
    made = assembly._present

    def present(console: Any, tools: Any, shelf: Any) -> Any:
        presenters = made(console, tools, shelf)
        at = tools.now().astimezone(CHINA).isoformat(timespec="milliseconds")
        call = CallRow("c-1", Direction.IN, CITIZEN, Line.GENERAL, state=state, queued_at=at, answered_at=at, operator=28)
        asyncio.get_running_loop().call_soon(tools.line.call_changed.emit, call)
        return presenters

    monkeypatch.setattr(assembly, "_present", present)


@pytest.mark.parametrize("state", [CallState.CONNECTED, CallState.HELD])
@pytest.mark.parametrize("drafts", [(BEFORE, TYPED), (TYPED, BEFORE)], ids=["typed last", "typed before"])
def test_a_call_that_goes_on_finds_the_words_typed_in_it(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: CallState, drafts: tuple[Draft, ...]
) -> None:
    def lies(store: Store) -> None:
        for draft in drafts:
            save_draft(store, draft)

    keep(qapp, tmp_path, lies)
    told_at_once(monkeypatch, state)

    async def opened(console: Console) -> None:
        await console.runtime.settle()
        presenters = console.parts.presenters
        await until(lambda: console.window.catalogue.text() == TYPED.text)
        assert (presenters.desk.key, presenters.desk.number, presenters.desk.call_id) == ("c-1", CITIZEN, "c-1")
        presenters.draft.save()
        await console.runtime.settle()
        kept = {draft.key: draft.text for draft in await console.runtime.db(load_drafts)}
        assert kept == {"c-1": TYPED.text, "desk": BEFORE.text}

    go_on(qapp, tmp_path, opened)


def test_a_call_takes_no_words_away_that_somebody_else_typed_at_this_desk(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(qapp, tmp_path, lambda store: save_draft(store, replace(BEFORE, operator=4)))
    told_at_once(monkeypatch, CallState.CONNECTED)

    async def opened(console: Console) -> None:
        await console.runtime.settle()
        assert console.parts.presenters.desk.number == CITIZEN
        kept = {draft.key: (draft.text, draft.operator) for draft in await console.runtime.db(load_drafts)}
        assert kept.pop("desk") == (BEFORE.text, 4)
        assert not any(text for text, _ in kept.values())

    go_on(qapp, tmp_path, opened)


def keep(app: QApplication, profile: Path, lay: Callable[[Store], None]) -> None:
    """Lay something into the store of a desk that has been open before and is closed."""

    async def nothing(_console: Console) -> None:
        return None

    with_console(app, profile, nothing)
    store = open_store(profile)
    lay(store)
    store.close()


def go_on(app: QApplication, profile: Path, work: Callable[[Console], Awaitable[None]]) -> None:
    theatre = Theatre(app, profile)
    try:
        theatre.go_on(work)
    finally:
        theatre.close()
