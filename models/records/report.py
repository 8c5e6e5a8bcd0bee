"""The bulletin: which figures there are, what each of them is asked of, and a whole bulletin of a span.

A figure is its own address: a measure, a span and the cuts by which it was narrowed. Whoever holds the address can ask for the number and
for the list behind it, and gets both from the same condition (``models.repositories.report``).
"""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text
from models.records.call import CallRow
from models.records.case import CaseRow


class Period(StrEnum):
    """How long a bulletin is; a week begins on Monday, a year on 1 January."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"


class Span(Record, frozen=True):
    """From ``begins`` up to and without ``ends``: ISO times as the store writes them, whose order as text is their order in time."""

    begins: str
    ends: str


class Ground(StrEnum):
    """What a measure counts. Calls, contacts and cases are three counters and never added up (seed article: 来电来件 and 求助 differ)."""

    CALL = "call"
    CASE = "case"
    CARD = "card"
    NEED = "need"
    EVENT = "event"


class Measure(StrEnum):
    """Every figure that can be asked for, with what it counts (the conditions stand in ``models.repositories.report``).

    Calls belong to the span in which they came to the queue, everything about cases to the one in which the case was taken on, cards to the
    one in which they were given.
    """

    CALLS_IN = "calls_in"
    CALLS_OUT = "calls_out"
    OFFERED = "offered"
    """Calls in that can be measured: answered, given up in earnest or lost. Neither those still waiting nor the brief ones."""
    ANSWERED = "answered"
    ANSWERED_IN_TIME = "answered_in_time"
    ABANDONED = "abandoned"
    """Gave up after five seconds or more."""
    BRIEF = "brief"
    """Gave up in less than five seconds: counted apart, never left out."""
    LOST = "lost"
    """Ended unanswered for another reason than that the caller gave up."""
    CALLS_TAKEN = "calls_taken"
    """Calls in which a case was taken on."""

    CONTACTS = "contacts"
    """Ways in that were no calls (SMS, letters, visits), each by the case that it became."""

    CASES = "cases"
    HELP = "help"
    """Needs that somebody had to come for (求助): services, and those that nobody could meet."""
    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"
    """Went on under another case; neither open nor closed."""
    RESOLVED = "resolved"
    CALLBACK_DUE = "callback_due"
    REACHED = "reached"
    RATED = "rated"
    SATISFIED = "satisfied"
    SENT = "sent"
    """Somebody was sent: the time from taking the case on until then is measured."""
    ARRIVED = "arrived"
    """Somebody stood there: measured from when somebody was sent."""
    DONE = "done"
    """Work was reported done: measured from when somebody was sent."""

    UNMET = "unmet"
    YELLOW = "yellow"
    RED = "red"
    EXPELLED = "expelled"
    EVENTS = "events"
    """Outreach events that were held, each in the span in which it began."""


class Cut(StrEnum):
    """By what a figure is narrowed. The value beside it is a code, an enum's value, or a number as text."""

    CATEGORY = "category"
    ITEM = "item"
    KIND = "kind"
    LINE = "line"
    DISTRICT = "district"
    HANDLED_BY = "handled_by"
    """``partner`` or ``department``: who has the case, or had it last."""
    PARTNER = "partner"
    UNIT = "unit"
    WAY = "way"
    """How a contact came, '' where nobody said."""
    OPERATOR = "operator"
    """Whoever answered the call or took the case on."""
    HOUR = "hour"
    """00 to 23."""
    WEEKDAY = "weekday"
    """1 (Monday) to 7."""


class Asked(Record, frozen=True):
    """The address of a figure.

    ``place`` (0 to 1) asks for a response time in place of the number of them: what so many of all do not exceed. Its list is theirs, the
    quickest first, with the one at that place marked.
    """

    measure: Measure
    span: Span
    cuts: tuple[tuple[Cut, str], ...] = ()
    place: float = 0.0


class Figure(Record, frozen=True):
    """A number and where it comes from."""

    asked: Asked
    value: int


class Timing(Record, frozen=True):
    """How long something took, in seconds: the middle one and the one that nine of ten do not exceed, None where nothing was measured.

    ``figure`` is how many were measured.
    """

    figure: Figure
    median: int | None
    p90: int | None


class Line(Record, frozen=True):
    """One line of a table: a code, its name, and figures in the order of the table's columns."""

    key: str
    name: Text
    figures: tuple[Figure, ...]


class Table(Record, frozen=True):
    """Figures by a cut: a line for whatever is in use, and for what is no more where something is told of it."""

    cut: Cut
    columns: tuple[Measure, ...]
    lines: tuple[Line, ...]


class Series(Record, frozen=True):
    """A measure along the span, one figure for each part of it (hour, day or month); ``labels`` say which, as they stand under a bar."""

    measure: Measure
    labels: tuple[str, ...]
    figures: tuple[Figure, ...]


class Daily(Record, frozen=True):
    """A figure and over how many days it came together, those left out that are still to come."""

    figure: Figure
    days: int


class Report(Record, frozen=True):
    """A bulletin. ``totals`` holds every measure once; ``answer_seconds`` is the profile's, by which calls were answered in time.

    ``course`` runs along the span, of which so many parts have ``begun`` (None: all of them); ``hours`` and ``weekdays`` lie over it.
    ``household`` are the callback figures (due, reached, rated, satisfied) of what partners were sent for, the services of which the
    article tells. ``ways`` are the contacts by how they came. ``help`` are the calls for help in the first and in the last month of a year,
    () for a shorter span. ``peaks`` are the calls in of the busiest hour of the day and of the busiest day of the week, () where nobody
    rang. The goals are shares of the calls to answer (``models.rules.report``).
    """

    span: Span
    answer_seconds: int
    totals: tuple[Figure, ...]
    timings: tuple[Timing, ...]
    household: tuple[Figure, ...]
    tables: tuple[Table, ...]
    course: tuple[Series, ...]
    hours: tuple[Series, ...]
    weekdays: tuple[Series, ...]
    ways: tuple[Figure, ...] = ()
    help: tuple[Daily, ...] = ()
    peaks: tuple[Figure, ...] = ()
    begun: int | None = None
    connected_goal: float = 0.0
    in_time_goal: float = 0.0

    def total(self, measure: Measure) -> Figure:
        """Return the figure of a measure for the whole span."""
        return next(figure for figure in self.totals if figure.asked.measure is measure)

    def table(self, cut: Cut) -> Table:
        """Return the table by a cut. Raises StopIteration where the bulletin has none."""
        return next(table for table in self.tables if table.cut is cut)


class BehindRow(Record, frozen=True):
    """One line of the list behind a figure: a case or a call, with what it is there for (the need, the card and its partner), or in its
    ``note`` an outreach event.

    Behind a response time ``seconds`` is what it took, and the one that is told is ``marked``.
    """

    case: CaseRow | None = None
    call: CallRow | None = None
    note: Text = Text("")
    seconds: int | None = None
    marked: bool = False


class Listed(Record, frozen=True):
    """A part of the list behind a figure: ``total`` lines in all, ``rows`` of them from ``offset``."""

    total: int
    offset: int
    rows: tuple[BehindRow, ...]


Cell = str | int | float | None


class Grid(Record, frozen=True):
    """A table as it is given out: its title, the words over its columns, and rows as long as these. A float is a share (0 to 1)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
