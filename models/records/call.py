"""Telephone calls and the operator's own state, with names after CSTA (see the call line port)."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text
from models.records.catalogue import Line


class CallState(StrEnum):
    QUEUED = "queued"
    ALERTING = "alerting"
    CONNECTED = "connected"
    HELD = "held"
    CONSULTING = "consulting"
    CONFERENCE = "conference"
    ENDED = "ended"


class EndReason(StrEnum):
    CALLER = "caller"
    OPERATOR = "operator"
    TRANSFER = "transfer"
    ABANDONED = "abandoned"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    INVALID = "invalid"
    FAILED = "failed"
    LINK_LOST = "link_lost"


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class OperatorState(StrEnum):
    LOGGED_OUT = "logged_out"
    READY = "ready"
    NOT_READY = "not_ready"
    ALERTING = "alerting"
    ON_CALL = "on_call"
    WRAP_UP = "wrap_up"
    PHONE_OFFLINE = "phone_offline"


class Capability(StrEnum):
    """What the line can do; a button without its capability is disabled and says why."""

    ANSWER = "answer"
    HANG_UP = "hang_up"
    HOLD = "hold"
    CONSULT = "consult"
    BLIND_TRANSFER = "blind_transfer"
    CONFERENCE = "conference"
    DIAL = "dial"


class CallRow(Record, frozen=True):
    """A call. Times are ISO strings, '' where it has not come so far; ``number`` is normalised, '' where withheld.

    ``party`` is the second number of a consultation, conference or transfer; ``case`` the case an outgoing call belongs to.
    """

    id: str
    direction: Direction
    number: str
    line: Line
    state: CallState
    queued_at: str
    answered_at: str = ""
    ended_at: str = ""
    reason: EndReason | None = None
    party: str = ""
    case: str = ""
    operator: int = 0


class RingRow(Record, frozen=True):
    """A number that waits to be rung: for a case ('' for none), since when (ISO time), and the ``key`` of the need it was asked in.

    ``who`` is the name behind the number, empty where none is known.
    """

    number: str
    case: str
    case_no: str
    who: Text
    key: str
    since: str


class LineStatus(Record, frozen=True):
    """What the top bar shows: the operator's state and who waits. ``waiting`` is ordered by waiting time, longest first."""

    operator: OperatorState
    reason: str
    since: str
    waiting: tuple[CallRow, ...]
    link_ok: bool = True
