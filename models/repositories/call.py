"""Reading calls and what the top bar counts of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, text

from models.records.base import CHINA, parse_time
from models.records.call import CallRow, Direction
from models.repositories.rows import call_of, open_to
from models.store.clock import stamp
from models.store.store import Store
from models.tables.call import Call


def by_id(store: Store, call_id: str) -> CallRow | None:
    """Return one call, or None."""
    found = store.read().execute(select(Call.__table__).where(Call.id == call_id)).mappings().one_or_none()
    return call_of(found) if found else None


def of_case(store: Store, case_id: str, came_by: Sequence[str] = (), *, sealed: bool = False) -> tuple[CallRow, ...]:
    """Return the calls that belong to a case, in order: those that were rung for it, and those with the ids ``came_by`` that it came by.

    Calls of the psychology line are there only with ``sealed``, which is for counsellors.
    """
    # written out, because SQLite takes a partial index only where it sees its very condition
    rung = select(Call.__table__).where(Call.case_id == case_id, text("call.case_id != ''"), *open_to(Call.line, sealed))
    came = select(Call.__table__).where(Call.id.in_(came_by), *open_to(Call.line, sealed))
    found = {call.id: call for query in (rung, came) for call in map(call_of, store.read().execute(query).mappings())}
    return tuple(sorted(found.values(), key=lambda call: (call.queued_at, call.id)))


def talked_since(store: Store, number: str, since: str) -> bool:
    """Tell whether somebody spoke with a number, whoever rang, in a call that ended after ``since`` (ISO time) or goes on."""
    over = (Call.ended_at == "") | (Call.ended_at >= since)
    query = select(Call.id).where(Call.number == number, Call.answered_at != "", over).limit(1)
    return bool(number) and store.read().scalar(query) is not None


def answered_today(store: Store, operator: int, now: datetime) -> tuple[int, int]:
    """Return (answered within the profile's seconds, answered) of the incoming calls of an operator since midnight."""
    midnight = now.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    query = select(Call.queued_at, Call.answered_at).where(
        Call.queued_at >= stamp(midnight), Call.operator == operator, Call.direction == Direction.IN.value, Call.answered_at != ""
    )
    waits = [(parse_time(answered) - parse_time(queued)).total_seconds() for queued, answered in store.read().execute(query)]
    return sum(1 for wait in waits if wait <= store.profile.answer_seconds), len(waits)
