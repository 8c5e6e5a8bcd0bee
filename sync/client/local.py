"""The desk's store as the engine asks it: ``sync.client.ports.Local`` over ``models.store``."""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from models.records.feed import Cursor, FeedRow
from models.records.operation import Changes, Operation
from models.records.staff import OperatorRow
from models.records.sync import Waiting
from models.repositories import waiting
from models.store import centre, early, sending
from models.store.clock import CentreTime
from models.store.pruning import prune
from models.store.store import Store
from sync.client.ports import Proof
from sync.protocol.messages import Pushed


class StoreLocal:
    """Every call runs in the thread that owns the store. ``who`` tells who sits at the desk, None for nobody."""

    def __init__(self, who: Callable[[], OperatorRow | None] = lambda: None) -> None:
        self._who = who

    def outgoing(self, store: Store, ops: int, size: int) -> tuple[Operation, ...]:
        return sending.outgoing(store, ops, size)

    def acknowledge(self, store: Store, results: Sequence[Pushed]) -> Changes:
        return sending.acknowledge(store, results)

    def rewind(self, store: Store, expected: int) -> bool:
        return sending.rewind(store, expected)

    def acknowledged(self, store: Store) -> frozenset[str]:
        return sending.acknowledged(store)

    def offer_missing(self, store: Store, heads: Mapping[str, int], before: Collection[str]) -> Changes:
        return sending.offer_missing(store, heads, before) | early.do_again(store)

    def renew_incarnation(self, store: Store) -> Changes:
        return sending.renew_incarnation(store)

    def set_aside(self, store: Store, ids: Sequence[str], problem: str) -> Changes:
        return sending.set_aside(store, ids, problem)

    def leave(self, store: Store, reads: Sequence[str]) -> Changes:
        return centre.leave(store, reads)

    def cursors(self, store: Store) -> tuple[str, dict[str, Cursor]]:
        return centre.cursors(store)

    def apply_page(self, store: Store, rows: Sequence[FeedRow], cursors: dict[str, Cursor], epoch: str) -> Changes:
        return centre.apply_page(store, rows, cursors, epoch)

    def diverged(self, store: Store) -> Changes:
        return centre.diverged(store)

    def schema(self, store: Store) -> str:
        return centre.schema(store)

    def adopt(self, store: Store, image: Path, epoch: str, cursors: dict[str, Cursor]) -> Changes:
        return centre.adopt(store, image, epoch, cursors)

    def join(self, store: Store, epoch: str, desk: int) -> Changes:
        return centre.join(store, epoch, desk)

    def waiting(self, store: Store) -> Waiting:
        return waiting.waiting(store)

    def needs(self, store: Store) -> int:
        return waiting.needs(store, self._who())

    def prove(self, store: Store, words: str) -> Proof:
        device = store.outbox.device
        signature = base64.b64encode(device.key.sign(words.encode())).decode()
        return Proof(device=device.id, public_key=device.public_key, signature=signature)

    def let_go(self, store: Store) -> int:
        return prune(store)

    def tell_time(self, store: Store, time: CentreTime) -> None:
        store.outbox.centre_time = time
