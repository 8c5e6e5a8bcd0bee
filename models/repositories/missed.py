"""Calls that nobody answered, or took up when handed on, each number once, until somebody has spoken with it or said why nobody need."""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import exists, select, text

from models.records.call import Direction, EndReason, MissedRow
from models.records.catalogue import Line
from models.repositories.caller import people_of
from models.repositories.rows import call_of, open_to
from models.rules.missed import missed_rows
from models.store.store import Store
from models.tables.call import Call, CallSettled

_UNANSWERED = text("call.direction = 'in' AND (call.answered_at = '' OR call.reason IN ('abandoned', 'no_answer'))")
"""Written out, because SQLite takes a partial index only where it sees its very condition."""


def missed(store: Store, *, sealed: bool = False, limit: int = 500) -> tuple[MissedRow, ...]:
    """Return who is to be rung back, those who waited in earnest first, then by when they rang first.

    A number leaves the list when somebody has spoken with it in a later call, whoever rang, or when all its calls were settled with a
    reason. Calls of the psychology line are there only with ``sealed``, which is for counsellors. No more than the ``limit`` latest calls
    are looked at.
    """
    later = Call.__table__.alias("later")
    since = later.c.number == Call.number, later.c.queued_at >= Call.queued_at, later.c.answered_at > Call.queued_at
    spoken = exists().where(*since, later.c.id != Call.id)
    settled = exists().where(CallSettled.call_id == Call.id)
    query = (
        select(Call.__table__)
        .where(_UNANSWERED, Call.ended_at != "", ~settled, *open_to(Call.line, sealed))
        .where((Call.number == "") | ~spoken)
        .order_by(Call.queued_at.desc(), Call.id)
        .limit(limit)
    )
    rows = missed_rows(map(call_of, store.read().execute(query).mappings()))
    return tuple(_tried(store, replace(row, who=_who(store, row))) for row in rows)


def _tried(store: Store, row: MissedRow) -> MissedRow:
    """Return the row with who has rung the number since it rang last."""
    if not row.number:
        return row
    mine = Call.number == row.number, Call.queued_at >= row.last, Call.direction == Direction.OUT.value
    rung = select(Call.operator, Call.queued_at, Call.reason).where(*mine, Call.operator != 0)
    found = store.read().execute(rung.order_by(Call.queued_at.desc(), Call.id).limit(1)).one_or_none()
    if found is None:
        return row
    return replace(row, tried_by=found.operator, tried_at=found.queued_at, tried_end=EndReason(found.reason) if found.reason else None)


def _who(store: Store, row: MissedRow) -> str:
    """Return the names behind a number; of those who ring the psychology line none are kept."""
    people = people_of(store, row.number) if row.number and row.line is not Line.PSYCHOLOGY else ()
    return " / ".join(person.name for person in people if person.name)
