"""Seats that nobody claims are left one after the other, which takes a while: who sits down meanwhile stays, and who has gone is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from models.records.call import OperatorState, Refusal, Seat, Verb
from models.store.clock import SettableClock, stamp
from sync.protocol.calls import CallCommand
from sync.server.accounts import Caller
from sync.server.calls.service import UNCLAIMED, Gateway
from sync.server.calls.switch import Order
from sync.server.centre import Centre
from sync.server.observing import Figures
from tests.support.desks import signed_in
from tests.support.switchboard import Switchboard

pytestmark = pytest.mark.parametrize("url", ["sqlite_url"], indirect=True)


class Slow(Switchboard):
    """A call system at which three operators sit, and something happens (``meanwhile``) while it logs the first of them out."""

    def __init__(self, clock: SettableClock) -> None:
        super().__init__(clock.now)
        self.meanwhile: Callable[[], Awaitable[None]] | None = None
        for number in (12, 28, 13):
            self.seats[number] = Seat(operator=number, extension=f"80{number}", state=OperatorState.READY, since=stamp(clock.now()))

    async def carry_out(self, order: Order, seconds: float) -> Refusal | None:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            await meanwhile()
        return await super().carry_out(order, seconds)


async def at_once(function: Callable[..., Any], *args: Any) -> Any:
    return function(*args)


def test_who_sits_down_meanwhile_stays_and_who_has_gone_is_gone(centre: Centre, clock: SettableClock) -> None:
    _, caller = signed_in(centre, 28)
    switch, answers, begun = Slow(clock), list[Refusal | None](), asyncio.Event()
    gateway = Gateway(centre, switch, at_once, lambda heads: None, Figures())

    async def meanwhile() -> None:
        begun.set()
        switch.take_away(13)
        answers.append((await gateway.ask(caller, sits_down(clock, caller))).refused)

    async def story() -> None:
        async with asyncio.timeout(60), gateway.running():
            while not gateway.board.seats:
                await asyncio.sleep(0)
            switch.meanwhile = meanwhile
            while not begun.is_set():
                clock.advance(timedelta(seconds=UNCLAIMED + 1))
                gateway.look()
                await asyncio.sleep(0)
            while 12 in gateway.board.seats:
                await asyncio.sleep(0)
            for _ in range(100):
                gateway.look()
                await asyncio.sleep(0)

    with capture_logs() as logged:
        asyncio.run(story())
    assert logged == []
    assert answers == [None]
    assert [(order.verb, order.operator) for order in switch.asked] == [(Verb.LOGIN, 28), (Verb.LOGOUT, 12)]
    assert gateway.board.seats.keys() == {28}


def test_a_login_under_way_is_not_followed_by_a_logout_of_the_seat_that_nobody_had_claimed(centre: Centre, clock: SettableClock) -> None:
    _, caller = signed_in(centre, 28)
    switch = Slow(clock)
    for number in (12, 13):
        del switch.seats[number]
    gateway = Gateway(centre, switch, at_once, lambda heads: None, Figures())

    async def story() -> None:
        async with asyncio.timeout(60), gateway.running():
            while not gateway.board.seats:
                await asyncio.sleep(0)
            gateway.look()
            for _ in range(20):  # since now the seat is one that nobody claims
                await asyncio.sleep(0)
            switch.stall()
            login = asyncio.create_task(gateway.ask(caller, sits_down(clock, caller)))
            for _ in range(20):
                await asyncio.sleep(0)
            clock.advance(timedelta(seconds=UNCLAIMED + 1))
            for _ in range(100):
                gateway.look()
                await asyncio.sleep(0)
            switch.release()
            assert (await login).refused is None
            for _ in range(100):
                gateway.look()
                await asyncio.sleep(0)

    asyncio.run(story())
    assert [(order.verb, order.operator) for order in switch.asked] == [(Verb.LOGIN, 28)]
    assert gateway.board.seats.keys() == {28}


def sits_down(clock: SettableClock, caller: Caller) -> CallCommand:
    number = caller.operator.number
    return CallCommand(id="sits-down", verb=Verb.LOGIN, until=stamp(clock.now() + timedelta(seconds=2)), extension=f"80{number}")
