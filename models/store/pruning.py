"""Letting go of operations that the centre has had for long (sync protocol 3.2): until then they could be offered again."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select, update

from models.records.operation import OpState
from models.store.clock import centre_now, stamp
from models.store.store import Store
from models.tables.outbox import Centre, Conflict, DoneAgain, Op, Receipt

KEPT = timedelta(days=30)
"""A centre that lost its newest history can be given it again for so long."""


def prune(store: Store, kept: timedelta = KEPT) -> int:
    """Let confirmed operations go that the centre has had for ``kept``, by its clock where that is known; return how many went.

    When they were written says nothing: a desk may have been away for long. The first one that is not confirmed, not there for long enough
    or still needs somebody stays, and all behind it. A desk that stands alone keeps everything.
    """
    outbox = store.outbox
    if not outbox.joined:
        return 0
    before = stamp(centre_now(store.clock, outbox.centre_time) - kept)
    connection = outbox.database.connection
    waits = select(Conflict.op_id).where(Conflict.settled_at == "")
    there = select(Receipt.op_id).where(Receipt.since < before)
    stays = (Op.state != OpState.CONFIRMED.value) | Op.op_id.not_in(there) | Op.op_id.in_(waits)
    first = connection.scalar(select(func.min(Op.dseq)).where(stays))
    goes = Op.dseq < (outbox.next_dseq if first is None else first)
    op_ids = select(Op.op_id).where(goes)
    with outbox.database.transaction():
        last = connection.scalar(select(func.max(Op.dseq)).where(goes))
        if last is None:
            return 0
        connection.execute(delete(Receipt).where(Receipt.op_id.in_(op_ids)))
        connection.execute(delete(Conflict).where(Conflict.op_id.in_(op_ids)))
        connection.execute(delete(DoneAgain).where(DoneAgain.op_id.in_(op_ids)))
        gone = connection.execute(delete(Op).where(goes)).rowcount
        connection.execute(update(Centre).values(pruned=last))
    outbox.pruned = last
    return gone
