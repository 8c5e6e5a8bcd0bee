"""The centre's side of a world: processes over one database file, which are killed, started again and set back to a backup."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from structlog.testing import capture_logs

from sync.server.centre import Centre
from sync.server.database import SqliteDatabase, Work
from sync.server.founding import found, new_epoch
from sync.server.gate import Rate
from sync.server.snapshot import Snapshots
from sync.server.snapshot_maker import Plan
from tests.simulation.stage import CENTRE_FILE, HASHER, Chance, full_disk
from tests.support.virtual import VirtualClock, VirtualLoop

T = TypeVar("T")

_WHENEVER = Plan(least=1, share=0.0, quiet=0.0, apart=0.0, late=0.0)


class Died(BaseException):
    """A process of the centre was killed in the middle of what it was doing."""


class FrailDatabase(SqliteDatabase):
    """Asks ``point`` before each commit and after it whether anything is to go wrong there."""

    def __init__(self, path: Path, point: Callable[[str], None]) -> None:
        super().__init__(path, readers=1)
        self._point = point

    def write(self, work: Work[T]) -> T:
        def watched(connection: object) -> T:
            result = work(connection)  # type: ignore[arg-type]
            self._point("before")
            return result

        result = super().write(watched)
        self._point("after")
        return result


class Process:
    """One process: it remembers nothing that the database does not hold, but for how often each desk has asked."""

    def __init__(
        self, path: Path, images: Path, clock: VirtualClock, chance: Chance, point: Callable[[str], None], seconds: Callable[[], float]
    ) -> None:
        self.centre = Centre(FrailDatabase(path, point), clock=clock, chance=chance.token_bytes, hasher=HASHER, verifiers=0)
        found(self.centre)
        self.snapshots = Snapshots(self.centre, images, _WHENEVER)
        self.rate = Rate(self.centre.limits, seconds)

    def make_image(self) -> None:
        """Make an image for desks that begin, where there is anything new."""
        assert self.snapshots._maker is not None
        with capture_logs():
            self.snapshots._maker.turn()

    def close(self) -> None:
        self.snapshots.close()
        self.centre.close()


class Server:
    """The machine room. ``doom`` is what goes wrong at the next commit: ``before`` or ``after`` it a death, or a ``full`` disk."""

    def __init__(self, directory: Path, loop: VirtualLoop, chance: Chance, processes: int) -> None:
        self.room = directory
        self.clock = VirtualClock(loop)
        self.doom = ""
        self.full = False
        self.down = False
        self.generation = 0
        self.backups: list[Path] = []
        self.told: list[Callable[[], None]] = []
        self._loop = loop
        self._chance = chance
        self._count = processes
        self._turn = 0
        self._watching: sqlite3.Connection | None = None
        self.processes: list[Process] = []
        self.start()

    @property
    def path(self) -> Path:
        """The database file as it now is."""
        return self.room / str(self.generation) / CENTRE_FILE

    def start(self) -> None:
        """Start every process."""
        self.down = False
        self.processes = [
            Process(self.path, self.room / "images", self.clock, self._chance, self._point, self._loop.time) for _ in range(self._count)
        ]

    def start_again(self) -> None:
        """Start every process where none runs."""
        if not self.processes:
            self.start()

    def stop(self) -> None:
        """End every process and let nobody in."""
        self.down = True
        if self._watching is not None:
            self._watching.close()
            self._watching = None
        for process in self.processes:
            process.close()
        self.processes = []

    def next(self) -> Process:
        """Return the process that takes the next request."""
        self._turn += 1
        return self.processes[self._turn % len(self.processes)]

    def look(self) -> sqlite3.Connection:
        """Return a connection that only reads, for whoever watches over the world."""
        if self._watching is None:
            self._watching = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        return self._watching

    def back_up(self) -> None:
        """Keep the database as it is now."""
        target = self.room / f"backup-{len(self.backups)}"
        self._copy(self.path.parent, target)
        self.backups.append(target)

    def restore(self, backup: Path, *, epoch: bool) -> None:
        """Set the database back to a backup; with ``epoch`` as an administrator does it, without as a standby that lacks the last rows."""
        self.stop()
        self.spare()
        self._copy(backup, self.room / str(self.generation + 1))
        self.generation += 1
        self.start()
        if epoch:
            new_epoch(self.processes[0].centre)

    def spare(self) -> None:
        """Let nothing go wrong at the next commit: it is an administrator's, who would simply try again."""
        self.doom, self.full = "", False

    def tell(self) -> None:
        """Let every desk that listens look again."""
        for woken in self.told:
            woken()

    def _point(self, when: str) -> None:
        if not self.processes:
            return
        if self.full and when == "before":
            raise full_disk()
        if self.doom == when:
            self.doom = ""
            self.down = True
            self._copy(self.path.parent, self.room / str(self.generation + 1))
            raise Died

    def bury(self) -> None:
        """Close what a killed process had open; the next one starts on the files as the death left them."""
        self.stop()
        self.generation += 1

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("*-shm"))
