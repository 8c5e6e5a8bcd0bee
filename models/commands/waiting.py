"""Choosing what becomes of something that the centre did not let stand."""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import select, update

from models.commands import caller as callers
from models.commands import case
from models.records.case import CaseState, Stage
from models.records.catalogue import Line
from models.records.effects import Content, PersonSave
from models.records.failure import BadInput, RuleBroken
from models.records.journal import Amend, Assign, Dispatch
from models.records.operation import Changes, Desk, Operation, OpState
from models.records.sync import Choice
from models.repositories import caller
from models.repositories import case as cases
from models.rules.permissions import Permission, may
from models.store.clock import stamp
from models.store.outbox import operation_of
from models.store.owned import DONE_AGAIN
from models.store.page import body_of, content_of
from models.store.receipts import OUTBOX, lay_off
from models.store.store import Store
from models.tables.case import OPEN, Case, JournalEntry
from models.tables.outbox import Conflict, Op

_OVER = frozenset((Stage.CLOSED, Stage.MERGED))
_ON_ITS_WAY = frozenset((OpState.PENDING.value, OpState.SENT.value))
"""What is offered again, to a centre that has lost it: its answer may be another one now."""
_REPLACED = (Op.state == OpState.ACKED.value) & Op.seq.is_(None) & DONE_AGAIN
"""What the centre could not read and has not, and what another one stands for by now."""


def settle(store: Store, desk: Desk, op_id: str, choice: Choice, field: str = "") -> Changes:
    """Let the centre's value stay, or write this desk's own again, as a new operation that everybody sees; the entry is then gone.

    ``field`` is the one that was lost, '' where it was the whole operation. Raises BadInput ``need.missing`` where nobody has to choose any
    more or by now, RuleBroken where the rules do not allow ours now, or ``case.sealed``: then the entry stays.
    """
    connection = store.outbox.database.connection
    row = connection.execute(select(Op.__table__).where(Op.op_id == op_id)).mappings().one_or_none()
    if row is None and (case_id := _told_elsewhere(store, op_id)):
        return case.append(store, desk, case_id, Amend(settles=(op_id,)))
    open_fields = set(connection.scalars(select(Conflict.field).where(Conflict.op_id == op_id, Conflict.settled_at == "")))
    if row is None or field not in open_fields or row["state"] in _ON_ITS_WAY:
        raise BadInput("need.missing")
    operation = operation_of(row)
    if not may(desk.role, Permission.SEE_SEALED) and cases.line(store, operation.entity.id) is Line.PSYCHOLOGY:
        raise RuleBroken("case.sealed")
    content = content_of(operation)
    theirs = ""
    changes = Changes()
    if isinstance(content, Amend) and field:
        changes, theirs = _amend(store, desk, operation, content, field, choice, last=len(open_fields) == 1)
    elif choice is Choice.OURS:
        changes, theirs = _again(store, desk, operation, content, field)
    elif isinstance(content, Dispatch | Assign):
        changes = _seen_to(store, desk, operation)
    if connection.scalar(select(Op.op_id).where(Op.op_id == op_id, _REPLACED)):
        # No feed brings it: it would lie on top of this desk's rows for good beside the other, and be kept with all that was done after it.
        changes |= lay_off(store.outbox, store.replica, (op_id,))
    with store.outbox.database.transaction():
        chosen = (Conflict.op_id == op_id) & (Conflict.field == field)
        connection.execute(update(Conflict).where(chosen).values(settled_at=stamp(store.clock.now()), theirs=theirs))
    return changes | OUTBOX


def _told_elsewhere(store: Store, op_id: str) -> str:
    """Return the case on which an operation of another desk sent somebody who has to be called off, '' where there is none."""
    sent = JournalEntry.type.in_(("case.dispatch", "case.assign"))
    query = select(JournalEntry.case_id).join(Case, Case.id == JournalEntry.case_id)
    return store.read().scalar(query.where(OPEN, JournalEntry.op_id == op_id, sent).limit(1)) or ""


def _seen_to(store: Store, desk: Desk, operation: Operation) -> Changes:
    """Whoever was sent for nothing has been called off: the entry ends at every desk that has it."""
    if operation.entity.type != "case" or cases.state(store, operation.entity.id, sealed=True).stage in _OVER:
        return Changes()
    return case.append(store, desk, operation.entity.id, Amend(settles=(operation.op_id,)))


def _amend(
    store: Store, desk: Desk, operation: Operation, content: Amend, field: str, choice: Choice, *, last: bool
) -> tuple[Changes, str]:
    """Write the value that was chosen; with the last field of an amendment its conflict is ended on every desk."""
    state: CaseState = cases.state(store, operation.entity.id, sealed=True)
    ended = (operation.op_id,) if last else ()
    theirs = str(getattr(state, field))
    if choice is Choice.OURS:
        wanted = replace(Amend(settles=ended), **{field: getattr(content, field)})
    elif ended and state.stage not in _OVER:
        wanted = Amend(settles=ended)
    else:
        return Changes(), theirs
    return case.append(store, desk, operation.entity.id, wanted), theirs


def _again(store: Store, desk: Desk, operation: Operation, content: Content | None, field: str) -> tuple[Changes, str]:
    """Do the operation again, as things are now. The new one stands for it from then on: another history is not offered both."""
    if isinstance(content, PersonSave) and field:
        person = caller.person(store, content.person.id)
        if person is None:
            raise BadInput("person.missing", person=content.person.id)
        changes, _ = callers.save_person(store, desk, replace(person, **{field: getattr(content.person, field)}))
        return changes, str(getattr(person, field))
    body = body_of(operation)
    if body is None:
        raise RuleBroken("need.not_again")
    # A group falls as a whole: without one of its members the others would be offered torn.
    return case.append(store, desk, operation.entity.id, body, instead="" if operation.group else operation.op_id), ""
