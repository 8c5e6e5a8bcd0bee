"""Folding proposals for new items."""

from __future__ import annotations

import msgspec

from models.records.effects import Content, ItemPropose, ItemSettle
from models.records.operation import Operation, Topic
from models.store.folds.case import actor_number
from models.store.folds.context import FoldContext
from models.store.rows import insert_first
from models.tables.catalogue import Proposal


def proposed(context: FoldContext, operation: Operation, content: Content) -> None:
    """A proposal stands until somebody decides it."""
    assert isinstance(content, ItemPropose)
    context.keep(operation.entity, Proposal, content.proposal)
    row = {
        "id": content.proposal,
        "need": content.need,
        "data": msgspec.json.encode(content.item).decode(),
        "at": operation.at.wall,
        "operator": actor_number(operation.actor),
        "code": "",
        "said": "",
        "settled_at": "",
        "settled_by": 0,
    }
    insert_first(context.raw, Proposal, row)
    context.touch(Topic.PROPOSAL, content.proposal)


def settled(context: FoldContext, operation: Operation, content: Content) -> None:
    """Who decides first has decided; a proposal that is unknown here (lost to damage) is nobody's."""
    assert isinstance(content, ItemSettle)
    context.keep(operation.entity, Proposal, content.proposal)
    context.raw.execute(
        "UPDATE proposal SET code = ?, said = ?, settled_at = ?, settled_by = ? WHERE id = ? AND settled_at = ''",
        (content.code, content.words, operation.at.wall, actor_number(operation.actor), content.proposal),
    )
    context.touch(Topic.PROPOSAL, content.proposal)
