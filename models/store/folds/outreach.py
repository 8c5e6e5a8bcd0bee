"""Folding outreach: plans and steps by the rule that the centre asks too, counts as rows of their own that only add up."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from models.records.effects import Content
from models.records.operation import Operation, Topic
from models.records.outreach import (
    OutreachCount,
    OutreachMove,
    OutreachPlan,
    OutreachStage,
    OutreachStand,
    OutreachUncount,
    SuggestionNote,
    SuggestionSettle,
)
from models.rules import outreach
from models.store.folds.case import actor_number
from models.store.folds.context import FoldContext
from models.store.rows import insert_first, insert_many
from models.tables.outreach import Counted, LateSettlement, OutreachEvent, Suggestion


def planned(context: FoldContext, operation: Operation, content: Content) -> None:
    """A plan stands where it is the next version of the one before; of two who changed the same one the first has."""
    assert isinstance(content, OutreachPlan)
    stand, said = _standing(context, content.event)
    if outreach.objection(stand, content) is not None:
        return
    context.keep(operation.entity, OutreachEvent, content.event)
    row = {
        "id": content.event,
        "begins": content.plan.begins,
        "data": msgspec.json.encode(content.plan).decode(),
        "version": content.version,
        "stage": stand.stage.value,
        "said": said,
    }
    insert_many(context.raw, OutreachEvent, [row])
    context.touch(Topic.OUTREACH, content.event)


def moved(context: FoldContext, operation: Operation, content: Content) -> None:
    """A step that does not follow on the stage changes nothing."""
    assert isinstance(content, OutreachMove)
    stand, _ = _standing(context, content.event)
    if outreach.objection(stand, content) is not None:
        return
    context.keep(operation.entity, OutreachEvent, content.event)
    context.raw.execute("UPDATE outreach SET stage = ?, said = ? WHERE id = ?", (content.stage.value, content.words, content.event))
    context.touch(Topic.OUTREACH, content.event)


def counted(context: FoldContext, operation: Operation, content: Content) -> None:
    """A count stands for itself, whatever became of its event; another one by its name is none."""
    assert isinstance(content, OutreachCount)
    context.keep(operation.entity, Counted, content.count)
    row = {
        "id": content.count,
        "event": content.event,
        "item": content.item,
        "partner": content.partner,
        "heads": content.heads,
        "at": operation.at.wall,
        "operator": actor_number(operation.actor),
        "desk": operation.desk,
        "back_at": "",
        "back_by": 0,
    }
    insert_first(context.raw, Counted, row)
    context.touch(Topic.OUTREACH, content.event)


def taken_back(context: FoldContext, operation: Operation, content: Content) -> None:
    """A count is taken back once, however often that is told; one that is unknown here (lost to damage) is nobody's."""
    assert isinstance(content, OutreachUncount)
    context.keep(operation.entity, Counted, content.count)
    context.raw.execute(
        "UPDATE outreach_count SET back_at = ?, back_by = ? WHERE id = ? AND back_at = ''",
        (operation.at.wall, actor_number(operation.actor), content.count),
    )
    context.touch(Topic.OUTREACH, content.event)


def noted(context: FoldContext, operation: Operation, content: Content) -> None:
    """A suggestion is open until something becomes of it; another one by its name is none."""
    assert isinstance(content, SuggestionNote)
    context.keep(operation.entity, Suggestion, content.suggestion)
    row = {
        "id": content.suggestion,
        "event": content.event,
        "told": content.words,
        "name": content.name,
        "number": content.number,
        "at": operation.at.wall,
        "operator": actor_number(operation.actor),
        "outcome": "",
        "ref": "",
        "said": "",
        "settled_at": "",
        "settled_by": 0,
    }
    insert_first(context.raw, Suggestion, row)
    context.touch(Topic.SUGGESTION, content.suggestion)


def settled(context: FoldContext, operation: Operation, content: Content) -> None:
    """Whoever settles it first has; what became of it besides is kept beside. One that is unknown here (lost to damage) is nobody's."""
    assert isinstance(content, SuggestionSettle)
    context.keep(operation.entity, Suggestion, content.suggestion)
    first = context.raw.execute(
        "UPDATE suggestion SET outcome = ?, ref = ?, said = ?, settled_at = ?, settled_by = ? WHERE id = ? AND settled_at = ''",
        (content.outcome.value, content.ref, content.words, operation.at.wall, actor_number(operation.actor), content.suggestion),
    )
    if not first.rowcount:
        _late(context, operation, content)
    context.touch(Topic.SUGGESTION, content.suggestion)


def _late(context: FoldContext, operation: Operation, content: SuggestionSettle) -> None:
    known = context.raw.execute("SELECT 1 FROM suggestion WHERE id = ?", (content.suggestion,)).fetchone()
    if known is None:
        return
    context.keep(operation.entity, LateSettlement, operation.op_id)
    row = {
        "id": operation.op_id,
        "suggestion": content.suggestion,
        "outcome": content.outcome.value,
        "ref": content.ref,
        "said": content.words,
        "at": operation.at.wall,
        "operator": actor_number(operation.actor),
    }
    insert_many(context.raw, LateSettlement, [row])


def _standing(context: FoldContext, event: str) -> tuple[OutreachStand, str]:
    query = select(OutreachEvent.version, OutreachEvent.stage, OutreachEvent.said).where(OutreachEvent.id == event)
    found = context.connection.execute(query).one_or_none()
    if found is None:
        return OutreachStand(), ""
    return OutreachStand(version=found.version, stage=OutreachStage(found.stage)), found.said
