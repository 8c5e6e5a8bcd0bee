"""What was told at a change of shift, and a lead's notes to one operator."""

from __future__ import annotations

from sqlalchemy import Index, text

from models.tables.base import ReplicaTable, flag, whole, words

WAITING = text("taken_by = 0")
UNREAD = text("read_at = ''")
"""The conditions of the indexes below. SQLite uses them only where a query says them with the same literals."""


class Handover(ReplicaTable):
    """What an operator told whoever comes for the shift that begins at ``shift``; ``taken_by`` is who has read it, 0 while nobody has.

    ``lead`` is who let the operator go although promises had nobody, those of ``cases`` (a JSON array of ids); 0 for an ordinary handover,
    whose words are ``notes``. ``proved`` tells that this is no claim: the lead wrote it, or the centre vouches for them.
    """

    __tablename__ = "handover"
    __indexes__ = (Index("handover_waiting", "at", sqlite_where=WAITING),)
    __rowid__ = False

    id = words(key=True)
    operator = whole()
    desk = words()
    at = words()
    shift = words()
    line = words()
    notes = words()
    cases = words()
    lead = whole()
    proved = flag()
    taken_by = whole()
    taken_at = words()


class Whisper(ReplicaTable):
    """A lead's note to one operator; ``read_at`` is '' until it is read."""

    __tablename__ = "whisper"
    __indexes__ = (Index("whisper_unread", "to", "at", sqlite_where=UNREAD),)
    __rowid__ = False

    id = words(key=True)
    sender = whole()
    to = whole()
    text = words()
    at = words()
    read_at = words()
