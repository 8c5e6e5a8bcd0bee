"""Partners and units that somebody sent although another one has the case: they have to be called off (sync protocol 3.7).

The desk that sent them hears of it in its outbox. Here it is read from the journals, so that whoever accepted the case, and who runs the
room, see it at their own desks.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models.records.base import Text
from models.records.case import CaseState
from models.records.catalogue import Line
from models.records.effects import Content
from models.records.journal import Amend, Assign, Dispatch, Entry
from models.records.operation import Entity
from models.records.outcome import Outcome
from models.records.staff import OperatorRow
from models.records.sync import NeedRow
from models.repositories import case as cases
from models.rules.lifecycle import fold
from models.rules.outcome import ILLEGAL
from models.rules.permissions import Permission, may, may_read
from models.store.rows import entries_of
from models.store.store import Store
from models.tables.case import OPEN, Case, JournalEntry

_SENDING = ("case.dispatch", "case.assign")


def call_offs(store: Store, who: OperatorRow) -> tuple[NeedRow, ...]:
    """Return whom ``who`` has to see called off: on cases that they accepted or sent somebody on, on all where they run the room."""
    lost = (JournalEntry.outcome == Outcome.SUPERSEDED.value, JournalEntry.type.in_(_SENDING))
    query = select(JournalEntry.__table__).join(Case, Case.id == JournalEntry.case_id).where(OPEN, *lost)
    found = entries_of(store.read().execute(query.order_by(JournalEntry.at)).mappings())
    return tuple(_rows(store, found, who))


def called_off(content: Content | None, state: CaseState | None) -> tuple[Text, str] | None:
    """Return name and telephone number of whom an operation that did not stand had sent, None where nobody else has the case."""
    match content:
        case Dispatch(partner=code, name=name, phone=phone) | Assign(unit=code, name=name, phone=phone):
            other = state is not None and state.handler is not None and state.handler.code != code
            return (name, phone) if other else None
        case _:
            return None


def _rows(store: Store, lost: tuple[Entry, ...], who: OperatorRow) -> Iterator[NeedRow]:
    for entry in lost:
        journal = cases.journal(store, entry.case_id, sealed=True)
        state = fold(journal)
        mine = who.number in (entry.actor, state.owner) or may(who.role, Permission.REASSIGN)
        told = called_off(entry.body, state)
        if told is None or not mine or not may_read(who.role, Line(state.line)) or entry.op_id in _settled(journal):
            continue
        yield NeedRow(
            op_id=entry.op_id,
            type=entry.verb,
            entity=Entity(type="case", id=entry.case_id),
            subject=state.no,
            outcome=Outcome.SUPERSEDED,
            problem=ILLEGAL,
            field="",
            ours="",
            theirs="",
            at=entry.at,
            sent=told[0],
            phone=told[1],
            holder=state.handler.name if state.handler is not None else Text(""),
            by=entry.actor,
        )


def _settled(journal: tuple[Entry, ...]) -> set[str]:
    """Return the operations that somebody has seen to."""
    amended = (entry.body for entry in journal if isinstance(entry.body, Amend) and (entry.outcome is None or entry.outcome.effective))
    return {op_id for body in amended for op_id in body.settles}
