"""Signs of life: when each device was last heard of, and how the desks of the centre stand by that.

A request is a sign, and so is a live channel that stays open. They are kept in memory and written down together every few seconds, so
that every process of the centre can tell of the desks that speak to another one, by one small transaction however many desks there are.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from models.records.base import Record, parse_time
from models.records.board import DeskBoard, DeskRow, Hearers, Life
from models.records.operation import At
from models.rules.moment import moment
from models.rules.permissions import Permission, may
from models.store.clock import stamp
from sync.server.centre import Centre
from sync.server.observing import fault
from sync.server.people import operators
from sync.server.refusal import Refusal
from sync.server.speech import speech_of

EVERY = 5.0
"""Seconds between two writings."""
SILENT = timedelta(seconds=45)
"""A desk that follows gives a sign every ten seconds, every 25 where no stream comes through; after so long without one it is silent."""
GONE = timedelta(hours=12)
"""Nobody sits at a desk that has been silent for longer than a shift, whether they signed out or not."""

_SIGN = text("INSERT INTO sign (device, at) VALUES (:device, :at) ON CONFLICT (device) DO UPDATE SET at = excluded.at")
_DEVICES = (
    "SELECT device.id, device.desk, device.name, device.revoked_at, sign.at, feed.line FROM device "
    "LEFT JOIN sign ON sign.device = device.id "
    "LEFT JOIN op ON op.device = device.id AND op.inc = device.inc AND op.dseq = device.last_dseq "
    "LEFT JOIN feed ON feed.stream = op.stream AND feed.seq = op.seq "
    "WHERE device.desk > 0 ORDER BY device.desk, device.enrolled_at"
)
_SIGNED_IN = "SELECT device, number FROM session WHERE ended_at = ? ORDER BY begun_at"


class _Sent(Record, frozen=True):
    """Of an operation in the feed: when it was done."""

    at: At


class _Row(Record, frozen=True):
    """Of a row of the feed: when it was done, and when it came in."""

    operation: _Sent
    received_at: str


_row = msgspec.json.Decoder(_Row).decode


class Signs:
    """The signs that one process has had."""

    def __init__(self, centre: Centre, run: Callable[..., Awaitable[Any]]) -> None:
        """``run`` runs a function in a thread."""
        self._centre = centre
        self._run = run
        self._heard: dict[str, str] = {}

    def note(self, device: str) -> None:
        """Take a sign of a device; any thread may call."""
        self._heard[device] = self._centre.now()

    def write(self) -> None:
        """Write down what has been heard since the last time. Raises Refusal where the database is away; then it is kept."""
        heard, self._heard = self._heard, {}
        if not heard:
            return
        rows = [{"device": device, "at": at} for device, at in sorted(heard.items())]
        try:
            self._centre.database.write(lambda connection: connection.execute(_SIGN, rows))
        except Exception:
            self._heard = {**heard, **self._heard}
            raise

    @contextlib.asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Write down what is heard as long as the server runs."""
        writing = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self._run(self.write)
            except Refusal:
                continue  # the database is away: the next time may find it again
            except Exception as error:
                fault(error)


def desks(centre: Centre, signs: Signs) -> DeskBoard:
    """Return how all devices stand that codes have let in, what this process has just heard included."""
    signs.write()

    def work(connection: Connection) -> DeskBoard:
        speech, now = speech_of(connection), centre.now()
        # whoever signed in there last
        seated: dict[str, int] = dict(speech.rows(connection, _SIGNED_IN, ""))
        found = speech.rows(connection, _DEVICES)
        return DeskBoard(now=now, desks=tuple(_desk(now, seated, *row) for row in found))

    return centre.database.ask(work)


def hearers(centre: Centre, signs: Signs, number: int) -> Hearers:
    """Return who would see a silent alert of this operator now; nobody sees the own one."""
    here = {row.operator for row in desks(centre, signs).desks if row.life is Life.HERE} - {0, number}
    staff = centre.database.ask(lambda connection: operators(connection, here))
    able = (row.number for row in staff.values() if not row.retired and may(row.role, Permission.HEAR_ALERTS))
    return Hearers(numbers=tuple(sorted(able)))


def _desk(
    now: str, seated: dict[str, int], device: str, desk: int, name: str, revoked_at: str, seen_at: str | None, line: str | bytes | None
) -> DeskRow:
    pushed = _row(line) if line else None
    operator = seated.get(device, 0) if not revoked_at else 0
    return DeskRow(
        device=device,
        desk=desk,
        name=name,
        operator=operator,
        life=_life(now, seen_at or "", operator, bool(revoked_at)),
        seen_at=seen_at or "",
        pushed_at=pushed.received_at if pushed is not None else "",
        lag_ms=_waited(pushed) if pushed is not None else 0,
    )


def _life(now: str, seen_at: str, operator: int, shut: bool) -> Life:
    if shut:
        return Life.SHUT
    if not operator or not seen_at or stamp(parse_time(now) - GONE) > seen_at:
        return Life.OUT
    return Life.SILENT if stamp(parse_time(now) - SILENT) > seen_at else Life.HERE


def _waited(row: _Row) -> int:
    """Return how long an operation had waited at its desk, in milliseconds, its clock put right."""
    done = parse_time(moment(row.operation.at, row.received_at))
    return max(int((parse_time(row.received_at) - done).total_seconds() * 1000), 0)
