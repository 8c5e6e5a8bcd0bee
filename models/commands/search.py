"""Writing down what operators chose after typing, and what they typed in vain."""

from __future__ import annotations

import unicodedata

from models.records.effects import SearchChose, SearchMissed
from models.records.operation import Changes, Desk, Entity
from models.rules.access import CENTRE
from models.store.store import Store


def record_choice(store: Store, desk: Desk, query: str, code: str) -> Changes:
    """Count that the operator typed ``query`` and chose item ``code``; nothing typed is nothing learnt."""
    text = _same(query)
    if not text:
        return Changes()
    with store.write(desk) as work:
        work.record(f"me/usr_{desk.actor}", Entity(type="search", id=code), SearchChose(query=text, code=code))
    return work.changes


def record_lead(store: Store, desk: Desk, query: str) -> Changes:
    """Keep a search that found nothing."""
    text = _same(query)
    if not text:
        return Changes()
    with store.write(desk) as work:
        work.record(CENTRE, Entity(type="search", id=""), SearchMissed(query=text))
    return work.changes


def _same(query: str) -> str:
    """Return one form of a query for counting: width, case and runs of spaces do not matter."""
    return " ".join(unicodedata.normalize("NFKC", query).casefold().split())
