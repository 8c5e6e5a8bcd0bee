"""Sending what this desk did, in order, each operation exactly once (sync protocol 3.5 and 3.14)."""

from __future__ import annotations

from collections.abc import Sequence

from models.records.operation import Changes, Operation
from sync.client.account import Account
from sync.client.failures import Garbled, Refused
from sync.client.ports import Ground
from sync.protocol.limits import LIMITS, Limits
from sync.protocol.messages import Push, PushAnswer, Pushed
from sync.protocol.problems import Code

_UNREADABLE = frozenset((Code.MALFORMED, Code.INVALID_REQUEST, Code.TOO_LARGE, Code.FORBIDDEN, Code.FORBIDDEN_STREAM, Code.UNKNOWN_STREAM))
"""Refusals of a whole batch that some operation in it brought about: the batch is halved until that one stands alone."""


class Sent(Changes, frozen=True):
    """What a step of the pusher moved. ``asked``: the centre was spoken to; ``more``: there may be more to send.

    ``anew``: the centre's history is another one, so that there is something to be fetched again. ``results``: what the centre said.
    """

    asked: bool = False
    more: bool = False
    anew: bool = False
    results: tuple[Pushed, ...] = ()


class Pusher:
    """Sends one batch at a time. An operation that the centre cannot read is set aside and stops none behind it."""

    def __init__(self, ground: Ground, account: Account) -> None:
        self.limits: Limits = LIMITS
        self._ground = ground
        self._account = account
        self._ops = LIMITS.ops
        self._size = LIMITS.push_bytes
        self._rewound: tuple[int, int] | None = None

    async def step(self) -> Sent:
        """Send the next batch, if there is one. Raises WireFailure or StoreFailure where it has to be tried again later."""
        local, db = self._ground.local, self._ground.threads.db
        # Before the batch: what was chosen after the desk began to follow another history must not pass for a part of the old one.
        epoch, _ = await db(local.cursors)
        batch = await db(local.outgoing, min(self._ops, self.limits.ops), min(self._size, self.limits.push_bytes))
        if not batch:
            return Sent()
        net, wire = self._ground.threads.net, self._ground.wire
        try:
            answer = await self._account.call(lambda session: net(wire.push, session.access, Push(operations=batch, epoch=epoch)))
        except Refused as refused:
            return await self._refused(refused, batch)
        _check(batch, answer)
        self._ops = min(self.limits.ops, self._ops * 2)
        self._size = min(self.limits.push_bytes, self._size * 2)
        self._rewound = None
        changes = await db(local.acknowledge, answer.results)
        return Sent(touched=changes.touched, asked=True, more=True, results=answer.results)

    async def _refused(self, refused: Refused, batch: Sequence[Operation]) -> Sent:
        """Do what a refusal asks for (sync protocol 3.14); raise it again where only time helps."""
        local, db = self._ground.local, self._ground.threads.db
        match refused.reason:
            case Code.DSEQ_GAP:
                await self._rewind(refused, batch)
            case Code.DEVICE_ROLLBACK:
                await db(local.renew_incarnation)
            case Code.CURSOR_DIVERGED:
                changes = await db(local.diverged)
                return Sent(touched=changes.touched, asked=True, more=True, anew=True)
            case reason if reason in _UNREADABLE:
                changes = await self._isolate(batch, reason)
                return Sent(touched=changes.touched, asked=True, more=True)
            case _:
                raise refused
        return Sent(asked=True, more=True)

    async def _rewind(self, refused: Refused, batch: Sequence[Operation]) -> None:
        """Begin where the centre's memory of this desk ends. Where that helps nothing, the desk counts anew."""
        local, db = self._ground.local, self._ground.threads.db
        expected = refused.problem.expected
        tried = (batch[0].inc, expected or 0)
        if expected is None or tried == self._rewound or not await db(local.rewind, expected):
            await db(local.renew_incarnation)
        self._rewound = tried

    async def _isolate(self, batch: Sequence[Operation], reason: Code) -> Changes:
        """Halve what is sent; what cannot be halved is what the centre cannot read."""
        units = len({operation.group or operation.op_id for operation in batch})
        if units > 1:
            self._ops = max(1, len(batch) // 2)
            return Changes()
        local, db = self._ground.local, self._ground.threads.db
        return await db(local.set_aside, [operation.op_id for operation in batch], reason.value)


def _check(batch: Sequence[Operation], answer: PushAnswer) -> None:
    """Raise Garbled where an answer does not speak of the operations that were sent."""
    if [operation.op_id for operation in batch] != [result.op_id for result in answer.results]:
        raise Garbled("results")
