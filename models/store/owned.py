"""What the centre owns and a desk that moved there keeps to itself (see ``moving``): no path whatsoever sends it."""

from __future__ import annotations

from sqlalchemy import select

from models.records.operation import OpState
from models.tables.outbox import DoneAgain, Op, Receipt

UNSENT = Op.state.in_((OpState.PENDING.value, OpState.SENT.value))
"""The operations that no centre has acknowledged, or none any more."""

OWNED = "centre-owned"
"""The stable code in the receipt of an operation that stays at the desk. The centre never says it: it has not seen the operation."""

KEPT_BACK = Op.op_id.in_(select(Receipt.op_id).where(Receipt.problem == OWNED))
"""The operations that stay. Acknowledged they lie on top of the centre's rows until the move ends; confirmed they never do again."""

DONE_AGAIN = Op.op_id.in_(select(DoneAgain.op_id))
"""The operations that others stand for (see ``early``): the history that has them rejected them, another one is not offered them."""

NEVER_SENT = KEPT_BACK | DONE_AGAIN
"""What is offered to no centre, or to none any more."""
