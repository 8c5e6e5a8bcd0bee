"""Folding verdicts on partners."""

from __future__ import annotations

import msgspec

from models.records.effects import Content, PartnerDiscipline
from models.records.operation import Operation, Topic
from models.store.folds.case import actor_number
from models.store.folds.context import FoldContext
from models.store.rows import Row, insert_many
from models.tables.partner import Discipline


def change(context: FoldContext, operation: Operation, content: Content) -> None:
    """Write the change down; the partner's figures are counted from these rows when it is read."""
    assert isinstance(content, PartnerDiscipline)
    behind = sorted({actor_number(operation.actor), *content.by} - {0})
    row: Row = {
        "op_id": operation.op_id,
        "partner": content.partner,
        "case_id": content.case_id,
        "at": operation.at.wall,
        "change": content.change,
        "level": content.level.value,
        "verdict": content.verdict.value,
        "entry": content.entry,
        "by": msgspec.json.encode(behind).decode(),
    }
    write(context, operation, row)


def write(context: FoldContext, operation: Operation, row: Row) -> None:
    """Write one row of table ``discipline``."""
    context.keep(operation.entity, Discipline, str(row["op_id"]))
    insert_many(context.raw, Discipline, [row])
    context.touch(Topic.PARTNER, str(row["partner"]))
