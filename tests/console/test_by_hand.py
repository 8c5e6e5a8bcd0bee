"""A desk without a call system: what a counsellor notes there is read by counsellors only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console import runtime
from console.app import Console
from console.launch import Launch
from models.records.base import Language
from models.records.catalogue import Line
from models.repositories import call as calls
from models.repositories import caller as callers
from models.rules.access import SEALED
from models.store.store import Store
from tests.support.stage import press, until, write

NUMBER = "057765550502"
COUNSELLOR = 19


def streams(store: Store) -> set[tuple[str, str]]:
    return {(operation.type, operation.stream) for operation in store.outbox.operations(0) if operation.type == "call.record"}


def test_the_calls_that_a_counsellor_takes_by_hand_are_sealed(qapp: QApplication, tmp_path: Path) -> None:
    launch = Launch(directory=tmp_path / "profile", operator=COUNSELLOR, language=Language.ZH, size=(1440, 900), headless=True)
    qapp.setQuitOnLastWindowClosed(False)
    console = Console(qapp, launch)
    console.window.show()

    async def work() -> int:
        await console.open()
        await until(lambda: console.parts.index is not None)
        await press(console, "Ctrl+K")
        await write(console, NUMBER)
        await press(console, "Return")
        call = console.parts.presenters.desk.call
        assert call is not None
        assert call.line is Line.PSYCHOLOGY
        await press(console, "F8")
        assert await console.runtime.db(streams) == {("call.record", SEALED)}
        kept = await console.runtime.db(calls.by_id, call.id)
        assert kept is not None
        assert kept.line is Line.PSYCHOLOGY
        now = console.parts.clock.now()
        assert (await console.runtime.db(callers.card, NUMBER, now, sealed=True)).timeline
        assert not (await console.runtime.db(callers.card, NUMBER, now)).timeline
        console.window.close()
        await console.close()
        return 0

    runtime.run(qapp, work)
