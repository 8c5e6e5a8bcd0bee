"""What has not reached the centre, and what came back from it and needs somebody."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import RowMapping, func, select

from models.records.base import Text
from models.records.caller import PersonRow
from models.records.case import CaseState
from models.records.catalogue import Line
from models.records.effects import Content, PersonFlag, PersonSave
from models.records.journal import Absorb, Accept, Amend, Body, Entry, Merge, Undo
from models.records.operation import Operation, OpState
from models.records.outcome import Outcome
from models.records.staff import OperatorRow
from models.records.sync import Choice, NeedRow, Waiting, WaitingRow
from models.repositories import caller
from models.repositories import case as cases
from models.repositories.calloff import call_offs, called_off
from models.rules.lifecycle import effective
from models.rules.transitions import objection
from models.store.folds.case import actor_number
from models.store.outbox import operation_of
from models.store.page import body_of, content_of
from models.store.store import Store
from models.tables.outbox import Conflict, Op, Receipt

_UNSENT = Op.state.in_((OpState.PENDING.value, OpState.SENT.value))
_NOT_AGAIN = (Accept, Undo, Merge, Absorb)
"""What cannot simply be done once more: its other half, or what it took back, may be another by now."""
_WORDS = ("text", "note", "words", "reason", "statement", "comment", "need", "query")
"""The fields in which an operator's own words stand."""


def waiting(store: Store) -> Waiting:
    """Return how many operations no centre has acknowledged, and since when; nothing waits on a desk that stands alone."""
    if not store.outbox.joined:
        return Waiting()
    count, since = store.outbox.database.connection.execute(select(func.count(), func.min(Op.wall)).where(_UNSENT)).one()
    return Waiting(count=count, since=since or "")


def waiting_rows(store: Store, limit: int = 200) -> tuple[WaitingRow, ...]:
    """Return what waits, the oldest first."""
    if not store.outbox.joined:
        return ()
    query = select(Op.__table__).where(_UNSENT).order_by(Op.dseq).limit(limit)
    return tuple(_waiting_row(store, row) for row in store.outbox.database.connection.execute(query).mappings())


def needs(store: Store, who: OperatorRow | None = None) -> int:
    """Return how many operations need somebody; also those that others did and that ``who`` has to see to."""
    return len(_open(store) | {row.op_id for row in _others(store, who)})


def need_rows(store: Store, *, sealed: bool = False, who: OperatorRow | None = None) -> tuple[NeedRow, ...]:
    """Return what needs somebody, the newest first: a row for each field that was lost, or one for the whole operation.

    What was done at other desks stands behind it, where ``who`` has to see to it (see ``models.repositories.calloff``).
    One about a case of the psychology line stands by its number alone without ``sealed``, which is for counsellors: it waits for one.
    """
    columns = (*Op.__table__.c, Conflict.field, Conflict.ours, Receipt.outcome, Receipt.problem)
    query = (
        select(*columns)
        .join(Conflict, Conflict.op_id == Op.op_id)
        .join(Receipt, Receipt.op_id == Op.op_id)
        .where(Conflict.settled_at == "")
        .order_by(Op.dseq.desc(), Conflict.field)
    )
    mine = [_need_row(store, row, sealed) for row in store.outbox.database.connection.execute(query).mappings()]
    known = _open(store)
    return (*mine, *(row for row in _others(store, who) if row.op_id not in known))


def _open(store: Store) -> set[str]:
    """Return the own operations that wait for somebody."""
    query = select(Conflict.op_id).where(Conflict.settled_at == "")
    return set(store.outbox.database.connection.scalars(query))


def _others(store: Store, who: OperatorRow | None) -> tuple[NeedRow, ...]:
    return call_offs(store, who) if who is not None and store.outbox.joined else ()


def _waiting_row(store: Store, row: RowMapping) -> WaitingRow:
    operation = operation_of(row)
    subject = _subject(store, operation, content_of(operation))
    return WaitingRow(
        op_id=operation.op_id,
        type=operation.type,
        entity=operation.entity,
        subject=subject,
        at=operation.at.wall,
        state=OpState(row["state"]),
    )


def _need_row(store: Store, row: RowMapping, sealed: bool) -> NeedRow:
    operation, field = operation_of(row), row["field"]
    content = content_of(operation)
    hidden = not sealed and _sealed(store, operation, content)
    holder = None if hidden else _holder(store, operation)
    theirs = str(getattr(holder, field, "")) if field and holder is not None else ""
    state = holder if isinstance(holder, CaseState) else None
    sent = called_off(content, state) if row["outcome"] == Outcome.SUPERSEDED.value and not field else None
    again = holder is not None and (bool(field) or _fits(holder, body_of(operation)))
    return NeedRow(
        op_id=operation.op_id,
        type=operation.type,
        entity=operation.entity,
        subject=_subject(store, operation, content),
        outcome=Outcome(row["outcome"]),
        problem=row["problem"],
        field=field,
        ours="" if hidden else row["ours"] if field else next(_words(content), ""),
        theirs=theirs,
        at=operation.at.wall,
        choices=() if hidden else (Choice.THEIRS, Choice.OURS) if again else (Choice.THEIRS,),
        sent=sent[0] if sent else Text(""),
        phone=sent[1] if sent else "",
        holder=state.handler.name if sent and state is not None and state.handler is not None else Text(""),
        by=actor_number(operation.actor),
        theirs_by=_writer(store, state, field, theirs) if field and state is not None else 0,
    )


def _writer(store: Store, state: CaseState, field: str, value: str) -> int:
    """Return the number of the operator who wrote what stands in a field of a case, 0 where no entry of its journal did."""
    entries = effective(cases.journal(store, state.id, sealed=True))
    wrote = (entry.actor for entry in reversed(entries) if str(getattr(entry.body, field, None)) == value and _stands(entry))
    return next(wrote, 0)


def _stands(entry: Entry) -> bool:
    return isinstance(entry.body, Accept | Amend) and (entry.outcome is None or entry.outcome.effective)


def _holder(store: Store, operation: Operation) -> CaseState | PersonRow | None:
    """Return what an operation is about as it stands now."""
    if operation.entity.type == "case":
        there = cases.row(store, operation.entity.id, sealed=True) is not None
        return cases.state(store, operation.entity.id, sealed=True) if there else None
    return caller.person(store, operation.entity.id) if operation.entity.type == "person" else None


def _sealed(store: Store, operation: Operation, content: Content | None) -> bool:
    """Tell whether an operation is about a case of the psychology line, also one that the centre did not let begin."""
    line = content.line if isinstance(content, Accept) else cases.line(store, operation.entity.id)
    return line is Line.PSYCHOLOGY


def _fits(holder: CaseState | PersonRow, body: Body | None) -> bool:
    if not isinstance(holder, CaseState) or body is None or isinstance(body, _NOT_AGAIN):
        return False
    return objection(holder, body) is None


def _subject(store: Store, operation: Operation, content: Content | None) -> str:
    if operation.entity.type == "case":
        found = cases.row(store, operation.entity.id, sealed=True)
        return found.no if found else content.no if isinstance(content, Accept) else ""
    if isinstance(content, PersonSave):
        return content.person.name
    if isinstance(content, PersonFlag):
        person = caller.person(store, content.person_id)
        return person.name if person else ""
    return ""


def _words(content: Content | None) -> Iterator[str]:
    for name in _WORDS:
        if isinstance(said := getattr(content, name, None), str) and said:
            yield said
