"""Who sees what of the calls: everybody sees that they are there, and the numbers only of the lines whose stream they read.

And which line a case is of.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace
from sqlalchemy import select

from models.records.call import CallRow
from models.records.case import CaseState
from models.records.catalogue import Line
from models.rules.access import stream_of
from models.tables.centre import Standing
from sync.server.centre import Centre
from sync.server.deciding import stand_of

Sight = frozenset[Line]
"""The lines whose numbers somebody may read. All who see the same are told in the same bytes."""


def sight_of(reads: Iterable[str]) -> Sight:
    """Return what somebody sees who reads these streams."""
    streams = frozenset(reads)
    return frozenset(line for line in Line if stream_of(line) in streams)


def line_of(centre: Centre, case: str) -> Line | None:
    """Return the line of a case, None where there is none of that id. Raises Refusal where the database does not answer."""
    query = select(Standing.stream, Standing.rev, Standing.state).where(Standing.id == case, Standing.type == "case")
    found = centre.database.ask(lambda connection: connection.execute(query).first())
    state = stand_of("case", *found).state if found is not None else None
    return state.line if isinstance(state, CaseState) else None


def seen(calls: Iterable[CallRow], sight: Sight) -> tuple[CallRow, ...]:
    """Return calls as they are seen. None is left out, or the numbers of the deltas would have gaps; who called and why is."""
    return tuple(call if call.line in sight else replace(call, number="", party="", case="", recording="") for call in calls)
