"""Live: tells desks that something is new, never what (sync protocol 3.8). A lost, doubled or late event does no harm."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from datetime import timedelta

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, delete, select, text

from models.records.base import Record
from models.store.clock import stamp
from models.store.reference import shelf_of
from models.tables.centre import Presence as PresenceTable
from models.tables.centre import Standing
from sync.protocol.messages import Heads, Presence, PresenceRow
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.observing import fault
from sync.server.people import KIND
from sync.server.refusal import Refusal
from sync.server.speech import speech_of

EVERY = 0.15
"""Seconds between two looks at the database for what other processes have taken in."""

STALE = timedelta(seconds=60)
"""A desk that has a case open says so again within this time, or is taken to have gone."""

_encode = msgspec.json.Encoder().encode

_STANDS = "SELECT epoch, (SELECT count(*) FROM device WHERE revoked_at <> '') FROM centre WHERE id = 1"
_HEADS = "SELECT stream, n FROM stream_head"
_WHO = "SELECT case_id, stream, number, desk, writing FROM presence WHERE at > ? ORDER BY number"
_ENDED = "SELECT id FROM session WHERE ended_at <> '' AND id IN ({})"
"""Asked several times a second by every process."""
_PRESENT = text(
    "INSERT INTO presence (session, case_id, stream, number, desk, writing, at) "
    "VALUES (:session, :case_id, :stream, :number, :desk, :writing, :at) ON CONFLICT (session) DO UPDATE SET "
    "case_id = excluded.case_id, stream = excluded.stream, desk = excluded.desk, writing = excluded.writing, at = excluded.at"
)


class Present(Record, frozen=True):
    """Somebody who has a case open, and the stream that one must be able to read to know of it."""

    stream: str
    row: PresenceRow


class Sight(Record, frozen=True):
    """What there is to be seen: in which history where every stream stands, who has which case open, and how many devices are shut out.

    ``ended`` are the sessions of those who listen that have come to their end: signed out, or another password was given.
    """

    epoch: str
    heads: dict[str, int]
    present: tuple[Present, ...]
    shut: int = 0
    ended: frozenset[str] = frozenset()

    @property
    def admitted(self) -> tuple[int, int]:
        """Something that becomes another whenever a device is shut out or an operator is changed: who listens may be nobody any more."""
        return self.shut, self.heads.get(shelf_of(KIND).stream, 0)


def look(centre: Centre) -> Sight:
    """Return what there is to be seen now."""
    since = stamp(centre.clock.now() - STALE)

    def work(connection: Connection) -> Sight:
        speech = speech_of(connection)
        # The history comes first: heads of a newer one than is told are put right by the next look, those of an older one would not be.
        ((epoch, shut),) = speech.rows(connection, _STANDS)
        heads: dict[str, int] = dict(speech.rows(connection, _HEADS))
        present = tuple(
            Present(stream=stream, row=PresenceRow(case_id=case_id, number=number, desk=desk, writing=bool(writing)))
            for case_id, stream, number, desk, writing in speech.rows(connection, _WHO, since)
        )
        return Sight(epoch=epoch, heads=heads, present=present, shut=shut)

    return centre.database.ask(work)


def ended(centre: Centre, sessions: Collection[str]) -> frozenset[str]:
    """Return which of these sessions have come to their end."""
    query = _ENDED.format(", ".join("?" * len(sessions)))
    return frozenset(name for (name,) in centre.database.ask(lambda connection: speech_of(connection).rows(connection, query, *sessions)))


def be_present(centre: Centre, caller: Caller, wanted: Presence) -> None:
    """Note which case a session has open, instead of the one before.

    A case that nobody knows, or that the caller may not read, is seen by nobody.
    """

    def work(connection: Connection) -> None:
        stream = connection.scalar(select(Standing.stream).where(Standing.id == wanted.case_id, Standing.type == "case"))
        if stream not in caller.reads:
            connection.execute(delete(PresenceTable).where(PresenceTable.session == caller.session))
            return
        row = {
            "session": caller.session,
            "case_id": wanted.case_id,
            "stream": stream,
            "number": caller.operator.number,
            "desk": str(caller.operator.desk),
            "writing": wanted.writing,
            "at": centre.now(),
        }
        connection.execute(_PRESENT, [row])

    centre.database.write(work)


class Board:
    """What the desks that listen to this process see. One look at the database serves all of them."""

    def __init__(self, centre: Centre, run: Callable[[Callable[[], Sight]], Awaitable[Sight]]) -> None:
        """``run`` runs a function in a thread."""
        self._centre = centre
        self._run = run
        self._sight = Sight(epoch=centre.epoch, heads={}, present=())
        self._committed: dict[str, int] = {}
        self._said: dict[tuple[str, ...], bytes] = {}
        self._woken: dict[asyncio.Event, str] = {}
        self.over = False
        self._bell = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    @property
    def sight(self) -> Sight:
        """What was seen last."""
        return self._sight

    def heads(self, reads: tuple[str, ...]) -> bytes:
        """Return the event that tells where these streams stand; all who read the same are told it in the same bytes."""
        if reads not in self._said:
            self._said[reads] = event("heads", heads_in(reads, self._sight))
        return self._said[reads]

    def heard(self, heads: Mapping[str, int]) -> None:
        """Take over what this process itself has just committed."""
        self._committed = _further(self._committed, heads)
        self._show(replace(self._sight, heads=_further(self._sight.heads, heads)))

    def end(self) -> None:
        """Let everybody who listens go: the process is about to stop (``over``)."""
        self.over = True
        for woken in self._woken:
            woken.set()

    def ring(self) -> None:
        """Look again at once."""
        self._bell.set()

    @contextlib.asynccontextmanager
    async def listening(self, session: str = "") -> AsyncIterator[asyncio.Event]:
        """Give an event that is set whenever there is something new; the first to listen begins the looking, the last ends it.

        ``session`` is looked after as well ('' for none): see ``Sight.ended``.
        """
        woken = asyncio.Event()
        if self._looking is None:
            self._sight = await self._run(lambda: look(self._centre))
            self._looking = self._looking or asyncio.create_task(self._look_on())
        self._woken[woken] = session
        try:
            yield woken
        finally:
            del self._woken[woken]
            if not self._woken and self._looking is not None:
                self._looking.cancel()
                self._looking = None

    async def _look_on(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), EVERY)
            self._bell.clear()
            # What was committed before the look began, the look sees; only what comes in while it looks may be further than what it saw.
            # Nothing older is remembered: where a backup was restored the streams stand lower than before.
            self._committed = {}
            try:
                seen = await self._run(self._seen)
            except Refusal:
                continue  # the database is away: the next look may find it again
            except Exception as error:
                fault(error)
                continue
            self._show(replace(seen, heads=_further(seen.heads, self._committed)))

    def _seen(self) -> Sight:
        sight, sessions = look(self._centre), {session for session in list(self._woken.values()) if session}
        return replace(sight, ended=ended(self._centre, sessions)) if sessions else sight

    def _show(self, sight: Sight) -> None:
        if sight != self._sight:
            self._sight = sight
            self._said.clear()
            for woken in self._woken:
                woken.set()


def _further(heads: Mapping[str, int], others: Mapping[str, int]) -> dict[str, int]:
    """Return where every stream stands at the furthest."""
    return {**heads, **{stream: max(n, heads.get(stream, 0)) for stream, n in others.items()}}


def heads_in(reads: Collection[str], sight: Sight) -> Heads:
    """Return where some streams stand."""
    return Heads(epoch=sight.epoch, heads={stream: sight.heads.get(stream, 0) for stream in reads})


def present_for(caller: Caller, sight: Sight) -> tuple[PresenceRow, ...]:
    """Return who else has a case open that the caller may read; the caller's own number at another desk is nobody else."""
    reads, number = caller.reads, caller.operator.number
    return tuple(found.row for found in sight.present if found.stream in reads and found.row.number != number)


def event(name: str, data: Record | tuple[Record, ...]) -> bytes:
    """Return a server-sent event."""
    return b"event: " + name.encode() + b"\ndata: " + _encode(data) + b"\n\n"
