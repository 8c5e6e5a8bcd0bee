"""The whole console on a desk of a centre: enrolled by the command, signed in by password, with the light and the page behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from console import runtime
from console.app import Console
from console.enrol_command import run as enrol_command
from console.launch import Launch
from models.commands.case import accept, append
from models.records.base import Language
from models.records.case import CaseKind
from models.records.journal import Amend
from models.records.sync import Away
from models.repositories import case as cases
from sync.server import accounts, devices
from sync.server.centre import Centre
from tests.contract.conftest import PASSWORD, Places
from tests.support.workplace import Workplace, until
from widgets.signin.view import SignIn
from widgets.sync.view import SyncPage


def run(app: QApplication, work: Callable[[], Awaitable[None]]) -> None:
    """Run a coroutine on a loop that is Qt's."""

    async def wrapped() -> int:
        await work()
        return 0

    app.setQuitOnLastWindowClosed(False)
    runtime.run(app, wrapped)


@pytest.fixture
def profile(centre: Centre, served: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A profile that the command has enrolled."""
    directory = tmp_path / "profile"
    code = devices.make_code(centre, 0).code
    assert enrol_command(["enrol", served, code, "--name", "desk-28", "--profile-dir", str(directory)]) == 0
    assert "belongs to" in capsys.readouterr().out
    accounts.set_password(centre, 28, PASSWORD)
    return directory


async def signed_in(console: Console, password: str = PASSWORD, number: str = "28") -> None:
    """Type number and password as soon as they are asked."""

    async def asked() -> bool:
        return bool(console.window.findChildren(SignIn))

    await until(asked)
    page = console.window.findChildren(SignIn)[-1]
    field, secret = page.findChild(QLineEdit, "signin.number"), page.findChild(QLineEdit, "signin.password")
    assert isinstance(field, QLineEdit)
    assert isinstance(secret, QLineEdit)
    assert secret.isVisible()
    field.setText(number)
    secret.setText(password)
    secret.returnPressed.emit()


def light_of(console: Console) -> str:
    """Return what the sync light says."""
    button = console.window.findChild(QPushButton, "topbar.sync")
    assert isinstance(button, QPushButton)
    return button.text()


async def says(console: Console, words: str) -> bool:
    return words in light_of(console)


def console_on(app: QApplication, directory: Path) -> Console:
    console = Console(app, Launch(directory=directory, language=Language.EN, size=(1440, 900)))
    console.window.show()
    return console


async def opened(console: Console) -> None:
    """Open the console and sign in."""
    console_opening = asyncio.ensure_future(console.open())
    await signed_in(console)
    await console_opening


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_desk_of_a_centre_from_the_code_to_the_choice(
    qapp: QApplication, qtbot: QtBot, profile: Path, places: Places, centre: Centre
) -> None:
    async def work() -> None:
        console = console_on(qapp, profile)
        await opened(console)
        await until(lambda: says(console, "All there"))
        assert len(console.parts.reference.rows.items) == 129
        async with places(12) as (other,):
            await until(lambda: _in_touch(other))
            stamp = console.parts.session.stamp()
            changes, case_id = await console.runtime.db(
                accept, stamp, item_code="C03-03", kind=CaseKind.SERVICE, number="", address="一号", text="漏水"
            )
            console.hub.publish(changes)
            await until(lambda: _knows(other, case_id))
            console.parts.presenters.opening.case(case_id)
            await until(lambda: _sees(other, case_id))
            other.engine.present(case_id, True)
            await until(lambda: _reads(console, "Operator 12 is writing here"))
            await console.sync.stop()
            changes = await console.runtime.db(append, stamp, case_id, Amend(address="我写的"))
            console.hub.publish(changes)
            await other.amend(case_id, address="别人写的")
            await until(other.settled)
        await console.close()

        console = console_on(qapp, profile)
        await opened(console)
        await until(lambda: says(console, "1 needs you"))
        console.window.top.sync_asked.emit()
        page = console.window.findChild(SyncPage)
        assert isinstance(page, SyncPage)
        await until(lambda: _seen(page))
        keep = page.findChild(QPushButton, "sync.ours")
        assert isinstance(keep, QPushButton)
        assert keep.isVisible()
        keep.click()
        await until(lambda: says(console, "All there"))
        state = await console.runtime.db(cases.state, case_id)
        assert state.address == "我写的"
        assert state.conflicts == ()
        console.window.close()
        await console.close()

    run(qapp, work)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_wrong_password_is_told_in_place_and_a_changed_one_asked_for(
    qapp: QApplication, profile: Path, centre: Centre
) -> None:
    async def work() -> None:
        console = console_on(qapp, profile)
        opening = asyncio.ensure_future(console.open())
        await signed_in(console, "wrong")
        await until(lambda: _told(console, "do not belong together"))
        await signed_in(console)
        await opening
        await until(lambda: says(console, "All there"))
        accounts.set_password(centre, 28, "another one")
        changes, _ = await console.runtime.db(
            accept, console.parts.session.stamp(), item_code="C03-03", kind=CaseKind.SERVICE, number="", text="漏水"
        )
        console.hub.publish(changes)
        await until(lambda: says(console, "Password asked"))
        page = console.window.findChild(SyncPage)
        assert isinstance(page, SyncPage)
        page.password_given.emit("another one")
        await until(lambda: says(console, "All there"))
        console.window.close()
        await console.close()

    run(qapp, work)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_another_language_keeps_the_light(qapp: QApplication, profile: Path) -> None:
    async def work() -> None:
        console = console_on(qapp, profile)
        await opened(console)
        await until(lambda: says(console, "All there"))
        await console.set_language(Language.ZH)
        assert "已全部同步" in light_of(console)
        console.window.close()
        await console.close()

    run(qapp, work)


async def _in_touch(desk: Workplace) -> bool:
    return desk.status.away is Away.NONE


async def _knows(desk: Workplace, case_id: str) -> bool:
    return await desk.state(case_id) is not None


async def _sees(desk: Workplace, case_id: str) -> bool:
    return bool(desk.present) and [(row.case_id, row.number) for row in desk.present[-1]] == [(case_id, 28)]


async def _reads(console: Console, words: str) -> bool:
    return any(label.text() == words for label in console.window.catalogue.findChildren(QLabel))


async def _seen(page: SyncPage) -> bool:
    return not page.isHidden()


async def _told(console: Console, words: str) -> bool:
    return any(words in label.text() for page in console.window.findChildren(SignIn) for label in page.findChildren(QLabel))
