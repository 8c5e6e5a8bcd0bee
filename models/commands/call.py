"""Writing down calls."""

from __future__ import annotations

from msgspec.structs import replace

from models.commands.guard import admit, fits
from models.records.call import CallRow
from models.records.effects import CallRecord
from models.records.failure import BadInput, RuleBroken
from models.records.operation import Changes, Desk, Entity
from models.repositories import call as calls
from models.rules.access import stream_of
from models.rules.permissions import may_read
from models.rules.phone import kept
from models.store.store import Store


def record_call(store: Store, desk: Desk, call: CallRow) -> Changes:
    """Write a call down as it stands, over an earlier record of the same call. Raises BadInput ``call.unnamed`` or ``phone.bad``.

    It is written when it is answered and again when it ends, so that a desk that dies in mid-call has had it. Whoever sits at the telephone
    may, of every role: that it rang is a fact and no deed. A call stays on the line that it came in on. Once one of the psychology line is
    written down, only who took it and who may read that line write it again; others meet RuleBroken ``line.sealed``.
    """
    if not call.id:
        raise BadInput("call.unnamed")
    admit(store, desk)
    before = calls.by_id(store, call.id)
    line = before.line if before is not None else call.line
    if before is not None and not may_read(desk.role, line) and before.operator != desk.actor:
        raise RuleBroken("line.sealed")
    call = replace(call, number=kept(call.number), line=line, muted=False)
    fits(CallRecord(call=call))
    with store.write(desk) as work:
        work.record(stream_of(line), Entity(type="call", id=call.id), CallRecord(call=call))
    return work.changes
