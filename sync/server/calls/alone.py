"""One gateway for one centre: two that speak to the same call system would each log out whoever sits at the other."""

from __future__ import annotations

import asyncio
import contextlib
import uuid

import psycopg
from sqlalchemy import make_url

from sync.protocol.problems import Code
from sync.server.observing import log
from sync.server.refusal import Refusal

EVERY = 1.0
"""Seconds between two looks at whether the lock is still held."""
TAKEN = "a call gateway of this centre is running already: there is one"

_KEY = 81891
"""The advisory lock of the gateway, beside that of the founding."""
_OPTIONS = (
    "-c statement_timeout=5000 -c idle_session_timeout=0 "
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=25000"
)
"""A machine that has lost its power keeps the lock for half a minute, not for hours."""
_HOLDER = (
    "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted AND classid = 0 "
    "AND objid = %s AND objsubid = 1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Alone:
    """A lock on PostgreSQL, held by a connection of its own as long as the gateway runs.

    Where that is lost it is taken again. Until then nobody else has it as far as is known, and ``commanding`` stays as it is: the calls go
    on while the database is away. Once another gateway is found to have it, this one commands nothing, until the other has gone.
    """

    def __init__(self, url: str) -> None:
        """Take the lock. Raises Refusal where another gateway has it, or the database does not answer."""
        self.commanding = False
        self._address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._name = f"hotline-calls-{uuid.uuid4().hex}"
        self._connection: psycopg.Connection | None = None
        self._held = False
        try:
            self.look()
        except psycopg.Error:
            raise Refusal(Code.TRY_LATER, "the database does not answer") from None
        if not self.commanding:
            self.release()
            raise Refusal(Code.TRY_LATER, TAKEN)

    async def kept(self) -> None:
        """Keep the lock until cancelled; log it where another gateway has taken over, and where this one commands again."""
        while True:
            before = self.commanding
            with contextlib.suppress(psycopg.Error):
                await asyncio.to_thread(self.look)
            if before and not self.commanding:
                log.error("another call gateway of this centre has taken over: this one commands nothing")
            elif self.commanding and not before:
                log.warning("the other call gateway has gone: this one commands again")
            await asyncio.sleep(EVERY)

    def look(self) -> None:
        """See whether the lock is still held, and take it where it is not. Raises psycopg.Error while the database does not answer."""
        try:
            if self._connection is None:
                self._connection = self._connected()
            self.commanding = self._has(self._connection)
        except psycopg.Error:
            self.release()
            raise

    def release(self) -> None:
        """Let go of the lock."""
        connection, self._connection, self._held = self._connection, None, False
        if connection is not None:
            connection.close()

    def _connected(self) -> psycopg.Connection:
        return psycopg.connect(
            self._address,
            autocommit=True,
            application_name=self._name,
            options=_OPTIONS,
            connect_timeout=5,
            keepalives_idle=5,
            keepalives_interval=2,
            keepalives_count=3,
            tcp_user_timeout=10_000,
        )

    def _has(self, connection: psycopg.Connection) -> bool:
        if self._held:
            connection.execute("SELECT 1")
            return True
        taken = connection.execute("SELECT pg_try_advisory_lock(%s)", (_KEY,)).fetchone()
        self._held = taken is not None and bool(taken[0])
        if self._held:
            return True
        # The database may not have noticed yet that an earlier connection of this very gateway is broken: that is nobody else.
        holder = connection.execute(_HOLDER, (_KEY,)).fetchone()
        return self.commanding and (holder is None or holder[0] == self._name)
