"""The messages of the protocol. All JSON (msgspec); the desk and the server use these very records.

Requests carry ``Sync-Protocol: 1``; those behind a sign-in carry ``Authorization: Bearer <access token>``, the others say what proves them.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from models.records.base import Record, Text
from models.records.case import CaseState
from models.records.feed import Cursor, FeedRow
from models.records.operation import Operation
from models.records.outcome import Outcome
from models.records.staff import OperatorRow, Role
from sync.protocol.limits import Limits

Words = Annotated[str, msgspec.Meta(pattern=r"^[^\x00]*$")]
"""Text that is looked for or kept as it is: without the one sign that not every database takes."""

Number = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]


class Meta(Record, frozen=True):
    """``GET /v1/meta``, without a sign-in. ``now`` is the server's time (ISO), ``types`` its operation types with their newest versions.

    ``calls`` is where the call gateway answers: '' where there is none, '.' at this very address, else a URL.
    """

    protocol: tuple[int, ...]
    epoch: str
    centre: Text
    now: str
    types: dict[str, int]
    limits: Limits
    minimum_client: str
    calls: str = ""


class Enrol(Record, frozen=True):
    """``POST /v1/devices``: a one-time code for a device key. ``public_key``: Ed25519, base64. ``proof``: its signature over ``code``.

    ``desk`` is the number that the device would like to have in its case numbers, 0 for any.
    """

    code: str
    name: Words
    public_key: str
    proof: str
    desk: int = 0


class Enrolled(Record, frozen=True):
    """``device`` is the server's name for the key, which follows from the key itself.

    ``desk`` is the number for its cases that no other device has: what is told to a caller is a case's number for good, online or not.
    """

    device: str
    epoch: str
    centre: Text
    desk: int = 0


class Rehearse(Record, frozen=True):
    """``POST /v1/rehearsals``: what would a desk meet that moves in with this code? The code stays good.

    ``proof`` is the device key's signature over ``code``, ``operators`` are the numbers of those who worked at the desk, ``codes`` what it
    speaks of: name of a reference table → codes.
    """

    code: str
    public_key: str
    proof: str
    operators: tuple[int, ...] = ()
    codes: dict[Words, tuple[Words, ...]] = {}


class KnownOperator(Record, frozen=True):
    """An operator of the centre, as little of them as decides what they may bring in."""

    number: int
    role: Role
    retired: bool = False


class Rehearsed(Record, frozen=True):
    """The asked operators whom the centre knows, and the asked codes that it does not: name of the table → codes."""

    centre: Text
    operators: tuple[KnownOperator, ...]
    unknown: dict[str, tuple[str, ...]]


class Challenge(Record, frozen=True):
    """``POST /v1/nonces`` → a nonce to be signed by the device within a minute, one use."""

    nonce: str


class SignIn(Record, frozen=True):
    """``POST /v1/sessions``: operator number and password on an enrolled device. ``proof`` is the device's signature over ``nonce``."""

    device: Words
    number: Number
    password: str
    nonce: Words
    proof: str


class Session(Record, frozen=True):
    """A signed-in operator. ``access`` lasts ``expires_in`` seconds, ``refresh`` is used once and replaced by each refresh.

    ``reads`` are the streams that this session may pull. ``id`` goes into the operations made in it.
    """

    id: str
    operator: OperatorRow
    access: str
    refresh: str
    expires_in: int
    reads: tuple[str, ...]


class VouchAsked(Record, frozen=True):
    """``POST /v1/vouches`` → ``Vouch``: ``number`` stands, with their password, behind a step of whoever is signed in.

    ``type`` is the step's, ``entity`` the id of what it is about, ``digest`` binds what it says (``models.rules.vouching``).
    """

    number: Number
    password: str
    type: Words
    entity: Words
    digest: Words


class Refresh(Record, frozen=True):
    """``POST /v1/sessions/refresh``. Using a refresh token twice ends the whole family of sessions behind it."""

    refresh: str


