"""Partners (加盟企业), and why one is chosen and another is not."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text


class PartnerStage(StrEnum):
    """How far a partner has come."""

    UNSIGNED = "unsigned"
    TRIAL = "trial"
    SIGNED = "signed"
    SUSPENDED = "suspended"
    EXPELLED = "expelled"


class CardLevel(StrEnum):
    """Discipline: first verified bad record yellow, second red, third expelled (seed article: 黄牌, 红牌, 取消资格)."""

    NONE = "none"
    YELLOW = "yellow"
    RED = "red"
    EXPELLED = "expelled"


class PartnerRow(Record, frozen=True):
    """A partner as matching sees it.

    ``hours`` are spans like ``07:30-20:00`` (a span may pass midnight); ``days`` holds ISO weekday digits; ``districts`` may hold ``*``.
    ``verified_bad`` counts verified bad records; ``busy`` counts jobs under way now; ``today`` counts jobs dispatched today;
    ``last_dispatch`` is an ISO time or ''. ``satisfied`` of ``rated`` callbacks are what the partner brought along, ``pleased`` of
    ``asked`` what the citizens of its cases have said here since; ``minutes`` is the mean time to arrive. ``lapses`` is the last day (ISO
    date) of the licence that ends first of those it holds besides the business licence, '' where there are none.
    """

    code: str
    name: Text
    kind: str
    stage: PartnerStage
    licence_no: str
    licence_expires: str
    items: tuple[str, ...]
    districts: tuple[str, ...]
    hours: tuple[str, ...]
    days: str
    capacity: int
    phone: str
    price: Text
    rated: int
    satisfied: int
    minutes: int
    verified_bad: int
    note: Text = Text("")
    busy: int = 0
    today: int = 0
    last_dispatch: str = ""
    version: int = 1
    retired: bool = False
    asked: int = 0
    pleased: int = 0
    lapses: str = ""

    @property
    def card(self) -> CardLevel:
        """The card that the verified bad records amount to."""
        return (CardLevel.NONE, CardLevel.YELLOW, CardLevel.RED, CardLevel.EXPELLED)[min(self.verified_bad, 3)]

    @property
    def satisfaction(self) -> float | None:
        """Share of rated callbacks that were satisfied, 0–1, or None where nobody was asked."""
        return self.all_satisfied / self.all_rated if self.all_rated else None

    @property
    def all_rated(self) -> int:
        """Callbacks with a mark: those that were brought along and those since."""
        return self.rated + self.asked

    @property
    def all_satisfied(self) -> int:
        """Satisfied callbacks, likewise."""
        return self.satisfied + self.pleased

    @property
    def valid_until(self) -> str:
        """The last day (ISO date) on which every licence is valid, '' where the business licence names none."""
        return min(self.licence_expires, self.lapses) if self.licence_expires and self.lapses else self.licence_expires


class Why(StrEnum):
    """A reason in a ranked list or in the list of those left out. Words for it live in ``widgets.base.words``."""

    SIGNED = "signed"
    TRIAL = "trial"
    SATISFACTION = "satisfaction"
    IN_DISTRICT = "in_district"
    FREE = "free"
    ARRIVES = "arrives"
    TURN = "turn"
    USED_BEFORE = "used_before"
    YELLOW_CARD = "yellow_card"
    FEW_RATINGS = "few_ratings"
    CARD_RED = "card_red"
    CARD_EXPELLED = "card_expelled"
    SUSPENDED = "suspended"
    LICENCE_EXPIRED = "licence_expired"
    LICENCE_MISSING = "licence_missing"
    OUT_OF_DISTRICT = "out_of_district"
    OFF_HOURS = "off_hours"
    AT_CAPACITY = "at_capacity"
    NOT_SIGNED = "not_signed"
    DECLINED = "declined"


class Reason(Record, frozen=True):
    """One reason, with its figures as strings: satisfaction → (percent, rated), free → (n,), off_hours → (hours,) …"""

    why: Why
    args: tuple[str, ...] = ()


class PartnerPick(Record, frozen=True):
    """A partner that can be sent, best first. ``score`` is 0–100 and only orders the list; ``parts`` shows what made it."""

    partner: PartnerRow
    score: float
    reasons: tuple[Reason, ...]
    parts: tuple[tuple[str, float], ...] = ()


class PartnerExclusion(Record, frozen=True):
    """A partner that offers the item but cannot be sent now, with every reason why not."""

    partner: PartnerRow
    reasons: tuple[Reason, ...]


class Match(Record, frozen=True):
    """The answer of partner lookup for one item, district and moment."""

    item: str
    district: str
    picks: tuple[PartnerPick, ...]
    excluded: tuple[PartnerExclusion, ...]


class Reopening(Record, frozen=True):
    """Who works again first, and when (ISO time), of the ``count`` partners that are left out for the hour alone."""

    at: str
    partner: PartnerRow
    count: int
