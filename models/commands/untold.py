"""What the disk took although the one at the desk was told that it failed: asked for again, it is not done again.

An operation can be safe on the disk while its rows are not (``saved`` in the failure). Whoever was told so presses the key again, perhaps
after other steps that brought the rows up to date. It is kept in memory only: a process that dies starts with rows that are whole, and the
words of such a step left the drafts in its very commit.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple
from weakref import WeakKeyDictionary

from models.records.draft import Spent
from models.records.failure import StoreFailure
from models.records.operation import Changes, Desk, Topic
from models.store.store import Store

PATIENCE = timedelta(minutes=10)
"""For so long the same step on a case that nothing has happened to since is the same intent; later it is another one."""


class Deed(NamedTuple):
    """What was asked for in which session, the entity it was written on, that entity's revision before, and when."""

    session: str
    asked: object
    ref: str
    rev: int
    at: datetime


_kept: WeakKeyDictionary[Store, list[Deed]] = WeakKeyDictionary()


@contextmanager
def kept(store: Store, desk: Desk, asked: object, ref: str, rev: int = 0) -> Iterator[None]:
    """Write in this block; where the disk took it and the one at the desk is told that it failed, that is kept in mind."""
    try:
        yield
    except StoreFailure as failure:
        if failure.details.get("saved"):
            _kept.setdefault(store, []).append(Deed(desk.session, asked, ref, rev, store.clock.now()))
        raise


def begun(store: Store, desk: Desk, asked: object) -> str:
    """Return the id of what this very request has made already, or ''; it is told now, so the next one makes another."""
    return _first(store, [deed for deed in _kept.get(store, ()) if deed.session == desk.session and deed.asked == asked])


def added(store: Store, desk: Desk, asked: object, ref: str, rev: int) -> bool:
    """Tell whether this very step is the last that was written on the entity ``ref``, whose revision is ``rev``, and was not told."""
    now = store.clock.now()
    same = [deed for deed in _kept.get(store, ()) if (deed.session, deed.asked, deed.ref, deed.rev + 1) == (desk.session, asked, ref, rev)]
    return bool(_first(store, [deed for deed in same if abs(now - deed.at) <= PATIENCE]))


def told(store: Store, ref: str, spent: Spent | None) -> Changes:
    """Return what may have moved when rows of a case came late; words that were kept again since the failure go, what is left stays."""
    if spent is not None and not spent.fields:
        store.outbox.drop_draft(spent.key)
        if spent.left is not None:
            store.outbox.save_draft(spent.left)
    return Changes(touched=frozenset(((Topic.CASE, ref), (Topic.PARTNER, ""), (Topic.OUTBOX, ""))))


def _first(store: Store, found: list[Deed]) -> str:
    if not found:
        return ""
    _kept[store].remove(found[0])
    return found[0].ref
