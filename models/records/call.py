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


class NotReady(StrEnum):
    """Why an operator takes no calls for a while: the ``reason`` beside ``OperatorState.NOT_READY``."""

    BREAK = "break"
    TRAINING = "training"
    NO_ANSWER = "noanswer"
    """The call system did it: the phone rang here and nobody picked it up."""
    UNATTENDED = "unattended"
    """The gateway did it: no console of the operator listens any more."""


class Refusal(StrEnum):
    """Why a command to the call system was not accepted, or not carried out after all."""

    NO_CALL = "no_call"
    WRONG_STATE = "wrong_state"
    BUSY = "busy"
    BAD_NUMBER = "bad_number"
    NOT_SUPPORTED = "not_supported"
    LINK_LOST = "link_lost"
    NOT_YOURS = "not_yours"
    NO_PHONE = "no_phone"
    NO_QUEUE = "no_queue"
    """The call system has no queue for any line of the operator."""
    UNREACHABLE = "unreachable"
    """The telephone to which the call was to go is known not to be connected."""
    EXPIRED = "expired"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """It was asked for and not answered in time: only what happens next tells whether it was done."""


class Verb(StrEnum):
    """What can be asked of the call system."""

    LOGIN = "login"
    LOGOUT = "logout"
    READY = "ready"
    NOT_READY = "not_ready"
    ANSWER = "answer"
    HANG_UP = "hang_up"
    HOLD = "hold"
    RESUME = "resume"
    CONSULT = "consult"
    COMPLETE_TRANSFER = "complete_transfer"
    CANCEL_TRANSFER = "cancel_transfer"
    BLIND_TRANSFER = "blind_transfer"
    CONFERENCE_ADD = "conference_add"
    CONFERENCE_DROP = "conference_drop"
    MUTE = "mute"
    UNMUTE = "unmute"
    DIAL = "dial"


class Capability(StrEnum):
    """What the line can do; a button without its capability is disabled and says why."""

    ANSWER = "answer"
    HANG_UP = "hang_up"
    HOLD = "hold"
    CONSULT = "consult"
    BLIND_TRANSFER = "blind_transfer"
    CONFERENCE = "conference"
    DIAL = "dial"
    MUTE = "mute"


class CallRow(Record, frozen=True):
    """A call. Times are ISO strings, '' where it has not come so far; ``number`` is normalised, '' where withheld.

    ``party`` is the second number of a consultation, conference or transfer, also of one who is rung to join; ``case`` the case an
    outgoing call belongs to. ``operator`` is who answered, and stays so when a colleague takes the call over: that one is its ``party``
    when it has ended, and where it is now says the ``Seat``. ``reason`` says why it has ended; while they speak, why its ``party``, who was
    consulted last, did not come. ``recording`` is what the call system calls its recording of the call, '' where there is none; ``muted``
    whether the caller cannot hear the operator. ``rung`` says of the telephone of whom is dialled, consulted or to join: it rings, or
    (False) was picked up; None where that is not said, as before it rings.
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
    recording: str = ""
    muted: bool = False
    rung: bool | None = None


class Seat(Record, frozen=True):
    """An operator at a telephone: the number of the phone (``extension``), the state since when (ISO time) and why (``reason``).

    ``call`` is the id of the call that rings or talks here, '' for none; ``until`` when the state ends by itself, '' where it does not.
    """

    operator: int
    extension: str
    state: OperatorState
    since: str
    reason: str = ""
    call: str = ""
    until: str = ""


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


class MissedRow(Record, frozen=True):
    """Calls from one number on one line that nobody answered, or took up, and nobody has spoken with since: one callback.

    ``calls`` are their ids, the newest first; ``since`` and ``last`` when the first and the last came (ISO times); ``waited`` the longest
    wait in seconds. ``brief``: each of them gave up in less than 5 s. A withheld number ('') is a row of its own for each call. ``who`` is
    the name behind the number, '' where none is known. ``handed_on``: one of them was answered, handed on and lost on the way.
    ``tried_by`` is the operator who rang them last since in vain, with the time (ISO) and why it came to nothing; 0, '' and None where
    nobody has tried.
    """

    number: str
    line: Line
    calls: tuple[str, ...]
    since: str
    last: str
    waited: float
    brief: bool
    who: str = ""
    handed_on: bool = False
    tried_by: int = 0
    tried_at: str = ""
    tried_end: EndReason | None = None


class AlertRow(Record, frozen=True):
    """An operator who needs the lead: since when (ISO time), at which desk, in which call ('' for none)."""

    id: str
    operator: int
    desk: str
    at: str
    call: str = ""


class Unseen(Record, frozen=True):
    """Calls that came and went wholly while the call system was not heard, ``since`` and ``until`` when (ISO): ``calls`` in all.

    ``gave_up`` of them were not answered. Nobody here knows their numbers; the call system's own records have them.
    """

    calls: int
    gave_up: int
    since: str
    until: str


class LineStatus(Record, frozen=True):
    """What the top bar shows: the operator's state and who waits. ``waiting`` is ordered by waiting time, longest first.

    ``rung`` are the numbers that other desks ring, or speak with because they rang, each with the operator, and ``colleagues`` the other
    seats at which somebody sits, by their numbers; nothing where no call system tells of other desks. ``until`` is when the state ends by
    itself (ISO time), '' where it does not or nobody says. ``missing`` and ``unseen`` are as in the ``Room``.

    Where ``link_ok`` is False there is no link to the call system: everything else is as it was last heard, and may be another by now.
    """

    operator: OperatorState
    reason: str
    since: str
    waiting: tuple[CallRow, ...]
    link_ok: bool = True
    until: str = ""
    rung: tuple[tuple[str, int], ...] = ()
    colleagues: tuple[Seat, ...] = ()
    missing: tuple[Line, ...] = ()
    unseen: tuple[Unseen, ...] = ()


class Room(Record, frozen=True):
    """The room as the call system tells it: who sits at a telephone, and the calls that have not ended.

    Where ``link_ok`` is False it is as it was last heard, and ``lost_at`` since when nothing is heard (ISO, '' where that is not known).
    ``missing`` are lines for which the call system has no queue, so that no call of theirs rings anywhere; ``unseen`` the calls that it
    had while nobody heard it, the last ones last.
    """

    seats: tuple[Seat, ...]
    calls: tuple[CallRow, ...]
    link_ok: bool = True
    lost_at: str = ""
    missing: tuple[Line, ...] = ()
    unseen: tuple[Unseen, ...] = ()

    def waiting(self, line: Line | None = None) -> tuple[CallRow, ...]:
        """Return the callers whom nobody has answered, of one line or of all, the longest wait first; a telephone may ring for them."""
        waits = (CallState.QUEUED, CallState.ALERTING)
        found = (call for call in self.calls if call.direction is Direction.IN and call.state in waits and line in (None, call.line))
        return tuple(sorted(found, key=lambda call: (call.queued_at, call.id)))

    def at(self, state: OperatorState | None = None) -> tuple[Seat, ...]:
        """Return the seats in a state, or all."""
        return tuple(seat for seat in self.seats if state in (None, seat.state))
