"""Folding calls."""

from __future__ import annotations

from models.records.effects import CallPlayed, CallRecord, CallSettled, Content
from models.records.operation import Operation, Topic
from models.store.folds.case import actor_number
from models.store.folds.context import FoldContext
from models.store.rows import call_row, insert_many
from models.tables import call as tables


def record(context: FoldContext, operation: Operation, content: Content) -> None:
    """The last record of a call is how it stands."""
    assert isinstance(content, CallRecord)
    context.keep(operation.entity, tables.Call, content.call.id)
    insert_many(context.raw, tables.Call, [call_row(content.call)])
    context.touch(Topic.CALL, content.call.id)


def settled(context: FoldContext, operation: Operation, content: Content) -> None:
    """The last reason that was given is why nobody rings back."""
    assert isinstance(content, CallSettled)
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
