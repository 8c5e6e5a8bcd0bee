"""Sending: what the centre has not acknowledged, and what it said (sync protocol 3.5, 3.14)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec
from sqlalchemy import ColumnElement, delete, func, select, update

from models.records.feed import Cursor
from models.records.operation import Changes, Operation, OpState
from models.records.outcome import Outcome
from models.store.envelope import seal
from models.store.outbox import Outbox, operation_of
from models.store.owned import DONE_AGAIN, NEVER_SENT, UNSENT
from models.store.receipts import OUTBOX, Answer, Result, file_away, lay_off, take_off
from models.store.store import Store
from models.tables.outbox import Identity, Op, Receipt

_INTACT = Op.state != OpState.BROKEN.value
_GROUP = 50
"""So many operations a group has at most."""


def outgoing(store: Store, ops: int = 500, size: int = 1 << 20) -> tuple[Operation, ...]:
    """Return the next operations without an answer, in order, and note that they were sent; () where all have one.

    At most ``ops`` operations or ``size`` bytes of JSON, but always the first one, and a group is never torn. One whose seal does not fit
    goes too: its number may not be missing, and that it was tampered with is the centre's to see. What was kept back never goes.
    """
    connection = store.outbox.database.connection
    broken = (Op.state == OpState.BROKEN.value) & (Op.inc == store.outbox.inc)
    query = select(Op.__table__).where(UNSENT | broken, ~NEVER_SENT).order_by(Op.dseq).limit(ops + _GROUP)
    waiting = [operation_of(row) for row in connection.execute(query).mappings()]
    chosen: list[Operation] = []
    used = 0
    for group in _groups(waiting):
        needed = sum(len(msgspec.json.encode(operation)) + 1 for operation in group)
        if chosen and (len(chosen) + len(group) > ops or used + needed > size):
            break
        chosen += group
        used += needed
    if chosen:
        sent = Op.dseq.between(chosen[0].dseq, chosen[-1].dseq) & (Op.state == OpState.PENDING.value)
        with store.outbox.database.transaction():
            connection.execute(update(Op).where(sent).values(state=OpState.SENT.value))
    return tuple(chosen)


def acknowledge(store: Store, results: Sequence[Result]) -> Changes:
    """File the centre's answer. An operation that the feed has brought already lies on top no longer."""
    outbox, replica = store.outbox, store.replica
    file_away(outbox, results, OpState.ACKED)
    at, begin = replica.cursors(outbox.epoch), Cursor()
    there = [result for result in results if result.seq <= at.get(result.stream, begin).seq]
    return OUTBOX | take_off(outbox, replica, there) if there else OUTBOX


def rewind(store: Store, expected: int) -> bool:
    """The centre expects number ``expected`` next: everything from there on is sent again (it has lost what it had acknowledged).

    Return False, and change nothing, where that operation is here no more: then only new numbers help (see :func:`renew_incarnation`).
    """
    outbox = store.outbox
    first = outbox.database.connection.scalar(select(func.min(Op.dseq)).where(Op.inc == outbox.inc))
    if first is None or first > expected:
        return False
    with outbox.database.transaction() as connection:
        again = (Op.dseq >= expected) & (Op.inc == outbox.inc) & _INTACT & ~NEVER_SENT
        connection.execute(update(Op).where(again).values(state=OpState.PENDING.value))
    return True


def acknowledged(store: Store) -> frozenset[str]:
    """Return the operations that the centre has acknowledged and its feed has not brought."""
    promised = select(Op.op_id).where(Op.state == OpState.ACKED.value, Op.seq.is_not(None))
    return frozenset(store.outbox.database.connection.scalars(promised))


