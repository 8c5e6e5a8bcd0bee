"""The operation: one thing an operator did, immutable, made at a desk (sync protocol 3.3)."""

from __future__ import annotations

from enum import StrEnum

from models.records.base import Record
from models.records.staff import Role


class Entity(Record, frozen=True):
    type: str
    id: str


class Base(Record, frozen=True):
    """The revision of the entity that the operator saw."""

    rev: int


class At(Record, frozen=True):
    """Evidence of when: wall clock, monotonic clock since ``boot``, and the measured offset to the centre with its error."""

    wall: str
    mono_ms: int
    boot: str
    offset_ms: int = 0
    err_ms: int = 0


class Operation(Record, frozen=True):
    """An operation's envelope. ``body`` is the very string that was hashed and signed; ``digest`` = sha256(salt ‖ body).

    ``desk`` is the name of the workplace that the session was opened at: every journal line says it.
    """

    op_id: str
    device: str
    inc: int
    dseq: int
    actor: str
    session: str
    stream: str
    group: str | None
    entity: Entity
    type: str
    v: int
    base: Base
    at: At
    salt: str
    body: str
    digest: str
    sig: str
    desk: str = ""


class OpState(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    ACKED = "acked"
    CONFIRMED = "confirmed"
    BROKEN = "broken"
    """The seal does not fit: kept as evidence, never folded or sent."""


class Topic(StrEnum):
    """What can move; presenters decide by topic (and id) whether to read again."""

    CASE = "case"
    PERSON = "person"
    CALL = "call"
    ALERT = "alert"
    HANDOVER = "handover"
    WHISPER = "whisper"
    PARTNER = "partner"
    CATALOGUE = "catalogue"
    KNOWLEDGE = "knowledge"
    UNIT = "unit"
    STAFF = "staff"
    SEARCH = "search"
    PROPOSAL = "proposal"
    ARTICLE_REPORT = "article_report"
    OUTREACH = "outreach"
    SUGGESTION = "suggestion"
    OUTBOX = "outbox"


class Changes(Record, frozen=True):
    """What a write touched: pairs of topic and entity id ('' = many)."""

    touched: frozenset[tuple[Topic, str]] = frozenset()

    def about(self, topic: Topic) -> bool:
        """Tell whether anything of ``topic`` moved."""
        return any(found is topic for found, _ in self.touched)

    def ids(self, topic: Topic) -> frozenset[str]:
        """Return the ids of ``topic`` that moved."""
        return frozenset(ref for found, ref in self.touched if found is topic)

    def __or__(self, other: Changes) -> Changes:
        return Changes(touched=self.touched | other.touched)


class Desk(Record, frozen=True):
    """Who acts, and where: goes into every operation. ``role`` is what the one who signed in may do, and stays at the desk."""

    actor: int
    desk: str
    session: str
    role: Role = Role.OPERATOR
