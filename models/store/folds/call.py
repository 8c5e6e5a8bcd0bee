"""Folding calls."""

from __future__ import annotations

from sqlalchemy import insert

from models.records.effects import CallRecord, Content
from models.records.operation import Operation, Topic
from models.store.folds.context import FoldContext
from models.store.rows import call_row
from models.tables.call import Call


def record(context: FoldContext, _operation: Operation, content: Content) -> None:
    """The last record of a call is how it stands."""
    assert isinstance(content, CallRecord)
    context.connection.execute(insert(Call).prefix_with("OR REPLACE"), [call_row(content.call)])
    context.touch(Topic.CALL, content.call.id)
