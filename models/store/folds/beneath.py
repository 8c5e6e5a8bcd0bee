"""Laying an entity bare: its rows as the feed left them, without what this desk has added and no centre has seen."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from sqlalchemy import select

from models.records.operation import Entity, Topic
from models.store.folds import caller
from models.store.folds.context import FoldContext
from models.store.folds.reference import link
from models.store.reference import SHELVES
from models.store.rows import Row, insert_many
from models.tables.base import ReplicaTable
from models.tables.call import Alert, Call, CallPlayed, CallSettled
from models.tables.caller import Person
from models.tables.catalogue import Proposal, Revision
from models.tables.handover import Handover, Whisper
from models.tables.knowledge import Report
from models.tables.outreach import Counted, LateSettlement, OutreachEvent, Suggestion
from models.tables.partner import Discipline, PartnerEvent
from models.tables.search import SearchChoice, SearchLead

Key = tuple[str, ...]


def lay_bare(context: FoldContext, entity: Entity) -> None:
    """Put back every row of an entity that pending operations had written over. A case has its own way: its pending lines go."""
    found = context.raw.execute(
        'SELECT "table", key, data FROM beneath WHERE entity_type = ? AND entity_id = ?', (entity.type, entity.id)
    ).fetchall()
    for name, key, data in found:
        _put_back(context, name, msgspec.json.decode(key, type=Key), msgspec.json.decode(data, type=Row) if data else None)
    context.raw.execute("DELETE FROM beneath WHERE entity_type = ? AND entity_id = ?", (entity.type, entity.id))


def _put_back(context: FoldContext, name: str, key: Key, row: Row | None) -> None:
    table, topic, place = _TABLES[name]
    where = " AND ".join(f'"{column.name}" = ?' for column in table.__table__.primary_key)
    context.raw.execute(f'DELETE FROM "{name}" WHERE {where}', key)
    if row is not None:
        insert_many(context.raw, table, [row])
    if name in _AFTER:
        _AFTER[name](context, key[0])
    context.touch(topic, str(row[place]) if row is not None and place else key[0])


def _linked(name: str) -> Callable[[FoldContext, str], None]:
    shelf = SHELVES[name]

    def after(context: FoldContext, code: str) -> None:
        assert shelf.links is not None
        context.raw.execute(f'DELETE FROM "{shelf.links.__tablename__}" WHERE code = ?', (code,))
        data = context.connection.scalar(select(shelf.table.data).where(shelf.table.code == code))
        if data is not None:
            link(context, shelf, [msgspec.json.decode(data, type=shelf.record)])

    return after


_TABLES: dict[str, tuple[type[ReplicaTable], Topic, str]] = {
    "person": (Person, Topic.PERSON, ""),
    "call": (Call, Topic.CALL, ""),
    "call_settled": (CallSettled, Topic.CALL, ""),
    "call_played": (CallPlayed, Topic.CALL, "call_id"),
    "alert": (Alert, Topic.ALERT, ""),
    "handover": (Handover, Topic.HANDOVER, ""),
    "whisper": (Whisper, Topic.WHISPER, ""),
    "choice": (SearchChoice, Topic.SEARCH, "code"),
    "lead": (SearchLead, Topic.SEARCH, ""),
    "revision": (Revision, Topic.CATALOGUE, "code"),
    "proposal": (Proposal, Topic.PROPOSAL, ""),
    "article_report": (Report, Topic.ARTICLE_REPORT, "article"),
    "outreach": (OutreachEvent, Topic.OUTREACH, ""),
    "outreach_count": (Counted, Topic.OUTREACH, "event"),
    "suggestion": (Suggestion, Topic.SUGGESTION, ""),
    "suggestion_late": (LateSettlement, Topic.SUGGESTION, "suggestion"),
    "discipline": (Discipline, Topic.PARTNER, "partner"),
    "partner_event": (PartnerEvent, Topic.PARTNER, "partner"),
    **{name: (shelf.table, shelf.topic, "") for name, shelf in SHELVES.items()},
}
"""Table → its class, what moves with it, and the column that says which one moved ('' = the key)."""

_AFTER: dict[str, Callable[[FoldContext, str], None]] = {
    "person": caller.number,
    **{name: _linked(name) for name, shelf in SHELVES.items() if shelf.links is not None},
}
