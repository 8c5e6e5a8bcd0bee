"""Somebody else's yes at a desk of a centre: number and password, checked by the centre and kept nowhere; the centre is on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from console import runtime
from console.operator.handover import Leaving, hold
from models.records.base import Text
from models.records.case import Stage, Verification
from models.records.handover import NotesRow
from models.records.journal import Complain, Dispatch, ProposeVeto, Verify, WorkDone
from models.repositories import case as cases
from models.repositories import handover as handovers
from tests.support.house import House
from tests.support.memory import PASSWORD
from tests.support.stage import until, words_in
from widgets.case.actions import AskStrip

WALL, NAME = "P003", Text("新颜粉刷装饰")
BEGUN = (
    Dispatch(partner=WALL, name=NAME),
    WorkDone(),
    Complain(text="骂人", partner=WALL, name=NAME),
    ProposeVeto(partner=WALL, name=NAME, statement="不肯道歉", evidence="有录音"),
)


async def proposed(house: House) -> str:
    """Lay a case on the desk in which operator 28 has proposed a veto."""
    case_id = await house.accept()
    for body in BEGUN:
        await house.do(case_id, body)
    presenters = house.console.parts.presenters
    presenters.opening.case(case_id)
    await until(lambda: presenters.desk.case is not None and presenters.desk.case.id == case_id and presenters.desk.case.proposal)
    return case_id


def typed(part: QWidget, name: str, words: str) -> QLineEdit:
    """Type into a field what it is to hold."""
    field = part.findChild(QLineEdit, name)
    assert field is not None, name
    field.setText(words)
    field.textEdited.emit(words)
    return field


def give(strip: AskStrip) -> None:
    button = strip.findChild(QPushButton, "case.ask.give")
    assert button is not None
    button.click()


async def verdict(house: House, case_id: str) -> Verify | None:
    journal = await house.console.runtime.db(cases.journal, case_id)
    return next((entry.body for entry in journal if isinstance(entry.body, Verify)), None)


async def a_veto_takes_the_second_persons_password(house: House) -> None:
    case_id = await proposed(house)
    console, strip = house.console, house.console.window.case.strip
    console.parts.presenters.case.ask("confirm_veto")
    for name, words in (("second", "2"), ("password", "guessed"), ("words", "我听过录音")):
        typed(strip, f"case.ask.{name}", words)
    secret = strip.findChild(QLineEdit, "case.ask.password")
    assert secret is not None
    assert (secret.echoMode(), secret.text()) == (QLineEdit.EchoMode.Password, "guessed")
    assert "guessed" not in (*strip.words().values(), *console.parts.presenters.draft.collect().fields.values())
    give(strip)
    await until(lambda: "do not belong together" in console.window.notice.text())
    assert (strip.asking(), secret.text(), await verdict(house, case_id)) == ("confirm_veto", "guessed", None)
    typed(strip, "case.ask.password", PASSWORD)
    house.wire.down = True
    give(strip)
    await until(lambda: "The veto waits" in console.window.notice.text())
    assert (strip.asking(), await verdict(house, case_id)) == ("confirm_veto", None)
    house.wire.down = False
    give(strip)
    await until(lambda: console.parts.presenters.desk.case.verification is Verification.VETO)
    found = await verdict(house, case_id)
    assert found is not None
    assert found.vouch is not None
    assert (found.second, found.vouch.sig, set(house.wire.vouched)) == (2, "paper", {2})
    await until(lambda: strip.asking() == "")
    assert "with their password" in words_in(console.window.case)


async def without_a_number_it_is_whoever_sits_there(house: House) -> None:
    case_id = await proposed(house)
    house.wire.vouched.clear()
    console, strip = house.console, house.console.window.case.strip
    console.window.notice.clear()
    console.parts.presenters.case.ask("confirm_veto")
    typed(strip, "case.ask.words", "我听过录音")
    give(strip)
    await until(lambda: bool(console.window.notice.text()))
    assert console.parts.presenters.desk.case.stage is Stage.VERIFYING, "the operator is no second person"
    assert (await verdict(house, case_id), house.wire.vouched) == (None, [])
    console.window.case.strip.leave()


async def told(house: House) -> tuple[NotesRow, ...]:
    return tuple(await house.console.runtime.db(handovers.notes))


async def held(house: House) -> tuple[Leaving, list[bool]]:
    leaving, free = hold(house.console, house.console.parts.presenters, lambda stem: None), []
    leaving.free.connect(lambda: free.append(True))
    leaving.ask()
    await until(lambda: not leaving.panel.isHidden())
    return leaving, free


async def a_lead_lets_go_with_the_password(house: House) -> None:
    await house.accept()
    leaving, free = await held(house)
    number, secret, reason = (leaving.panel.findChild(QLineEdit, f"hold.{name}") for name in ("lead", "password", "reason"))
    go = leaving.panel.findChild(QPushButton, "hold.leave")
    assert number is not None
    assert secret is not None
    assert reason is not None
    assert go is not None
    assert secret.isVisible()
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    number.setText("2")
    reason.setText("孩子发烧")
    go.click()
    await until(lambda: "gives their password" in leaving.panel._said.text())
    secret.setText("guessed")
    go.click()
    await until(lambda: "do not belong together" in leaving.panel._said.text())
    assert (free, secret.text(), await told(house)) == ([], "guessed", ())
    secret.setText(PASSWORD)
    go.click()
    await until(lambda: bool(free))
    (row,) = await told(house)
    assert (row.lead, row.proved, row.notes) == (2, True, "孩子发烧")
    leaving.panel.close_over()
    assert leaving.panel.password() == ""


async def cut_off_the_number_is_called_a_claim(house: House) -> None:
    house.console.window.show()
    house.wire.down = True
    leaving, free = await held(house)
    for name, words in (("lead", "2"), ("reason", "停电")):
        leaving.panel.findChild(QLineEdit, f"hold.{name}").setText(words)
    leaving.panel.findChild(QPushButton, "hold.leave").click()
    await until(lambda: bool(free))
    assert [(row.lead, row.proved) for row in await told(house)] == [(2, True), (2, False)]


STORIES = (
    a_veto_takes_the_second_persons_password,
    without_a_number_it_is_whoever_sits_there,
    a_lead_lets_go_with_the_password,
    cut_off_the_number_is_called_a_claim,
)


def test_who_stands_behind_a_step_gives_the_password(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Every story in one window, and then no file of the desk and no line of its log holds a password."""

    async def day() -> int:
        house = House(qapp, tmp_path, monkeypatch)
        try:
            await house.open()
            for story in STORIES:
                await story(house)
                house.wire.down = False
        finally:
            await house.close()
        return 0

    qapp.setQuitOnLastWindowClosed(False)
    runtime.run(qapp, day)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "outbox.db" for path in files)
    for secret in (PASSWORD, "guessed"):
        assert [path.name for path in files if secret.encode() in path.read_bytes()] == []
        assert secret not in caplog.text
