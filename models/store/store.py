"""Opening a profile, writing to it and reading from it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection

from models.records.base import parse_time
from models.records.failure import StoreFailure, WorldFailure
from models.records.operation import Changes, Desk, Entity
from models.records.profile import Profile
from models.store.clock import Clock, SystemClock
from models.store.database import Database
from models.store.demonstration import Use, admit
from models.store.failures import DAMAGED, told
from models.store.folds import Progress, unheard
from models.store.identity import identify, reconcile
from models.store.lock import ProfileLock
from models.store.opening import forget_rehearsals, open_outbox, open_replica, remove
from models.store.outbox import Outbox
from models.store.profile import LOCK, OUTBOX, REPLICA
from models.store.reading import Reader, Readers
from models.store.receipts import mend
from models.store.reference import ReferenceData, import_of, shelf_of, shipped
from models.store.replica import Replica
from models.store.versions import bring_up, refuse_newer
from models.store.work import UnitOfWork
from resources.profiles import load_profile

SETUP = Desk(actor=0, desk="", session="")
"""Who writes the reference data at the first start: nobody."""

_REBUILT = "replica.new.db"
_TOLERATED = timedelta(minutes=2)
"""So far may the clock stand behind the last operation without anybody being told: clocks that are set by the network jump a little."""


class Store:
    """An open profile. Everything on it happens in the thread that opened it, but for what is read ``beside`` it.

    ``notices`` tell what had to be mended at opening, ``profile`` holds the figures by which deadlines are reckoned.
    """

    def __init__(self, directory: Path, lock: ProfileLock, outbox: Outbox, replica: Replica, clock: Clock) -> None:
        self.directory = directory
        self.outbox = outbox
        self.replica = replica
        self.clock = clock
        self.notices: tuple[WorldFailure, ...] = ()
        self.readers = Readers()
        self._lock = lock

    @property
    def profile(self) -> Profile:
        return self.replica.profile

    def write(self, desk: Desk) -> UnitOfWork:
        """Return a unit of work for the session at ``desk``; used in a ``with`` block, it commits on success."""
        return UnitOfWork(self, desk)

    def read(self) -> Connection:
        """Return the connection that repositories read the replica through."""
        return self.replica.database.connection

    def beside(self, wanted: Callable[[], bool]) -> contextlib.AbstractContextManager[Reader]:
        """Return the replica as it stands, to be read in any other thread; ``wanted`` is asked there now and then. See ``Readers.one``."""
        return self.readers.one(self.directory / REPLICA, self.profile, self.clock, wanted)

    def catch_up(self) -> Changes:
        """Fold operations whose rows are still missing, because the disk failed between the two files. Raises StoreFailure."""
        if self.replica.applied < self.outbox.next_dseq - 1:
            return self.replica.catch_up(self.outbox)
        return Changes()

    def close(self) -> None:
        """Close both files and let go of the profile."""
        with self.readers.away():
            self.replica.database.close()
        self.outbox.database.close()
        self._lock.release()


def open_store(
    directory: Path,
    *,
    reference: ReferenceData | None = None,
    progress: Progress | None = None,
    clock: Clock | None = None,
    profile: Profile | None = None,
    alone: bool = True,
    use: Use = Use.CARE,
) -> Store:
    """Open the profile in ``directory``, making it at the first start, and fold what a killed process left unfolded.

    A new profile begins with ``reference`` (what ships, where None), or empty where it is not to stand ``alone``: it will join a centre.
    Damaged files are kept in ``damaged/`` and mended: see ``notices``.
    Raises StoreFailure ``store.in_use``, ``store.newer``, ``disk.full``, ``disk.read_only`` or ``disk.failed``, and ``demo.working`` or
    ``demo.only`` where ``use`` is not what the profile is for; the profile is as it was.
    """
    clock = clock or SystemClock()
    with told(directory):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    arguments = (directory, reference, alone, progress or unheard, clock, profile or load_profile(), use)
    try:
        return _open(*arguments)
    except StoreFailure as failure:
        if failure.code != DAMAGED:
            raise
    # damage that only showed when the file was used: it is marked now, so that this time it is set aside
    return _open(*arguments)


def _open(
    directory: Path, reference: ReferenceData | None, alone: bool, progress: Progress, clock: Clock, profile: Profile, use: Use
) -> Store:  # fmt: skip
    with contextlib.ExitStack() as undo:
        lock = ProfileLock(directory / LOCK)
        undo.callback(lock.release)
        refuse_newer(directory / OUTBOX, "outbox")
        refuse_newer(directory / REPLICA, "replica")
        admit(directory, use)
        forget_rehearsals(directory)
        precious, salvaged = open_outbox(directory, clock)
        undo.callback(precious.close)
        disposable, begun_anew = open_replica(directory, clock)
        undo.callback(disposable.close)
        replica = Replica(disposable, profile)
        device, mended = identify(precious, directory, clock)
        lost = reconcile(precious, replica.applied, replica.applied_inc, bool(salvaged))
        store = Store(directory, lock, Outbox(precious, device, clock), replica, clock)
        store.notices = (*salvaged, *begun_anew, *mended, *lost)
        if alone and store.outbox.next_dseq == 1 and not store.outbox.joined:
            _fill(store, reference or shipped())
        replica.renew(progress)
        if replica.outgrown():
            rebuild(store, progress)
        store.replica.catch_up(store.outbox, progress)
        set_aside(store)
        store.notices += (*_tampered(*store.outbox.aside()), *_clock_behind(store))
        if store.outbox.joined:
            mend(store.outbox, store.replica)
        undo.pop_all()
        return store


def rebuild(store: Store, progress: Progress | None = None) -> None:
    """Fold all operations again into a new replica, which takes the place of the old one only when it is whole.

    On a desk that belongs to a centre they lie on top of a replica that the feed fills anew from its beginning. Raises StoreFailure
    ``store.incomplete`` where operations of a desk that stands alone are missing, and ``store.tampered`` where the seal of one does not
    fit: what they did lives on in the present rows only.
    """
    missing = store.outbox.next_dseq - 1 - store.outbox.count()
    if missing and not store.outbox.joined:
        raise StoreFailure("store.incomplete", lost=missing)
    fresh = folded_again(store, store.directory / _REBUILT, progress or unheard)
    fresh.database.close()
    if not store.outbox.joined:
        for tampered in _tampered(len(fresh.broken), min(fresh.broken, default=0)):
            remove(fresh.database.path)
            raise tampered
    put_in_place(store, fresh)
    set_aside(store)


def set_aside(store: Store) -> None:
    """Mark the operations in the outbox whose seals did not fit when the replica was to fold them. Raises StoreFailure."""
    if store.replica.broken:
        store.outbox.set_aside(store.replica.broken)


def put_in_place(store: Store, fresh: Replica) -> None:
    """Let the closed file of ``fresh`` be the replica from now on. Raises StoreFailure; then the old one is as it was."""
    profile, path, target = store.profile, fresh.database.path, store.directory / REPLICA
    with store.readers.away():
        store.replica.database.close()
        try:
            with told(target):
                path.replace(target)
        finally:
            store.replica = Replica(Database(target, "NORMAL"), profile)
    store.replica.broken = fresh.broken


def folded_again(store: Store, path: Path, progress: Progress = unheard) -> Replica:
    """Return a new replica at ``path`` (which is removed first) with all operations of the outbox folded into it."""
    remove(path)
    database = Database(path, "NORMAL")
    try:
        bring_up(database, "replica", store.clock)
        fresh = Replica(database, store.profile)
        fresh.catch_up(store.outbox, progress)
    except BaseException:
        database.close()
        remove(path)
        raise
    return fresh


def _tampered(broken: int, first: int) -> list[StoreFailure]:
    """Return what is to be told of operations that are kept aside, at every start for as long as they are: how many, and the first."""
    return [StoreFailure("store.tampered", file=OUTBOX, broken=broken, first=first)] if broken else []


def _clock_behind(store: Store) -> list[StoreFailure]:
    """Return a notice where the clock stands well before the last operation: deadlines cannot be trusted until it is right."""
    try:
        behind = parse_time(store.outbox.last_wall()) - store.clock.now()
    except ValueError:
        return []
    return [StoreFailure("clock.behind", minutes=int(behind.total_seconds() // 60))] if behind > _TOLERATED else []


def _fill(store: Store, reference: ReferenceData) -> None:
    """Write the reference data, one operation for each table, all or none."""
    with store.write(SETUP) as work:
        for name, rows in reference.tables():
            work.record(shelf_of(name).stream, Entity(type="reference", id=name), import_of(name, rows))
