"""A trainer's hour at a laptop without a network: a scripted caller in the real window, and what the store holds of it afterwards."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from console.demo.report import Report, write_report
from console.demo.scenario import load_scenario
from console.lead.pages import open_to
from models.records.base import Language
from models.records.failure import StoreFailure
from models.records.staff import Role
from models.rules.permissions import Permission, may
from models.store.demonstration import Use
from models.store.store import open_store
from tests.support.network import refuse_inet
from tests.support.stage import QuickPlayer, console_on, press, run, seat, until, words_in, write
from widgets.base.theme import Theme


def test_a_trainer_lets_a_trainee_meet_a_caller_whom_nobody_can_help(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_inet(monkeypatch)
    profile, file = tmp_path / "profile", tmp_path / "debrief.json"
    with console_on(qapp, profile, story="taxi", language=Language.EN) as console:

        async def work() -> None:
            await console.open()
            await until(lambda: console.parts.index is not None)
            await press(console, "Ctrl+K")
            await write(console, "dark theme")
            await press(console, "Return")
            assert console.settings.theme() is Theme.DARK
            await console.set_language(Language.ZH)
            assert "我的事" in words_in(console.window)
            player = QuickPlayer(console, load_scenario("taxi"), fast=True)
            await player.play()
            await console.runtime.db(write_report, "taxi", player.cases(), file)
            console.window.close()
            await console.close()

        run(qapp, work)
    debrief = msgspec.json.decode(file.read_bytes(), type=Report)
    assert (debrief.closed, debrief.resolved, debrief.satisfied) == (True, False, None)
    assert [need["need"] for need in debrief.unmet]
    with pytest.raises(StoreFailure) as refused:
        open_store(profile, use=Use.WORK)
    assert refused.value.code == "demo.only", "what was practised is nobody's work"


def test_a_trainer_runs_trainings_and_neither_takes_needs_on_nor_opens_the_office(qapp: QApplication, tmp_path: Path) -> None:
    assert may(Role.TRAINER, Permission.RUN_TRAINING)
    with console_on(qapp, tmp_path / "profile", cases=0) as console:

        async def work() -> None:
            await console.open()
            with seat(console, 6, Role.TRAINER):
                assert open_to(console) == ()
                console.window.office_asked.emit()
                assert "班长、督办员和管理员" in console.window.notice.text()
            console.window.close()
            await console.close()

        run(qapp, work)
