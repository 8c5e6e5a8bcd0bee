"""A call is put through to a colleague, where the call system tells who sits where."""

from __future__ import annotations

from msgspec.structs import replace

from console.app import Console
from models.records.call import CallState, OperatorState, Seat
from tests.support.stage import Theatre, drive, press, words_in

AT = "2026-11-24T09:00:00.000+08:00"


def seat(number: int, state: OperatorState, reason: str = "") -> Seat:
    return Seat(operator=number, extension=f"80{number}", state=state, since=AT, reason=reason)


def test_colleagues_are_offered_behind_the_others_the_ready_ones_first(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        presenters = console.parts.presenters
        await drive(console, {"ring": "0577-6555 0981"}, {"key": "F2"})
        status = presenters.state.status
        assert status is not None
        seats = seat(12, OperatorState.ON_CALL), seat(14, OperatorState.READY), seat(19, OperatorState.NOT_READY, "training")
        console.parts.line.status_changed.emit(replace(status, colleagues=seats))
        await press(console, "F4")
        strip = console.window.call._strip
        assert [line.key for line in strip.list.lines.lines()] == ["8014", "8012", "8019"]
        shown = [(line.title, line.right[0].text) for line in strip.list.lines.lines()]
        assert shown[0] == ("14 号 项文静", "空闲")
        assert shown[2][1].startswith("培训")
        await press(console, "Return")
        call = presenters.desk.call
        assert call is not None
        assert (call.state, call.party) == (CallState.CONSULTING, "8014")
        await press(console, "F8")
        assert "8014" not in words_in(console.window.call)

    theatre.play(work)
