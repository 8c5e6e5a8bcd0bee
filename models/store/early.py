"""What the centre was told before the case that it is about.

After a restored backup every desk offers again what the backup lacks, as soon as it comes: a step on a case may be there before the desk
that took the case on. The centre has rejected it then, for good. When the acceptance has come too, the desk does the step once more.
"""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import select

from models.records.journal import Undo
from models.records.operation import Base, Changes, Operation
from models.records.outcome import Outcome
from models.rules import access
from models.rules.outcome import ILLEGAL
from models.store.envelope import seal
from models.store.outbox import operation_of
from models.store.owned import DONE_AGAIN, UNSENT
from models.store.page import body_of
from models.store.store import Store
from models.tables.case import PENDING
from models.tables.outbox import Conflict, Op, Receipt

_BEGUN = "SELECT min(seq) FROM entry WHERE case_id = ? AND type = 'case.accept' AND outcome IN ('applied', 'rebased') AND seq < ?"
_TOLD = "SELECT seq FROM entry WHERE case_id = ? AND op_id = ? AND seq < ?"
_LAST = "SELECT max(seq) FROM entry WHERE case_id = ? AND seq < ?"


def do_again(store: Store) -> Changes:
    """Write again, as operations of their own, what was rejected because its case was not there yet and now is; nobody has to choose then.

    Author, session and the time at which it was done stay as they were. Groups, and what took something back, are left to whoever did them:
    their other halves are other operations by now. Raises StoreFailure; nothing was changed then.
    """
    early = _early(store)
    if not early:
        return Changes()
    outbox, replica = store.outbox, store.replica
    fresh = [_anew(store, operation, outbox.next_dseq + place) for place, operation in enumerate(early)]
    with replica.database.transaction():
        changes = replica.fold(fresh, pending=True)
        outbox.append(fresh, instead=[operation.op_id for operation in early])
    replica.applied_up_to(fresh[-1])
    return changes


def _early(store: Store) -> list[Operation]:
    raw = store.replica.database.raw
    query = select(Op.__table__, Receipt.stream.label("told_in")).join(Receipt, Receipt.op_id == Op.op_id)
    waits = select(Conflict.op_id).where(Conflict.settled_at == "")  # one operation may need somebody for several reasons
    query = query.where(Receipt.outcome == Outcome.REJECTED.value, Receipt.problem == ILLEGAL, Op.op_id.in_(waits), ~DONE_AGAIN)
    query = query.where(Op.entity_type == "case", Op.group_id.is_(None), ~UNSENT).order_by(Op.dseq)
    found = []
    for row in store.outbox.database.connection.execute(query).mappings():
        operation = operation_of(row)
        case_id = operation.entity.id
        begun = raw.execute(_BEGUN, (case_id, PENDING)).fetchone()[0]
        told = raw.execute(_TOLD, (case_id, operation.op_id, PENDING)).fetchone()
        # What is said about a case that the centre does not know is told to nobody but its author.
        before = row["told_in"].startswith(access.OWN) or (told is not None and told[0] < (begun or 0))
        if begun is not None and before and not isinstance(body_of(operation), Undo | None):
            found.append(operation)
    return found


def _anew(store: Store, operation: Operation, dseq: int) -> Operation:
    outbox = store.outbox
    seen = store.replica.database.raw.execute(_LAST, (operation.entity.id, PENDING)).fetchone()[0]
    number = {"op_id": outbox.ids.next(), "device": outbox.device.id, "inc": outbox.inc, "dseq": dseq}
    return seal(replace(operation, **number, base=Base(rev=seen), salt="", digest="", sig=""), outbox.device.key)
