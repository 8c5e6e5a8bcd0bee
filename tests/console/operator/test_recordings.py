"""The calls of a case among its journal, and the playing of a recording: asked for by whom it is for, and written down."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QUrl

from console.app import Console
from console.failures import sentence
from models.commands.call import record_call
from models.records.call import Direction, EndReason
from models.records.failure import BadInput
from models.records.staff import Role
from models.repositories import call as calls
from tests.support.stage import Theatre, drive, press, until
from widgets.base.rows import Line

CALLER = "0577-6555 0061"


def call_lines(console: Console) -> list[Line]:
    return [line for line in console.window.case.journal.lines.lines() if line.key.startswith("call:")]


async def case_with_calls(console: Console) -> str:
    """Somebody rings, a case is accepted, the call ends; they are rung twice, and answer the second time. Return the second call's id."""
    await drive(console, {"ring": CALLER}, {"key": "F2"}, {"type": "scls"}, {"key": "Return"}, {"key": "F9"}, {"advance": 42})
    await press(console, "F8", "F10")
    await press(console, "F7")
    console.parts.exchange.party_fails(EndReason.BUSY)
    await drive(console, {"advance": 60}, {"key": "F7"})
    call = console.parts.presenters.desk.call
    assert call is not None
    console.parts.exchange.party_answers()
    await drive(console, {"advance": 75})
    await press(console, "F8")
    await console.runtime.settle()
    await until(lambda: len(call_lines(console)) == 3)
    return call.id


def test_what_was_rung_for_a_case_stands_in_its_journal_with_what_came_of_it(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await case_with_calls(console)
        first, busy, spoken = call_lines(console)
        assert console.window.case.journal.lines.lines()[0].key == first.key
        assert first.title.startswith("来电")
        assert "0:42" in first.subtitle
        assert busy.title.startswith("去电")
        assert busy.subtitle == "占线"
        assert "1:15" in spoken.subtitle
        assert spoken.lead == "28号"
        await press(console, "Ctrl+N")
        await drive(console, {"type": "scls"}, {"key": "Return"}, {"key": "F9"})
        await console.runtime.settle()
        assert spoken.key not in [line.key for line in call_lines(console)]

    theatre.play(work)


@pytest.mark.parametrize(
    ("role", "url", "opened"),
    [
        (Role.LEAD, "https://pbx.example/play?file={reference}", ["https://pbx.example/play?file=2026%2F11%2Fa b.wav"]),
        (Role.LEAD, "", []),
        (Role.LEAD, "file:///etc/{reference}", []),
        (Role.OPERATOR, "https://pbx.example/play?file={reference}", []),
    ],
)
def test_a_recording_is_handed_to_the_desktop_once_its_playing_is_written_down(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, role: Role, url: str, opened: list[str]
) -> None:
    async def work(console: Console) -> None:
        call_id = await case_with_calls(console)
        recordings, db = console.parts.presenters.recordings, console.runtime.db
        tools = recordings._tools
        call = await db(calls.by_id, call_id)
        assert call is not None
        session = replace(tools.session, operator=replace(tools.session.operator, role=role))
        monkeypatch.setattr(recordings, "_tools", type(tools)(tools.runtime, tools.hub, tools.now, session, tools.line, tools.reference))
        monkeypatch.setattr(recordings, "_url", url)
        asked: list[str] = []

        def opener(address: QUrl) -> bool:
            asked.append(address.toString())
            return True

        monkeypatch.setattr(recordings, "open", opener)
        console.hub.publish(await db(record_call, tools.stamp, replace(call, recording="2026/11/a b.wav")))
        await until(lambda: "2026/11/a b.wav" in call_lines(console)[-1].subtitle)
        assert bool(call_lines(console)[-1].right) is (role is Role.LEAD)
        before = await db(_playings)
        console.window.case.journal.activated_key.emit(call_lines(console)[-1].key)
        await console.runtime.settle()
        assert asked == opened
        assert await db(_playings) == before + len(opened)
        assert console.window.notice.text()

    theatre.play(work)


def test_a_call_without_a_recording_is_no_matter_of_the_address(theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(console: Console) -> None:
        await case_with_calls(console)
        recordings = console.parts.presenters.recordings
        tools = recordings._tools
        session = replace(tools.session, operator=replace(tools.session.operator, role=Role.LEAD))
        monkeypatch.setattr(recordings, "_tools", type(tools)(tools.runtime, tools.hub, tools.now, session, tools.line, tools.reference))
        monkeypatch.setattr(recordings, "_url", "")
        assert "录音" not in call_lines(console)[-1].subtitle
        console.window.case.journal.activated_key.emit(call_lines(console)[-1].key)
        await console.runtime.settle()
        assert console.window.notice.text() == sentence(BadInput("recording.none"))

    theatre.play(work)


def _playings(store: object) -> int:
    return int(store.read().exec_driver_sql("SELECT count(*) FROM call_played").scalar())  # type: ignore[attr-defined]


def test_the_number_of_a_call_in_the_journal_is_rung_for_the_case(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await case_with_calls(console)
        desk, journal = console.parts.presenters.desk, console.window.case.journal
        await press(console, "F10")
        assert desk.case is not None
        journal.setFocus()
        journal.set_current(call_lines(console)[-1].key)
        await press(console, "Shift+Return")
        assert desk.call is not None
        assert (desk.call.direction, desk.call.number, desk.call.case) == (Direction.OUT, desk.case.number, desk.case.id)

    theatre.play(work)
