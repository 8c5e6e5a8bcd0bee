"""Partners as imported, and what verdicts have added to their record since."""

from __future__ import annotations

from sqlalchemy import Index

from models.tables.base import ReplicaTable, flag, whole, words


class Partner(ReplicaTable):
    """A partner; its live figures (busy, today, last dispatch, bad records) are counted from cases and verdicts when it is read."""

    __tablename__ = "partner"

    code = words(key=True)
    place = whole()
    data = words()
    retired = flag()


class Discipline(ReplicaTable):
    """A change of a partner's verified bad records; ``entry`` is the verdict's operation id."""

    __tablename__ = "discipline"
    __indexes__ = (Index("discipline_partner", "partner", "at"), Index("discipline_entry", "entry"), Index("discipline_at", "at"))

    op_id = words(key=True)
    partner = words()
    case_id = words()
    at = words()
    change = whole()
    level = words()
    verdict = words()
    entry = words()
