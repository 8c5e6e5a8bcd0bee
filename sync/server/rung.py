"""The calls that the centre knows: who writes them and where they belong. Everybody sees their ids, so an id alone lets nobody speak."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from models.records.base import Record
from models.records.effects import CallPlayed, CallRecord, CallSettled, Content
from models.records.outcome import Outcome
from models.rules.access import SEALED
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


def rung(connection: Connection, items: Sequence[Prepared]) -> dict[str, Rung]:
    """Return the calls among what is pushed that are bound to a stream, by their ids.

    Those are the centre's own and those that a reader of the sealed line told of. Whatever else a desk says of a call binds nobody: it
    could be said beforehand, to keep the true record of a sealed call out.
    """
    ids = {item.operation.entity.id for item in items if isinstance(item.content, _OF_CALLS)}
    if not ids:
        return {}
    found: dict[str, Rung] = {}
    rows = speech_of(connection).select(connection, _QUERY, sorted(ids))
    centre = itself(connection, "").caller.device if rows else ""
    for id_, stream, device in rows:
        if device == centre:
            found[id_] = Rung(stream=stream, own=True)
        elif stream == SEALED:
            found.setdefault(id_, Rung(stream=stream, own=False))
    return found


def meddles(calls: dict[str, Rung], call_id: str, content: Content, stream: str) -> bool:
    """Tell whether something is said of one of ``calls`` (see ``rung``) that it does not take."""
    return isinstance(content, _OF_CALLS) and call_id in calls and not calls[call_id].takes(content, stream)
