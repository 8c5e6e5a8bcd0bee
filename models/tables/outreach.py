"""Outreach events, what is counted at their tables, and the suggestions made there."""

from __future__ import annotations

from sqlalchemy import Index, text

from models.tables.base import ReplicaTable, whole, words

OPEN = text("settled_at = ''")
"""The condition of the index below. SQLite uses it only where a query says it with the same literal."""


class OutreachEvent(ReplicaTable):
    """An event; ``data`` is its plan at ``version``, ``stage`` the one that was written down last, ``said`` why it was called off."""

    __tablename__ = "outreach"
    __indexes__ = (Index("outreach_begins", "begins"),)
    __rowid__ = False

    id = words(key=True)
    begins = words()
    data = words()
    version = whole()
    stage = words()
    said = words()


class Counted(ReplicaTable):
    """One count at a table; ``back_at`` is '' while it counts."""

    __tablename__ = "outreach_count"
    __indexes__ = (Index("outreach_count_event", "event", "at"),)
    __rowid__ = False

    id = words(key=True)
    event = words()
    item = words()
    partner = words()
    heads = whole()
    at = words()
    operator = whole()
    desk = words()
    back_at = words()
    back_by = whole()


class Suggestion(ReplicaTable):
    """A suggestion in the citizen's words; ``settled_at`` is '' while nothing has become of it, ``ref`` names the case or partner."""

    __tablename__ = "suggestion"
    __indexes__ = (
        Index("suggestion_event", "event", "at"),
        Index("suggestion_open", "at", sqlite_where=OPEN),
        Index("suggestion_ref", "ref"),
    )
    __rowid__ = False

    id = words(key=True)
    event = words()
    told = words()
    name = words()
    number = words()
    at = words()
    operator = whole()
    outcome = words()
    ref = words()
    said = words()
    settled_at = words()
    settled_by = whole()


class LateSettlement(ReplicaTable):
    """What became of a suggestion that somebody else had settled before; ``id`` is that of the operation that said so."""

    __tablename__ = "suggestion_late"
    __indexes__ = (Index("suggestion_late_of", "suggestion"), Index("suggestion_late_ref", "ref"))
    __rowid__ = False

    id = words(key=True)
    suggestion = words()
    outcome = words()
    ref = words()
    said = words()
    at = words()
    operator = whole()


COUNTS = Counted.back_at == ""
"""A count that was not taken back."""
