"""Telephone calls."""

from __future__ import annotations

from sqlalchemy import Index

from models.tables.base import ReplicaTable, whole, words


class Call(ReplicaTable):
    """A call, column for column the record ``CallRow``; whether the operator was muted is of the moment and not kept."""

    __tablename__ = "call"
    __indexes__ = (Index("call_number", "number", "queued_at"), Index("call_queued", "queued_at"))

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
