"""Folding what searches teach."""

from __future__ import annotations

from models.records.effects import Content, SearchChose, SearchMissed
from models.records.operation import Operation, Topic
from models.store.folds.context import FoldContext
from models.tables.search import SearchChoice, SearchLead


def chose(context: FoldContext, operation: Operation, content: Content) -> None:
    """Count the choice."""
    assert isinstance(content, SearchChose)
    context.keep(operation.entity, SearchChoice, content.query, content.code)
    context.raw.execute(
        "INSERT INTO choice (query, code, count) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
        (content.query, content.code),
    )
    context.touch(Topic.SEARCH, content.code)


def missed(context: FoldContext, operation: Operation, content: Content) -> None:
    """Count the search that found nothing."""
    assert isinstance(content, SearchMissed)
    context.keep(operation.entity, SearchLead, content.query)
    context.raw.execute(
        "INSERT INTO lead (query, count, last_at) VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET count = count + 1, last_at = excluded.last_at",
        (content.query, operation.at.wall),
    )
    context.touch(Topic.SEARCH, "")
