"""What verdicts have done to a partner."""

from __future__ import annotations

from models.records.base import Record
from models.records.case import Verification
from models.records.partner import CardLevel


class DisciplineRow(Record, frozen=True):
    """A change of a partner's verified bad records; a negative ``change`` took a verdict back. ``at`` is an ISO time."""

    partner: str
    case_id: str
    case_no: str
    at: str
    change: int
    level: CardLevel
    verdict: Verification
    entry: str
