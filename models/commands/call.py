"""Writing down calls."""

from __future__ import annotations

from msgspec.structs import replace

from models.records.call import CallRow
from models.records.effects import CallRecord
from models.records.failure import BadInput
from models.records.operation import Changes, Desk, Entity
from models.rules.access import stream_of
from models.rules.phone import kept
from models.store.store import Store


def record_call(store: Store, desk: Desk, call: CallRow) -> Changes:
    """Write a call down as it stands, over an earlier record of the same call. Raises BadInput ``call.unnamed`` or ``phone.bad``.

    It is written when it is answered and again when it ends, so that a desk that dies in mid-call has had it. Whoever sits at the telephone
    may: that it rang is a fact and no deed.
    """
    if not call.id:
        raise BadInput("call.unnamed")
    with store.write(desk) as work:
        work.record(stream_of(call.line), Entity(type="call", id=call.id), CallRecord(call=replace(call, number=kept(call.number))))
    return work.changes
