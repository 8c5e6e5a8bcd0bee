"""Folding silent alerts to the lead."""

from __future__ import annotations

from models.records.effects import AlertRaise, AlertTake, Content
from models.records.operation import Operation, Topic
from models.store.folds.case import actor_number
from models.store.folds.context import FoldContext
from models.store.rows import insert_first
from models.tables.call import Alert


def raised(context: FoldContext, operation: Operation, content: Content) -> None:
    """An alert stands until somebody takes it."""
    assert isinstance(content, AlertRaise)
    context.keep(operation.entity, Alert, content.alert)
    row = {
        "id": content.alert,
        "operator": actor_number(operation.actor),
        "desk": content.desk,
        "at": operation.at.wall,
        "call_id": content.call,
        "taken_by": 0,
        "taken_at": "",
    }
    insert_first(context.raw, Alert, row)
    context.touch(Topic.ALERT, content.alert)


def taken(context: FoldContext, operation: Operation, content: Content) -> None:
    """Who takes it first has it; one that is unknown here (lost to damage) is nobody's."""
    assert isinstance(content, AlertTake)
    context.keep(operation.entity, Alert, content.alert)
    context.raw.execute(
        "UPDATE alert SET taken_by = ?, taken_at = ? WHERE id = ? AND taken_by = 0",
        (actor_number(operation.actor), operation.at.wall, content.alert),
    )
    context.touch(Topic.ALERT, content.alert)
