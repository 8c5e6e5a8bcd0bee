"""Letting go of a line that whoever sits at the desk may not read: its rows go, and come back with the feed to those who may."""

from __future__ import annotations

from models.records.catalogue import Line
from models.records.operation import Topic
from models.store.folds import case
from models.store.folds.context import FoldContext
from models.tables.case import PENDING


def leave(context: FoldContext, line: Line, stream: str) -> None:
    """Take the rows of a line and the cursor of its stream away, inside the transaction that the caller holds.

    What this desk has done itself and the feed has not brought stays on top, where the readings hide it: it is still to be sent.
    """
    raw = context.raw
    for (case_id,) in raw.execute('SELECT id FROM "case" WHERE line = ?', (line.value,)).fetchall():
        raw.execute("DELETE FROM entry WHERE case_id = ? AND seq < ?", (case_id, PENDING))
        case.forget(context, case_id)
        context.known.pop(case_id, None)
        context.again(case_id)
        context.touch(Topic.CASE, case_id)
    mine = "SELECT entity_id FROM pending WHERE entity_type = 'call'"
    gone = raw.execute(f"SELECT id FROM call WHERE line = ? AND id NOT IN ({mine})", (line.value,)).fetchall()
    for (call_id,) in gone:
        for table, column in (("call", "id"), ("call_settled", "call_id"), ("call_played", "call_id")):
            raw.execute(f"DELETE FROM {table} WHERE {column} = ?", (call_id,))
        context.touch(Topic.CALL, call_id)
    told = "SELECT entity_id FROM pending WHERE entity_type = 'handover'"
    raw.execute(f"DELETE FROM handover WHERE line = ? AND id NOT IN ({told})", (line.value,))
    context.touch(Topic.HANDOVER, "")
    raw.execute("DELETE FROM unread WHERE stream = ?", (stream,))
    raw.execute("DELETE FROM cursor WHERE stream = ?", (stream,))
    case.settle(context)
