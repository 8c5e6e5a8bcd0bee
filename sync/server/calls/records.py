"""Every call into the store: written by the centre itself, so that what rang is counted right without any console running."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import uuid
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace
from sqlalchemy import Connection, select

from models.records.call import CallRow, CallState
from models.records.effects import CallRecord, decode_content, encode_content, type_of
from models.records.feed import FeedRow
from models.records.operation import At, Base, Entity, Operation
from models.rules.access import stream_of
from models.rules.phone import signalled
from models.store.envelope import SALT_BYTES, seal
from models.tables.centre import Accepted, EnrolledDevice, Feed
from models.tables.centre import Centre as CentreRow
from sync.server import ledger
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.devices import device_id
from sync.server.observing import fault
from sync.server.people import ITSELF
from sync.server.preparing import Prepared
from sync.server.push import take_in
from sync.server.refusal import Refusal

MOST = 20_000
"""So many records wait in memory for a database that does not answer; beyond that the oldest are given up, and counted as lost."""
_BATCH = 200
_AGAIN, _LONGEST = 1.0, 15.0
_LAST_SECONDS = 5.0
_LOOKED_AT = 2000
"""So many of the centre's own last operations are looked through for calls that an earlier gateway saw begin and not end."""
_SESSION = "ses_calls"
_SPACE = uuid.UUID("5f0e6f7c-8d7b-4a5e-9a43-81890c0a1150")
"""The ids of these operations follow from the call, so that none is written twice, whichever gateway saw it."""

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
        """Have calls written down as far as they have come; ``before`` is how they stood."""
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
        self.lost += len(self._waiting)

    def _add(self, step: str, call: CallRow) -> None:
        op_id = str(uuid.uuid5(_SPACE, f"{call.id}/{step}"))
        self._waiting.setdefault(op_id, replace(call, number=signalled(call.number), muted=False))
        if len(self._waiting) > self._most:
            self._waiting.popitem(last=False)
            self.lost += 1
        self._bell.set()

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
                    self.lost += 1

    async def _commit(self, some: Sequence[tuple[str, CallRow]]) -> None:
        heads: dict[str, int] = await self._run(write, self._centre, some)
        for op_id, _ in some:
            self._waiting.pop(op_id, None)
        if heads:
            self._tell(heads)


def write(centre: Centre, records: Sequence[tuple[str, CallRow]]) -> dict[str, int]:
    """Write calls down as operations of the centre's own device, in one transaction; those whose id is known are there already.

    Returns where the streams stand that have moved. Raises Refusal where the database does not answer.
    """

    def work(connection: Connection) -> dict[str, int]:
        key, caller = _itself(connection)
        mark = ledger.lock_device(connection, caller.device)
        known = ledger.known(connection, [op_id for op_id, _ in records])
        fresh = [(op_id, call) for op_id, call in records if op_id not in known]
        if not fresh:
            return {}
        prepared = [
            _prepared(centre, caller, key, (op_id, mark.inc, mark.dseq + place), call) for place, (op_id, call) in enumerate(fresh, 1)
        ]
        heads: dict[str, int] = {}
        for result in take_in(connection, centre, caller, prepared).results:
            heads[result.stream] = max(result.seq, heads.get(result.stream, 0))
        return heads

    return centre.database.write(work)


def unfinished(centre: Centre) -> tuple[CallRow, ...]:
    """Return the calls of the centre's own last operations that have not ended."""

    def work(connection: Connection) -> tuple[CallRow, ...]:
        _, caller = _itself(connection)
        last = select(EnrolledDevice.last_dseq).where(EnrolledDevice.id == caller.device).scalar_subquery()
        query = select(Feed.line).join(Accepted, (Accepted.stream == Feed.stream) & (Accepted.seq == Feed.seq))
        own = (Accepted.device == caller.device) & (Accepted.dseq > last - _LOOKED_AT)
        calls: dict[str, CallRow] = {}
        for line in connection.scalars(query.where(own).order_by(Accepted.inc, Accepted.dseq)):
            operation = _row(line).operation
            if operation.type == "call.record" and isinstance(content := decode_content(operation.body), CallRecord):
                calls[content.call.id] = content.call
        return tuple(call for call in calls.values() if call.state is not CallState.ENDED)

    return centre.database.read(work)


def _itself(connection: Connection) -> tuple[Ed25519PrivateKey, Caller]:
    """Return the centre's key, and the centre as one who pushes."""
    text = str(connection.scalar(select(CentreRow.key).where(CentreRow.id == 1)))
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))
    public = key.public_key()
    told = base64.b64encode(public.public_bytes_raw()).decode()
    return key, Caller(session=_SESSION, operator=ITSELF, device=device_id(public), public_key=told)


def _prepared(centre: Centre, caller: Caller, key: Ed25519PrivateKey, names: tuple[str, int, int], call: CallRow) -> Prepared:
    """Return the operation that writes a call down; ``names`` are its id, incarnation and number."""
    content = CallRecord(call=call)
    op_id, inc, dseq = names
    operation = Operation(
        op_id=op_id,
        device=caller.device,
        inc=inc,
        dseq=dseq,
        actor=ITSELF.actor,
        session=caller.session,
        stream=stream_of(call.line),
        group=None,
        entity=Entity(type="call", id=call.id),
        type=type_of(content),
        v=1,
        base=Base(rev=0),
        at=At(wall=centre.now(), mono_ms=centre.clock.mono_ms(), boot=centre.clock.boot),
        salt=base64.b64encode(centre.chance(SALT_BYTES)).decode(),
        body=encode_content(content),
        digest="",
        sig="",
    )
    return Prepared(seal(operation, key), content, None)
