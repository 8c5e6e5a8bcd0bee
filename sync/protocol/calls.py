"""The wire between the call gateway and the consoles: a snapshot, then numbered deltas; commands with an id and an end.

``GET /v1/calls`` (events) tells, ``POST /v1/calls/commands`` asks. A delta whose number does not follow the one before means that the
console has missed something and asks for the snapshot again.
"""

from __future__ import annotations

from models.records.base import Record
from models.records.call import CallRow, Capability, Refusal, Seat, Unseen, Verb
from models.records.catalogue import Line

WITHIN_MS = 2000
"""How long a command is good for: what cannot be carried out by then is refused, because a stale command may ring a citizen."""


class CallBoard(Record, frozen=True):
    """All there is: the event ``calls`` at the beginning, and again after a gap.

    ``run`` names this life of the gateway, ``n`` is the number of the last delta in it, ``now`` the gateway's time (ISO). ``link_since`` is
    since when (ISO) there is no link to the call system, '' where there is one. Only calls that have not ended stand in ``calls``. The
    numbers of a line that the console's operator may not read are empty. ``missing`` are the lines for which the call system has no queue,
    ``unseen`` the calls that it had while nobody heard it, the last ones last.
    """

    run: str
    n: int
    now: str
    link_since: str
    capabilities: tuple[Capability, ...]
    calls: tuple[CallRow, ...]
    seats: tuple[Seat, ...]
    missing: tuple[Line, ...] = ()
    unseen: tuple[Unseen, ...] = ()


class CallDelta(Record, frozen=True):
    """What has become another since ``n - 1``: the event ``call``. ``calls`` that have ended stand in it once, with their reason.

    ``missing`` and ``unseen`` are the whole of both.
    """

    run: str
    n: int
    now: str
    link_since: str
    calls: tuple[CallRow, ...] = ()
    seats: tuple[Seat, ...] = ()
    missing: tuple[Line, ...] = ()
    unseen: tuple[Unseen, ...] = ()


class CallBeat(Record, frozen=True):
    """What the gateway's clock shows, and the number of the last delta: the event ``now``, at the beginning and every few seconds.

    A silence of some of these is a lost channel; a number that is not known here is a delta that was lost.
    """

    run: str
    n: int
    now: str


class CallCommand(Record, frozen=True):
    """``POST /v1/calls/commands``. ``id`` is the console's own (a UUID): the same id is never carried out twice, and is answered alike.

    ``until`` is the gateway's time (ISO) after which it must not be carried out. ``call`` names the call it is about, '' where there is
    none. ``number`` is whom to dial, consult or add; ``case`` the case that a dialled call belongs to; ``reason`` that of a break;
    ``extension`` the phone's number at the login.
    """

    id: str
    verb: Verb
    until: str
    call: str = ""
    number: str = ""
    case: str = ""
    reason: str = ""
    extension: str = ""


class CallAnswer(Record, frozen=True):
    """Whether a command was accepted; what comes of it is told by a delta."""

    id: str
    refused: Refusal | None = None
