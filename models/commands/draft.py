"""Keeping what is being typed. Drafts are no operations: they stay on this desk and are gone when the case is written."""

from __future__ import annotations

from models.records.draft import Draft
from models.store.store import Store


def save_draft(store: Store, draft: Draft) -> None:
    """Write a draft over the one with the same key; it is on the disk when this returns. Raises StoreFailure."""
    store.outbox.save_draft(draft)


def drop_draft(store: Store, key: str) -> None:
    """Remove a draft; one that is not there is no failure."""
    store.outbox.drop_draft(key)


def load_drafts(store: Store) -> tuple[Draft, ...]:
    """Return the drafts, the one saved last first."""
    return store.outbox.drafts()
