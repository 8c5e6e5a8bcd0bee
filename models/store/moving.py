"""Moving a desk that stood alone into a centre: what of its past goes there, and what stays at the desk.

Reference data stays: the centre owns the catalogue, partners, departments, knowledge and staff, and what shipped with a desk or was brought
in there is never laid over them. The desk goes on working with its own until the move has come to its end.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from models.records.operation import Changes, Operation, OpState
from models.records.outcome import Outcome
from models.store.outbox import operation_of
from models.store.owned import KEPT_BACK, OWNED, UNSENT
from models.store.receipts import OUTBOX, Answer, file_away, take_off
from models.store.sending import number_anew, renew_incarnation
from models.store.store import Store
from models.tables.outbox import Op, Receipt

_REFERENCE = Op.type == "reference.import"


def past(store: Store) -> Iterator[Operation]:
    """Yield what a move sends and no centre has acknowledged yet, in order."""
    query = select(Op.__table__).where(UNSENT, Op.type != "reference.import").order_by(Op.dseq)
    for row in store.outbox.database.connection.execute(query).mappings():
        yield operation_of(row)


def imports(store: Store) -> dict[str, int]:
    """Return what a move leaves at the desk: name of the reference table → how many imports of it."""
    query = select(Op.entity_id, func.count()).where(_REFERENCE).group_by(Op.entity_id).order_by(Op.entity_id)
    return {str(table): int(count) for table, count in store.outbox.database.connection.execute(query)}


def decided(store: Store) -> tuple[tuple[str, Outcome, int], ...]:
    """Return what the centre made of everything that was sent: (type of operation, outcome, how many)."""
    query = select(Op.type, Receipt.outcome, func.count()).join(Receipt, Receipt.op_id == Op.op_id).where(Receipt.problem != OWNED)
    rows = store.outbox.database.connection.execute(query.group_by(Op.type, Receipt.outcome).order_by(Op.type, Receipt.outcome))
    return tuple((kind, Outcome(outcome), count) for kind, outcome, count in rows)


def keep_back(store: Store) -> Changes:
    """Keep the reference data of a desk that has joined out of what is sent; its rows stay on the screen until :func:`finish`.

    What somebody brought in needs somebody from now on: whoever sees to it at the centre. Done again it changes nothing.
    """
    outbox = store.outbox
    kept = tuple(outbox.database.connection.scalars(select(Op.op_id).where(_REFERENCE, UNSENT)))
    if kept:
        # An incarnation of their own: numbers that the centre is never told must not stand between those that it is.
        number_anew(outbox, _REFERENCE & UNSENT)
        file_away(outbox, [_kept(op_id) for op_id in kept], OpState.ACKED)
    behind = select(Op.dseq).where(UNSENT, Op.inc < outbox.inc).limit(1)
    return renew_incarnation(store) if outbox.database.connection.scalar(behind) is not None else Changes()


def finish(store: Store) -> Changes:
    """Let the centre's reference data take the place of the desk's own: the feed has brought it. Done again it changes nothing."""
    connection = store.outbox.database.connection
    kept = tuple(connection.scalars(select(Op.op_id).where(KEPT_BACK, Op.state == OpState.ACKED.value)))
    return OUTBOX | take_off(store.outbox, store.replica, [_kept(op_id) for op_id in kept]) if kept else Changes()


def _kept(op_id: str) -> Answer:
    return Answer(op_id=op_id, stream="", seq=0, outcome=Outcome.SUPERSEDED, problem=OWNED)
