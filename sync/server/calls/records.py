"""Every call into the store: written by the centre itself, so that what rang is counted right without any console running."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from models.records.call import CallRow, CallState
from models.records.catalogue import Line
from models.records.effects import CallRecord, decode_content
from models.records.feed import FeedRow
from models.records.operation import Entity
from models.rules.access import stream_of
from models.rules.phone import signalled
from models.tables.centre import Accepted, EnrolledDevice, Feed
from sync.server import ledger
from sync.server.centre import Centre
from sync.server.itself import Itself, itself
from sync.server.observing import fault, log
from sync.server.preparing import Prepared
from sync.server.push import take_in
from sync.server.refusal import Refusal
from sync.server.rung import sealed

MOST = 20_000
"""So many records wait in memory for a database that does not answer; beyond that the oldest are given up, and counted as lost."""
_BATCH = 200
_AGAIN, _LONGEST = 1.0, 15.0
_LAST_SECONDS = 5.0
_LOOKED_AT = 2000
"""So many of the centre's own last operations are looked through for calls that an earlier gateway saw begin and not end."""
_SESSION = "ses_calls"

_row = msgspec.json.Decoder(FeedRow).decode

Run = Callable[..., Awaitable[Any]]


class Records:
    """Writes each call down when it is answered and when it has ended, each once, and tries again while the database is away."""

    def __init__(
        self,
        centre: Centre,
        run: Run,
        tell: Callable[[Mapping[str, int]], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        most: int = MOST,
    ) -> None:
        """``run`` runs a function in a thread, ``tell`` is told where the streams stand after each commit."""
        self._centre = centre
        self._run = run
        self._tell = tell
        self._sleep = sleep
        self._most = most
        self._waiting: OrderedDict[str, CallRow] = OrderedDict()
        self._bell = asyncio.Event()
        self.lost = 0

    @property
    def waiting(self) -> int:
        """How many records are not in the store so far."""
        return len(self._waiting)

    def keep(self, calls: Iterable[CallRow], before: Mapping[str, CallRow]) -> None:
        """Have calls written down as far as they have come, on the line that the board has them on; ``before`` is how they stood there."""
        for call in calls:
            known = before.get(call.id)
            if call.state is CallState.ENDED:
                self._add("ended", call)
            elif call.answered_at and (known is None or not known.answered_at):
                self._add("answered", call)

    async def unfinished(self) -> tuple[CallRow, ...]:
        """Return the calls that were answered under an earlier gateway and whose end nobody wrote down. Raises Refusal."""
        found: tuple[CallRow, ...] = await self._run(unfinished, self._centre)
        return found

    async def write_on(self) -> None:
        """Write what is to be written until cancelled."""
        pause = _AGAIN
        while True:
            await self._bell.wait()
            self._bell.clear()
            try:
                while self._waiting:
                    await self._write_some()
                pause = _AGAIN
            except Refusal:
                await self._sleep(pause)
                pause = min(pause * 2, _LONGEST)
                self._bell.set()

    async def write_last(self) -> None:
        """Write what still waits, where the database takes it within a moment."""
        with contextlib.suppress(Refusal, TimeoutError):
            async with asyncio.timeout(_LAST_SECONDS):
                while self._waiting:
                    await self._write_some()
        if self._waiting:
            self._give_up(len(self._waiting))

    def _add(self, step: str, call: CallRow) -> None:
        # The id of the operation follows from this, so that none is written twice, whichever gateway saw it.
        self._waiting.setdefault(f"{call.id}/{step}", replace(call, number=signalled(call.number), muted=False, rung=None))
        if len(self._waiting) > self._most:
            self._waiting.popitem(last=False)
            self._give_up()
        self._bell.set()

    def _give_up(self, records: int = 1) -> None:
        """Count records that are in no store and will be in none, and say so: what is counted of calls is short by them."""
        self.lost += records
        log.error("records of calls given up", records=records)

    async def _write_some(self) -> None:
        """Write the first that wait. Raises Refusal where the database is away; what it will never take is given up alone."""
        some = list(self._waiting.items())[:_BATCH]
        try:
            await self._commit(some)
        except Refusal:
            raise
        except Exception as error:
            fault(error)
            for one in some:
                try:
                    await self._commit([one])
                except Refusal:
                    raise
                except Exception:
                    self._waiting.pop(one[0], None)
                    self._give_up()

    async def _commit(self, some: Sequence[tuple[str, CallRow]]) -> None:
        heads: dict[str, int] = await self._run(write, self._centre, some)
        for step, _ in some:
            self._waiting.pop(step, None)
        if heads:
            self._tell(heads)


def write(centre: Centre, records: Sequence[tuple[str, CallRow]]) -> dict[str, int]:
    """Write calls down as operations of the centre's own device, in one transaction, each with the name of its step.

    A step that was written before is there already, whatever is said of the call now; a call of the sealed line stays one.
    Returns where the streams stand that have moved. Raises Refusal where the database does not answer.
    """

    def work(connection: Connection) -> dict[str, int]:
        who = itself(connection, _SESSION)
        mark = ledger.lock_device(connection, who.caller.device)
        named = [(who.name_of(step), call) for step, call in records]
        known = ledger.known(connection, [op_id for op_id, _ in named])
        fresh = [(op_id, call) for op_id, call in named if op_id not in known]
        if not fresh:
            return {}
        stay = sealed(connection, {call.id for _, call in fresh})
        prepared = [
            _told(centre, who, op_id, mark.inc, mark.dseq + place, replace(call, line=Line.PSYCHOLOGY) if call.id in stay else call)
            for place, (op_id, call) in enumerate(fresh, 1)
        ]
        heads: dict[str, int] = {}
        for result in take_in(connection, centre, who.caller, prepared).results:
            heads[result.stream] = max(result.seq, heads.get(result.stream, 0))
        return heads

    return centre.database.write(work)


def unfinished(centre: Centre) -> tuple[CallRow, ...]:
    """Return the calls of the centre's own last operations that have not ended."""

    def work(connection: Connection) -> tuple[CallRow, ...]:
        device = itself(connection, _SESSION).caller.device
        last = select(EnrolledDevice.last_dseq).where(EnrolledDevice.id == device).scalar_subquery()
        query = select(Feed.line).join(Accepted, (Accepted.stream == Feed.stream) & (Accepted.seq == Feed.seq))
        own = (Accepted.device == device) & (Accepted.dseq > last - _LOOKED_AT)
        calls: dict[str, CallRow] = {}
        for line in connection.scalars(query.where(own).order_by(Accepted.inc, Accepted.dseq)):
            operation = _row(line).operation
            if operation.type == "call.record" and isinstance(content := decode_content(operation.body), CallRecord):
                calls[content.call.id] = content.call
        return tuple(call for call in calls.values() if call.state is not CallState.ENDED)

    return centre.database.read(work)


def _told(centre: Centre, who: Itself, op_id: str, inc: int, dseq: int, call: CallRow) -> Prepared:
    entity = Entity(type="call", id=call.id)
    return who.said(centre, entity, stream_of(call.line), CallRecord(call=call), op_id=op_id, inc=inc, dseq=dseq)
