"""Telephone calls."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import ReplicaTable


class Call(ReplicaTable):
    """A call, column for column the record ``CallRow``."""

    __tablename__ = "call"
    __table_args__ = (Index("call_number", "number", "queued_at"), Index("call_queued", "queued_at"))

    id: Mapped[str] = mapped_column(primary_key=True)
    direction: Mapped[str]
    number: Mapped[str]
    line: Mapped[str]
    state: Mapped[str]
    queued_at: Mapped[str]
    answered_at: Mapped[str]
    ended_at: Mapped[str]
    reason: Mapped[str]
    party: Mapped[str]
    case_id: Mapped[str]
    operator: Mapped[int]
