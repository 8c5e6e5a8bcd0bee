"""Callers: a number and the people behind it."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text
from models.records.case import CaseRow


class FlagKind(StrEnum):
    """A mark on a person that an operator should see at once."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    CAUTION = "caution"
    CONFIDENTIAL = "confidential"
    CARE = "care"


class Flag(Record, frozen=True):
    """A flag with its reason and the ISO date on which somebody must look at it again.

    One that is timed has lapsed on the ISO date ``until``: it warns nobody any more. '' stands until somebody lifts it.
    """

    kind: FlagKind
    note: str
    review_on: str
    until: str = ""


class PersonRow(Record, frozen=True):
    """A citizen. ``numbers`` are normalised (see ``models.rules.phone``)."""

    id: str
    name: str
    numbers: tuple[str, ...]
    address: str = ""
    district: str = ""
    notes: str = ""
    flags: tuple[Flag, ...] = ()


class TimelineKind(StrEnum):
    """What a line of the caller's history is."""

    CALL = "call"
    CASE = "case"
    PROMISE = "promise"


class TimelineRow(Record, frozen=True):
    """One line of what has passed between a number and the hotline.

    ``detail`` is data (numbers, names, a duration); ``about`` the item it concerns;
    ``at`` is an ISO time; ``unsent`` tells of a case whose latest change has not reached the centre.
    """

    kind: TimelineKind
    at: str
    ref: str
    title: Text
    detail: str = ""
    about: Text = Text("")
    score: int | None = None
    open: bool = False
    unsent: bool = False


class CallerCard(Record, frozen=True):
    """Everything the caller pane shows for one number. ``number`` is '' where it was withheld."""

    number: str
    people: tuple[PersonRow, ...]
    open_cases: tuple[CaseRow, ...]
    timeline: tuple[TimelineRow, ...]
