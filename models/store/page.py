"""Folding rows of the feed beneath the desk's own pending operations (sync protocol 3.2: on every pull they are folded again)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec.structs import replace

from models.records.base import Record
from models.records.effects import Content, decode_content
from models.records.feed import FeedRow
from models.records.journal import Amend, Body, decode_body
from models.records.operation import Entity, Operation
from models.rules.amending import counts
from models.rules.moment import moment
from models.store.folds import FOLDS, case
from models.store.folds.beneath import lay_bare
from models.store.folds.context import FoldContext
from models.tables.case import PENDING

Mine = Callable[[Sequence[int]], Iterable[Operation]]
"""The desk's own operations of these sequence numbers, in order."""

CASE = "case"


class Pending(Record, frozen=True):
    """An own operation that lies on top of the feed's rows."""

    dseq: int
    op_id: str
    entity: Entity


def fold_rows(context: FoldContext, rows: Sequence[FeedRow], mine: Mine) -> None:
    """Fold rows in the order of the feed, then again what of the desk's own is still pending on the same entities.

    An own operation among the rows is pending no longer; it is noted as a confirmation for the outbox.
    """
    waiting = pending(context)
    if waiting:
        arrived = {row.operation.op_id for row in rows}
        moved = {_key(row.operation.entity) for row in rows}
        confirmed = [found for found in waiting if found.op_id in arrived]
        rest = [found for found in waiting if found.op_id not in arrived and _key(found.entity) in moved]
        _bare(context, confirmed, rest)
        _note(context, rows, {found.op_id for found in confirmed})
        for found in rest:
            if found.entity.type == CASE:
                context.again(found.entity.id)
        for row in rows:
            _fold(context, row)
        _again(context, rest, mine)
    else:
        for row in rows:
            _fold(context, row)
    case.settle(context)


def withdraw(context: FoldContext, op_ids: set[str], mine: Mine) -> None:
    """Take own operations off that the feed has brought before they were acknowledged (their answer was lost on the way)."""
    waiting = pending(context)
    gone = [found for found in waiting if found.op_id in op_ids]
    keys = {_key(found.entity) for found in gone}
    rest = [found for found in waiting if found.op_id not in op_ids and _key(found.entity) in keys]
    _bare(context, gone, rest)
    _again(context, rest, mine)
    case.settle(context)


def lay_on(context: FoldContext, operation: Operation, content: Content | None) -> None:
    """Fold an own operation that no centre has seen, on top of everything."""
    entity = operation.entity
    row = (operation.dseq, operation.op_id, entity.type, entity.id)
    context.raw.execute("INSERT OR REPLACE INTO pending VALUES (?, ?, ?, ?)", row)
    if entity.type == CASE and _told(context, entity.id, operation.op_id):
        return
    _lay(context, operation, content)


def pending(context: FoldContext) -> list[Pending]:
    """Return what lies on top, in the order in which it was done."""
    found = context.raw.execute("SELECT dseq, op_id, entity_type, entity_id FROM pending ORDER BY dseq")
    return [Pending(dseq=row[0], op_id=row[1], entity=Entity(type=row[2], id=row[3])) for row in found.fetchall()]


def _bare(context: FoldContext, gone: Sequence[Pending], rest: Sequence[Pending]) -> None:
    """Take off what has come back, and lay every entity bare that must be folded again."""
    for key in {_key(found.entity) for found in (*gone, *rest) if found.entity.type != CASE}:
        lay_bare(context, Entity(type=key[0], id=key[1]))
    for found in gone:
        context.raw.execute("DELETE FROM pending WHERE dseq = ?", (found.dseq,))
        if found.entity.type == CASE:
            context.again(found.entity.id)
            context.raw.execute("DELETE FROM entry WHERE case_id = ? AND seq = ?", (found.entity.id, PENDING + found.dseq))


def _again(context: FoldContext, rest: Sequence[Pending], mine: Mine) -> None:
    """Fold pending operations again; the lines of cases have stayed behind the feed's."""
    for operation in mine([found.dseq for found in rest if found.entity.type != CASE]):
        _lay(context, operation, content_of(operation))


def _lay(context: FoldContext, operation: Operation, content: Content | None) -> None:
    fold = FOLDS.get(type(content))
    if content is None or fold is None:
        return
    context.pending = operation.dseq
    try:
        fold(context, operation, content)
    finally:
        context.pending = 0


def _fold(context: FoldContext, row: FeedRow) -> None:
    operation = row.operation
    content = content_of(operation)
    fold = FOLDS.get(type(content))
    if content is None or fold is None:
        _keep_unread(context, row)
        return
    if (done_at := moment(operation.at, row.received_at)) != operation.at.wall:
        operation = replace(operation, at=replace(operation.at, wall=done_at))
    told = row.rev > 0 if operation.entity.type == CASE else False
    if not told and not counts(content, row.outcome):
        return
    context.outcome, context.place = row.outcome, row.rev
    try:
        fold(context, operation, content)
    finally:
        context.outcome, context.place = None, 0
    if isinstance(content, Amend) and content.settles and row.outcome.effective:
        context.settled.update(content.settles)


def content_of(operation: Operation) -> Content | None:
    """Return what an operation carries, None for a type that this version does not know."""
    try:
        return decode_content(operation.body)
    except msgspec.MsgspecError:
        return None


def body_of(operation: Operation) -> Body | None:
    """Return the journal entry that an operation is, None where it is none or of a type that this version does not know."""
    try:
        return decode_body(operation.body)
    except msgspec.MsgspecError:
        return None


def _keep_unread(context: FoldContext, row: FeedRow) -> None:
    data = msgspec.json.encode(row).decode()
    context.raw.execute("INSERT OR REPLACE INTO unread VALUES (?, ?, ?, ?)", (row.stream, row.seq, row.operation.type, data))


def _note(context: FoldContext, rows: Sequence[FeedRow], op_ids: set[str]) -> None:
    values = (
        (
            row.operation.op_id,
            row.stream,
            row.seq,
            row.outcome.value,
            row.problem,
            msgspec.json.encode(row.fields).decode(),
            row.received_at,
        )
        for row in rows
        if row.operation.op_id in op_ids
    )
    context.raw.executemany("INSERT OR IGNORE INTO confirmation VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def _told(context: FoldContext, case_id: str, op_id: str) -> bool:
    """Tell whether the journal of a case holds an operation already."""
    return context.raw.execute("SELECT 1 FROM entry WHERE case_id = ? AND op_id = ?", (case_id, op_id)).fetchone() is not None


def _key(entity: Entity) -> tuple[str, str]:
    return entity.type, entity.id
