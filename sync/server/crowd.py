"""Requests that come while others of their kind are worked on are worked on together, next.

After a push every desk that listens asks at the same moment. What each has to ask the database, who asks and where the streams stand, is
one question for all of them, and they are handed over to a thread once. Whoever comes alone waits for nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

MOST = 64
"""So many are worked on at once: the first of a great crowd need not wait for the last."""


class Crowd(Generic[A, B]):
    """``work`` answers several requests in their order. It begins after each of them has come, so it may answer all from one look."""

    def __init__(self, work: Callable[[list[A]], Awaitable[list[B]]]) -> None:
        self._work = work
        self._waiting: list[tuple[A, asyncio.Future[B]]] = []
        self._working: asyncio.Task[None] | None = None

    async def ask(self, item: A) -> B:
        """Return what is answered to one request. Raises what ``work`` raises for it."""
        answer: asyncio.Future[B] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        if self._working is None:
            self._working = asyncio.create_task(self._work_on())
        return await answer

    async def _work_on(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._answer(batch)
        finally:
            self._working = None

    async def _answer(self, batch: list[tuple[A, asyncio.Future[B]]]) -> None:
        try:
            told = await self._work([item for item, _ in batch])
        except Exception as error:
            if len(batch) > 1:
                # What one of them brings about must not fall on the others.
                for single in batch:
                    await self._answer([single])
            elif not batch[0][1].done():
                batch[0][1].set_exception(error)
            return
        for (_, answer), result in zip(batch, told, strict=True):
            # Who hung up meanwhile waits no more.
            if not answer.done():
                answer.set_result(result)
