"""Looking up at the centre what a desk does not hold itself: one case with its whole history, and cases by what is known of them.

Sync protocol 3.4 and 3.9. Nothing here writes, and nothing is told of a stream that the caller may not read.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, or_, select

from models.records.case import CaseState
from models.records.failure import BadInput
from models.records.feed import FeedRow
from models.rules.phone import normalise
from models.tables.centre import Accepted, Feed, Standing
from sync.protocol.messages import CaseHistory, CasesFound, Search
from sync.protocol.problems import Code
from sync.server.accounts import Caller
from sync.server.centre import Centre
from sync.server.deciding import named
from sync.server.refusal import Refusal

MOST = 50
"""So many cases are told at once, the newest first."""
_LOOKED_AT = 1000
"""So many that might be meant are looked at."""
_SHORTEST = 2
_LONGEST = 80

_row = msgspec.json.Decoder(FeedRow).decode
_case = msgspec.json.Decoder(CaseState).decode


def history(centre: Centre, caller: Caller, case_id: str) -> CaseHistory:
    """Return all that became of a case, in its order.

    Raises Refusal ``not-found``, also for a case that is not for this caller: nobody learns that there is one.
    """
    if not named(case_id):
        raise Refusal(Code.NOT_FOUND)
    query = select(Feed.line).join(Accepted, (Accepted.stream == Feed.stream) & (Accepted.seq == Feed.seq))
    query = query.where(Accepted.entity_id == case_id, Accepted.rev > 0, Feed.stream.in_(caller.reads)).order_by(Accepted.rev)
    rows = tuple(_row(line) for line in centre.database.read(lambda connection: connection.scalars(query).all()))
    if not any(row.operation.entity.type == "case" for row in rows):
        raise Refusal(Code.NOT_FOUND)
    return CaseHistory(rows=rows, at=centre.now())


def search(centre: Centre, caller: Caller, wanted: Search) -> CasesFound:
    """Return cases in whose number, caller, telephone number, address or words something occurs, as they now stand.

    Raises Refusal ``invalid-request`` for less than two signs or more than eighty.
    """
    words = wanted.words.strip()
    if not _SHORTEST <= len(words) <= _LONGEST:
        raise Refusal(Code.INVALID_REQUEST, f"$.words: {_SHORTEST} to {_LONGEST} signs")
    found = centre.database.read(lambda connection: list(_fitting(connection, caller, words)))
    return CasesFound(cases=tuple(found[:MOST]), more=len(found) > MOST, at=centre.now())


def _fitting(connection: Connection, caller: Caller, words: str) -> Iterator[CaseState]:
    forms = {words, _as_kept(words)}
    # A state is stored as JSON: what is asked for stands in it as JSON writes it.
    within = or_(*(Standing.state.icontains(msgspec.json.encode(form).decode()[1:-1], autoescape=True) for form in forms))
    query = select(Standing.state).where(Standing.type == "case", Standing.stream.in_(caller.reads), within)
    left = MOST + 1
    for state in connection.scalars(query.order_by(Standing.id.desc()).limit(_LOOKED_AT)):
        case = _case(state)
        told = "\n".join((case.no, case.person_name, case.number, case.address, case.text)).casefold()
        if any(form.casefold() in told for form in forms):
            yield case
            left -= 1
            if not left:
                return


def _as_kept(words: str) -> str:
    """Return a telephone number in the form in which a case holds it, everything else as it is."""
    try:
        return normalise(words) or words
    except BadInput:
        return words
