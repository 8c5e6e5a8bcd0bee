"""Keeping what is being typed. Drafts are no operations: they stay on this desk and are gone when the case is written."""

from __future__ import annotations

from models.records.catalogue import Line
from models.records.draft import Draft
from models.repositories import call as calls
from models.repositories import case as cases
from models.repositories import catalogue
from models.store.store import Store


def save_draft(store: Store, draft: Draft) -> None:
    """Write a draft over the one with the same key; it is on the disk when this returns. Raises StoreFailure."""
    store.outbox.save_draft(draft)


def drop_draft(store: Store, key: str) -> None:
    """Remove a draft; one that is not there is no failure."""
    store.outbox.drop_draft(key)


def load_drafts(store: Store, *, sealed: bool = False) -> tuple[Draft, ...]:
    """Return the drafts, the one saved last first.

    Words for the psychology line (by the item, the case or the call that they belong to) come only with ``sealed``, which is for
    counsellors; for everybody else they stay where they are.
    """
    drafts = store.outbox.drafts()
    return drafts if sealed else tuple(draft for draft in drafts if not _of_the_sealed_line(store, draft))


def _of_the_sealed_line(store: Store, draft: Draft) -> bool:
    item = catalogue.item(store, draft.item_code) if draft.item_code else None
    if item is not None and item.line is Line.PSYCHOLOGY:
        return True
    if draft.case_id and cases.line(store, draft.case_id) is Line.PSYCHOLOGY:
        return True
    call = calls.by_id(store, draft.key.partition("+")[0])
    return call is not None and call.line is Line.PSYCHOLOGY
