"""Any mixture of faults, then a minute in which nothing is in the way: everything is everywhere, once, in each desk's order."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.client.failures import Garbled, Unreachable
from sync.protocol.problems import Code
from tests.support.memory import refusal
from tests.support.party import Party
from tests.support.virtual import end

ROUTES = st.sampled_from(["push", "pull", "live", "poll", "refresh", "sign_in", "nonce", "meta", "manifest"])
FAILURES = {
    "cut": lambda: Unreachable("cut"),
    "page": lambda: Garbled("type"),
    "busy": lambda: refusal(Code.TRY_LATER, retry_after=1.0),
    "internal": lambda: refusal(Code.INTERNAL),
    "slow": lambda: refusal(Code.SLOW_DOWN, retry_after=2.0),
}
DESK = st.integers(0, 2)
EVENTS = st.one_of(
    st.tuples(st.just("write"), DESK, st.integers(1, 5)),
    st.tuples(st.just("group"), DESK, st.integers(2, 4)),
    st.tuples(st.just("down"), DESK, st.booleans()),
    st.tuples(st.just("lose"), DESK, ROUTES),
    st.tuples(st.just("fail"), DESK, st.tuples(ROUTES, st.sampled_from(sorted(FAILURES)), st.integers(1, 4))),
    st.tuples(st.just("streams"), DESK, st.sampled_from(["open", "close", "hold"])),
    st.tuples(st.just("tokens"), DESK, st.none()),
    st.tuples(st.just("restore"), DESK, st.integers(0, 8)),
)
STORY = st.lists(st.tuples(EVENTS, st.floats(0, 20)), min_size=1, max_size=25)


def act(party: Party, name: str, place: int, detail: object) -> None:
    """Let one thing happen."""
    seat = party.seats[place]
    match name, detail:
        case ("write", int(count)):
            seat.write(count)
        case ("group", int(count)):
            seat.write(count, group=True)
        case ("down", bool(down)):
            seat.script.down = down
        case ("lose", str(route)):
            seat.script.lose_answer(route)
        case ("fail", (str(route), str(kind), int(times))):
            seat.script.fail(route, *[FAILURES[kind]() for _ in range(times)])
        case ("streams", str(how)):
            seat.script.close_streams, seat.script.hold_streams = how == "close", how == "hold"
        case ("tokens", None):
            party.centre.end_tokens()
        case ("restore", int(lost)):
            party.centre.restore(max(0, len(party.centre.feed) - lost))


@settings(max_examples=60)
@given(STORY)
def test_whatever_happens_everything_comes_back(events: list[tuple[tuple[str, int, object], float]]) -> None:
    with TemporaryDirectory() as room:
        party = Party(Path(room))
        seats = [party.seat(name) for name in ("a", "b", "c")]

        async def story() -> None:
            for (name, place, detail), pause in events:
                act(party, name, place, detail)
                await asyncio.sleep(pause)
            for seat in seats:
                seat.script.heal()
            await party.until(party.agreed)

        try:
            party.play(story())
        finally:
            end(party.loop)
    done = [row.operation.op_id for row in party.centre.feed]
    assert sorted(done) == sorted(one.op_id for seat in seats for one in seat.desk.operations), "nothing lost, nothing twice"
    for seat in seats:
        assert [op_id for op_id in done if op_id.startswith(seat.desk.device)] == [one.op_id for one in seat.desk.operations]
        assert seat.desk.confirmed >= {one.op_id for one in seat.desk.operations}
        assert seat.desk.aside == {}
