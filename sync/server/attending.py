"""An open channel: events for somebody who listens, as long as they are let in and read what they read at the beginning."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractContextManager

from litestar.response import Stream

from sync.server.accounts import Caller
from sync.server.live import Board
from sync.server.refusal import Refusal

News = Callable[[bool], bytes]
"""Returns the events that are new since the last time, those of a beat with them where there is one (True, as at the beginning)."""
Telling = Callable[[Caller, asyncio.Event], AbstractContextManager[News]]
"""Tells somebody, within the block; it may set the event whenever there is something new."""

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def channel(events: AsyncIterator[bytes]) -> Stream:
    """Return the answer that a channel is; nothing between here and there is to keep or gather what it tells."""
    return Stream(events, media_type="text/event-stream", headers=_HEADERS)


async def attended(
    board: Board,
    session: str,
    admit: Callable[[], Awaitable[Caller]],
    telling: Telling,
    every: float,
    ended: Callable[[], None] = lambda: None,
) -> AsyncIterator[bytes]:
    """Yield events until whoever listens goes, or is no more who they were: then they come again with another token.

    ``admit`` (who raises Refusal) is asked again at every beat, each ``every`` seconds however much happens between two, and before
    anything more is told once a device was shut out or an operator changed. A ``session`` that has ended is let go at the next look, after
    ``ended`` was called.
    """
    loop = asyncio.get_running_loop()
    try:
        async with board.listening(session) as woken:
            admitted = board.sight.admitted
            # Anew, because the request may have been let in before the board saw what it sees.
            caller = await admit()
            with telling(caller, woken) as news:
                yield news(True)
                due = loop.time() + every
                while not board.over:
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout_at(due):
                            await woken.wait()
                    woken.clear()
                    if session in board.sight.ended:
                        ended()
                        return
                    beat = loop.time() >= due
                    if beat or board.sight.admitted != admitted:
                        admitted = board.sight.admitted
                        if (await admit()).reads != caller.reads:
                            return
                    if beat:
                        due = loop.time() + every
                    if data := news(beat):
                        yield data
    except Refusal:
        return
