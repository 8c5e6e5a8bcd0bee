"""Making images: a thread that follows the feed with a mirror, and now and then packs a copy of it (sync protocol 3.9)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import msgspec
from sqlalchemy import func, select

from models.records.base import Record
from models.records.failure import Diverged, StoreFailure
from models.records.feed import Cursor, FeedRow
from models.rules import access
from models.store.failures import DAMAGED, failure_of
from models.store.lock import ProfileLock
from models.store.mirror import Mirror
from models.store.opening import remove
from models.tables.centre import Centre as CentreRow
from models.tables.centre import StreamHead
from sync.protocol.messages import Manifest, Pull
from sync.protocol.problems import Code
from sync.server.centre import Centre
from sync.server.observing import fault, log
from sync.server.pull import lies_within, page
from sync.server.refusal import Refusal
from sync.server.snapshot_files import Images, Stopped

EVERY = 1.0
"""Seconds between two looks at where the streams stand."""
LATER = 30.0
"""Seconds until what failed is tried again, and between two looks whether another process still makes the images."""
REST = 0.25
"""Between two pages of the feed requests come first, for this part of the time that the last one took."""

_ANEW = frozenset((Code.CURSOR_DIVERGED, Code.CURSOR_EXPIRED))
_row = msgspec.json.Decoder(FeedRow).decode


class Plan(Record, frozen=True):
    """When images are made.

    There is none below ``least`` rows: the feed is as fast. A new one is due after as many rows more, or ``share`` of all rows where that
    is more, when the last one is ``apart`` seconds old and nothing has come for ``quiet`` seconds; where it never is quiet, after ``late``.
    """

    least: int = 5_000
    share: float = 0.02
    quiet: float = 2.0
    apart: float = 60.0
    late: float = 600.0


PLAN = Plan()


def rows_in(centre: Centre) -> int:
    """Return how many rows an image could hold now."""
    query = select(func.coalesce(func.sum(StreamHead.n), 0)).where(StreamHead.stream.in_(access.shared()))
    return int(centre.database.ask(lambda connection: connection.scalar(query)) or 0)


def newest(centre: Centre, images: Images) -> Manifest | None:
    """Return the newest image from which a desk can go on by the feed; one of a history that was left behind is none."""
    for found in images.listed():
        if lies_within(centre, found.epoch, found.cursors):
            return found
    return None


class Maker:
    """The thread. Of several processes over one folder the one that holds its lock works, the others look whether it still does.

    Whatever fails is told once and tried again; meanwhile the images that are there are served.
    """

    def __init__(self, centre: Centre, images: Images, plan: Plan = PLAN, now: Callable[[], float] = time.monotonic) -> None:
        """``now`` counts seconds that only grow."""
        self.failing = False
        self._centre = centre
        self._images = images
        self._plan = plan
        self._now = now
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="images")
        self._lock: ProfileLock | None = None
        self._seen = 0
        self._moved = self._made = float("-inf")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End, and wait until the folder has been let go."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join()
        else:
            self._let_go()

    def turn(self) -> float:
        """Do what there is to be done now; return how many seconds to wait then. One thread does this, always the same."""
        try:
            pause = self._turn()
        except Stopped:
            return 0.0
        except (Refusal, StoreFailure, Diverged, OSError) as failure:
            self._failed(failure)
            return LATER
        except Exception as error:
            fault(error)
            self.failing = True
            return LATER
        self.failing = False
        return pause

    def _run(self) -> None:
        pause = 0.0
        try:
            while not self._stop.wait(pause):
                pause = self.turn()
        finally:
            self._let_go()

    def _turn(self) -> float:
        centre = self._centre
        centre.epoch = str(centre.database.ask(lambda connection: connection.scalar(select(CentreRow.epoch))))
        if not self._due(rows_in(centre), newest(centre, self._images)):
            return EVERY
        if not self._alone():
            return LATER
        mirror = Mirror(self._images.mirror, centre.epoch, profile=centre.profile)
        try:
            self._follow(mirror)
            self._make(mirror)
        finally:
            # What it remembers of the cases is worth nothing until the next image.
            mirror.close()
        return EVERY

    def _due(self, rows: int, there: Manifest | None) -> bool:
        plan, now = self._plan, self._now()
        if rows != self._seen:
            self._seen, self._moved = rows, now
        if there is None:
            return rows >= plan.least
        age = now - self._made
        enough = rows - there.file.rows >= max(plan.least, rows * plan.share)
        return enough and age >= plan.apart and (age >= plan.late or now - self._moved >= plan.quiet)

    def _alone(self) -> bool:
        """Take the lock of the folder, if nobody else has it."""
        if self._lock is None:
            self._images.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                self._lock = ProfileLock(self._images.lock)
            except StoreFailure as failure:
                if failure.code != "store.in_use":
                    raise
                return False
            self._images.tidy()
        return True

    def _follow(self, mirror: Mirror) -> None:
        """Fold what is new."""
        centre, streams = self._centre, access.shared()
        if not mirror.cursors().keys() <= set(streams):
            raise Diverged("feed.streams")
        more = True
        while more:
            if self._stop.is_set():
                raise Stopped
            begun = self._now()
            cursors = mirror.cursors()
            wanted = Pull(
                epoch=mirror.epoch,
                cursors={stream: cursors.get(stream, Cursor()) for stream in streams},
                limit=centre.limits.page_rows,
            )
            lines, end = page(centre, wanted)
            mirror.apply([_row(line) for line in lines], end.cursors)
            more = end.more
            if more:
                self._stop.wait((self._now() - begun) * REST)

    def _make(self, mirror: Mirror) -> None:
        begun = self._now()
        image = self._images.fresh()
        try:
            cursors = mirror.image(image)
            made = self._images.keep(image, mirror.epoch, cursors, lambda: not self._stop.is_set())
        finally:
            image.unlink(missing_ok=True)
        self._made = self._now()
        log.info("image", rows=made.file.rows, bytes=made.file.bytes, ms=round((self._made - begun) * 1000))

    def _failed(self, failure: Refusal | StoreFailure | Diverged | OSError) -> None:
        """Tell what is in the way, once; a mirror that cannot go on begins anew."""
        told: Refusal | StoreFailure | Diverged | None
        told = failure_of(failure, self._images.folder.name) if isinstance(failure, OSError) else failure
        code = str(told.code) if told is not None else type(failure).__name__
        if not self.failing:
            log.warning("image", problem=code)
        self.failing = True
        if isinstance(failure, Diverged) or code in _ANEW or code == DAMAGED:
            remove(self._images.mirror)

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None
