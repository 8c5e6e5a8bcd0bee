"""Folding the operation that fills the store with an invented year."""

from __future__ import annotations

from models.records.base import parse_time
from models.records.effects import Content, StoreSeed
from models.records.operation import Operation
from models.store.folds.context import FoldContext
from models.store.generator.filling import fill


def seeded(context: FoldContext, _operation: Operation, content: Content) -> None:
    """Write the year that the seed describes."""
    assert isinstance(content, StoreSeed)
    fill(context, content.cases, content.seed, parse_time(content.end))
