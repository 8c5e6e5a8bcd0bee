"""Partners as imported, and what verdicts have added to their record since."""

from __future__ import annotations

from sqlalchemy import Index, text

from models.tables.base import ReplicaTable, flag, whole, words

OF_CARD = text("entry != ''")
"""The condition of the index over steps of cards. SQLite uses it only where a query says it with the same literal."""


class Partner(ReplicaTable):
    """A partner; its live figures (busy, today, last dispatch, bad records) are counted from cases and verdicts when it is read."""

    __tablename__ = "partner"

    code = words(key=True)
    place = whole()
    data = words()
    retired = flag()


class Discipline(ReplicaTable):
    """A change of a partner's verified bad records; ``entry`` is the verdict's operation id.

    ``by`` is a JSON list of the operators behind it: whoever wrote it, who proposed a veto, who confirmed it at another's session.
    """

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
    by = words()


class PartnerEvent(ReplicaTable):
    """A step of a partner's admission, or of one of its cards: what a timeline tells besides cases and verdicts.

    ``place`` is its place among the steps of the same kind: the centre's, behind all of them (see ``models.tables.case.PENDING``) while no
    centre has seen it. ``entry`` is the verdict that a step of a card is about, '' for others; ``body`` is the operation's own text.
    """

    __tablename__ = "partner_event"
    __indexes__ = (
        Index("partner_event_partner", "partner", "place"),
        Index("partner_event_type", "type", "partner", "place"),
        Index("partner_event_entry", "entry", "place", sqlite_where=OF_CARD),
    )

    op_id = words(key=True)
    partner = words()
    place = whole()
    at = words()
    actor = whole()
    type = words()
    entry = words()
    body = words()
