"""What verdicts have done to a partner, and what became of each card: put right, appealed against, heard."""

from __future__ import annotations

from enum import StrEnum
from typing import Union

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
    by: tuple[int, ...] = ()


class Hearing(StrEnum):
    """What is decided on an appeal."""

    UPHELD = "upheld"
    LOWERED = "lowered"
    LIFTED = "lifted"


class CardRectify(Record, frozen=True, tag="card.rectify"):
    """What a partner has to put right by the end of the day ``due`` (ISO date). ``entry`` is the verdict's operation id."""

    partner: str
    entry: str
    due: str
    words: str


class CardRectified(Record, frozen=True, tag="card.rectified"):
    """Whoever writes this accepts what the partner has put right."""

    partner: str
    entry: str
    words: str


class CardAppeal(Record, frozen=True, tag="card.appeal"):
    """The partner appeals against a verdict, in its own words."""

    partner: str
    entry: str
    words: str


class CardHeard(Record, frozen=True, tag="card.heard"):
    """An appeal was heard, and why it was decided so.

    ``verdict`` and ``change`` are those of the verdict in question, ``level`` is the card that the partner then holds.
    """

    partner: str
    entry: str
    case_id: str
    verdict: Verification
    change: int
    decision: Hearing
    level: CardLevel
    words: str


CardStep = Union[CardRectify, CardRectified, CardAppeal, CardHeard]
"""What happens to a card after the verdict."""


class CardStand(Record, frozen=True, omit_defaults=True):
    """How a verdict stands: ``count`` is what it adds to the bad records now (0 where it was taken back or lifted).

    ``level`` is the card that it gave, ``at`` when (ISO time), ``by`` who stood behind it. ``due`` is the last day (ISO date) for putting
    it right, ``accepted_by`` who accepted that, ``appealed_at`` when the partner appealed, ``heard`` what came of it; each '' or 0 before.
    ``partner`` is whose verdict it is, '' where that is known beside it.
    """

    count: int = 0
    verdict: Verification = Verification.VERIFIED
    level: CardLevel = CardLevel.YELLOW
    at: str = ""
    by: tuple[int, ...] = ()
    due: str = ""
    accepted_by: int = 0
    appealed_at: str = ""
    heard: str = ""
    partner: str = ""


class CardRow(Record, frozen=True):
    """A card of a partner with how it stands. ``appeal_until`` is the last moment (ISO time) at which it may be appealed against.

    One that came with the table of partners has no case, and no such moment ('').
    """

    entry: str
    partner: str
    case_id: str
    case_no: str
    stand: CardStand
    appeal_until: str
