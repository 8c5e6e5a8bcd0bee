"""Keeping what is being typed. Drafts are no operations: they stay on this desk and are gone when the case is written."""

from __future__ import annotations

from msgspec.structs import replace

from models.records.catalogue import Line
from models.records.draft import Draft
from models.repositories import case as cases
from models.rules.form import is_form
from models.rules.ringing import is_ring
from models.store.store import Store


def save_draft(store: Store, draft: Draft) -> None:
    """Write a draft over the one with the same key; it is on the disk when this returns. Raises StoreFailure.

    Half a character (a lone surrogate, as broken text on a clipboard has it) is kept as U+FFFD: the other words must not be lost for it.
    """
    store.outbox.save_draft(
        replace(
            draft,
            text=_whole(draft.text),
            query=_whole(draft.query),
            number=_whole(draft.number),
            fields={name: _whole(words) for name, words in draft.fields.items()},
        )
    )


def drop_draft(store: Store, key: str) -> None:
    """Remove a draft; one that is not there is no failure."""
    store.outbox.drop_draft(key)


def load_drafts(store: Store, *, sealed: bool = False) -> tuple[Draft, ...]:
    """Return the drafts of typed words, the one saved last first.

    What a counsellor typed for the psychology line comes only with ``sealed``, which is for counsellors; for everybody else it stays where
    it is. An operator's own words come back to an operator, whatever item was chosen.
    """
    return tuple(draft for draft in _ours(store, sealed) if not (is_ring(draft.key) or is_form(draft.key)))


def load_rings(store: Store, *, sealed: bool = False) -> tuple[Draft, ...]:
    """Return what waits to be rung, the one asked for last first; ``sealed`` as in ``load_drafts``."""
    return tuple(draft for draft in _ours(store, sealed) if is_ring(draft.key))


def load_forms(store: Store) -> tuple[Draft, ...]:
    """Return what stands in forms beside the operator's desk, what was typed last first."""
    return tuple(draft for draft in _ours(store, sealed=False) if is_form(draft.key))


def load_kept(store: Store, *, sealed: bool = False) -> tuple[Draft, ...]:
    """Return the drafts, then what waits to be rung, then what stands in forms, each what was kept last first; ``sealed`` as in
    ``load_drafts``."""
    return (*load_drafts(store, sealed=sealed), *load_rings(store, sealed=sealed), *load_forms(store))


def _ours(store: Store, sealed: bool) -> tuple[Draft, ...]:
    drafts = store.outbox.drafts()
    return drafts if sealed else tuple(draft for draft in drafts if not (draft.sealed or _of_a_sealed_case(store, draft)))


def _whole(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _of_a_sealed_case(store: Store, draft: Draft) -> bool:
    return bool(draft.case_id) and cases.line(store, draft.case_id) is Line.PSYCHOLOGY
