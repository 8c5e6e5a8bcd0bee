"""Cases as they stand, their journals, and what is counted from them."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import ReplicaTable

OPEN = text("open = 1")
"""The condition of the indexes over open cases. SQLite uses them only where a query says it with the same literal."""


class Case(ReplicaTable):
    """A case as its journal adds up to: what lists, cards and counts need; the whole state is the fold of ``entry``.

    ``work`` is the list of My work that the case stands in ('' for none), ``open`` tells that it is neither closed nor merged,
    ``handler_code`` and ``dispatched_at`` say who has it (or had it last) and since when.
    """

    __tablename__ = "case"
    __table_args__ = (
        Index("case_no", "no"),
        Index("case_number", "number", "opened_at"),
        Index("case_name", "person_name", "opened_at"),
        Index("case_person", "person_id"),
        Index("case_opened", "opened_at", "opened_by"),
        Index("case_handler", "handler_code", "dispatched_at"),
        Index("case_open_number", "number", "opened_at", sqlite_where=OPEN),
        Index("case_open_work", "opened_by", "work", "due", sqlite_where=OPEN),
        Index("case_open_due", "due", sqlite_where=OPEN),
        Index("case_open_handler", "handler_code", "stage", sqlite_where=OPEN),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    no: Mapped[str]
    kind: Mapped[str]
    stage: Mapped[str]
    item_code: Mapped[str]
    item_zh: Mapped[str]
    item_en: Mapped[str]
    line: Mapped[str]
    urgent: Mapped[bool]
    confidential: Mapped[bool]
    person_id: Mapped[str]
    person_name: Mapped[str]
    number: Mapped[str]
    district: Mapped[str]
    handler_kind: Mapped[str]
    handler_code: Mapped[str]
    handler_zh: Mapped[str]
    handler_en: Mapped[str]
    dispatched_at: Mapped[str]
    opened_at: Mapped[str]
    opened_by: Mapped[int]
    due: Mapped[str]
    due_kind: Mapped[str]
    work: Mapped[str]
    open: Mapped[bool]
    closed: Mapped[bool]
    resolved: Mapped[bool | None]
    satisfied: Mapped[bool | None]
    score: Mapped[int | None]
    rev: Mapped[int]


PENDING = 1 << 40
"""Lines that no centre has seen stand behind all others of their case, at this number plus their own sequence number at the desk."""


class JournalEntry(ReplicaTable):
    """One line of a case's journal, clustered by case; ``body`` is the operation's own text.

    ``seq`` gives the order within the case. ``outcome`` is what the centre made of the operation, '' where no centre has.
    """

    __tablename__ = "entry"
    __table_args__ = {"sqlite_with_rowid": False}

    case_id: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    op_id: Mapped[str]
    at: Mapped[str]
    actor: Mapped[int]
    desk: Mapped[str]
    type: Mapped[str]
    body: Mapped[str]
    outcome: Mapped[str]


class CaseCounter(ReplicaTable):
    """The last running number that a desk has given on a day (ISO date)."""

    __tablename__ = "counter"
    __table_args__ = {"sqlite_with_rowid": False}

    day: Mapped[str] = mapped_column(primary_key=True)
    desk: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]


class UnmetEntry(ReplicaTable):
    """A need of a case that could not be met; ``place`` counts within the case."""

    __tablename__ = "unmet"
    __table_args__ = (Index("unmet_at", "at"), {"sqlite_with_rowid": False})

    case_id: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    need: Mapped[str]
    tried: Mapped[str]
