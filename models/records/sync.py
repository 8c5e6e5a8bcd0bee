"""How a desk stands to its centre: what waits to be sent, what needs somebody, whether the centre answers."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record, Text
from models.records.operation import Entity, OpState
from models.records.outcome import Outcome
from models.records.staff import OperatorRow


class Light(StrEnum):
    """The state of the sync light: three honest states, and that of a desk which belongs to no centre."""

    ALONE = "alone"
    ALL_THERE = "all_there"
    WAITING = "waiting"
    NEEDS_YOU = "needs_you"


class Away(StrEnum):
    """Why the centre does not take part at the moment; NONE where it does.

    ``garbled``: something answers that is not the centre. ``untrusted``: the certificate does not fit. ``signed_out``: the centre asks for
    the operator's password. ``behind``: this program is too old to receive. ``centre_full``: its disk is full. ``desk_disk``: this desk's
    disk does not take what comes.
    ``moved``: what this desk knew is being fetched again from the beginning.
    """

    NONE = ""
    CONNECTING = "connecting"
    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    GARBLED = "garbled"
    BUSY = "busy"
    SIGNED_OUT = "signed_out"
    REVOKED = "revoked"
    BEHIND = "behind"
    CENTRE_FULL = "centre_full"
    DESK_DISK = "desk_disk"
    MOVED = "moved"


class Waiting(Record, frozen=True):
    """How many operations no centre has acknowledged, and the time of the oldest (ISO, '' where there is none)."""

    count: int = 0
    since: str = ""


class WaitingRow(Record, frozen=True):
    """An operation that waits: its type, what it is about, since when. ``subject`` is a case number or a name, '' where there is none."""

    op_id: str
    type: str
    entity: Entity
    subject: str
    at: str
    state: OpState = OpState.PENDING


class Choice(StrEnum):
    """What becomes of something that needs a person: the centre's value stays, or the desk's own is written again."""

    THEIRS = "theirs"
    OURS = "ours"


class NeedRow(Record, frozen=True):
    """Something that one of this desk's operators did and that did not come through as it was meant.

    One row for each field of a conflict (``field`` with both values), one with ``field`` '' for anything else: then ``ours`` is what the
    operator wrote. ``theirs_by`` is the number of who wrote ``theirs``, 0 where that is not known. ``problem`` is the stable code.
    ``choices`` are those that can be made; making one takes the row away.

    ``sent`` and ``phone`` name whom operator number ``by`` had sent although ``holder`` has the case: they have to be called off. Then the
    row may also stand at the desks of who accepted the case and who runs the room.
    """

    op_id: str
    type: str
    entity: Entity
    subject: str
    outcome: Outcome
    problem: str
    field: str
    ours: str
    theirs: str
    at: str
    choices: tuple[Choice, ...] = (Choice.THEIRS,)
    sent: Text = Text("")
    phone: str = ""
    holder: Text = Text("")
    by: int = 0
    theirs_by: int = 0


class SyncStatus(Record, frozen=True):
    """What the light says. ``heard_at`` is when the centre last answered (ISO, '' for never in this run).

    ``attachments`` counts scans whose bytes have not come to the centre. ``offset_ms`` is how far this desk's clock lies behind the
    centre's, ``clock_off`` whether that is more than a minute, ``clock_far`` whether it is more than a day: then it counts for nothing.
    ``done`` of ``total`` bytes of a first fetch have come; both are 0 while nothing is fetched.
    """

    light: Light = Light.ALONE
    waiting: Waiting = Waiting()
    needs: int = 0
    attachments: int = 0
    away: Away = Away.NONE
    centre: Text = Text("")
    heard_at: str = ""
    offset_ms: int = 0
    clock_off: bool = False
    clock_far: bool = False
    done: int = 0
    total: int = 0


class Centre(Record, frozen=True, omit_defaults=True):
    """The centre that a desk belongs to. ``authority`` is a file of certificates to trust in place of the system's, '' for those."""

    url: str
    name: Text
    authority: str = ""


class Lease(Record, frozen=True):
    """What lets an operator sign in without the centre: an Argon2id verifier of the password, valid from and until two ISO times."""

    operator: OperatorRow
    verifier: str
    begins_at: str
    ends_at: str
    reads: tuple[str, ...]
