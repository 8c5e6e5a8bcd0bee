"""What the central server keeps: the one order of operations, who may push and pull, and how each entity now stands."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from models.tables.base import CentreTable, big, flag, raw, whole, words


class Centre(CentreTable):
    """One row: the epoch of this history, the centre's name, and the key (base64) that signs what the centre itself writes."""

    __tablename__ = "centre"

    id = whole(key=True)
    epoch = words()
    name_zh = words()
    name_en = words()
    key = words()
    begun_at = words()


class StreamHead(CentreTable):
    """Where a stream stands. Its row is locked last in a push: the number n + 1 can never be seen before n."""

    __tablename__ = "stream_head"
    __options__ = {"postgresql_with": {"fillfactor": 50}}

    stream = words(key=True)
    n = big()
    chain = words()
    horizon = big()


class Feed(CentreTable):
    """A row of a stream; ``line`` is the JSON of the record ``FeedRow`` as it is sent to every desk."""

    __tablename__ = "feed"

    stream = words(key=True)
    seq = big(key=True)
    chain = words()
    line = words()


class Accepted(CentreTable):
    """An operation that was decided, once for all: what a repetition of it is answered from.

    ``rev`` is the place of the operation among those on its entity, 0 where it never reached it (a seal that does not fit, a permission).
    """

    __tablename__ = "op"
    __indexes__ = (UniqueConstraint("device", "inc", "dseq"), Index("op_entity", "entity_id", "rev"))

    op_id = words(key=True)
    device = words()
    inc = whole()
    dseq = big()
    digest = words()
    entity_id = words()
    rev = whole()
    stream = words()
    seq = big()
    outcome = words()
    problem = words()
    fields = words()


class Again(CentreTable):
    """A number of a device under which something came that has no row of its own: an operation that was known, or a used id."""

    __tablename__ = "again"

    device = words(key=True)
    inc = whole(key=True)
    dseq = big(key=True)
    op_id = words()
    digest = words()
    known = flag()


class Standing(CentreTable):
    """How an entity stands: ``rev`` counts its operations, ``state`` is the JSON of what they add up to ('' where they add up to nothing).

    ``stream`` is the one that its operations belong to.
    """

    __tablename__ = "standing"
    __options__ = {"postgresql_with": {"fillfactor": 70}}

    id = words(key=True)
    type = words(key=True)
    stream = words()
    rev = whole()
    state = words()


class Document(CentreTable):
    """A row of reference data as it now stands; ``kind`` is the name of its table, ``data`` the JSON of its record."""

    __tablename__ = "document"

    kind = words(key=True)
    code = words(key=True)
    data = words()


class EnrolledDevice(CentreTable):
    """A desk's key. ``desk`` is its number in case numbers, ``inc`` and ``last_dseq`` are those of its last operation here."""

    __tablename__ = "device"
    __options__ = {"postgresql_with": {"fillfactor": 50}}

    id = words(key=True)
    name = words()
    public_key = words()
    desk = whole()
    inc = whole()
    last_dseq = big()
    enrolled_at = words()
    enrolled_by = whole()
    revoked_at = words()


class Account(CentreTable):
    """An operator's password (Argon2id); who they are and what they may do stands in the staff documents.

    After some failures in a row sign-ins are refused until ``closed_until``.
    """

    __tablename__ = "account"

    number = whole(key=True)
    password = words()
    failures = whole()
    closed_until = words()


class EnrolmentCode(CentreTable):
    """A code for one device, as sha256; ``device`` is the one that used it."""

    __tablename__ = "enrolment_code"

    code = words(key=True)
    made_by = whole()
    expires_at = words()
    device = words()


class Nonce(CentreTable):
    """A challenge that has not been answered so far."""

    __tablename__ = "nonce"

    nonce = words(key=True)
    expires_at = words()


class SignedIn(CentreTable):
    """A session: one operator on one device. It is the family of all tokens that were ever made in it."""

    __tablename__ = "session"
    __indexes__ = (Index("session_device", "device", "number"),)

    id = words(key=True)
    number = whole()
    device = words()
    begun_at = words()
    ended_at = words()


class Token(CentreTable):
    """An access token and the refresh token that was given with it, both as sha256.

    ``seen`` tells that the access token was used, ``next`` is the refresh token of the pair that replaced this one.
    """

    __tablename__ = "token"
    __indexes__ = (Index("token_session", "session"),)

    access = words(key=True)
    refresh = words(unique=True)
    session = words()
    access_until = words()
    refresh_until = words()
    seen = flag()
    next = words()


class Sign(CentreTable):
    """When a device was last heard of, give or take the few seconds between two writings (``sync.server.signs``)."""

    __tablename__ = "sign"
    __options__ = {"postgresql_with": {"fillfactor": 50}}

    device = words(key=True)
    at = words()


class Presence(CentreTable):
    """Which case a session has open."""

    __tablename__ = "presence"

    session = words(key=True)
    case_id = words()
    stream = words()
    number = whole()
    desk = words()
    writing = flag()
    at = words()


class Attachment(CentreTable):
    """An operation that stands and is told in ``stream`` names the bytes with this SHA-256: whoever reads the stream may have them."""

    __tablename__ = "attachment"

    sha256 = words(key=True)
    stream = words(key=True)


class Blob(CentreTable):
    """Bytes that are here whole and are what their SHA-256 says: ``size`` of them, in the pieces of ``upload``."""

    __tablename__ = "blob"

    sha256 = words(key=True)
    size = whole()
    upload = words()


class Upload(CentreTable):
    """What has come of the bytes that a device hands in: ``received`` of ``size``, without a gap.

    Each device has its own, so that nobody builds upon what another has sent.
    """

    __tablename__ = "upload"
    __indexes__ = (UniqueConstraint("sha256", "device"),)

    id = words(key=True)
    sha256 = words()
    device = words()
    size = whole()
    received = whole()
    touched_at = words()


class BlobPiece(CentreTable):
    """A piece of an upload, whole or not: the bytes from ``first`` on."""

    __tablename__ = "blob_piece"

    upload = words(key=True)
    first = whole(key=True)
    data = raw()
