"""Acknowledged is not yet arrived: a standby that takes over may have lost an operation and given its number to another.

What the feed has brought is confirmed. Of an operation that is only acknowledged, a number within the cursors proves nothing; the journal
of its case does. Whatever is in doubt stays acknowledged, and ``sending.offer_missing`` asks the centre.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from models.records.feed import Cursor
from models.records.operation import OpState
from models.rules import access
from models.store.database import Database
from models.store.outbox import Outbox
from models.tables.case import PENDING
from models.tables.outbox import Op, Receipt

_CASE = "case"
_TOLD = "SELECT 1 FROM entry WHERE case_id = ? AND op_id = ? AND seq < ?"
"""Lines that the feed has brought; those that wait lie behind them."""


def claimed(outbox: Outbox, cursors: Mapping[str, Cursor], after: int = 0) -> dict[int, tuple[str, str]]:
    """Return number → (case or '', operation) of the operations behind ``after`` that only their acknowledgement places within ``cursors``.

    Those that the centre keeps in an operator's own stream, or nowhere, are left out: no row ever shows them.
    """
    columns = (Op.dseq, Op.op_id, Op.seq, Op.entity_type, Op.entity_id, Receipt.stream)
    acknowledged = (Op.dseq > after, Op.state == OpState.ACKED.value, Op.seq.is_not(None), ~Receipt.stream.startswith(access.OWN))
    rows = outbox.database.connection.execute(select(*columns).join(Receipt, Receipt.op_id == Op.op_id).where(*acknowledged))
    begin = Cursor()
    return {
        row.dseq: (row.entity_id if row.entity_type == _CASE else "", row.op_id)
        for row in rows
        if row.seq <= cursors.get(row.stream, begin).seq
    }


def unproved(outbox: Outbox, rows: Database, cursors: Mapping[str, Cursor], after: int = 0) -> tuple[frozenset[int], frozenset[int]]:
    """Return the numbers of claimed operations that are missing from the journals in ``rows``, and of those that no journal speaks of."""
    missing: set[int] = set()
    silent: set[int] = set()
    for dseq, (case_id, op_id) in claimed(outbox, cursors, after).items():
        if not case_id:
            silent.add(dseq)
        elif rows.raw.execute(_TOLD, (case_id, op_id, PENDING)).fetchone() is None:
            missing.add(dseq)
    return frozenset(missing), frozenset(silent)
