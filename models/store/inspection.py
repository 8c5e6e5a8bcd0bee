"""Looking a profile over: are the files whole, the operations complete and sealed, and do the rows follow from them?"""

from __future__ import annotations

from models.records.base import Record
from models.store.comparison import differing_tables
from models.store.folds import Progress, unheard
from models.store.opening import remove
from models.store.scans import Looked, look
from models.store.store import Store, folded_again

_COPY = "replica.check.db"


class Inspection(Record, frozen=True):
    """What was found. ``gaps`` are sequence numbers that are missing, ``broken`` those whose seal does not fit or that an unknown device
    made, ``foreign`` counts those sealed with a key that damage took (of them only the digest is checked: nobody can say who wrote them),
    ``lost`` those that are known to be missing; ``scans`` tells of the papers that they name; ``joined`` tells whether a centre may hold
    those that are not here; ``differing`` are tables of the replica that do not follow from the operations (not looked
    for where some were lost, or where a centre's feed brings most of them).
    """

    outbox_sound: bool
    replica_sound: bool
    operations: int
    gaps: tuple[int, ...] = ()
    broken: tuple[int, ...] = ()
    foreign: int = 0
    lost: int = 0
    scans: Looked = Looked()
    joined: bool = False
    differing: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Tell whether nothing is wrong. A scan that is not here is nothing wrong where a centre may hold it."""
        sound = self.outbox_sound and self.replica_sound and not self.scans.damaged and (self.joined or not self.scans.absent)
        return sound and not (self.gaps or self.broken or self.foreign or self.differing)


def inspect(store: Store, progress: Progress = unheard) -> Inspection:
    """Look everything over; a second replica is made beside the profile's and removed. Raises StoreFailure.

    The profile stays as it is, but for a scan that only the backups hold whole any more: it is put back from there.
    """
    gaps: list[int] = []
    broken: list[int] = []
    foreign = 0
    expected, inc = store.outbox.pruned + 1, 1
    total = store.outbox.count()
    for done, operation in enumerate(store.outbox.operations(), 1):
        if not (store.outbox.joined and operation.inc != inc):  # a new incarnation begins behind the numbers that were given anew
            gaps.extend(range(expected, operation.dseq))
        expected, inc = operation.dseq + 1, operation.inc
        foreign += store.outbox.unproved(operation)
        if not store.outbox.trusted(operation):
            broken.append(operation.dseq)
        progress("seals", done, total)
    gaps.extend(range(expected, store.outbox.next_dseq))
    return Inspection(
        outbox_sound=store.outbox.database.sound(),
        replica_sound=store.replica.database.sound(),
        operations=total,
        gaps=tuple(gaps),
        broken=tuple(broken),
        foreign=foreign,
        lost=store.outbox.lost,
        scans=look(store),
        joined=store.outbox.joined,
        differing=() if store.outbox.lost or store.outbox.joined else _differing(store, progress),
    )


def _differing(store: Store, progress: Progress) -> tuple[str, ...]:
    """Fold everything again beside the replica and compare."""
    copy = store.directory / _COPY
    folded_again(store, copy, progress).database.close()
    try:
        return differing_tables(store.replica.database, copy)
    finally:
        remove(copy)
