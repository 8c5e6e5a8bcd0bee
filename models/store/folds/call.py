"""Folding calls."""

from __future__ import annotations

from models.records.catalogue import Line
from models.records.effects import CallPlayed, CallRecord, CallSettled, Content
from models.records.operation import Operation, Topic
from models.store.folds.case import actor_number
from models.store.folds.context import FoldContext
from models.store.rows import call_row, insert_many
from models.tables import call as tables


def record(context: FoldContext, operation: Operation, content: Content) -> None:
    """The last record of a call is how it stands; once one has said that it is of the sealed line, the last that says so.

    What was said of it on another line may come later, from another stream. Nor has it been settled by what was said there before.
    """
    assert isinstance(content, CallRecord)
    call_id, line = content.call.id, _line(context, content.call.id)
    if _elsewhere(line, content.call.line):
        return
    if line and _elsewhere(content.call.line, line):
        context.keep(operation.entity, tables.CallSettled, call_id)
        context.raw.execute("DELETE FROM call_settled WHERE call_id = ?", (call_id,))
    context.keep(operation.entity, tables.Call, call_id)
    insert_many(context.raw, tables.Call, [call_row(content.call)])
    context.touch(Topic.CALL, call_id)


def settled(context: FoldContext, operation: Operation, content: Content) -> None:
    """The last reason that was given is why nobody rings back; of a sealed call, by who may read it."""
    assert isinstance(content, CallSettled)
    if _elsewhere(_line(context, content.call), content.line):
        return
    row = {"call_id": content.call, "reason": content.reason, "at": operation.at.wall, "operator": actor_number(operation.actor)}
    context.keep(operation.entity, tables.CallSettled, content.call)
    insert_many(context.raw, tables.CallSettled, [row])
    context.touch(Topic.CALL, content.call)


def played(context: FoldContext, operation: Operation, content: Content) -> None:
    """Each playing is a row."""
    assert isinstance(content, CallPlayed)
    row = {"op_id": operation.op_id, "call_id": content.call, "at": operation.at.wall, "operator": actor_number(operation.actor)}
    context.keep(operation.entity, tables.CallPlayed, operation.op_id)
    insert_many(context.raw, tables.CallPlayed, [row])
    context.touch(Topic.CALL, content.call)


def _line(context: FoldContext, call_id: str) -> str:
    """Return the line that a call is of, '' for one that is not known."""
    found = context.raw.execute("SELECT line FROM call WHERE id = ?", (call_id,)).fetchone()
    return str(found[0]) if found is not None else ""


def _elsewhere(line: str, said: str) -> bool:
    """Tell whether something was said outside the sealed line, of a call of that line."""
    return line == Line.PSYCHOLOGY != said
