"""Cases as they stand, their journals, and what is counted from them."""

from __future__ import annotations

from sqlalchemy import Index, text

from models.tables.base import ReplicaTable, flag, flag_or_null, whole, whole_or_null, words

OPEN = text("open = 1")
"""The condition of the indexes over open cases. SQLite uses them only where a query says it with the same literal."""
RATED = text("satisfied IS NOT NULL")
"""The same for the cases whose citizen has given a mark."""
COMPLAINT = text("type = 'case.complain'")
"""The same for the journal lines that are complaints."""


class Case(ReplicaTable):
    """A case as its journal adds up to: what lists, cards and counts need; the whole state is the fold of ``entry``.

    ``work`` is the list of My work that the case stands in ('' for none), ``open`` tells that it is neither closed nor merged,
    ``handler_code`` and ``dispatched_at`` say who has it (or had it last) and since when, ``owner`` is who answers for it (0 for nobody).
    ``came_by`` is the call that it came by ('' for a contact that was none), ``way`` how a contact came. The others at the end are what
    bulletins count (``models.rules.report``): how far its callback has come, and the seconds until somebody was sent, stood there and was
    done, null where that has not happened.
    """

    __tablename__ = "case"
    __indexes__ = (
        Index("case_no", "no"),
        Index("case_number", "number", "opened_at"),
        Index("case_name", "person_name", "opened_at"),
        Index("case_person", "person_id"),
        Index("case_opened", "opened_at", "opened_by"),
        Index("case_handler", "handler_code", "dispatched_at"),
        Index("case_open_number", "number", "opened_at", sqlite_where=OPEN),
        Index("case_open_work", "owner", "work", "due", sqlite_where=OPEN),
        Index("case_open_due", "due", sqlite_where=OPEN),
        Index("case_open_handler", "handler_code", "stage", sqlite_where=OPEN),
        Index("case_rated", "handler_code", "satisfied", sqlite_where=RATED),
    )

    id = words(key=True)
    no = words()
    kind = words()
    stage = words()
    item_code = words()
    item_zh = words()
    item_en = words()
    line = words()
    urgent = flag()
    confidential = flag()
    person_id = words()
    person_name = words()
    number = words()
    district = words()
    handler_kind = words()
    handler_code = words()
    handler_zh = words()
    handler_en = words()
    dispatched_at = words()
    opened_at = words()
    opened_by = whole()
    owner = whole()
    priority = flag()
    due = words()
    due_kind = words()
    work = words()
    open = flag()
    closed = flag()
    resolved = flag_or_null()
    satisfied = flag_or_null()
    score = whole_or_null()
    rev = whole()
    came_by = words()
    callback = whole()
    sent_s = whole_or_null()
    there_s = whole_or_null()
    done_s = whole_or_null()
    way = words()


PENDING = 1 << 40
"""Lines that no centre has seen stand behind all others of their case, at this number plus their own sequence number at the desk."""


class JournalEntry(ReplicaTable):
    """One line of a case's journal, clustered by case; ``body`` is the operation's own text.

    ``seq`` gives the order within the case. ``outcome`` is what the centre made of the operation, '' where no centre has.
    """

    __tablename__ = "entry"
    __indexes__ = (Index("entry_accused", text("json_extract(body, '$.partner')"), sqlite_where=COMPLAINT),)
    __rowid__ = False

    case_id = words(key=True)
    seq = whole(key=True)
    op_id = words()
    at = words()
    actor = whole()
    desk = words()
    type = words()
    body = words()
    outcome = words()


class CaseCounter(ReplicaTable):
    """The last running number that a desk has given on a day (ISO date)."""

    __tablename__ = "counter"
    __rowid__ = False

    day = words(key=True)
    desk = whole(key=True)
    n = whole()


class VetoProposed(ReplicaTable):
    """A case on which a veto waits for its second person."""

    __tablename__ = "veto_proposed"
    __rowid__ = False

    case_id = words(key=True)
    partner = words()
    proposed_by = whole()
    at = words()


class Unowned(ReplicaTable):
    """An open case that was handed over and that nobody has accepted, with who handed it over, when, and their words."""

    __tablename__ = "unowned"
    __rowid__ = False

    case_id = words(key=True)
    handed_by = whole()
    at = words()
    note = words()


class UnmetEntry(ReplicaTable):
    """A need of a case that could not be met; ``place`` counts within the case."""

    __tablename__ = "unmet"
    __indexes__ = (Index("unmet_at", "at"),)
    __rowid__ = False

    case_id = words(key=True)
    place = whole(key=True)
    at = words()
    need = words()
    tried = words()


class StaleCase(ReplicaTable):
    """A case whose row an earlier program wrote, without columns that have come since: it is folded again when the file is next opened."""

    __tablename__ = "stale_case"
    __rowid__ = False

    case_id = words(key=True)
