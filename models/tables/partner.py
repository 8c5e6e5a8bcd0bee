"""Partners as imported, and what verdicts have added to their record since."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import ReplicaTable


class Partner(ReplicaTable):
    """A partner; its live figures (busy, today, last dispatch, bad records) are counted from cases and verdicts when it is read."""

    __tablename__ = "partner"

    code: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    data: Mapped[str]
    retired: Mapped[bool]


class Discipline(ReplicaTable):
    """A change of a partner's verified bad records; ``entry`` is the verdict's operation id."""

    __tablename__ = "discipline"
    __table_args__ = (Index("discipline_partner", "partner", "at"), Index("discipline_entry", "entry"))

    op_id: Mapped[str] = mapped_column(primary_key=True)
    partner: Mapped[str]
    case_id: Mapped[str]
    at: Mapped[str]
    change: Mapped[int]
    level: Mapped[str]
    verdict: Mapped[str]
    entry: Mapped[str]
