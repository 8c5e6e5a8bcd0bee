"""Folding the operation that fills the store with an invented year."""

from __future__ import annotations

from importlib import import_module

from models.records.base import parse_time
from models.records.effects import Content, StoreSeed
from models.records.operation import Operation
from models.store.folds.case import write_numbers
from models.store.folds.context import FoldContext


def seeded(context: FoldContext, _operation: Operation, content: Content) -> None:
    """Write the year that the seed describes."""
    assert isinstance(content, StoreSeed)
    write_numbers(context)
    # Late, for start-up time: a desk that is at work never folds an invented year.
    import_module("models.store.generator.filling").fill(context, content.cases, content.seed, parse_time(content.end))
