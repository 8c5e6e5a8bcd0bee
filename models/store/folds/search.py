"""Folding what searches teach."""

from __future__ import annotations

from sqlalchemy import insert, select

from models.records.effects import Content, SearchChose, SearchMissed
from models.records.operation import Operation, Topic
from models.store.folds.context import FoldContext
from models.tables.search import SearchChoice, SearchLead


def chose(context: FoldContext, _operation: Operation, content: Content) -> None:
    """Count the choice."""
    assert isinstance(content, SearchChose)
    key = (SearchChoice.query == content.query) & (SearchChoice.code == content.code)
    count = context.connection.scalar(select(SearchChoice.count).where(key)) or 0
    row = {"query": content.query, "code": content.code, "count": count + 1}
    context.connection.execute(insert(SearchChoice).prefix_with("OR REPLACE"), [row])
    context.touch(Topic.SEARCH, content.code)


def missed(context: FoldContext, operation: Operation, content: Content) -> None:
    """Count the search that found nothing."""
    assert isinstance(content, SearchMissed)
    count = context.connection.scalar(select(SearchLead.count).where(SearchLead.query == content.query)) or 0
    row = {"query": content.query, "count": count + 1, "last_at": operation.at.wall}
    context.connection.execute(insert(SearchLead).prefix_with("OR REPLACE"), [row])
    context.touch(Topic.SEARCH, "")
