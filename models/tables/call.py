"""Telephone calls."""

from __future__ import annotations

from sqlalchemy import Index, text

from models.tables.base import ReplicaTable, whole, whole_or_null, words


class Call(ReplicaTable):
    """A call, column for column the record ``CallRow``; whether the operator was muted is of the moment and not kept.

    ``waited_ms`` is how long somebody who rang waited (``models.rules.report``), null while they wait and for a call out. What bulletins
    count of a call stands in the index by its time, so that they need not read the rows.
    """

    __tablename__ = "call"
    __indexes__ = (
        Index("call_number", "number", "queued_at"),
        Index("call_queued", "queued_at", "direction", "answered_at", "reason", "waited_ms"),
        Index("call_case", "case_id", sqlite_where=text("case_id != ''")),
        Index(
            "call_missed", "queued_at", sqlite_where=text("direction = 'in' AND (answered_at = '' OR reason IN ('abandoned', 'no_answer'))")
        ),
    )

    id = words(key=True)
    direction = words()
    number = words()
    line = words()
    state = words()
    queued_at = words()
    answered_at = words()
    ended_at = words()
    reason = words()
    party = words()
    case_id = words()
    operator = whole()
    recording = words()
    waited_ms = whole_or_null()


class CallSettled(ReplicaTable):
    """A call that nobody answered and nobody need ring back about: why, and who says so."""

    __tablename__ = "call_settled"
    __rowid__ = False

    call_id = words(key=True)
    reason = words()
    at = words()
    operator = whole()


class CallPlayed(ReplicaTable):
    """One playing of a recording."""

    __tablename__ = "call_played"
    __indexes__ = (Index("call_played_call", "call_id"),)
    __rowid__ = False

    op_id = words(key=True)
    call_id = words()
    at = words()
    operator = whole()


class Alert(ReplicaTable):
    """An operator who needed the lead; ``taken_by`` is the lead who saw to it, 0 while nobody does."""

    __tablename__ = "alert"
    __rowid__ = False

    id = words(key=True)
    operator = whole()
    desk = words()
    at = words()
    call_id = words()
    taken_by = whole()
    taken_at = words()
