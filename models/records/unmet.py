"""The ledger of needs that nobody could meet, which grows the catalogue."""

from __future__ import annotations

from models.records.base import Record, Text
from models.records.catalogue import ProposalRow
from models.records.outreach import SuggestionRow

CASES, SEARCHES, SUGGESTIONS = "item:", "search:", "suggestion:"
"""How the key of a need begins that cases tell of (the code of their item follows), of one that searches do (what was typed), and of one
that suggestions at outreach events do (its words)."""


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


class Scope(Record, frozen=True):
    """Which needs are looked at: from ``since`` on (ISO time, '' = all), in one district ('' = all), within one hour of the day (None)."""

    since: str = ""
    district: str = ""
    hour: int | None = None


class NeedRow(Record, frozen=True):
    """One need of the ledger, with everything that was counted for it.

    ``rows`` are the cases behind it, the newest first, and ``count`` is how many; a need that searches tell of has none, and ``count`` is
    how often it was typed; one that suggestions tell of has ``suggestions`` instead, as many as ``count``. ``districts`` are (code, count),
    the most first; ``hours`` are 24 counts by the hour in which the cases were opened; ``tried`` are (words, count), the most first.
    ``proposals`` are what was proposed for it, the newest first.
    """

    key: str
    name: Text
    count: int
    last_at: str
    rows: tuple[UnmetRow, ...] = ()
    districts: tuple[tuple[str, int], ...] = ()
    hours: tuple[int, ...] = ()
    tried: tuple[tuple[str, int], ...] = ()
    proposals: tuple[ProposalRow, ...] = ()
    suggestions: tuple[SuggestionRow, ...] = ()
