"""Folding what was told at a change of shift."""

from __future__ import annotations

import msgspec

from models.records.effects import Content, HandoverOverride, HandoverTake, HandoverWrite
from models.records.operation import Operation, Topic
from models.rules.vouching import proved
from models.store.folds.case import actor_number
from models.store.folds.context import FoldContext
from models.store.rows import insert_first
from models.tables.handover import Handover


def written(context: FoldContext, operation: Operation, content: Content) -> None:
    """Notes stand until the next operator has read them."""
    assert isinstance(content, HandoverWrite)
    _write(context, operation, content, notes=content.notes)


def overridden(context: FoldContext, operation: Operation, content: Content) -> None:
    """Whoever comes next reads also who left promises behind, and who let them."""
    assert isinstance(content, HandoverOverride)
    author = actor_number(operation.actor)
    lead, sure = content.lead or author, proved(content, author)
    _write(context, operation, content, notes=content.reason, cases=content.cases, lead=lead, sure=sure)


def taken(context: FoldContext, operation: Operation, content: Content) -> None:
    """Who reads it first has it; what is unknown here (lost to damage) is nobody's."""
    assert isinstance(content, HandoverTake)
    context.keep(operation.entity, Handover, content.handover)
    context.raw.execute(
        "UPDATE handover SET taken_by = ?, taken_at = ? WHERE id = ? AND taken_by = 0",
        (actor_number(operation.actor), operation.at.wall, content.handover),
    )
    context.touch(Topic.HANDOVER, content.handover)


def _write(
    context: FoldContext,
    operation: Operation,
    content: HandoverWrite | HandoverOverride,
    *,
    notes: str,
    cases: tuple[str, ...] = (),
    lead: int = 0,
    sure: bool = True,
) -> None:
    context.keep(operation.entity, Handover, content.handover)
    row = {
        "id": content.handover,
        "operator": actor_number(operation.actor),
        "desk": operation.desk,
        "at": operation.at.wall,
        "shift": content.shift,
        "line": content.line.value,
        "notes": notes,
        "cases": msgspec.json.encode(cases).decode(),
        "lead": lead,
        "proved": sure,
        "taken_by": 0,
        "taken_at": "",
    }
    insert_first(context.raw, Handover, row)
    context.touch(Topic.HANDOVER, content.handover)
