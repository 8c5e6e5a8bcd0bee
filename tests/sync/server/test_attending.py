"""One loop for all open channels: who listens is asked for again and again, and let go before they hear what is no more theirs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import wraps
from typing import Any, cast

from msgspec.structs import replace

from models.records.base import Text
from models.records.staff import OperatorRow, Role
from sync.protocol.problems import Code
from sync.server.accounts import Caller
from sync.server.attending import News, attended
from sync.server.live import Board, Sight
from sync.server.refusal import Refusal


class Room:
    """A board, somebody who listens, and who they are."""

    def __init__(self) -> None:
        self.sight = Sight(epoch="e", heads={}, present=())
        self.over = False
        self.woken = asyncio.Event()
        self.caller: Caller | Refusal = who(Role.OPERATOR)
        self.admitted = 0
        self.ended = False
        self.open = False

    @asynccontextmanager
    async def listening(self, session: str = "") -> AsyncIterator[asyncio.Event]:
        yield self.woken

    async def admit(self) -> Caller:
        self.admitted += 1
        if isinstance(self.caller, Refusal):
            raise self.caller
        return self.caller

    @contextmanager
    def telling(self, caller: Caller, _: asyncio.Event) -> Iterator[News]:
        self.open = True
        try:
            yield lambda beat: b"beat" if beat else b"news"
        finally:
            self.open = False

    def events(self, every: float) -> AsyncIterator[bytes]:
        return attended(cast(Board, self), "ses", self.admit, self.telling, every, self.end)

    def end(self) -> None:
        self.ended = True


def story(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """Make a test of a coroutine, in an event loop of its own."""

    @wraps(test)
    def played() -> None:
        asyncio.run(test())

    return played


def who(role: Role) -> Caller:
    operator = OperatorRow(number=28, name=Text("x"), role=role, desk=1)
    return Caller(session="ses", operator=operator, device="dev", public_key="")


@story
async def test_however_much_there_is_to_tell_who_listens_is_asked_for_at_every_beat() -> None:
    room = Room()
    events = room.events(every=0.05)
    assert await anext(events) == b"beat"
    while room.admitted < 4:
        room.woken.set()
        await anext(events)
    assert room.open
    room.over = True
    assert await anext(events, None) is None
    assert not room.open


@story
async def test_news_alone_asks_for_nobody() -> None:
    room = Room()
    events = room.events(every=3600)
    assert await anext(events) == b"beat"
    for _ in range(100):
        room.woken.set()
        assert await anext(events) == b"news"
    assert room.admitted == 1


@story
async def test_who_reads_otherwise_now_is_let_go_before_they_hear_more() -> None:
    room = Room()
    events = room.events(every=3600)
    await anext(events)
    room.caller, room.sight = who(Role.COUNSELLOR), replace(room.sight, shut=1)
    room.woken.set()
    assert await anext(events, None) is None
    assert not room.open


@story
async def test_who_is_let_in_no_more_is_let_go_and_who_never_was_hears_nothing() -> None:
    room = Room()
    events = room.events(every=3600)
    await anext(events)
    room.caller, room.sight = Refusal(Code.DEVICE_REVOKED), replace(room.sight, shut=1)
    room.woken.set()
    assert await anext(events, None) is None
    assert await anext(room.events(every=3600), None) is None
    assert not room.ended


@story
async def test_a_session_that_has_ended_is_let_go_at_once() -> None:
    room = Room()
    events = room.events(every=3600)
    await anext(events)
    room.sight = replace(room.sight, ended=frozenset({"ses"}))
    room.woken.set()
    assert await anext(events, None) is None
    assert room.ended
    assert room.admitted == 1
