"""The lead's board: what it counts, the desks of a centre, and how its tiles lie."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text
from models.records.call import AlertRow
from models.records.case import CaseRow


class Tile(StrEnum):
    """A widget of the board."""

    WAITING = "waiting"
    LONGEST = "longest"
    ANSWERED = "answered"
    CONNECTED = "connected"
    ABANDONED = "abandoned"
    SATISFIED = "satisfied"
    OPERATORS = "operators"
    HALF_HOURS = "half_hours"
    HEALTH = "health"
    PROMISES = "promises"
    STAGES = "stages"
    UNMET = "unmet"


class Place(Record, frozen=True):
    """Where a tile lies, in columns and rows of the grid; ``shown`` is False for one that was put away.

    ``apart`` tells that it has a window of its own, ``frame`` where that is on the screens (x, y, width, height), empty for anywhere.
    """

    tile: Tile
    x: int
    y: int
    w: int
    h: int
    shown: bool = True
    apart: bool = False
    frame: tuple[int, ...] = ()


class What(StrEnum):
    """Something that the board counts. Each has a list whose length is the number."""

    WAITING = "waiting"
    """Calls that wait now; ``of`` is a line, '' for all."""
    SEATS = "seats"
    """Operators at a telephone; ``of`` is a state, '' for all."""
    OFFERED = "offered"
    """Incoming calls, but for brief ones and those still waiting; ``of`` is a span."""
    IN_TIME = "in_time"
    """Those that were answered within the profile's seconds."""
    CONNECTED = "connected"
    """Those that were answered at all."""
    ABANDONED = "abandoned"
    """Calls whose caller gave up after 5 s or more."""
    BRIEF = "brief"
    """Calls whose caller gave up in less than 5 s: shown apart, never dropped."""
    MISSED = "missed"
    """Numbers to ring back because nobody answered."""
    HALF_HOUR = "half_hour"
    """Incoming calls of a half hour; ``of`` is the time at which it begins (ISO)."""
    RUNG = "rung"
    """All incoming calls of today."""
    WEEK_BEFORE = "week_before"
    """Incoming calls of the same weekday a week ago."""
    STAGE = "stage"
    """Open cases; ``of`` is the stage."""
    SOON = "soon"
    """Open cases whose promise falls due in the next two hours."""
    LATE = "late"
    """Open cases whose promise is past."""
    UNOWNED = "unowned"
    """Open cases with a promise that nobody on the staff has."""
    DUE = "due"
    """Cases taken on today whose callback is due."""
    REACHED = "reached"
    """Those whose citizen was reached."""
    ANSWER = "answer"
    """Those whose citizen gave a mark."""
    SATISFIED = "satisfied"
    """Those whose citizen is satisfied."""
    UNMET = "unmet"
    """Needs of this week that could not be met; ``of`` is an item's code, '' for all."""
    DESKS = "desks"
    """Devices of the centre; ``of`` is a :class:`Life`, '' for all."""
    ALERTS = "alerts"
    """Operators who need the lead."""


class Span(StrEnum):
    """How far back is counted: since midnight, or 24 hours."""

    TODAY = "today"
    DAY = "day"


class Ask(Record, frozen=True, kw_only=False):
    """A number on the board, and the list behind it."""

    what: What
    of: str = ""


class Need(Record, frozen=True):
    """An item whose needs could not be met this week: how often, and in which districts (codes)."""

    item_code: str
    item_name: Text
    count: int
    districts: tuple[str, ...]


class Numbers(Record, frozen=True):
    """What was counted in the store at a time ``at`` (ISO). What is missing in ``counts`` is nought.

    ``halves`` are the incoming calls of the half hours of today, ``before`` those of the same weekday a week ago, 48 each.
    ``promises`` are the most pressing ones: overdue, unowned and due soon. ``seconds`` is the profile's promise to answer, ``in_time`` and
    ``connected`` the shares in percent that it wants.
    """

    at: str
    counts: dict[Ask, int]
    halves: tuple[int, ...]
    before: tuple[int, ...]
    promises: tuple[CaseRow, ...]
    unowned: frozenset[str]
    needs: tuple[Need, ...]
    alerts: tuple[AlertRow, ...]
    seconds: int
    in_time: int
    connected: int

    def of(self, what: What, of: str = "") -> int:
        """Return a number."""
        return self.counts.get(Ask(what, of), 0)


class Life(StrEnum):
    """How a device of the centre stands: it says something, it has been silent for a while, nobody is signed in, it was shut out."""

    HERE = "here"
    SILENT = "silent"
    OUT = "out"
    SHUT = "shut"


class DeskRow(Record, frozen=True):
    """A device as its centre knows it: its desk number and name, the operator signed in there (0 for nobody), and how it stands.

    ``seen_at`` is its last sign of life and ``pushed_at`` its last delivery (ISO, '' for never); ``lag_ms`` is how long what it delivered
    last had waited there.
    """

    device: str
    desk: int
    name: str
    operator: int
    life: Life
    seen_at: str
    pushed_at: str
    lag_ms: int = 0


class Hearers(Record, frozen=True):
    """Who would see a silent alert now: the numbers of those who may hear one and sit at a desk that gives signs of life."""

    numbers: tuple[int, ...]


class DeskBoard(Record, frozen=True):
    """All devices of a centre, by their desk numbers, at its time ``now`` (ISO)."""

    now: str
    desks: tuple[DeskRow, ...]
