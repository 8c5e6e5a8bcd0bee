"""Cases whose latest change has not reached the centre. On a desk that stands alone there are none: nothing waits there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from msgspec.structs import replace
from sqlalchemy import select

from models.records.case import CaseRow
from models.records.operation import OpState
from models.store.clock import stamp
from models.store.store import Store
from models.tables.outbox import Op

CALM = timedelta(seconds=1)
"""What is sent within a second was never waiting: nothing flickers at every step."""


def unsent(store: Store) -> frozenset[str]:
    """Return the ids of the cases about which something has waited for longer than a moment to be acknowledged."""
    if not store.outbox.joined:
        return frozenset()
    now = store.clock.now()
    waits = Op.state.in_((OpState.PENDING.value, OpState.SENT.value)) & (Op.entity_type == "case")
    # A clock that was set back since hides nothing: what was written ahead of it counts too.
    old = (Op.wall <= stamp(now - CALM)) | (Op.wall > stamp(now))
    return frozenset(store.outbox.database.connection.scalars(select(Op.entity_id).where(waits, old)))


def marked(store: Store, rows: Iterable[CaseRow]) -> tuple[CaseRow, ...]:
    """Return rows with a mark on those that have something to be sent."""
    waiting = unsent(store)
    return tuple(replace(row, unsent=True) if row.id in waiting else row for row in rows)
