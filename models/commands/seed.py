"""Filling the store with an invented year, for demonstrations, training and measurements."""

from __future__ import annotations

from datetime import datetime

from models.commands.guard import admit
from models.commands.streams import CENTRE
from models.records.effects import StoreSeed
from models.records.failure import BadInput
from models.records.operation import Changes, Desk, Entity
from models.repositories import case as cases_
from models.rules.permissions import Permission, require
from models.store.clock import stamp
from models.store.folds import Progress, unheard
from models.store.store import Store

MOST = 1_000_000
"""As many cases as there are invented telephone numbers for."""


def seed(store: Store, desk: Desk, *, cases: int, seed: int, end: datetime, progress: Progress | None = None) -> Changes:
    """Fill in ``cases`` invented cases of the 365 days before ``end`` (aware) as one operation; the same ``seed`` makes the same rows.

    All or nothing, beside whatever is there already. An empty profile takes them from anybody, one that somebody works with only from its
    administrator. ``progress`` is told ``seed`` (and for very many cases ``index``).
    Raises BadInput ``seed.cases`` for less than one case or more than a million, RuleBroken ``permission.denied``, StoreFailure where the
    disk does not take it.
    """
    if not 1 <= cases <= MOST:
        raise BadInput("seed.cases", cases=cases, most=MOST)
    admit(store, desk)
    if cases_.any_at_all(store):
        require(desk.role, Permission.IMPORT_REFERENCE)
    outbox, replica = store.outbox, store.replica
    # The door of every other write, models.store.work, hears no progress; the order of the two commits is the same.
    body = StoreSeed(cases=cases, seed=seed, end=stamp(end))
    operation = outbox.make(desk, outbox.ids.next(), outbox.next_dseq, CENTRE, Entity(type="store", id="seed"), body, 0, None)
    with replica.database.transaction():
        changes = replica.fold([operation], progress or unheard)
        outbox.append([operation])
    replica.applied_up_to(operation)
    return changes
