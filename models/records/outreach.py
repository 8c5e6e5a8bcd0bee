"""Outreach (进社区活动): an event with its table, what is counted at it, and the suggestions that citizens make there.

Every count is an operation of its own with its own id, so those of several desks add up in whatever order they come together.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Union

from models.records.base import Record, Text


class OutreachStage(StrEnum):
    """How far an event is. ``OFF``: it did not take place."""

    PLANNED = "planned"
    HELD = "held"
    REPORTED = "reported"
    OFF = "off"


class Service(Record, frozen=True):
    """What is done at the table: an item of the catalogue as it was called when the event was planned, and who does it.

    ``label`` is what the table calls it; items of one label are one figure of the report. ``partner`` is a code, '' for the hotline itself.
    """

    item: str
    name: Text
    label: Text
    partner: str = ""
    partner_name: Text = Text("")


class Plan(Record, frozen=True):
    """An event as it is planned. ``begins`` and ``ends`` are ISO times, ``district`` is a code, ``place`` says where in words."""

    title: str
    district: str
    place: str
    begins: str
    ends: str
    services: tuple[Service, ...]
    remarks: str = ""


class OutreachStand(Record, frozen=True):
    """What the plans and steps of an event add up to: the version of its plan, and the stage that was written down last."""

    version: int = 0
    stage: OutreachStage = OutreachStage.PLANNED


class SuggestionOutcome(StrEnum):
    """What became of a suggestion."""

    CASE = "case"
    NEED = "need"
    """A need of the ledger of unmet needs."""
    PARTNER = "partner"
    """Somebody who may become a partner."""
    LAID_DOWN = "laid_down"


class OutreachPlan(Record, frozen=True, tag="outreach.plan"):
    """An event is planned, or its plan changed: ``version`` is one more than the one that was seen."""

    event: str
    plan: Plan
    version: int = 1


class OutreachMove(Record, frozen=True, tag="outreach.move"):
    """An event was held, reported, called off (``words`` say why) or taken up again."""

    event: str
    stage: OutreachStage
    words: str = ""


class OutreachCount(Record, frozen=True, tag="outreach.count"):
    """``heads`` more citizens were served with an item at the table, by a partner or ('') by the hotline itself."""

    event: str
    count: str
    item: str
    partner: str = ""
    heads: int = 1


class OutreachUncount(Record, frozen=True, tag="outreach.uncount"):
    """A count was a slip: it counts no more."""

    event: str
    count: str


class SuggestionNote(Record, frozen=True, tag="suggestion.note"):
    """A suggestion in the citizen's words. Name and number stand there only where the citizen gave them."""

    suggestion: str
    event: str
    words: str
    name: str = ""
    number: str = ""


class SuggestionSettle(Record, frozen=True, tag="suggestion.settle"):
    """What became of a suggestion: ``ref`` is the id of the case or the code of the partner, ``words`` are the need or the reason."""

    suggestion: str
    outcome: SuggestionOutcome
    ref: str = ""
    words: str = ""


Outreach = Union[OutreachPlan, OutreachMove, OutreachCount, OutreachUncount, SuggestionNote, SuggestionSettle]
"""Whatever is written about outreach."""


class EventRow(Record, frozen=True):
    """An event in the list. ``heads`` are all that were counted, ``suggestions`` all that were noted, ``open`` those not settled.

    ``stage`` is as shown: an event at whose table somebody counted was held. ``said`` is why it was called off.
    """

    id: str
    plan: Plan
    version: int
    stage: OutreachStage
    said: str = ""
    heads: int = 0
    suggestions: int = 0
    open: int = 0


class CountRow(Record, frozen=True):
    """One count. ``back_at`` is '' while it counts, else when it was taken back, by operator ``back_by``."""

    id: str
    item: str
    partner: str
    heads: int
    at: str
    operator: int
    desk: str
    back_at: str = ""
    back_by: int = 0


class TallyRow(Record, frozen=True):
    """A service with what was counted for it. ``planned`` is false for one that the plan does not name any more."""

    service: Service
    heads: int
    planned: bool = True


class LateRow(Record, frozen=True):
    """What became of a suggestion besides, where ``operator`` did not know yet that somebody else had settled it."""

    outcome: SuggestionOutcome
    operator: int
    at: str
    ref: str = ""
    case_no: str = ""
    said: str = ""


class SuggestionRow(Record, frozen=True):
    """A suggestion. ``outcome`` is None while it is open; ``case_no`` is the number of the case that it became, where that may be read.
    ``late`` is what became of it besides, the first of it first."""

    id: str
    event: str
    title: str
    day: str
    district: str
    words: str
    name: str
    number: str
    at: str
    operator: int
    outcome: SuggestionOutcome | None = None
    ref: str = ""
    case_no: str = ""
    said: str = ""
    settled_at: str = ""
    settled_by: int = 0
    late: tuple[LateRow, ...] = ()


class Figure(Record, frozen=True):
    """A figure of an event's report: what the table called it, the items in it (item, partner), and the exact number of heads.

    ``tens`` is the number as it is written, ``more`` that it was more than that (``models.rules.outreach.rounded``).
    """

    label: Text
    services: tuple[tuple[str, str], ...]
    heads: int
    tens: int
    more: bool


class EventSheet(Record, frozen=True):
    """All there is to an event: its row, the tally, every count (the newest first) and every suggestion (open ones first)."""

    event: EventRow
    tally: tuple[TallyRow, ...]
    counts: tuple[CountRow, ...]
    suggestions: tuple[SuggestionRow, ...]
