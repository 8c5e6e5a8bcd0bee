"""Folding verdicts on partners."""

from __future__ import annotations

from models.records.effects import Content, PartnerDiscipline
from models.records.operation import Operation, Topic
from models.store.folds.context import FoldContext
from models.store.rows import insert_many
from models.tables.partner import Discipline


def change(context: FoldContext, operation: Operation, content: Content) -> None:
    """Write the change down; the partner's figures are counted from these rows when it is read."""
    assert isinstance(content, PartnerDiscipline)
    row = {
        "op_id": operation.op_id,
        "partner": content.partner,
        "case_id": content.case_id,
        "at": operation.at.wall,
        "change": content.change,
        "level": content.level.value,
        "verdict": content.verdict.value,
        "entry": content.entry,
    }
    context.keep(operation.entity, Discipline, operation.op_id)
    insert_many(context.raw, Discipline, [row])
    context.touch(Topic.PARTNER, content.partner)
