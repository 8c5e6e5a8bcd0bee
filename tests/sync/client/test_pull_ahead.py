"""Receiving: the next page is on its way while one is folded, and counts for nothing where that fails."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from models.records.failure import StoreFailure
from sync.client.failures import Unreachable
from sync.protocol.limits import LIMITS
from sync.protocol.messages import Pull
from sync.protocol.problems import Code
from tests.support.memory import DeskLocal, refusal
from tests.support.party import Party, Seat
from tests.support.wire import ScriptedThreads, ScriptedWire

PAGES = 3
FOLD = 5.0
"""Seconds that folding a page takes here, far longer than any way over the wire."""


@pytest.fixture
def seat(party: Party, monkeypatch: pytest.MonkeyPatch) -> Seat:
    """A fresh desk, slow to fold, at a centre with some pages."""
    filling = party.seat("other")
    filling.desk.write((PAGES - 1) * LIMITS.page_rows + 1)

    async def story() -> None:
        await party.until(party.agreed)

    party.play(story())
    party.seats.clear()
    at_once = ScriptedThreads.db

    async def slow(self: ScriptedThreads, function: Any, *args: Any, **kwargs: Any) -> Any:
        if function.__name__ == "apply_page":
            await asyncio.sleep(FOLD)
        return await at_once(self, function, *args, **kwargs)

    monkeypatch.setattr(ScriptedThreads, "db", slow)
    return party.seat("a")


def follow(party: Party) -> None:
    async def story() -> None:
        await party.until(party.agreed, 120.0)

    party.play(story())


def failing(monkeypatch: pytest.MonkeyPatch, place: int, failure: Exception) -> None:
    """Let the fold of the page at ``place`` fail, the first time that it comes."""
    apply, count = DeskLocal.apply_page, iter(range(1, 100))

    def once(self: DeskLocal, *args: Any) -> Any:
        if next(count) == place:
            raise failure
        return apply(self, *args)

    once.__name__ = "apply_page"
    monkeypatch.setattr(DeskLocal, "apply_page", once)


def test_the_next_page_is_fetched_while_one_is_folded(party: Party, seat: Seat) -> None:
    follow(party)
    first, second, third = seat.script.calls["pull"][:PAGES]
    assert second - first < FOLD, "asked for as soon as the first was there"
    assert FOLD < third - first < 2 * FOLD, "and no page more than one is ahead"
    assert seat.desk.rows == [row.operation.op_id for row in party.centre.feed]


def test_a_page_is_not_folded_where_the_one_before_could_not_be(party: Party, seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, 2, StoreFailure("store.full"))
    follow(party)
    assert seat.desk.rows == [row.operation.op_id for row in party.centre.feed]
    assert seat.desk.begun_anew == 0


def test_a_page_that_does_not_come_is_asked_for_again(party: Party, seat: Seat) -> None:
    seat.script.fail("pull", None, Unreachable("cut"), None, Unreachable("cut"))
    follow(party)
    assert seat.desk.rows == [row.operation.op_id for row in party.centre.feed]


def test_a_session_that_ends_meanwhile_is_renewed(party: Party, seat: Seat) -> None:
    seat.script.fail("pull", None, refusal(Code.TOKEN_EXPIRED))
    follow(party)
    assert len(seat.script.calls["refresh"]) == 1
    assert seat.desk.rows == [row.operation.op_id for row in party.centre.feed]


def test_histories_that_part_meanwhile_are_noticed(party: Party, seat: Seat) -> None:
    async def story() -> None:
        await party.until(lambda: len(seat.script.calls["pull"]) == 2)
        party.centre.restore(LIMITS.page_rows + 10)
        await party.until(party.agreed, 120.0)

    party.play(story())
    assert seat.desk.rows == [row.operation.op_id for row in party.centre.feed]


def test_nothing_is_left_on_its_way_when_the_engine_stops(party: Party, seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    pull = ScriptedWire.pull

    async def slow(self: ScriptedWire, access: str, request: Pull) -> Any:
        answer = pull(self, access, request)
        await asyncio.sleep(60.0)
        return answer

    def second_is_slow(self: ScriptedWire, access: str, request: Pull) -> Any:
        return (slow if self.script.calls["pull"] else pull)(self, access, request)

    monkeypatch.setattr(ScriptedWire, "pull", second_is_slow)
    left: set[asyncio.Task[Any]] = set()

    async def story() -> None:
        await party.until(lambda: len(seat.script.calls["pull"]) == 2)
        await seat.engine.stop()
        left.update(asyncio.all_tasks() - {asyncio.current_task()})

    party.play(story())
    assert left == set()
