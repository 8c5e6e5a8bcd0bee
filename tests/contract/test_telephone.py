"""The whole console on a desk of a centre that has a call system: from the ring to the record that the centre wrote."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from console.app import Console
from console.calls.gateway import GatewayLine
from console.calls.manual import ManualLine
from console.enrol_command import run as enrol_command
from models.records.call import CallState, EndReason, OperatorState, Verb
from models.repositories import call as calls
from sync.client.transport import HttpWire
from sync.server import accounts, devices
from sync.server.centre import Centre
from tests.contract.conftest import PASSWORD
from tests.contract.test_console import console_on, run, signed_in
from tests.support.serving import serving
from tests.support.switchboard import Switchboard
from tests.support.workplace import until
from widgets.signin.view import SignIn

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
CALLER = "057765550001"


@pytest.fixture
def switch(centre: Centre) -> Switchboard:
    return Switchboard(centre.clock.now)


@pytest.fixture
def served(centre: Centre, switch: Switchboard) -> Iterator[str]:
    with serving(centre, switch=switch) as address:
        yield address


@pytest.fixture
def profile(centre: Centre, served: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    directory = tmp_path / "profile"
    code = devices.make_code(centre, 0).code
    assert enrol_command(["enrol", served, code, "--name", "desk-28", "--profile-dir", str(directory)]) == 0
    capsys.readouterr()
    accounts.set_password(centre, 28, PASSWORD)
    return directory


async def opened(console: Console, extension: str) -> None:
    """Open the console, and sign in with the number of the telephone."""
    opening = asyncio.ensure_future(console.open())

    async def asked() -> bool:
        return bool(console.window.findChildren(SignIn))

    await until(asked)
    field = console.window.findChildren(SignIn)[-1].findChild(QLineEdit, "signin.extension")
    assert isinstance(field, QLineEdit)
    assert not field.isHidden()
    field.setText(extension)
    await signed_in(console)
    await opening


def test_a_call_from_the_ring_to_the_record_that_the_centre_wrote(
    qapp: QApplication, qtbot: QtBot, profile: Path, switch: Switchboard
) -> None:
    async def work() -> None:
        console = console_on(qapp, profile)
        await opened(console, "8028")
        line, desk = console.parts.line, console.parts.presenters.desk
        assert isinstance(line, GatewayLine)
        told: list[CallState] = []
        line.call_changed.connect(lambda call: told.append(call.state))

        async def seated() -> bool:
            return [(seat.extension, seat.state) for seat in switch.seats.values()] == [("8028", OperatorState.READY)]

        async def rings() -> bool:
            return desk.call is not None and desk.call.state is CallState.ALERTING

        async def talks() -> bool:
            return desk.call is not None and desk.call.state is CallState.CONNECTED

        async def recorded() -> bool:
            found = await console.runtime.db(calls.by_id, call_id)
            return found is not None and (found.state, found.reason, found.operator) == (CallState.ENDED, EndReason.OPERATOR, 28)

        await until(seated)
        switch.say(switch.ring, CALLER)
        await until(rings)
        call_id = desk.call.id
        console.parts.presenters.call.answer()
        await until(talks)
        console.parts.presenters.call.hang_up()
        await until(recorded)
        assert told == [CallState.ALERTING, CallState.CONNECTED, CallState.ENDED]
        assert await console.runtime.db(lambda store: store.outbox.count()) == 0
        await console.close()

    run(qapp, work)
    assert [order.verb for order in switch.asked] == [Verb.LOGIN, Verb.ANSWER, Verb.HANG_UP, Verb.LOGOUT]


def test_a_centre_without_a_call_system_leaves_the_desk_its_telephone(
    qapp: QApplication, qtbot: QtBot, centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(centre) as address:
        directory = tmp_path / "profile"
        assert enrol_command(["enrol", address, devices.make_code(centre, 0).code, "--profile-dir", str(directory)]) == 0
        capsys.readouterr()
        accounts.set_password(centre, 28, PASSWORD)

        async def work() -> None:
            console = console_on(qapp, directory)
            opening = asyncio.ensure_future(console.open())
            await signed_in(console)
            await opening
            assert isinstance(console.parts.line, ManualLine)
            assert console.settings.gateway() == ""
            await console.close()

        run(qapp, work)


def test_a_centre_that_gets_a_call_system_is_heard_by_the_open_desk(
    qapp: QApplication, qtbot: QtBot, profile: Path, switch: Switchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server was started anew with a call system: the desk says so, asks for its telephone, and changes it later, without a restart."""
    meta, there = HttpWire.meta, False
    monkeypatch.setattr(HttpWire, "meta", lambda wire: meta(wire) if there else replace(meta(wire), calls=""))

    async def work() -> None:
        nonlocal there
        console = console_on(qapp, profile)
        opening = asyncio.ensure_future(console.open())
        await signed_in(console)
        await opening
        assert isinstance(console.parts.line, ManualLine)
        assert "telephone" not in offered(console)
        there = True
        await console.sync.look()
        assert "Ctrl K" in console.window.notice.text()
        await given(console, "no number")
        await given(console, "8028")

        async def seated() -> bool:
            return [(seat.extension, seat.state) for seat in switch.seats.values()] == [("8028", OperatorState.READY)]

        async def rings() -> bool:
            call = console.parts.presenters.desk.call
            return call is not None and call.number == CALLER and call.state is CallState.ALERTING

        async def moved() -> bool:
            return [seat.extension for seat in switch.seats.values()] == ["8029"]

        await until(seated)
        assert isinstance(console.parts.line, GatewayLine)
        assert console.settings.extension() == "8028"
        switch.say(switch.ring, CALLER)
        await until(rings)
        await given(console, "8029")  # not while somebody is on the line
        assert console.settings.extension() == "8028"
        switch.say(switch.hang_up, console.parts.presenters.desk.call.id)

        async def free() -> bool:
            return console.parts.presenters.desk.call is None

        await until(free)
        line, refused = console.parts.line, []
        line.refused.connect(lambda *why: refused.append(why))
        await given(console, "8029")

        async def moved_or_refused() -> bool:
            return bool(refused) or await moved()

        await until(moved_or_refused)
        while refused:  # on a machine that is busy for two seconds a command is over: it is asked for once more, as the bar says
            refused.clear()
            await given(console, "8029")
            await until(moved_or_refused)
        await until(moved)
        await console.close()

    run(qapp, work)


def offered(console: Console) -> dict[str, Callable[[], None]]:
    return {action.id: action.run for action in console.parts.presenters._actions()}


async def given(console: Console, extension: str) -> None:
    """Ask for the telephone by the command bar, and type its number."""
    offered(console)["telephone"]()
    field = console.window.findChildren(QLineEdit, "phone.extension")[-1]
    assert field.isVisible()
    field.setText(extension)
    field.returnPressed.emit()
    await asyncio.sleep(0)
