"""A call is put through to a colleague, where the call system tells who sits where."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.app import Console
from models.records.call import CallState, OperatorState, Seat
from tests.support.stage import Theatre, drive, press, words_in, write

AT = "2026-11-24T09:00:00.000+08:00"


def seat(number: int, state: OperatorState, reason: str = "") -> Seat:
    return Seat(operator=number, extension=f"80{number:02}", state=state, since=AT, reason=reason)


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


async def offer_colleagues(console: Console) -> None:
    """The strip is open beneath a call, with three colleagues in it."""
    await drive(console, {"ring": "0577-6555 0982"}, {"key": "F2"})
    status = console.parts.presenters.state.status
    assert status is not None
    seats = tuple(seat(number, OperatorState.READY) for number in (4, 14, 28))
    console.parts.line.status_changed.emit(replace(status, colleagues=seats))
    await press(console, "F4")


@pytest.mark.parametrize("typed", ["28", "林晓", "linxiao", "lx"])
def test_a_colleague_is_meant_by_operator_number_name_and_pinyin(theatre: Theatre, typed: str) -> None:
    async def work(console: Console) -> None:
        await offer_colleagues(console)
        await write(console, typed)
        await press(console, "Return")
        call = console.parts.presenters.desk.call
        assert call is not None
        assert (call.state, call.party) == (CallState.CONSULTING, "8028")

    theatre.play(work)


def test_digits_that_are_nobodys_number_are_refused_with_the_key_that_asks_again(theatre: Theatre) -> None:
    async def work(console: Console) -> None:
        await offer_colleagues(console)
        await write(console, "2")  # begins the number of No. 28, and is no more than a beginning
        await press(console, "Return")
        said = console.window.call._said.text()
        assert "F4" in said
        assert "Ctrl K" not in said

    theatre.play(work)
