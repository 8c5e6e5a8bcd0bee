"""Rings between the processes of one centre on PostgreSQL, so that a desk hears at once what another process took in.

Only an accelerator: every process looks at the database by itself seven times a second, and a bell that is not heard does no harm. It rings
in a transaction of its own after the push, because those that ring wait for each other at their commit.
"""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable

import psycopg
from sqlalchemy import make_url

_CHANNEL = "hotline_heads"
_AGAIN = 1.0
"""Seconds until a connection that was lost is sought again."""


class Bell:
    """The bell of one process; ``heard`` is called when another process has rung."""

    def __init__(self, url: str, heard: Callable[[], None]) -> None:
        self._address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._heard = heard
        self._name = uuid.uuid4().hex
        self._pulled = asyncio.Event()

    def ring(self) -> None:
        """Tell the others. Several rings before the first went out are one."""
        self._pulled.set()

    @contextlib.asynccontextmanager
    async def hung(self) -> AsyncIterator[None]:
        """Ring and listen as long as the server runs."""
        tasks = [asyncio.create_task(self._kept(part)) for part in (self._listen, self._ringing)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _kept(self, part: Callable[[psycopg.AsyncConnection], Awaitable[None]]) -> None:
        while True:
            with contextlib.suppress(psycopg.Error):
                async with await psycopg.AsyncConnection.connect(self._address, autocommit=True, connect_timeout=5) as connection:
                    await part(connection)
            await asyncio.sleep(_AGAIN)

    async def _listen(self, connection: psycopg.AsyncConnection) -> None:
        await connection.execute(f"LISTEN {_CHANNEL}")
        async for told in connection.notifies():
            if told.payload != self._name:
                self._heard()

    async def _ringing(self, connection: psycopg.AsyncConnection) -> None:
        while True:
            await self._pulled.wait()
            self._pulled.clear()
            await connection.execute("SELECT pg_notify(%s, %s)", (_CHANNEL, self._name))
