"""The calls that the centre knows: who writes them and where they belong. Everybody sees their ids, so an id alone lets nobody speak."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from models.records.base import Record
from models.records.effects import CallPlayed, CallRecord, CallSettled, Content
from models.records.outcome import Outcome
from models.rules.access import CENTRE, SEALED
from sync.server.itself import itself
from sync.server.preparing import Prepared
from sync.server.speech import speech_of

_OF_CALLS = (CallRecord, CallSettled, CallPlayed)

_QUERY = f"SELECT entity_id, stream, device FROM op WHERE rev = 0 AND outcome = '{Outcome.APPLIED.value}' AND entity_id"


class Rung(Record, frozen=True):
    """A call that stays in ``stream``; ``own``: the centre wrote it down itself."""

    stream: str
    own: bool

    def takes(self, content: Content, stream: str) -> bool:
        """Tell whether somebody may say this of the call in ``stream``: the centre's calls it writes alone, and none changes its line."""
        return stream == self.stream and not (self.own and isinstance(content, CallRecord))


class Calls:
    """The calls that a push is about: some are ``bound`` to a stream, some are only ``known`` from their record."""

    def __init__(self, bound: dict[str, Rung], known: set[str]) -> None:
        self._bound = bound
        self._known = known

    def told(self, call_id: str, content: Content, stream: str) -> None:
        """Note what was let in: a call is known from its record on."""
        if isinstance(content, CallRecord) and stream == CENTRE:
            self._known.add(call_id)

    def meddles(self, call_id: str, content: Content, stream: str) -> bool:
        """Tell whether something is said of a call that it does not take.

        Of one that is not known here nothing but its record is taken outside the sealed line: its own record may be on its way, and be
        of that line.
        """
        if not isinstance(content, _OF_CALLS):
            return False
        if call_id in self._bound:
            return not self._bound[call_id].takes(content, stream)
        return not isinstance(content, CallRecord) and stream != SEALED and call_id not in self._known


def rung(connection: Connection, items: Sequence[Prepared]) -> Calls:
    """Return what is known of the calls among what is pushed.

    Bound to a stream are the centre's own and those that a reader of the sealed line told of. Whatever else a desk says of a call binds
    nobody: it could be said beforehand, to keep the true record of a sealed call out.
    """
    ids = {item.operation.entity.id for item in items if isinstance(item.content, _OF_CALLS)}
    if not ids:
        return Calls({}, set())
    found: dict[str, Rung] = {}
    rows = speech_of(connection).select(connection, _QUERY, sorted(ids))
    centre = itself(connection, "").caller.device if rows else ""
    for id_, stream, device in rows:
        if device == centre:
            # Answered on one line, a call may have ended on the sealed one: there it belongs, whichever row comes first.
            known = found.get(id_)
            stays = SEALED if known is not None and known.own and known.stream == SEALED else stream
            found[id_] = Rung(stream=stays, own=True)
        elif stream == SEALED:
            found.setdefault(id_, Rung(stream=stream, own=False))
    # Before anything else was let in of a call in this stream, its record was.
    return Calls(found, {id_ for id_, stream, _ in rows if stream == CENTRE})


def sealed(connection: Connection, call_ids: Collection[str]) -> frozenset[str]:
    """Return which of the calls something of the sealed line was written down of."""
    rows = speech_of(connection).select(connection, _QUERY, sorted(call_ids))
    return frozenset(id_ for id_, stream, _ in rows if stream == SEALED)
