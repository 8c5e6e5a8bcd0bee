"""Writing down what operators chose after typing, and what they typed in vain."""

from __future__ import annotations

import unicodedata

from models.commands.guard import admit
from models.records.catalogue import Line
from models.records.effects import SearchChose, SearchMissed
from models.records.operation import Changes, Desk, Entity
from models.repositories import catalogue
from models.rules.access import CENTRE
from models.rules.permissions import Permission, may
from models.store.store import Store

LONGEST = 200
"""The longest query, in characters, that is kept: more was pasted and teaches nothing."""


def record_choice(store: Store, desk: Desk, query: str, code: str) -> Changes:
    """Count that the operator typed ``query`` and chose item ``code``.

    Nothing typed is nothing learnt, nor is what a desk typed that teaches nobody (see ``_teaches``), nor what led to the psychology line.
    """
    text = _same(query)
    if not text or not _teaches(desk):
        return Changes()
    item = catalogue.item(store, code)
    if item is not None and item.line is Line.PSYCHOLOGY:
        return Changes()
    admit(store, desk)
    with store.write(desk) as work:
        work.record(f"me/usr_{desk.actor}", Entity(type="search", id=code), SearchChose(query=text, code=code))
    return work.changes


def record_lead(store: Store, desk: Desk, query: str) -> Changes:
    """Keep a search that found nothing, of a desk that teaches others."""
    text = _same(query)
    if not text or not _teaches(desk):
        return Changes()
    admit(store, desk)
    with store.write(desk) as work:
        work.record(CENTRE, Entity(type="search", id=""), SearchMissed(query=text))
    return work.changes


def _teaches(desk: Desk) -> bool:
    """Tell whether what is typed at a desk may be shown to everybody.

    That is the desk of who takes needs on. A counsellor types what was said in confidence, and all others only look around.
    """
    return may(desk.role, Permission.ACCEPT_CASES) and not may(desk.role, Permission.SEE_SEALED)


def _same(query: str) -> str:
    """Return one form of a query for counting: width, case and runs of spaces do not matter. '' for what nobody types as a query."""
    text = " ".join(unicodedata.normalize("NFKC", query).casefold().split())
    return text if len(text) <= LONGEST and not any("\ud800" <= char <= "\udfff" for char in text) else ""
