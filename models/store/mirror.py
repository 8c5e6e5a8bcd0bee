"""A replica that the centre keeps by folding its own feed, and the images of it that new desks begin with (sync protocol 3.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from models.migrations import HEADS
from models.records.failure import StoreFailure
from models.records.feed import Cursor, FeedRow
from models.records.operation import Operation
from models.records.profile import Profile
from models.store.clock import Clock, SystemClock
from models.store.damage import whole
from models.store.database import Database
from models.store.failures import DAMAGED
from models.store.feed import examined
from models.store.opening import remove
from models.store.replica import Replica
from models.store.versions import bring_up
from resources.profiles import load_profile

SCHEMA = HEADS["replica"]
"""The revision of the images that this program makes and takes."""


_CACHE_KB = 64 << 10
"""A long feed is folded while most of the file is in memory: pages of its indexes are met again and again."""


class Mirror:
    """One file, one thread, the fold of every desk; it has no outbox. Which streams are folded into it, its owner decides.

    Whoever may not read one of these streams must not get an image of it.
    """

    def __init__(self, path: Path, epoch: str, *, profile: Profile | None = None, clock: Clock | None = None) -> None:
        """Open or make the file at ``path``; one of another history or version begins anew. Raises StoreFailure."""
        self.epoch = epoch
        self._replica = _opened(path, profile or load_profile(), clock or SystemClock())
        if self._replica.foreign(epoch) or self._replica.outgrown():
            self.close()
            remove(path)
            self._replica = _opened(path, profile or load_profile(), clock or SystemClock())

    def cursors(self) -> dict[str, Cursor]:
        """Return how far each stream has been folded."""
        return self._replica.cursors(self.epoch)

    def apply(self, rows: Sequence[FeedRow], ends: Mapping[str, Cursor]) -> None:
        """Fold one page of the feed and move the cursors, all or nothing. Raises Diverged, StoreFailure."""
        fresh, stands = examined(rows, ends, self.cursors())
        if not fresh:
            return
        self._replica.follow(fresh, stands, self.epoch, _nobody)

    def image(self, target: Path) -> dict[str, Cursor]:
        """Write a compact copy to ``target``, which must not exist; return the cursors that stand in it.

        Raises StoreFailure, ``store.damaged`` where SQLite does not find the copy whole.
        """
        self._replica.database.copy_to(target)
        if not whole(target):
            raise StoreFailure(DAMAGED, file=target.name)
        return self.cursors()

    def rows(self) -> int:
        """Return how many feed rows have been folded."""
        return sum(cursor.seq for cursor in self.cursors().values())

    def close(self) -> None:
        """Close the file."""
        self._replica.database.close()


def _opened(path: Path, profile: Profile, clock: Clock) -> Replica:
    database = Database(path, "NORMAL")
    try:
        database.raw.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
        bring_up(database, "replica", clock)
        replica = Replica(database, profile)
        replica.complete()
        return replica
    except BaseException:
        database.close()
        raise


def _nobody(_numbers: Sequence[int]) -> tuple[Operation, ...]:
    """A mirror has done nothing itself."""
    return ()
