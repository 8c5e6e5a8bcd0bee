"""Folding the steps of a partner's admission and of its cards."""

from __future__ import annotations

from typing import cast

from models.records.admission import Admission
from models.records.case import Verification
from models.records.discipline import CardHeard, CardStep, Hearing
from models.records.effects import Content
from models.records.operation import Operation, Topic
from models.store.folds.case import actor_number
from models.store.folds.context import FoldContext
from models.store.folds.discipline import write
from models.store.rows import Row, insert_many
from models.tables.case import PENDING
from models.tables.partner import PartnerEvent


def admitted(context: FoldContext, operation: Operation, content: Content) -> None:
    """Write a step of the admission down; how a partner stands is reckoned from these rows and a day when it is read."""
    body = cast(Admission, content)
    _write(context, operation, body.partner, "")


def stepped(context: FoldContext, operation: Operation, content: Content) -> None:
    """Write a step of a card down; what an appeal takes away or lessens is a change of the bad records too."""
    body = cast(CardStep, content)
    _write(context, operation, body.partner, body.entry)
    if isinstance(body, CardHeard):
        _heard(context, operation, body)


def _heard(context: FoldContext, operation: Operation, body: CardHeard) -> None:
    """A verdict that was lifted or lowered goes; a veto that was lowered comes back as an ordinary bad record."""
    if body.decision is Hearing.UPHELD:
        return
    gone: Row = {
        "op_id": operation.op_id,
        "partner": body.partner,
        "case_id": body.case_id,
        "at": operation.at.wall,
        "change": -body.change,
        "level": body.level.value,
        "verdict": body.verdict.value,
        "entry": body.entry,
        "by": f"[{actor_number(operation.actor)}]",
    }
    write(context, operation, gone)
    if body.decision is Hearing.LOWERED and body.verdict is Verification.VETO:
        # A row is told by its operation, and this operation makes two.
        write(context, operation, {**gone, "op_id": f"{operation.op_id}+", "change": 1, "verdict": Verification.VERIFIED.value})


def _write(context: FoldContext, operation: Operation, partner: str, entry: str) -> None:
    context.keep(operation.entity, PartnerEvent, operation.op_id)
    row: Row = {
        "op_id": operation.op_id,
        "partner": partner,
        "place": _place(context, partner),
        "at": operation.at.wall,
        "actor": actor_number(operation.actor),
        "type": operation.type,
        "entry": entry,
        "body": operation.body,
    }
    insert_many(context.raw, PartnerEvent, [row])
    context.touch(Topic.PARTNER, partner)


def _place(context: FoldContext, partner: str) -> int:
    """Return the place that the centre tells, behind all others while none has, else the next one of a desk that stands alone."""
    if context.pending:
        return PENDING + context.pending
    if context.place:
        return context.place
    found = context.raw.execute("SELECT max(place) FROM partner_event WHERE partner = ?", (partner,)).fetchone()
    return int(found[0] or 0) + 1
