"""What searches have taught and what they missed."""

from __future__ import annotations

from sqlalchemy import select

from models.records.search import Choice
from models.records.unmet import LeadRow
from models.store.store import Store
from models.tables.search import SearchChoice, SearchLead


def choices(store: Store) -> tuple[Choice, ...]:
    """Return how often operators chose which item after typing what."""
    query = select(SearchChoice.query, SearchChoice.code, SearchChoice.count).order_by(SearchChoice.query, SearchChoice.code)
    return tuple(Choice(query=query_, code=code, count=count) for query_, code, count in store.read().execute(query))


def leads(store: Store) -> tuple[LeadRow, ...]:
    """Return the searches that found nothing, the most frequent first."""
    query = select(SearchLead.query, SearchLead.count, SearchLead.last_at).order_by(SearchLead.count.desc(), SearchLead.last_at.desc())
    return tuple(LeadRow(query=text, count=count, last_at=last) for text, count, last in store.read().execute(query))
