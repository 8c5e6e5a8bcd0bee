"""Folding calls."""

from __future__ import annotations

from models.records.effects import CallRecord, Content
from models.records.operation import Operation, Topic
from models.store.folds.context import FoldContext
from models.store.rows import call_row, insert_many
from models.tables.call import Call


def record(context: FoldContext, operation: Operation, content: Content) -> None:
    """The last record of a call is how it stands."""
    assert isinstance(content, CallRecord)
    context.keep(operation.entity, Call, content.call.id)
    insert_many(context.raw, Call, [call_row(content.call)])
    context.touch(Topic.CALL, content.call.id)
