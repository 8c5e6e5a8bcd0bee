"""A partner as those who answer for the partners read it: what is due on it, its figures, and its whole history in one line of time."""

from __future__ import annotations

from enum import StrEnum
from typing import Union

from models.records.admission import Admission, LicenceRow
from models.records.base import Record
from models.records.discipline import CardRow, CardStep, DisciplineRow
from models.records.journal import Complain, ProposeVeto, Rework, Verify
from models.records.partner import PartnerRow


class Concern(StrEnum):
    """Why a partner stands in a list of those to be looked at."""

    COMPLAINT = "complaint"
    CARD = "card"
    LICENCE = "licence"
    RECHECK = "recheck"
    APPEAL = "appeal"


class PartnerSummary(Record, frozen=True):
    """A partner in the list, with what is to be looked at. ``recheck`` is the day (ISO date) of the next look, '' for none."""

    row: PartnerRow
    recheck: str
    concerns: frozenset[Concern]


class PartnerFigure(StrEnum):
    """What is counted of a partner's cases. Each figure has a list of as many cases."""

    SENT = "sent"
    UNDER_WAY = "under_way"
    WAITING = "waiting"
    RESOLVED = "resolved"
    UNRESOLVED = "unresolved"
    RATED = "rated"
    SATISFIED = "satisfied"


Told = Union[Admission, CardStep, DisciplineRow, Complain, ProposeVeto, Verify, Rework]
"""What a timeline tells. A row of discipline stands there where a verdict was taken back or restored, or where its case may not be read."""


class Moment(Record, frozen=True):
    """One line of a partner's timeline: when (ISO time), who, what, and the case that it comes from ('' for none).

    ``entry`` is the verdict that it is about, '' where it is about none. ``undone`` is what was taken back since; ``open`` a complaint
    that waits for its verdict, with the operator who proposed a veto in ``proposed_by`` (0 = nobody).
    """

    key: str
    at: str
    by: int
    told: Told
    case_id: str = ""
    case_no: str = ""
    entry: str = ""
    undone: bool = False
    open: bool = False
    proposed_by: int = 0
    sealed: bool = False


class Dossier(Record, frozen=True):
    """Everything about one partner. ``timeline`` has the newest first; ``agreement`` is the number of what was signed, '' for none."""

    summary: PartnerSummary
    agreement: str
    licences: tuple[LicenceRow, ...]
    figures: dict[PartnerFigure, int]
    cards: tuple[CardRow, ...]
    timeline: tuple[Moment, ...]

    @property
    def row(self) -> PartnerRow:
        """The partner itself, with its live figures."""
        return self.summary.row
