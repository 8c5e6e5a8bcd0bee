"""The ledger of needs that nobody could meet, which grows the catalogue."""

from __future__ import annotations

from models.records.base import Record, Text


class UnmetRow(Record, frozen=True):
    """A need that a case could not meet; ``at`` is the ISO time at which the case was opened."""

    case_id: str
    case_no: str
    at: str
    item_code: str
    item_name: Text
    district: str
    need: str
    tried: str


class LeadRow(Record, frozen=True):
    """A search that found nothing: how often it was typed, and when last (ISO time)."""

    query: str
    count: int
    last_at: str
