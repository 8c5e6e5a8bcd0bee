"""What the central server keeps: the one order of operations, who may push and pull, and how each entity now stands."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import CentreTable


class Centre(CentreTable):
    """One row: the epoch of this history, the centre's name, and the key (base64) that signs what the centre itself writes."""

    __tablename__ = "centre"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    epoch: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    key: Mapped[str]
    begun_at: Mapped[str]


class StreamHead(CentreTable):
    """Where a stream stands. Its row is locked last in a push: the number n + 1 can never be seen before n."""

    __tablename__ = "stream_head"
    __table_args__ = {"postgresql_with": {"fillfactor": 50}}

    stream: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger)
    chain: Mapped[str]
    horizon: Mapped[int] = mapped_column(BigInteger)


class Feed(CentreTable):
    """A row of a stream; ``line`` is the JSON of the record ``FeedRow`` as it is sent to every desk."""

    __tablename__ = "feed"

    stream: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    chain: Mapped[str]
    line: Mapped[str]


class Accepted(CentreTable):
    """An operation that was decided, once for all: what a repetition of it is answered from.

    ``rev`` is the place of the operation among those on its entity, 0 where it never reached it (a seal that does not fit, a permission).
    """

    __tablename__ = "op"
    __table_args__ = (UniqueConstraint("device", "inc", "dseq"), Index("op_entity", "entity_id", "rev"))

    op_id: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str]
    inc: Mapped[int]
    dseq: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str]
    entity_id: Mapped[str]
    rev: Mapped[int]
    stream: Mapped[str]
    seq: Mapped[int] = mapped_column(BigInteger)
    outcome: Mapped[str]
    problem: Mapped[str]
    fields: Mapped[str]


class Again(CentreTable):
    """A number of a device under which something came that has no row of its own: an operation that was known, or a used id."""

    __tablename__ = "again"

    device: Mapped[str] = mapped_column(primary_key=True)
    inc: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dseq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    op_id: Mapped[str]
    digest: Mapped[str]
    known: Mapped[bool]


class Standing(CentreTable):
    """How an entity stands: ``rev`` counts its operations, ``state`` is the JSON of what they add up to ('' where they add up to nothing).

    ``stream`` is the one that its operations belong to from now on.
    """

    __tablename__ = "standing"
    __table_args__ = {"postgresql_with": {"fillfactor": 70}}

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str]
    rev: Mapped[int]
    state: Mapped[str]


class Document(CentreTable):
    """A row of reference data as it now stands; ``kind`` is the name of its table, ``data`` the JSON of its record."""

    __tablename__ = "document"

    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[str]


class EnrolledDevice(CentreTable):
    """A desk's key. ``inc`` and ``last_dseq`` are those of its last operation here."""

    __tablename__ = "device"
    __table_args__ = {"postgresql_with": {"fillfactor": 50}}

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    public_key: Mapped[str]
    inc: Mapped[int]
    last_dseq: Mapped[int] = mapped_column(BigInteger)
    enrolled_at: Mapped[str]
    enrolled_by: Mapped[int]
    revoked_at: Mapped[str]


class Account(CentreTable):
    """An operator's password (Argon2id); who they are and what they may do stands in the staff documents.

    After some failures in a row sign-ins are refused until ``closed_until``.
    """

    __tablename__ = "account"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    password: Mapped[str]
    failures: Mapped[int]
    closed_until: Mapped[str]


class EnrolmentCode(CentreTable):
    """A code for one device, as sha256; ``device`` is the one that used it."""

    __tablename__ = "enrolment_code"

    code: Mapped[str] = mapped_column(primary_key=True)
    made_by: Mapped[int]
    expires_at: Mapped[str]
    device: Mapped[str]


class Nonce(CentreTable):
    """A challenge that has not been answered so far."""

    __tablename__ = "nonce"

    nonce: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[str]


class SignedIn(CentreTable):
    """A session: one operator on one device. It is the family of all tokens that were ever made in it."""

    __tablename__ = "session"
    __table_args__ = (Index("session_device", "device", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    device: Mapped[str]
    begun_at: Mapped[str]
    ended_at: Mapped[str]


class Token(CentreTable):
    """An access token and the refresh token that was given with it, both as sha256.

    ``seen`` tells that the access token was used, ``next`` is the refresh token of the pair that replaced this one.
    """

    __tablename__ = "token"
    __table_args__ = (Index("token_session", "session"),)

    access: Mapped[str] = mapped_column(primary_key=True)
    refresh: Mapped[str] = mapped_column(unique=True)
    session: Mapped[str]
    access_until: Mapped[str]
    refresh_until: Mapped[str]
    seen: Mapped[bool]
    next: Mapped[str]


class Presence(CentreTable):
    """Which case a session has open."""

    __tablename__ = "presence"

    session: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str]
    stream: Mapped[str]
    number: Mapped[int]
    desk: Mapped[str]
    writing: Mapped[bool]
    at: Mapped[str]