def offer_missing(store: Store, heads: Mapping[str, int] | None = None, before: Collection[str] = ()) -> Changes:
    """Offer again what the centre acknowledged and its feed has passed without bringing, or ends without reaching.

    A standby that had lost an operation took over, and gave its number to another one or to none so far: an acknowledgement is a promise
    only once the feed has kept it. ``heads`` are where the streams ended when they were read, and ``before`` what had been acknowledged by
    then: of what was acknowledged since, they say nothing. One that another stands for by now is not offered, and waited for no longer.
    """
    outbox, ends = store.outbox, heads or {}
    at, begin = store.replica.cursors(outbox.epoch), Cursor()
    query = select(Op.op_id, func.coalesce(Op.seq, 0).label("seq"), Receipt.stream, DONE_AGAIN.label("again"))
    query = query.join(Receipt, Receipt.op_id == Op.op_id).where(Op.state == OpState.ACKED.value, Op.seq.is_not(None) | DONE_AGAIN)
    missing = {
        row.op_id: bool(row.again)
        for row in outbox.database.connection.execute(query)
        if row.seq <= at.get(row.stream, begin).seq or (row.op_id in before and row.seq > ends.get(row.stream, row.seq))
    }
    lost = [op_id for op_id, again in missing.items() if not again]
    if lost:
        with outbox.database.transaction() as connection:
            connection.execute(update(Op).where(Op.op_id.in_(lost)).values(state=OpState.PENDING.value, seq=None))
            connection.execute(delete(Receipt).where(Receipt.op_id.in_(lost)))
    over = missing.keys() - set(lost)
    return (lay_off(outbox, store.replica, over) if over else Changes()) | (OUTBOX if lost else Changes())


def set_aside(store: Store, op_ids: Sequence[str], problem: str) -> Changes:
    """Note operations that the centre cannot read as needing somebody, and let those behind them go on under new numbers.

    They stay on this desk's screen and in its outbox with the problem's stable code; the centre has none of them.
    """
    results = [Answer(op_id=op_id, stream="", seq=0, outcome=Outcome.REJECTED, problem=problem) for op_id in op_ids]
    file_away(store.outbox, results, OpState.ACKED)
    return OUTBOX | renew_incarnation(store)


def renew_incarnation(store: Store) -> Changes:
    """This outbox has gone back in time (a restored backup, a cloned disk): number and sign anew what the centre has not acknowledged.

    The operations keep their ids and bodies, so what the centre had after all is a repetition to it. One whose seal does not fit stays as
    it is, set aside: a new seal would make it good.
    """
    number_anew(store.outbox, UNSENT)
    return OUTBOX | store.replica.lay_anew(store.outbox)


def number_anew(outbox: Outbox, which: ColumnElement[bool]) -> None:
    """Begin an incarnation with these operations in their order; what lies on top in the replica is laid anew by the caller."""
    rows = outbox.database.connection.execute(select(Op.__table__).where(which).order_by(Op.dseq)).mappings()
    found = [operation_of(row) for row in rows]
    trusted = [operation for operation in found if outbox.trusted(operation)]
    with outbox.database.transaction() as connection:
        inc = outbox.inc + 1
        broken = Op.op_id.in_({operation.op_id for operation in found} - {operation.op_id for operation in trusted})
        connection.execute(update(Op).where(broken).values(state=OpState.BROKEN.value))
        for place, operation in enumerate(trusted):
            fresh = msgspec.structs.replace(operation, device=outbox.device.id, inc=inc, dseq=outbox.next_dseq + place)
            sealed = seal(fresh, outbox.device.key)
            values = {"dseq": sealed.dseq, "device": sealed.device, "inc": inc, "sig": sealed.sig, "state": OpState.PENDING.value}
            connection.execute(update(Op).where(Op.op_id == sealed.op_id).values(**values))
        connection.execute(update(Identity).values(inc=inc, next_dseq=outbox.next_dseq + len(trusted)))
    outbox.inc, outbox.next_dseq = inc, outbox.next_dseq + len(trusted)


def _groups(operations: Sequence[Operation]) -> Iterator[list[Operation]]:
    for _, members in groupby(operations, key=lambda operation: operation.group or operation.op_id):
        yield list(members)