class Push(Record, frozen=True, omit_defaults=True):
    """``POST /v1/ops``: operations of one device in the order of their ``dseq``, without a gap.

    ``epoch`` is the history that the desk follows, '' where it follows none: a centre that begins another one takes nothing from the middle
    of what the desk has done, and is offered all of it in order (``cursor-diverged``).
    """

    operations: tuple[Operation, ...]
    epoch: str = ""


class Pushed(Record, frozen=True, omit_defaults=True):
    """What became of one operation. ``seq`` is its number in its stream; ``replayed`` tells that it had been there before."""

    op_id: str
    outcome: Outcome
    stream: str
    seq: int
    problem: str = ""
    fields: tuple[str, ...] = ()
    replayed: bool = False


class PushAnswer(Record, frozen=True):
    """One result for each operation, in order, each of them committed before this was said."""

    results: tuple[Pushed, ...]


class Pull(Record, frozen=True):
    """``POST /v1/changes``: everything behind these cursors, at most ``limit`` rows. ``epoch`` '' at the first pull."""

    epoch: str
    cursors: dict[str, Cursor]
    limit: int = 1000


class PullEnd(Record, frozen=True):
    """The last line of the answer, which is NDJSON: rows (``FeedRow``) first, then this under the one member ``end``.

    ``cursors`` say how far each asked stream was read, ``heads`` where it stood; ``more`` tells that there is more to fetch.
    """

    epoch: str
    cursors: dict[str, Cursor]
    heads: dict[str, int]
    more: bool


class Heads(Record, frozen=True):
    """``GET /v1/live``: where each stream stands; an event named ``heads``, or the answer of a long poll. Carries no data."""

    epoch: str
    heads: dict[str, int]


class SnapshotFile(Record, frozen=True):
    """An immutable SQLite image in zstd (RFC 8878): ``sha256`` and ``bytes`` are those of the packed file, ``rows`` its feed rows."""

    sha256: str
    bytes: int
    inflated: int
    rows: int


class Manifest(Record, frozen=True):
    """``GET /v1/snapshot``: a replica made by the server. The desk pulls on from ``cursors``; ``schema`` is the replica's revision."""

    epoch: str
    schema: str
    cursors: dict[str, Cursor]
    file: SnapshotFile


class CaseHistory(Record, frozen=True):
    """``GET /v1/cases/{id}/history``: the rows of the feed about one case in their order, as the centre had them at ``at`` (ISO)."""

    rows: tuple[FeedRow, ...]
    at: str


class BlobsAsked(Record, frozen=True):
    """``POST /v1/blobs``: digests (SHA-256, hexadecimal) of bytes that this desk holds."""

    digests: tuple[str, ...]


class BlobsWanted(Record, frozen=True):
    """Those of them whose bytes the centre lacks and takes: an operation names them that whoever asks may read."""

    digests: tuple[str, ...]


class BlobStand(Record, frozen=True):
    """How far bytes have come that a device hands in: ``received`` of ``size``. ``whole``: they are all here, and the digest is right."""

    received: int = 0
    size: int = 0
    whole: bool = False


class Search(Record, frozen=True):
    """``POST /v1/search``: cases by number, name, telephone number, address or words. Not in the address, which proxies write down."""

    words: str


class CasesFound(Record, frozen=True):
    """Cases as they stood at ``at`` (ISO), the newest first; ``more`` tells that there are others."""

    cases: tuple[CaseState, ...]
    more: bool
    at: str


class NewCode(Record, frozen=True):
    """``POST /v1/codes``: an enrolment code, one use, valid until ``expires_at`` (ISO). A lead or administrator asks for it."""

    code: str
    expires_at: str


class Presence(Record, frozen=True):
    """``PUT /v1/presence``: which case this session has open ('' for none), and whether somebody is writing in it."""

    case_id: Words
    writing: bool


class PresenceRow(Record, frozen=True):
    """Who else has a case open: an event named ``presence`` on the live channel. Only for the streams that the session may read."""

    case_id: str
    number: int
    desk: str
    writing: bool
